"""Read the fenced blocks of Markdown pages, and compare a command's output with what a page shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANY_LINES = "..."

_HERE = re.compile(r" <<'(?P<end>\w+)'$")
_FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,}|~{3,}) *(?P<language>[^\s`]*)[^`]*$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its lines without the page's indent, and the line its text starts on."""

    language: str
    lines: tuple[str, ...]
    start: int


@dataclass(frozen=True)
class Command:
    """A command of a console block, the output shown under it, and the line that it stands on.

    `body` is the text of a here-document: the lines after `<<'EOF'`, up to the one that is `EOF`.
    """

    text: str
    shown: tuple[str, ...]
    line: int
    body: tuple[str, ...] = ()


def pages(root: Path = ROOT) -> list[Path]:
    """Return the README and the pages of the documentation, without what a build left there."""
    docs = root / "docs"
    found = (path for path in docs.rglob("*.md") if "_build" not in path.relative_to(docs).parts)
    return [root / "README.md", *sorted(found)]


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page in their order; a block that is never closed is a ValueError."""
    found: list[Block] = []
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        number += 1
        if opening:
            end = _end(lines, number, opening["mark"])
            inside = tuple(_dedent(line, len(opening["indent"])) for line in lines[number:end])
            found.append(Block(opening["language"], inside, number + 1))
            number = end + 1
    return found


def _end(lines: Sequence[str], start: int, mark: str) -> int:
    closing = re.compile(rf"^ *{re.escape(mark[0])}{{{len(mark)},}} *$")
    for number in range(start, len(lines)):
        if closing.match(lines[number]):
            return number
    message = f"the block that opens on line {start} is never closed"
    raise ValueError(message)


def _dedent(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def commands(block: Block) -> list[Command]:
    """Return the `$ ...` commands of a console block, continued lines joined, each with its output."""
    found: list[Command] = []
    lines = list(block.lines)
    number = 0
    while number < len(lines):
        line, start = lines[number], number
        number += 1
        if not line.startswith("$ "):
            continue
        text = line[2:]
        while text.endswith("\\"):
            text = f"{text[:-1].rstrip()} {lines[number].removeprefix('>').strip()}"
            number += 1
        body: tuple[str, ...] = ()
        if here := _HERE.search(text):
            end = lines.index(here["end"], number)
            text, body, number = text[: here.start()], tuple(lines[number:end]), end + 1
        rest = lines[number:]
        length = next((index for index, later in enumerate(rest) if later.startswith("$ ")), len(rest))
        found.append(Command(text, tuple(rest[:length]), block.start + start, body))
    return found


def matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Tell whether the printed lines are the shown ones, where a line `...` stands for any lines or none.

    White space at the end of lines and of the output does not count.
    """
    expected, actual = _trimmed(shown), _trimmed(printed)
    reached = {0}
    for line in expected:
        if line.strip() == ANY_LINES:
            reached = set(range(min(reached), len(actual) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(actual) and actual[at] == line}
        if not reached:
            return False
    return len(actual) in reached


def _trimmed(lines: Sequence[str]) -> list[str]:
    trimmed = [line.rstrip() for line in lines]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed
