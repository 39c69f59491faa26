"""Labels for pictures: short lines, broken where a reader would break them, and plain identifiers."""

import re
from collections.abc import Iterator
from hashlib import sha256

from archrules.output.escaping import visible_text

_PLAIN_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLAIN_LENGTH = 60
_SLUG_LENGTH = 30
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
# A line may be broken behind one of these signs, and where a word begins inside camelCase.
_PART = re.compile(r"(?:(?![a-z0-9][A-Z])[^ \-_./:,])*(?:[ \-_./:,]+|[a-z0-9](?=[A-Z])|$)")
# Listed by hand: the Unicode tables of the interpreter may change.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f000-\U0003ffff]"
)


def identifier(prefix: str, name: str) -> str:
    """Return an identifier of the signs `a-z0-9_`: always the same for a name, and for no other name."""
    if len(name) <= _PLAIN_LENGTH and _PLAIN_NAME.fullmatch(name):
        return f"{prefix}_{name.replace('-', '_')}"
    slug = re.sub(r"[^a-z0-9]+", "_", name.translate(_LOWER)).strip("_")[:_SLUG_LENGTH].strip("_")
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{prefix}_{slug}__{digest}"


def columns(text: str) -> int:
    """Return how many columns the text takes: signs of East Asian scripts and emoji take two."""
    return len(text) + len(_WIDE.findall(text))


def shortened(text: str, width: int) -> str:
    """Return the text on one line, its middle left out where it is wider than `width` columns."""
    line = visible_text(text).replace("\n", " ")
    if columns(line) <= width:
        return line
    tail = (width - 1) * 2 // 5
    return f"{_head(line, width - 1 - tail)}…{_head(line[::-1], tail)[::-1]}"


def wrapped(text: str, *, width: int, lines: int) -> tuple[str, ...]:
    """Return the text in at most `lines` lines of at most `width` columns, shortened where it must be."""
    # A line that is broken early wastes some of its columns: the rest is what surely fits.
    for room in range(width * lines, width, -1):
        broken = tuple(_filled(shortened(text, room), width))
        if len(broken) <= lines:
            return broken
    return (shortened(text, width),)


def _head(text: str, width: int) -> str:
    while columns(text) > width:
        text = text[: min(len(text) - 1, width)]
    return text


def _filled(line: str, width: int) -> Iterator[str]:
    current = ""
    for part in _parts(line, width):
        if current and columns((current + part).rstrip(" ")) > width:
            yield current.rstrip(" ")
            current = ""
        current += part
    if current.rstrip(" "):
        yield current.rstrip(" ")


def _parts(line: str, width: int) -> Iterator[str]:
    for match in _PART.finditer(line):
        part = match[0]
        while columns(part.rstrip(" ")) > width:
            head = _head(part, width)
            yield head
            part = part[len(head) :]
        if part:
            yield part
