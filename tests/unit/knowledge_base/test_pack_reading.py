"""The folder of one pack: what could be read of it, and what could not."""

from pathlib import Path

import pytest

from archrules.knowledge_base.pack_reading import PACK, PackFiles, read_pack
from archrules.knowledge_base.validation import KEY
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import PACK as SMALL
from tests.unit.knowledge_base.small_pack import Files, with_changes, write_pack
from tests.unit.knowledge_base.stacks import pack


def read(folder: Path, files: Files, *, on_top: bool = False) -> PackFiles:
    return read_pack(write_pack(folder, files), on_top=on_top)


def test_every_item_is_found_under_its_form_and_id(tmp_path: Path) -> None:
    found = read(tmp_path, dict(SMALL))
    assert {form: sorted(items) for form, items in found.items.items()} == {
        "decision": ["store"],
        "default": ["horizon"],
        "derivation": ["big-team"],
        "option": ["store/first", "store/second"],
        "policy": ["no-timeout"],
        "table": ["team-size"],
        "technology": ["database"],
    }
    assert (found.faults, found.broken, found.images) == ((), frozenset(), None)
    assert found.pack is not None
    assert (found.pack.name, sorted(found.sources or ())) == ("small", ["book"])


def test_what_cannot_be_read_is_known_by_its_name(tmp_path: Path) -> None:
    found = read(tmp_path, with_changes({"decisions/store/first.yaml": "id: 5"}))
    assert "store/first" in found.ids
    assert "store/first" not in found.items["option"]
    assert found.broken == {"option"}


@pytest.mark.parametrize("name", ["sources.yaml", "images.yaml", "pack.yaml"])
def test_a_file_at_fault_is_broken_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, with_changes({name: "[]"}))
    assert found.broken == {name.removesuffix(".yaml")}
    assert {Path(fault.file).name for fault in found.faults} == {name}
    assert found.ids == {name for items in found.items.values() for name in items}


def test_only_a_pack_that_is_laid_on_others_needs_no_bibliography(tmp_path: Path) -> None:
    on_top = read(tmp_path, pack(), on_top=True)
    assert (on_top.sources, on_top.faults) == ({}, ())
    assert [fault.file for fault in read_pack(tmp_path).faults] == [str(tmp_path / "sources.yaml")]


def test_places_are_those_of_values_and_of_keys(tmp_path: Path) -> None:
    found = read(tmp_path, pack(disables=["big-team"]), on_top=True)
    file = str(tmp_path / "pack.yaml")
    assert found.place(PACK, ("disables", 0)) == (file, 7, 3)
    assert found.place(PACK, ("disables", KEY)) == (file, 6, 2)


def test_an_item_with_the_name_of_a_file_of_the_pack_is_a_fault(tmp_path: Path) -> None:
    files = pack("pack", {"derivations/pack.yaml.yaml": small_pack.derivation("pack.yaml")})
    (fault,) = read(tmp_path, files, on_top=True).faults
    assert fault.message == f"'pack.yaml' is also the id of {tmp_path / 'pack.yaml'}"


@pytest.mark.parametrize("name", ["", "a/b", "A book", "x.y.z", "\u202e"])
def test_a_source_has_an_id_that_can_be_cited(tmp_path: Path, name: str) -> None:
    files = pack(files={"sources.yaml": {"sources": {name: {"title": "A book", "author": "Somebody"}}}})
    (fault,) = read(tmp_path, files, on_top=True).faults
    assert fault.message.startswith("expected text that matches")
