"""What is recommended for the example briefs, to the byte: a change shows where it changes an architecture.

`ARCHRULES_WRITE_GOLDEN=1 python -m pytest tests/golden/briefs` writes the files again: read the difference before
you commit it.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from archrules.cli import main
from archrules.output.dot import dot
from archrules.output.mermaid import mermaid
from tests.golden.briefs.examples import NAMES, path_of, recommend_once, recommended

HERE = Path(__file__).parent


def explained(name: str) -> str:
    """What `archrules explain BRIEF` prints."""
    with redirect_stdout(StringIO()) as out:
        assert main(["explain", str(path_of(name))]) == 0
    return out.getvalue()


WRITERS: Mapping[str, Callable[[str], str]] = {
    "explain.txt": explained,
    "report.md": lambda name: recommended(name).report(),
    "service-graph.dot": lambda name: dot(recommended(name).system),
    "service-graph.mmd": lambda name: mermaid(recommended(name).system),
}


@pytest.fixture(autouse=True)
def _remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line take what was computed before: it is the same each time."""
    monkeypatch.setattr("archrules.api.recommend", recommend_once)


@pytest.mark.parametrize("file", sorted(WRITERS))
@pytest.mark.parametrize("name", NAMES)
def test_output_is_the_golden_one(name: str, file: str) -> None:
    golden, text = HERE / name / file, WRITERS[file](name)
    if os.environ.get("ARCHRULES_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8", newline="\n")
    assert text.splitlines() == golden.read_text("utf-8").splitlines()


def test_every_golden_file_is_compared() -> None:
    assert {path.relative_to(HERE).as_posix() for path in HERE.glob("*/*") if path.parent.name in NAMES} == {
        f"{name}/{file}" for name in NAMES for file in WRITERS
    }
