import os
import re
import shutil
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from archrules.errors import DrawingError
from archrules.output.dot import dot
from archrules.output.picture import Format, available_engine, draw, run_engine
from tests.unit.output.graph_data import SYSTEMS, hostile

SOURCE = 'digraph { label="A title"; a [label="abc" fontname="DejaVu Sans"]; a -> b }'
BEGINNINGS: dict[Format, bytes] = {"svg": b"<?xml", "png": b"\x89PNG\r\n", "pdf": b"%PDF-"}
# Says what it was called with, as a picture of its own.
ECHO = (
    'print("<svg xmlns=\\"http://www.w3.org/2000/svg\\"><text>" + " ".join(sys.argv[1:]) + "</text></svg>")'
)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all there is on the search path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, code: str) -> None:
    """A program `dot` that runs the code."""
    script = folder / "dot"
    script.write_text(f"#!{sys.executable}\nimport os, sys, time\n{code}\n", encoding="utf-8")
    script.chmod(0o755)


def without_pygraphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)


def test_the_program_is_taken_where_it_is_there(only: Path) -> None:
    program(only, ECHO)
    assert available_engine() == "dot"
    assert b"-Tsvg" in draw(SOURCE, "svg")


def test_the_library_is_taken_where_the_program_is_missing(only: Path) -> None:
    assert list(only.iterdir()) == []
    assert available_engine() == "pygraphviz"
    assert b"<title>A title</title>" in draw(SOURCE, "svg")


def test_the_library_is_taken_where_it_is_asked_for(only: Path) -> None:
    program(only, ECHO)
    assert b"-Tsvg" not in draw(SOURCE, "svg", engine="pygraphviz")


def test_without_any_engine_both_ways_to_one_are_named(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(only.iterdir()) == []
    without_pygraphviz(monkeypatch)
    assert available_engine() is None
    with pytest.raises(DrawingError, match=r"archrules\[draw\].*Debian"):
        draw(SOURCE, "svg")


@pytest.mark.parametrize("engine", ["dot", "pygraphviz"])
def test_an_engine_that_is_asked_for_and_missing_is_named(
    only: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    assert list(only.iterdir()) == []
    without_pygraphviz(monkeypatch)
    with pytest.raises(DrawingError, match=f"the engine {engine} is not installed"):
        draw(SOURCE, "svg", engine=engine)  # type: ignore[arg-type] # a literal, one by one


@pytest.mark.parametrize("form", BEGINNINGS)
def test_each_format_is_drawn(form: Format) -> None:
    assert draw(dot(SYSTEMS["shop"]()), form, engine="pygraphviz").startswith(BEGINNINGS[form])


@pytest.mark.parametrize("form", BEGINNINGS)
def test_the_same_source_gives_the_same_bytes(form: Format) -> None:
    first = draw(SOURCE, form, engine="pygraphviz")
    if form == "pdf":
        time.sleep(1.1)  # a date in it would now be another one
    assert draw(SOURCE, form, engine="pygraphviz") == first


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_fonts_of_the_machine_change_nothing(
    form: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = draw(SOURCE, form, engine="pygraphviz")
    bare = tmp_path / "fonts.conf"
    bare.write_text("<fontconfig></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(bare))
    monkeypatch.setenv("FONTCONFIG_PATH", str(tmp_path))
    assert draw(SOURCE, form, engine="pygraphviz") == usual


def test_letters_are_no_empty_boxes() -> None:
    # Boxes are all alike: then both pictures would be the same.
    assert draw(SOURCE, "png", engine="pygraphviz") != draw(
        SOURCE.replace("abc", "cab"), "png", engine="pygraphviz"
    )


def test_hostile_names_are_text_in_the_picture() -> None:
    picture = draw(dot(hostile()), "svg", engine="pygraphviz")
    root = ET.fromstring(picture)  # noqa: S314 - made here
    texts = {"".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {
        "end",
        'say "hi"',
        "<b>bold</b>",
        "<script>x()</script>",
        "&lt;x&gt;",
        "-->",
        "]]",
        "Grüße 🙂",
    } <= texts


def test_a_picture_acts_on_nothing() -> None:
    source = 'digraph { a [URL="javascript:act()" label=x] }'
    assert not re.search(b"href|script", draw(source, "svg", engine="pygraphviz"))


def test_a_source_that_names_a_file_is_refused() -> None:
    with pytest.raises(DrawingError, match="names files"):
        draw('digraph { a [image="/etc/hostname"] }', "svg", engine="pygraphviz")


@pytest.mark.parametrize("source", ["", "not a graph", "digraph {", 'digraph { a [label="'])
def test_what_cannot_be_drawn_is_one_plain_line(source: str) -> None:
    with pytest.raises(DrawingError, match=r"pygraphviz could not draw the picture: .+") as caught:
        draw(source, "svg", engine="pygraphviz")
    assert "\n" not in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_what_the_program_complains_of_is_told(only: Path) -> None:
    program(
        only,
        'sys.stderr.write("Fontconfig warning: x\\nWarning: y\\nError: too wide\\nmore\\n"); sys.exit(1)',
    )
    with pytest.raises(DrawingError) as caught:
        draw(SOURCE, "svg")
    assert str(caught.value) == "dot could not draw the picture: too wide"


def test_a_program_that_says_nothing_is_told(only: Path) -> None:
    program(only, "sys.exit(3)")
    with pytest.raises(DrawingError, match="it ended with status 3 and said nothing"):
        draw(SOURCE, "svg")


def test_a_program_that_draws_nothing_is_an_error(only: Path) -> None:
    program(only, "pass")
    with pytest.raises(DrawingError, match="status 0"):
        draw(SOURCE, "png")


def test_a_program_that_cannot_be_started_is_an_error(only: Path) -> None:
    (only / "dot").write_bytes(b"\x7fELF nothing")
    (only / "dot").chmod(0o755)
    with pytest.raises(DrawingError, match="dot cannot be started"):
        draw(SOURCE, "svg")


def test_an_engine_that_takes_too_long_is_stopped(only: Path, tmp_path: Path) -> None:
    program(only, f'open({str(tmp_path / "started")!r}, "w").write(str(os.getpid())); time.sleep(60)')
    begin = time.monotonic()
    with pytest.raises(
        DrawingError, match="did not finish the picture in 2 seconds and was stopped; draw a smaller"
    ):
        draw(SOURCE, "svg", time_limit=2)
    assert time.monotonic() - begin < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "started").read_text(encoding="utf-8")), 0)


def test_the_program_gets_the_source_and_the_font_but_no_shell(only: Path) -> None:
    program(
        only,
        "text = sys.stdin.read() + open(os.environ['FONTCONFIG_FILE']).read() + ' '.join(sys.argv[1:]); print(text)",
    )
    said = run_engine("digraph { $(exit) }", "png").decode()
    assert "digraph { $(exit) }" in said
    assert re.search("<dir>[^<]*fonts</dir>", said)
    assert "-Tpng -Gdpi=144 -Gsize=60,60" in said


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    draw(SOURCE, "svg", engine="pygraphviz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["checkout", "elsewhere"])
def test_the_library_draws_from_any_folder(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "elsewhere":
        monkeypatch.chdir(tmp_path)
        # A file of this name must not be taken for the library.
        shutil.copy(__file__, tmp_path / "pygraphviz.py")
    assert draw(SOURCE, "svg", engine="pygraphviz").startswith(BEGINNINGS["svg"])
