"""The README's two shell lines: CI runs the second, so their form is fixed."""

import shutil
import subprocess

import pytest

from tests.house.documents import ROOT, blocks


def shell_blocks() -> list[tuple[str, ...]]:
    text = (ROOT / "README.md").read_text("utf-8")
    return [block.lines for block in blocks(text) if block.language == "sh"]


def test_there_are_two_shell_blocks_of_one_line_each() -> None:
    assert [len(lines) for lines in shell_blocks()] == [1, 1]


def test_both_lines_make_their_own_environment() -> None:
    starts = [lines[0].split(" && ")[0] for lines in shell_blocks()]
    assert starts == ["python3 -m venv .venv"] * 2


def test_the_first_line_draws_the_example() -> None:
    line = shell_blocks()[0][0]
    assert ".[draw]" in line
    assert line.endswith("archrules recommend docs/examples/shop.yaml -o shop")


def test_the_second_line_runs_the_tests() -> None:
    assert shell_blocks()[1][0].endswith("python -m pytest -n 2 --dist loadfile")


def test_ci_reads_exactly_the_second_line() -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.fail("bash runs .ci/run; it is not installed here")
    command = [bash, str(ROOT / ".ci" / "run"), "--print-test-line"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert printed.stdout == shell_blocks()[1][0] + "\n"
