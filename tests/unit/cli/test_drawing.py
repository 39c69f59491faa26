"""`archrules graph`: of a brief, a System file and a compose file, in each format."""

from pathlib import Path

import pytest

import archrules
from tests.unit.cli.commands import Run
from tests.unit.cli.systems import SYSTEM, policies_in, written


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("svg", b"<?xml"),
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF-"),
        ("dot", b"digraph"),
        ("mmd", b"---\ntitle:"),
    ],
)
def test_draws_a_brief_in_each_format(form: str, start: bytes, small: Path, run: Run) -> None:
    target = small.parent / f"graph.{form}"
    assert run("graph", small, "-o", target) == (0, f"Written: {target}\n", "")
    assert target.read_bytes().startswith(start)


def test_draws_a_system_as_it_draws_the_brief_that_led_to_it(
    written: tuple[str, Path], tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "graph.dot"
    assert run("graph", written[1] / "system.yaml", "-o", target).code == 0
    assert target.read_bytes() == (written[1] / "service-graph.dot").read_bytes()


def test_draws_a_compose_file(tmp_path: Path, run: Run) -> None:
    path, target = tmp_path / "docker-compose.yml", tmp_path / "graph.mmd"
    path.write_text("services: {web: {image: nginx}, db: {image: postgres}}\n", "utf-8")
    assert run("graph", path, "-o", target).code == 0
    assert "postgresql" in target.read_text("utf-8")


def test_reads_a_file_with_the_name_of_a_compose_file_as_one(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "docker-compose.yml"
    path.write_text("system: Shop\n", "utf-8")
    code, out, err = run("graph", path, "-o", tmp_path / "graph.dot")
    assert (code, out) == (2, "")
    assert err == f"{path}:1:1: there is no service under 'services': is this a compose file?\n"


def test_takes_the_format_from_the_option_where_the_name_does_not_say(small: Path, run: Run) -> None:
    target = small.parent / "graph.txt"
    assert run("graph", small, "-o", target, "--format", "mmd").code == 0
    assert target.read_bytes().startswith(b"---\ntitle:")


def test_refuses_a_name_that_says_no_format(small: Path, run: Run) -> None:
    target = small.parent / "graph.gif"
    code, out, err = run("graph", small, "-o", target)
    assert (code, out) == (2, "")
    assert err == f"{target}:1:1: no picture format; name the file with one of .svg, .png, .pdf, .dot, .mmd\n"
    assert not target.exists()


def test_refuses_a_folder_that_is_not_there(small: Path, run: Run) -> None:
    folder = small.parent / "missing"
    ran = run("graph", small, "-o", folder / "graph.dot")
    assert ran == (2, "", f"archrules: {folder}: no such folder\n")
    assert not folder.exists()


def test_refuses_a_picture_that_cannot_be_drawn_here(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archrules.output.picture.available_engine", lambda: None)
    target = small.parent / "graph.svg"
    code, out, err = run("graph", small, "-o", target)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("archrules: no drawing engine is installed; ")
    assert not target.exists()


def test_tells_faults_of_a_system_with_their_places(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "system.yaml"
    path.write_text("services: [{name: a}]\ninteractions: [{source: a, target: aa}]\n", "utf-8")
    ran = run("graph", path, "-o", tmp_path / "graph.dot")
    assert ran == (2, "", f"{path}:2:36: no element is named 'aa' (did you mean 'a'?)\n")


def test_marks_what_a_check_finds_if_asked(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path / "shop.yaml", SYSTEM)
    plain, marked = tmp_path / "plain.dot", tmp_path / "marked.dot"
    options = ("--findings", "--policy", policies_in(tmp_path))
    assert run("graph", path, "-o", plain).code == 0
    assert run("graph", path, "-o", marked, *options).code == 0
    assert "error" not in plain.read_text("utf-8")
    assert (
        marked.read_text("utf-8")
        == archrules.check(archrules.read_system(path), policies=tmp_path / "policies").graph("dot").decode()
    )


def test_marks_what_a_check_finds_in_a_recommended_architecture(
    small: Path, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "marked.mmd"
    assert run("graph", small, "-o", target, "--findings").code == 0
    assert target.read_bytes().startswith(b"---\ntitle:")
