from pathlib import Path

from archrules.output.reference.keeping import Differences, differences, put_right
from archrules.output.reference.sections import page

PAGES = {"policies/a.md": page(["# A"]), "policies/b.md": page(["# B"])}


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        place = folder / "policies" / f"{name}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, "utf-8")


def files_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}


def test_a_folder_that_holds_the_pages_has_no_difference(tmp_path: Path) -> None:
    write(tmp_path, a=PAGES["policies/a.md"], b=PAGES["policies/b.md"])
    assert differences(tmp_path, PAGES) == Differences()


def test_what_is_missing_changed_or_stale_is_told(tmp_path: Path) -> None:
    write(tmp_path, b=page(["# Other"]), c=page(["# C"]))
    found = differences(tmp_path, PAGES)
    assert found.lines == [
        "policies/a.md is missing",
        "policies/b.md is out of date",
        "policies/c.md is of something that is gone",
    ]


def test_a_page_written_by_hand_is_told_wherever_it_lies(tmp_path: Path) -> None:
    write(tmp_path, a="# Mine", mine="# Mine")
    assert differences(tmp_path, PAGES).foreign == ("policies/a.md", "policies/mine.md")


def test_pages_beside_the_folders_of_the_reference_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text("# The brief", "utf-8")
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "one.md").write_text("# One", "utf-8")
    assert differences(tmp_path, {}) == Differences()


def test_put_right_leaves_the_pages_and_nothing_else_of_ours(tmp_path: Path) -> None:
    write(tmp_path, b=page(["# Other"]), c=page(["# C"]))
    put_right(tmp_path, PAGES)
    assert files_in(tmp_path) == PAGES


def test_put_right_makes_the_folders(tmp_path: Path) -> None:
    put_right(tmp_path / "new", PAGES)
    assert files_in(tmp_path / "new") == PAGES


def test_put_right_neither_overwrites_nor_removes_what_was_written_by_hand(tmp_path: Path) -> None:
    write(tmp_path, a="# Mine", mine="# Mine")
    put_right(tmp_path, PAGES)
    assert files_in(tmp_path) == {**PAGES, "policies/a.md": "# Mine", "policies/mine.md": "# Mine"}


def test_put_right_does_not_touch_what_is_right(tmp_path: Path) -> None:
    put_right(tmp_path, PAGES)
    before = (tmp_path / "policies" / "a.md").stat().st_ino
    put_right(tmp_path, PAGES)
    assert (tmp_path / "policies" / "a.md").stat().st_ino == before
