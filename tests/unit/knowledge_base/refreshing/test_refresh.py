"""A whole pack is compared; it is written only on command, and never broken."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from archrules.knowledge_base.refreshing.__main__ import main
from archrules.knowledge_base.refreshing.feed import read_feed
from archrules.knowledge_base.refreshing.refresh import refresh
from tests.unit.knowledge_base.refreshing.sample import AS_OF, CURRENT, ITEM, PRODUCT, data, pack, thing

OLD = CURRENT.replace("4.2", "4.1")


def run(folder: Path, place: Path, *more: str, day: str = AS_OF) -> int:
    return main([str(place), "--as-of", day, "--knowledge", str(folder), *more])


def test_current_pack_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(pack(tmp_path, others=True), data(tmp_path)) == 0
    out, error = capsys.readouterr()
    assert out == ""
    assert error == (
        "2 items: 1 compared, 0 of them out of date; 1 name no product of endoflife.date; nothing was written\n"
    )


def test_differences_are_printed_with_their_places_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pack(tmp_path, OLD)
    assert run(folder, data(tmp_path)) == 1
    row = ITEM.count("\n") + 1
    place = folder / "technologies" / "relational" / "thing.yaml"
    assert capsys.readouterr().out == f"{place}:{row}:27: the latest release of '4' is 4.2, not 4.1\n"
    assert thing(folder) == ITEM + OLD


def test_on_command_the_item_is_put_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pack(tmp_path, OLD)
    place = data(tmp_path)
    assert run(folder, place, "--write") == 0
    assert thing(folder) == ITEM.replace("as-of: 2026-01-31  #", f"as-of: {AS_OF}  #") + CURRENT
    assert "put right where it could be" in capsys.readouterr().err
    assert run(folder, place) == 0


@pytest.mark.parametrize("more", [(), ("--write",)], ids=["compared", "written"])
def test_product_that_the_data_lacks_is_told_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: Sequence[str]
) -> None:
    folder = pack(tmp_path, OLD)
    assert run(folder, data(tmp_path, other=PRODUCT), *more) == 1
    assert "14:35: the data has no product 'thing': correct it" in capsys.readouterr().out
    assert thing(folder) == ITEM + OLD


@pytest.mark.parametrize("more", [(), ("--write",)], ids=["compared", "written"])
def test_data_older_than_the_item_is_told_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: Sequence[str]
) -> None:
    folder = pack(tmp_path, OLD)
    assert run(folder, data(tmp_path), *more, day="2026-01-30") == 1
    assert "15:10: these releases are of 2026-01-31, later than the data of" in capsys.readouterr().out
    assert thing(folder) == ITEM + OLD


def test_support_is_judged_for_the_day_of_the_pack_where_that_is_later(tmp_path: Path) -> None:
    page = '---\nreleases:\n  - {releaseCycle: "1", lts: 2026-01-20, eol: false, latest: "1.1"}\n---\n'
    item = ITEM.replace("as-of: 2026-01-31  #", "as-of: 2025-12-01  #")
    lines = '    - {line: "1", latest: "1.1", end-of-life: unknown, long-term: true}\n'
    feed = read_feed(data(tmp_path, thing=page))
    (found,) = refresh(pack(tmp_path, item=item + lines), feed, "2026-01-01")
    assert found.faults == ()


ONE_ROW = """\
    [{line: "4", latest: "4.1", end-of-life: unknown}, {line: "2", latest: "2.7", end-of-life: unknown}]
"""
SHARED_ROW = """\
    [{line: "4", latest: "4.2", end-of-life: 2030-05-01},
    {line: "3", latest: "3.9.1", end-of-life: 2029-05-01, long-term: true}, {line: "1", latest: "1.12",
    end-of-life: 2025-12-31}]
"""


@pytest.mark.parametrize("lines", [ONE_ROW, SHARED_ROW], ids=["all in one row", "two in one row"])
def test_layout_that_cannot_be_changed_is_told_and_left(tmp_path: Path, lines: str) -> None:
    folder = pack(tmp_path, lines)
    (found,) = refresh(folder, read_feed(data(tmp_path)), AS_OF, write=True)
    assert "thing.yaml:18:5: it is laid out so that this program cannot change it" in str(found.faults[0])
    assert found.left == len(found.faults) > 1
    assert thing(folder) == ITEM + lines


def test_link_out_of_the_pack_is_not_followed(tmp_path: Path) -> None:
    folder = pack(tmp_path, OLD)
    file = folder / "technologies" / "relational" / "thing.yaml"
    outside = tmp_path / "thing.yaml"
    file.rename(outside)
    file.symlink_to(outside)
    assert refresh(folder, read_feed(data(tmp_path)), AS_OF, write=True) == ()
    assert outside.read_text("utf-8") == ITEM + OLD


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("technologies/relational/thing.yaml", "thing.yaml:"),
        ("pack.yaml", "pack.yaml:"),
    ],
)
def test_unreadable_pack_is_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: str, told: str
) -> None:
    folder = pack(tmp_path)
    (folder / spoil).write_text("id: [", "utf-8")
    assert run(folder, data(tmp_path)) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert told in error


def test_where_something_cannot_be_read_all_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pack(tmp_path, OLD)
    for name in ("broken", "worse"):
        (folder / "technologies" / "relational" / f"{name}.yaml").write_text("id: [", "utf-8")
    assert run(folder, data(tmp_path), "--write") == 2
    error = capsys.readouterr().err
    assert [name in error for name in ("broken.yaml:", "worse.yaml:")] == [True, True]
    assert thing(folder) == ITEM + OLD


def test_folder_that_is_no_pack_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pack(tmp_path)
    (folder / "technologies" / "relational" / "thing.yaml").unlink()
    (folder / "technologies" / "relational").rmdir()
    (folder / "technologies").rmdir()
    assert run(folder, data(tmp_path)) == 2
    assert "there is no folder technologies/" in capsys.readouterr().err


def test_day_has_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(pack(tmp_path), data(tmp_path), day="2026-02-30")
    assert left.value.code == 2
    assert "is no day such as 2026-01-31" in capsys.readouterr().err


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    words = [str(data(tmp_path)), "--as-of", AS_OF, "--knowledge", str(pack(tmp_path, OLD))]
    command = [sys.executable, "-m", "archrules.knowledge_base.refreshing", *words]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
