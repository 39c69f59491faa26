"""Puts differences right in the text of an item: single values and lines; comments and layout stay."""

import re
from collections.abc import Sequence

from archrules.knowledge_base.refreshing.feed import FeedRelease
from archrules.knowledge_base.refreshing.staleness import LINES, Difference
from archrules.knowledge_base.strict_yaml import Document, Position, ValuePath

_TOKEN = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,{}\[\]#]+(?: +[^\s,{}\[\]#:]+)*""")


def edited(
    text: str, document: Document, changes: Sequence[Difference], day: str, long_term: Sequence[str]
) -> str:
    """The text after the changes, with the day as that of its releases.

    `long_term` names the lines that are long-term ones, for those that are added. Each line is expected in rows of
    its own; what comes out of other layouts has to be checked.
    """
    lines = text.split("\n")
    replace_value(lines, document.position(("releases", "as-of")), day)
    for change in sorted(changes, key=lambda one: _from_below(document, one)):
        if change.action == "set":
            _set(lines, document, change)
        elif change.action == "drop":
            first, last = _span(document, change.index)
            del lines[first : last + 1]
        elif change.action == "add" and change.release is not None:
            _add(lines, document, change.index, change.release, long_term=change.release.line in long_term)
    return "\n".join(lines)


_ORDER = {"set": 0, "drop": 1, "add": 2, "none": 3}


def _from_below(document: Document, change: Difference) -> tuple[int, ...]:
    """From the last line up and from right to left, so that what is still to be changed stays where it was.

    At one line values are set first, then it goes, then others are put in its place, the oldest first.
    """
    row, column = _place(document, change)
    return -change.index, _ORDER[change.action], -change.rank, -row, -column


def _place(document: Document, change: Difference) -> Position:
    """Where the text changes: a field that is not there yet is put behind the end of life."""
    path: ValuePath = (*LINES, change.index, change.field)
    return document.positions.get(path) or document.position((*LINES, change.index, "end-of-life"))


def replace_value(lines: list[str], position: Position, value: str, quote: str = "") -> None:
    """Write another scalar where one stands, in its kind of quotes, or in `quote` where it has none."""
    row, start = position.line - 1, position.column - 1
    end = _end(lines[row], start)
    if lines[row][start : start + 1] in ("'", '"'):
        quote = lines[row][start]
    lines[row] = f"{lines[row][:start]}{quote}{value}{quote}{lines[row][end:]}"


def _end(line: str, start: int) -> int:
    match = _TOKEN.match(line, start)
    return match.end() if match else len(line)


def _set(lines: list[str], document: Document, change: Difference) -> None:
    path: ValuePath = (*LINES, change.index, change.field)
    if path in document.positions:
        replace_value(lines, document.positions[path], change.value, '"' if change.field == "latest" else "")
        return
    row, start = document.position((*LINES, change.index, "end-of-life"))
    text = lines[row - 1]
    end = _end(text, start - 1)
    if _is_flow(lines, document, change.index):
        lines[row - 1] = f"{text[:end]}, {change.field}: {change.value}{text[end:]}"
    else:
        column = document.key_position((*LINES, change.index, "end-of-life")).column
        lines.insert(row, f"{' ' * (column - 1)}{change.field}: {change.value}")


def _is_flow(lines: Sequence[str], document: Document, index: int) -> bool:
    row, column = document.position((*LINES, index))
    return lines[row - 1][column - 1 : column] == "{"


def _span(document: Document, index: int) -> tuple[int, int]:
    """The first and the last line of an entry, from 0."""
    below = (*LINES, index)
    rows = [place.line for path, place in document.positions.items() if path[: len(below)] == below]
    return min(rows) - 1, max(rows) - 1


def _add(lines: list[str], document: Document, index: int, release: FeedRelease, *, long_term: bool) -> None:
    last = index
    while (*LINES, last) not in document.positions:
        last -= 1
    first, end = _span(document, last)
    indent = " " * (document.position((*LINES, last)).column - len("- ") - 1)
    mark = ", long-term: true" if long_term else ""
    written = f'line: "{release.line}", latest: "{release.latest}", end-of-life: {release.end_of_life}{mark}'
    lines.insert(first if last == index else end + 1, f"{indent}- {{{written}}}")
