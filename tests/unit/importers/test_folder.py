"""Nothing is read outside of the folder of a file, and not too much inside of it."""

from pathlib import Path

import pytest

from archrules.errors import SystemFileError
from archrules.importers.folder import Folder, OutsideError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a file in it, beside a secret."""
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "project-b").mkdir()
    (tmp_path / "project-b" / "secret").write_text("secret", "utf-8")
    folder = tmp_path / "project"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.env").write_text("A=b", "utf-8")
    (folder / "sub" / "b.env").write_text("B=c", "utf-8")
    return folder


def folder_of(project: Path) -> Folder:
    return Folder(project / "compose.yaml")


@pytest.mark.parametrize(
    ("base", "reference", "found"),
    [
        ("", "a.env", "a.env"),
        ("", "./sub/../a.env", "a.env"),
        ("sub", "../a.env", "a.env"),
        ("sub", "b.env", "sub/b.env"),
        ("", "missing", "missing"),
        ("", "~/x", "~/x"),
    ],
)
def test_a_path_in_the_folder_is_found(project: Path, base: str, reference: str, found: str) -> None:
    assert folder_of(project).find(base, reference) == found


@pytest.mark.parametrize(
    "reference",
    [
        "../secret",
        "sub/../../secret",
        "/etc/passwd",
        "/dev/zero",
        "../project-b/secret",
        "../project/../secret",
        "..",
    ],
)
def test_a_path_out_of_the_folder_is_not_followed(project: Path, reference: str) -> None:
    with pytest.raises(OutsideError, match="outside the folder"):
        folder_of(project).find("", reference)


@pytest.mark.parametrize("target", ["../secret", "/etc/passwd"])
def test_a_link_out_of_the_folder_is_not_followed(project: Path, target: str) -> None:
    (project / "link").symlink_to(target)
    with pytest.raises(OutsideError, match="outside the folder"):
        folder_of(project).find("", "link")


def test_a_link_inside_the_folder_is_followed(project: Path) -> None:
    (project / "link").symlink_to("a.env")
    assert folder_of(project).find("", "link") == "a.env"


@pytest.mark.parametrize(
    "reference", ["https://example.org/x", "file:///etc/passwd", "oci://x/y", "git@example.org:r.git"]
)
def test_what_is_elsewhere_is_not_fetched(project: Path, reference: str) -> None:
    with pytest.raises(OutsideError, match="not a file of this machine"):
        folder_of(project).find("", reference)


def test_a_path_with_an_unknown_part_is_not_guessed(project: Path) -> None:
    with pytest.raises(OutsideError, match="variable without a value"):
        folder_of(project).find("", "a\0b")


def test_a_file_is_read_and_named_as_the_caller_names_the_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.parent)
    folder = Folder("project/compose.yaml")
    assert (folder.read("sub/b.env"), folder.name("sub/b.env")) == ("B=c", "project/sub/b.env")


def test_a_file_without_a_folder_in_its_name_is_in_this_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    folder = Folder("compose.yaml")
    assert (folder.read("a.env"), folder.name("a.env")) == ("A=b", "a.env")


@pytest.mark.parametrize(
    ("relative", "there"), [("a.env", True), ("sub", False), ("no", False), ("x" * 5000, False)]
)
def test_it_is_told_whether_a_file_is_there(project: Path, relative: str, there: object) -> None:
    assert folder_of(project).has(relative) is there


def test_a_file_beyond_its_limit_is_refused(project: Path) -> None:
    with pytest.raises(SystemFileError, match="more than 2 bytes"):
        folder_of(project).read("a.env", limit=2)


def test_what_all_files_hold_together_is_bounded(project: Path) -> None:
    (project / "big").write_text("x" * 2_000_000, "utf-8")
    folder = folder_of(project)
    for _ in range(5):
        folder.read("big")
    with pytest.raises(SystemFileError, match="describe less at once"):
        folder.read("big")


def test_how_many_files_are_read_is_bounded(project: Path) -> None:
    folder = folder_of(project)
    for _ in range(1_000):
        folder.read("a.env")
    with pytest.raises(SystemFileError, match="more than 1000 files"):
        folder.read("a.env")
