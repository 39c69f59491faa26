"""Which files of a folder are knowledge, and of which form."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archrules.knowledge_base import packs
from archrules.knowledge_base.packs import FORMS, built_in, knowledge_files


def files(folder: Path, *names: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(form, name) of what is found in a folder with those files, and (file, message) of each fault."""
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("text", "utf-8")
    found, faults = knowledge_files(folder)
    return (
        [(file.form, file.name) for file in found],
        [(Path(fault.file).relative_to(folder).as_posix(), fault.message) for fault in faults],
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("decisions/store/decision.yaml", "decision"),
        ("decisions/store/first.yaml", "option"),
        ("defaults/horizon.yaml", "default"),
        ("derivations/rule.yaml", "derivation"),
        ("derivations/area/part/rule.yaml", "derivation"),
        ("policies/data/shared.yaml", "policy"),
        ("tables/recovery.yaml", "table"),
        ("technologies/relational/postgresql.yaml", "technology"),
    ],
)
def test_the_folder_says_the_form(tmp_path: Path, name: str, form: str) -> None:
    assert files(tmp_path, name) == ([(form, name)], [])


@pytest.mark.parametrize(
    "name",
    [
        "rule.yaml",
        "notes.txt",
        "derivation/rule.yaml",
        "derivations/rule.yml",
        "derivations/rule.json",
        "decisions/decision.yaml",
        "decisions/store/deep/first.yaml",
        "derivations/pack.yaml.txt",
        "tables/sources.yml",
    ],
)
def test_a_file_that_no_form_looks_for_is_told(tmp_path: Path, name: str) -> None:
    folders = ", ".join(f"{folder}/" for folder in FORMS)
    message = f"no form of knowledge is kept here; use {folders} and `.yaml`"
    assert files(tmp_path, name) == ([], [(name, message)])


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "images.yaml",
        "pack.yaml",
        "sources.yaml",
        "tables/NOTES.md",
        "clauses.yaml",
        "tests/test_pack.py",
        "tests/data/brief.yaml",
        ".hidden.yaml",
        ".git/config",
        "__pycache__/x.pyc",
    ],
)
def test_what_is_not_an_item_is_left_alone(tmp_path: Path, name: str) -> None:
    assert files(tmp_path, name) == ([], [])


def test_files_are_sorted_by_name(tmp_path: Path) -> None:
    names = ["tables/b.yaml", "defaults/a.yaml", "tables/a.yaml", "tables/a/z.yaml", "tables/B.yaml"]
    found, _ = files(tmp_path, *names)
    assert [name for _, name in found] == [
        "defaults/a.yaml",
        "tables/B.yaml",
        "tables/a/z.yaml",
        "tables/a.yaml",
        "tables/b.yaml",
    ]


@pytest.mark.parametrize("target", ["outside.yaml", "pack/tables/real.yaml"])
def test_a_link_to_a_file_is_not_followed(tmp_path: Path, target: str) -> None:
    pack = tmp_path / "pack"
    files(pack, "tables/real.yaml")
    (tmp_path / "outside.yaml").write_text("secret", "utf-8")
    (pack / "tables/link.yaml").symlink_to(tmp_path / target)
    message = "this is a symbolic link: put a copy in its place"
    assert files(pack) == ([("table", "tables/real.yaml")], [("tables/link.yaml", message)])


def test_links_between_folders_do_not_go_round_in_circles(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).symlink_to(tmp_path)
    found, faults = files(tmp_path)
    assert (found, [name for name, _ in faults]) == ([], ["first", "second"])


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("decisions/store/decision.yaml", "store"),
        ("decisions/store/first.yaml", "store/first"),
        ("decisions/acme.log/acme.file.yaml", "acme.log/acme.file"),
        ("derivations/area/part/rule.yaml", "rule"),
        ("technologies/relational/acme.database.yaml", "acme.database"),
    ],
)
def test_the_name_of_a_file_is_the_id_of_its_item(tmp_path: Path, name: str, identity: str) -> None:
    files(tmp_path, name)
    assert [file.id for file in knowledge_files(tmp_path)[0]] == [identity]


def test_a_folder_named_tests_further_down_is_knowledge(tmp_path: Path) -> None:
    assert files(tmp_path, "derivations/tests/rule.yaml") == (
        [("derivation", "derivations/tests/rule.yaml")],
        [],
    )


def test_folders_that_go_on_and_on_are_told(tmp_path: Path) -> None:
    deep = "/".join(["derivations", *"abcdefghi"])
    assert files(tmp_path, f"{deep[:-2]}/rule.yaml", f"{deep}/rule.yaml", f"{deep}/more/rule.yaml") == (
        [("derivation", f"{deep[:-2]}/rule.yaml")],
        [(deep, "folders are nested more than 10 deep: move what is in it up")],
    )


def test_more_files_than_a_pack_has_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "FILE_LIMIT", 5)
    names = [f"tables/{letter}.yaml" for letter in "abcd"]
    assert files(tmp_path, *names) == ([("table", name) for name in names], [])
    assert files(tmp_path, "tables/e.yaml") == (
        [],
        [(".", "more than 5 files and folders are no pack: split it")],
    )


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, "derivations/rule.yaml", "tables/closed/rule.yaml")
    listed = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == "closed":
            raise PermissionError(folder)
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert files(tmp_path) == (
        [("derivation", "derivations/rule.yaml")],
        [("tables/closed", "this folder cannot be read: change its permissions")],
    )


def test_the_built_in_knowledge_is_a_folder_of_every_form() -> None:
    found, faults = knowledge_files(built_in())
    assert faults == []
    assert {file.form for file in found} == {*FORMS.values(), "option"}
