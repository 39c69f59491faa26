"""Policies of one's own in a folder: what is read, what they may cite, and every fault at once."""

import json
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base.items import Source
from archrules.knowledge_base.policy_folder import PolicyFolder, load_policies
from tests.unit.recommendation.small_pack import Item, policy

BOOK = {"book": Source(title="The Book", author="A. Author")}
ELEMENT = {"service": {"name": "$it"}}
WRONG = {"service": {"name": "$it", "replicas": 1}}


def item(name: str, **fields: Any) -> Item:  # noqa: ANN401  # any field of an item
    (content,) = policy(name, ELEMENT, WRONG, **fields).values()
    return content


def write(folder: Path, **files: object) -> Path:
    """Write files into a folder; two underscores in a name stand for a slash."""
    for name, content in files.items():
        place = folder / f"{name.replace('__', '/')}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(content), "utf-8")
    return folder


def load(folder: Path, **taken: object) -> PolicyFolder:
    return load_policies(folder, BOOK, taken)


def faults(folder: Path, **taken: object) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder, **taken)
    return [f"{Path(each.file).name}:{each.line}: {each.message}" for each in caught.value.faults]


def test_policies_are_read_from_every_depth(tmp_path: Path) -> None:
    assert list(load(write(tmp_path, one=item("one"), more__two=item("two"))).policies) == ["one", "two"]


def test_sources_of_the_folder_are_added(tmp_path: Path) -> None:
    own = item("one", sources=[{"ref": "ours"}])
    write(tmp_path, one=own, sources={"sources": {"ours": {"title": "Ours", "author": "We"}}})
    assert list(load(tmp_path).sources) == ["book", "ours"]


def test_source_that_nobody_has_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, one=item("one", sources=[{"ref": "bok"}]))
    assert faults(tmp_path) == ["one.yaml:1: there is no source 'bok' (did you mean 'book'?)"]


def test_source_that_is_called_after_the_pack_around_is_found_by_laying_that(tmp_path: Path) -> None:
    write(tmp_path, pack={}, policies__one=item("one", sources=[{"ref": "acme.handbook"}]))
    (found,) = faults(tmp_path / "policies")
    assert found == (
        "one.yaml:1: there is no source 'acme.handbook': this folder is part of a pack; "
        f"lay the whole pack on the knowledge instead, with `--pack`: it is in {str(tmp_path)!r}"
    )


def test_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    assert faults(write(tmp_path, two=item("one"))) == [
        "two.yaml:1: the id must be the name of its file, 'two'"
    ]


def test_id_is_used_once(tmp_path: Path) -> None:
    (found,) = faults(write(tmp_path, a__one=item("one"), b__one=item("one")))
    assert found.startswith("one.yaml:1: 'one' is also the id of ")


def test_id_of_a_policy_of_the_knowledge_is_taken(tmp_path: Path) -> None:
    assert faults(write(tmp_path, one=item("one")), one=0) == [
        "one.yaml:1: 'one' is also the id of a policy of the knowledge: give it another one"
    ]


def test_all_faults_of_all_files_are_told(tmp_path: Path) -> None:
    misspelt = item("one", needs=["servise"])
    found = faults(write(tmp_path, one=misspelt, two={"id": "two"}))
    assert found[0] == "one.yaml:1: there is no kind of fact 'servise' (did you mean 'service'?)"
    assert any(each.startswith("two.yaml:1: the field 'title' is missing") for each in found)


def test_faults_of_sources_are_told(tmp_path: Path) -> None:
    assert any("sources.yaml" in each for each in faults(write(tmp_path, one=item("one"), sources={"x": 1})))


def test_folder_without_policies_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == [f"{tmp_path.name}:1: there is no policy in this folder: add one"]


def test_folder_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path / "none") == ["none:1: there is no such folder: check the path"]


def test_pack_is_no_folder_of_policies(tmp_path: Path) -> None:
    (found,) = faults(write(tmp_path, pack={}, one=item("one")))
    assert found.startswith("pack.yaml:1: this is a whole pack")


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, one=item("one"))
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "two.yaml").write_text("no: policy\n", "utf-8")
    assert list(load(tmp_path).policies) == ["one"]


def test_link_is_followed_nowhere(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", two=item("two"))
    folder = write(tmp_path / "inside", one=item("one"))
    (folder / "two.yaml").symlink_to(outside / "two.yaml")
    assert faults(folder) == ["two.yaml:1: this is a symbolic link: put a copy in its place"]


def test_link_to_a_folder_is_followed_nowhere(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", two=item("two"))
    folder = write(tmp_path / "inside", one=item("one"))
    (folder / "more").symlink_to(outside, target_is_directory=True)
    assert list(load(folder).policies) == ["one"]
