"""The command that writes the reference: `python -m archrules.output.reference`."""

from pathlib import Path

import pytest

from archrules.output.reference.__main__ import main
from tests.house.documents import ROOT
from tests.unit.output.reference.reference_data import broken_links, unlisted

COMPANY = str(ROOT / "docs" / "examples" / "company-pack")


def pages_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.glob("*/*.md")}


def test_it_writes_pages_that_hold_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    pages = pages_in(tmp_path)
    assert capsys.readouterr() == ("", f"{len(pages)} pages: {len(pages)} written, 0 removed\n")
    assert broken_links(pages) + unlisted(pages) == []


def test_it_tells_what_a_check_finds_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "--check"]) == 1
    told = capsys.readouterr()
    assert f"{tmp_path.as_posix()}/policies/index.md is missing\n" in told.out
    assert told.err.endswith(" pages; nothing was written\n")
    assert list(tmp_path.iterdir()) == []


def test_a_check_finds_nothing_in_what_was_written(tmp_path: Path) -> None:
    assert [main([str(tmp_path)]), main([str(tmp_path), "--check"])] == [0, 0]


def test_a_page_written_by_hand_is_told_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "policies" / "mine.md"
    mine.parent.mkdir()
    mine.write_text("# Mine", "utf-8")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{mine.as_posix()} was written by hand: move it out of this folder\n"
    assert mine.read_text("utf-8") == "# Mine"


def test_pages_of_a_pack_are_written_with_those_it_lies_on(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--pack", COMPANY]) == 0
    pages = pages_in(tmp_path)
    assert (
        "acme/policies/acme.personal-data-is-encrypted.yaml"
        in pages["policies/acme.personal-data-is-encrypted.md"]
    )
    assert "Acme" in pages["derivations/others.md"]
    assert broken_links(pages) + unlisted(pages) == []


def test_pages_by_hand_beside_the_folders_are_linked_to(tmp_path: Path) -> None:
    (tmp_path / "command-line.md").touch()
    main([str(tmp_path)])
    assert "](../command-line.md)" in pages_in(tmp_path)["policies/shared-database.md"]


def test_a_pack_that_is_not_there_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "--pack", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'none'}:1:1: there is no such folder: check the path\n"


def test_a_folder_that_cannot_be_written_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main([str(tmp_path / "file")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
