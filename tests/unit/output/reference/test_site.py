from dataclasses import replace
from pathlib import Path

import pytest

from archrules.output.reference.site import Site, anchors, page_name
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.stacks import pack, stack
from tests.unit.output.reference.reference_data import small_site


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("PostgreSQL with read replicas", "postgresql-with-read-replicas"),
        ("MongoDB, sharded", "mongodb-sharded"),
        ("two  blanks\nand a line", "two-blanks-and-a-line"),
        ("snake_case & more", "snake_case--more"),
        ("Grüße 東京", "grüße-東京"),
        ("***", ""),
    ],
)
def test_the_anchor_of_a_heading_is_made_as_by_github(title: str, anchor: str) -> None:
    assert anchors((), {"it": title}) == {"it": anchor}


def test_headings_of_one_text_have_anchors_of_their_own() -> None:
    assert anchors(("Same",), {"b": "Same", "a": "same!"}) == {"b": "same-1", "a": "same-2"}


def test_an_anchor_with_a_number_that_is_taken_is_passed_over() -> None:
    assert anchors(("Same-1",), {"a": "Same", "b": "Same"}) == {"a": "same", "b": "same-2"}


def test_an_item_called_index_has_another_page_than_the_index() -> None:
    assert page_name("index") == "index-.md"


def test_items_with_a_page_are_linked_to_by_their_title(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    assert [site.link(name) for name in ("store", "no-timeout", "database")] == [
        "[About store](../decisions/store.md)",
        "[About no-timeout](../policies/no-timeout.md)",
        "[About database](../technologies/database.md)",
    ]


def test_items_that_share_a_page_are_linked_to_by_anchor(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    assert [site.link(name, "it") for name in ("store/first", "horizon", "team-size", "big-team")] == [
        "[it](../decisions/store.md#about-first)",
        "[it](../defaults/index.md#about-horizon)",
        "[it](../tables/index.md#about-team-size)",
        "[it](../derivations/teams.md#about-big-team)",
    ]


def test_an_option_named_out_of_place_stands_with_its_decision(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    assert site.named("store/first") == "[About first](../decisions/store.md#about-first) (About store)"


def test_an_option_with_the_title_of_a_section_above_has_another_anchor(tmp_path: Path) -> None:
    option = small_pack.option("second", title="Criteria")
    site = small_site(tmp_path, decisions__store__second=option)
    assert site.link("store/second") == "[Criteria](../decisions/store.md#criteria-1)"


def test_derivations_belong_to_the_area_that_is_their_folder(tmp_path: Path) -> None:
    site = small_site(tmp_path, derivations__stray=small_pack.flags("stray", small_pack.TEAM))
    assert site.areas == {"others": ("stray",), "teams": ("big-team",)}


def test_a_folder_whose_name_is_no_id_is_no_area(tmp_path: Path) -> None:
    files = small_pack.with_changes({"derivations/a b/odd.yaml": small_pack.flags("odd", small_pack.TEAM)})
    small_pack.write_pack(tmp_path, files)
    assert small_site(tmp_path).areas == {"others": ("odd",), "teams": ("big-team",)}


def test_pages_by_hand_are_linked_to_only_where_they_are(tmp_path: Path) -> None:
    links = [
        replace(small_site(tmp_path), manual=manual).manual_page("brief.md", "it") for manual in (True, False)
    ]
    assert links == ["[it](../brief.md)", "it"]


def test_a_kind_is_linked_to_if_the_vocabulary_has_it(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    assert [site.kind("use_case"), site.kind("of_a_pack")] == [
        "[`use_case`](../facts/index.md#use_case)",
        "of_a_pack",
    ]


def test_a_source_of_a_pack_has_an_anchor_without_its_dot(tmp_path: Path) -> None:
    book = {"title": "Ours", "author": "Us", "year": 2020}
    files = {
        "derivations/acme.rule.yaml": small_pack.flags("acme.rule", small_pack.TEAM)
        | {"sources": [{"ref": "acme.book"}]},
        "sources.yaml": {"sources": {"acme.book": book}},
    }
    site = Site(stack(tmp_path, pack("acme", files)))
    assert site.source("acme.book") == "[acme.book](../sources/index.md#acmebook)"
