"""Building blocks of a Markdown page. What they take is Markdown already, except where `text` is asked for."""

import re
from collections.abc import Iterable, Sequence

from archrules.output.escaping import markdown_cell

_CODE = re.compile(r"[A-Za-z0-9_.](?:[A-Za-z0-9_.:/*-]*[A-Za-z0-9_*])?")
_WORDS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
# A heading may be closed by number signs, which are then not shown.
_CLOSING_SIGNS = re.compile(r"(?<= )(?=#+$)")


def heading(level: int, title: str) -> str:
    """Return a heading, 1 to 6."""
    return _CLOSING_SIGNS.sub(r"\\", f"{'#' * level} {title}")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells of every row are as many as those of the header."""
    return "\n".join(_row(cells) for cells in (header, ["---"] * len(header), *rows))


def _row(cells: Sequence[str]) -> str:
    return "".join(["|", *(f" {cell} |" if cell else " |" for cell in cells)])


def bullets(items: Iterable[str]) -> str:
    """Return a list; lines of an item beyond its first stand under it, and an empty item is left out."""
    # An empty item would underline the line above it and so make a heading of it.
    return "\n".join(f"- {_indented(item, 2)}" for item in items if item)


def numbered(items: Iterable[str]) -> str:
    """Return a list numbered from 1."""
    found = [(f"{number}. ", item) for number, item in enumerate(items, start=1)]
    return "\n".join(f"{mark}{_indented(item, len(mark))}" for mark, item in found)


def labelled(label: str, items: Iterable[str]) -> list[str]:
    """Return one item for `bullets`, in which several stand as a list under the label; none without items."""
    shown = [item for item in items if item]
    if not shown:
        return []
    if len(shown) == 1 and "\n" not in shown[0]:
        return [f"**{label}:** {shown[0]}"]
    return [f"**{label}:**\n{bullets(shown)}"]


def emphasis(text: str) -> str:
    """Return any text as strong emphasis, or say that there is nothing to see."""
    shown = markdown_cell(text)
    return f"**{shown}**" if shown else "(no name)"


def linked(title: str) -> str:
    """Return the title of a heading of this page as a link to it, or only the title where it has more than words."""
    if not _WORDS.fullmatch(title):
        return title or "(no name)"
    return f"[{title}](#{title.lower().replace(' ', '-')})"


def code(text: str) -> str:
    """Return any text as code if it is a plain name, path or digest, else as text."""
    return f"`{text}`" if _CODE.fullmatch(text) else markdown_cell(text)


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return `a, b and c`."""
    return f" {last} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def counted(number: int, noun: str) -> str:
    """Return `1 service` or `2 services`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _indented(item: str, width: int) -> str:
    return item.replace("\n", f"\n{' ' * width}")
