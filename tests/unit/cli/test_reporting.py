"""Reports on a terminal, and on what is none."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.systems import SYSTEM, policies_in, written

ROOT = Path(__file__).resolve().parents[3]
ESCAPE = b"\x1b["


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    shop, policies = written(tmp_path / "shop.yaml", SYSTEM), policies_in(tmp_path)
    return ["check", str(shop), "--policy", str(policies)]


def shown_on_a_terminal(command: list[str], **environment: str) -> bytes:
    """Return what a process writes on a terminal."""
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "archrules", *command],
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", **environment},
    ):
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return b"".join(parts).replace(b"\r\n", b"\n")


def test_severities_are_painted_on_a_terminal(command: list[str]) -> None:
    assert b"\x1b[1;31merror\x1b[0m watched on orders\n" in shown_on_a_terminal(command)


def test_nothing_but_paint_differs_on_a_terminal(command: list[str]) -> None:
    piped = subprocess.run(
        [sys.executable, "-m", "archrules", *command], capture_output=True, check=False, cwd=ROOT
    )
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", shown_on_a_terminal(command)) == piped.stdout


def test_a_terminal_that_has_no_colours_gets_none(command: list[str]) -> None:
    assert ESCAPE not in shown_on_a_terminal(command, TERM="dumb")


def test_no_colour_is_used_where_none_is_wanted(command: list[str]) -> None:
    assert b"31m" not in shown_on_a_terminal(command, NO_COLOR="1")


def test_a_pipe_gets_plain_text_and_no_painter_is_loaded(command: list[str]) -> None:
    code = f"import sys; from archrules.cli import main; main({command!r}); print('rich' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert ESCAPE not in ran.stdout
    assert ran.stdout.endswith(b"\nFalse\n")
