"""Both forms of the data of endoflife.date are read, and what cannot be read is told with its place."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from archrules.errors import InputError
from archrules.knowledge_base.refreshing.feed import FeedRelease, read_feed
from tests.unit.knowledge_base.refreshing.sample import data, product

EXPECTED = (
    FeedRelease("4", "4.2", "2030-05-01"),
    FeedRelease("3", "3.9.1", "2029-05-01", "2026-01-01"),
    FeedRelease("2", "2.7", "unknown"),
    FeedRelease("1", "1.12", "2025-12-31"),
    FeedRelease("0.9", "0.9", "ended"),
)


def json_release(name: str, **fields: object) -> dict[str, object]:
    return {"name": name, "isLts": False, "ltsFrom": None, "isEol": False, "eolFrom": None, **fields}


def json_file(folder: Path, content: object) -> Path:
    file = folder / "full.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


THING: Mapping[str, object] = {
    "name": "thing",
    "labels": {"eol": "Security Support"},
    "releases": [
        json_release("4", eolFrom="2030-05-01", latest={"name": "4.2"}),
        json_release("3", isLts=True, ltsFrom="2026-01-01", eolFrom="2029-05-01", latest={"name": "3.9.1"}),
        json_release("2", latest={"name": "2.7"}),
        json_release("1", isEol=True, eolFrom="2025-12-31", latest={"name": "1.12"}),
        json_release("0.9", isEol=True, latest=None),
    ],
}


def test_folder_of_the_repository_and_of_its_products_are_read_alike(tmp_path: Path) -> None:
    place = data(tmp_path)
    assert read_feed(place).releases("thing") == EXPECTED
    assert read_feed(place / "products").releases("thing") == EXPECTED


@pytest.mark.parametrize("result", [THING, [THING]], ids=["one product", "all products"])
def test_json_says_the_same_as_the_folder(tmp_path: Path, result: object) -> None:
    file = json_file(tmp_path, {"schema_version": "1.2.0", "result": result})
    assert read_feed(file).releases("thing") == EXPECTED


@pytest.mark.parametrize("name", ["nothing", "../thing", "thing.md", "", "a/b"])
def test_what_is_no_product_of_the_folder_is_none(tmp_path: Path, name: str) -> None:
    place = data(tmp_path)
    (tmp_path / "data" / "thing.md").write_text("outside", "utf-8")
    assert read_feed(place / "products").releases(name) is None


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    place = data(tmp_path)
    outside = tmp_path / "outside.md"
    outside.write_text(product("Other", 'releaseCycle: "1"'), "utf-8")
    (place / "products" / "other.md").symlink_to(outside)
    assert read_feed(place).releases("other") is None


def test_security_support_counts_where_the_plain_column_is_active_support(tmp_path: Path) -> None:
    release = 'releaseCycle: "4.0", eol: 2026-10-21, eoes: 2027-10-21, latest: "4.0.13"'
    active = product("Active", release, column="Active Support")
    plain = product("Plain", release, column="Support Status")
    feed = read_feed(data(tmp_path, active=active, plain=plain))
    ends = {name: (feed.releases(name) or EXPECTED)[0].end_of_life for name in ("active", "plain")}
    assert ends == {"active": "2027-10-21", "plain": "2026-10-21"}


def test_security_support_counts_in_json_as_well(tmp_path: Path) -> None:
    release = json_release(
        "4.0", eolFrom="2026-10-21", isEoes=False, eoesFrom="2027-10-21", latest={"name": "4.0.13"}
    )
    result = {"name": "thing", "labels": {"eol": "Active Support"}, "releases": [release]}
    found = read_feed(json_file(tmp_path, {"result": result})).releases("thing")
    assert found == (FeedRelease("4.0", "4.0.13", "2027-10-21"),)


@pytest.mark.parametrize(
    ("page", "place", "told"),
    [
        ("title: Thing\n", "1:1", "no front matter"),
        ("---\ntitle: Thing\nreleases: 3\n---\n", "1:1", "must be a list of mappings"),
        ("---\ntitle: Thing\ntitle: Thing\n---\n", "3:1", "stands twice"),
        (product("Thing", "eol: false"), "1:1", "no name of a release"),
        (product("Thing", 'releaseCycle: "4", latest: \'a"b\''), "1:1", "no name of a release"),
    ],
    ids=["no front matter", "no list", "broken YAML", "no name", "a name that means something in YAML"],
)
def test_fault_of_a_page_has_a_place(tmp_path: Path, page: str, place: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        read_feed(data(tmp_path, thing=page)).releases("thing")
    assert f"thing.md:{place}: " in str(error.value)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("content", "place", "told"),
    [
        ('{"result": [\n1,]}', "2:3", "this is no JSON"),
        ("[" * 100_000, "1:1", "too much in one place"),
        ({"result": 3}, "1:1", "must be a product"),
        ({"result": [{"name": 3}]}, "1:1", "must be a product"),
        ([1], "1:1", "must be a product"),
    ],
    ids=["syntax", "depth", "number", "number for a name", "list"],
)
def test_fault_of_json_has_a_place(tmp_path: Path, content: object, place: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        read_feed(json_file(tmp_path, content))
    assert f"full.json:{place}: " in str(error.value)
    assert told in str(error.value)


def test_data_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.json:1:1: "):
        read_feed(tmp_path / "absent.json")


@pytest.mark.parametrize(
    ("end", "ended"),
    [("2026-06-29", True), ("2026-06-30", False), ("unknown", False), ("ended", True)],
)
def test_release_is_supported_to_the_end_of_its_day(end: str, *, ended: bool) -> None:
    assert FeedRelease("1", "1.1", end).ended_by("2026-06-30") is ended


@pytest.mark.parametrize(
    ("start", "lasting"), [(True, True), (False, False), ("2026-06-30", True), ("2026-07-01", False)]
)
def test_release_is_long_term_from_its_day_on(start: str | bool, *, lasting: bool) -> None:  # noqa: FBT001 - as in the data
    assert FeedRelease("1", "1.1", "unknown", start).long_term_on("2026-06-30") is lasting
