"""Files of variables, one `NAME=value` a line, as docker compose reads them."""

import re
from collections import ChainMap
from collections.abc import Mapping

from archrules.importers.interpolation import Interpolation

LIMIT = 256 * 1024
"""How many bytes such a file may have."""

_ENTRY = re.compile(r"[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*(?:=|:(?=[ \t]))[ \t]*")
_NO_VALUE = re.compile(r"[ \t]*(?:#.*|(?:export[ \t]+)?[A-Za-z_][A-Za-z0-9_.-]*[ \t]*)?")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_QUOTED = {
    "'": re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL),
    '"': re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL),
}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}


def read_variables(
    text: str, known: Mapping[str, str], *, raw: bool = False
) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Return the variables of a file, and the lines that are none with what to do about them.

    `known` are other variables that values may use; they go before those of the file. Where `raw` is true, values
    are taken as they are written. A name without a value says nothing: it has that of the environment.
    """
    reader = _Reader(text.replace("\r\n", "\n"), known, raw=raw)
    reader.run()
    return reader.values, reader.problems


class _Reader:
    def __init__(self, text: str, known: Mapping[str, str], *, raw: bool) -> None:
        self.values: dict[str, str] = {}
        self.problems: list[tuple[int, str]] = []
        self._text, self._raw = text, raw
        self._interpolation = Interpolation(ChainMap(dict(known), self.values))

    def run(self) -> None:
        start, number = 0, 1
        while start < len(self._text):
            end = self._line_end(start)
            entry = _ENTRY.match(self._text, start, end)
            if entry is not None:
                self.values[entry.group(1)], end = self._value(entry.end(), end)
            elif not _NO_VALUE.fullmatch(self._text, start, end):
                self.problems.append((number, "this line sets no variable: write NAME=value"))
            number += self._text.count("\n", start, end) + 1
            start = end + 1

    def _line_end(self, start: int) -> int:
        end = self._text.find("\n", start)
        return len(self._text) if end < 0 else end

    def _value(self, start: int, end: int) -> tuple[str, int]:
        """The value that starts there in a line with that end, and the end of its last line."""
        if self._raw:
            return self._text[start:end], end
        pattern = _QUOTED.get(self._text[start : start + 1])
        match = pattern.match(self._text, start) if pattern else None
        if match is None:
            plain = _COMMENT.sub("", self._text[start:end]).strip()
            return self._interpolation.text(plain)[0], end
        end = self._line_end(match.end())
        if match.group().startswith("'"):
            return match.group(1), end
        meant = _ESCAPE.sub(lambda found: _MEANT.get(found.group(1), found.group(1)), match.group(1))
        return self._interpolation.text(meant)[0], end
