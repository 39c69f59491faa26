"""Variables in texts, as docker compose writes them: `$NAME`, `${NAME}`, `${NAME:-default}` and so on.

Values come from files only, never from the environment of this process. What has no value is not known, which is
not the same as empty: `UNKNOWN` stands in its place.
"""

import re
from collections.abc import Mapping

UNKNOWN = "\0"
"""Stands in a text where a value is not known. No input can hold this sign."""

_DEPTH_LIMIT = 50
_LENGTH_LIMIT = 100_000
_ROOM = 8 * 1024 * 1024
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OPERATOR = re.compile(r":?[-?+]")
_NEXT = (re.compile(r"\$"), re.compile(r"[$}]"))


class _StoppedError(Exception):
    """The text is taken as unknown, for this reason."""


class Interpolation:
    """Puts values in the place of variables, bounded in what all its results hold together."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self._room = _ROOM

    def text(self, template: str) -> tuple[str, tuple[str, ...]]:
        """Return the text with values in it, and what is wrong with its variables."""
        if "$" not in template:
            return template, ()
        expansion = _Expansion(template, self.values, self._room)
        try:
            result = expansion.run()
        except _StoppedError as stopped:
            return UNKNOWN, (*expansion.problems, str(stopped))
        self._room -= len(result)
        return result, tuple(expansion.problems)


class _Expansion:
    def __init__(self, template: str, values: Mapping[str, str], room: int) -> None:
        self._template, self._values = template, values
        self._length = 0
        self._most = min(max(_LENGTH_LIMIT, len(template)), room)
        self.problems: list[str] = []

    def run(self) -> str:
        return self._until_end(0, 0)[0]

    def _until_end(self, index: int, depth: int) -> tuple[str, int]:
        """What the template says from an index up to its end or, inside of braces, to the brace that closes them."""
        if depth > _DEPTH_LIMIT:
            raise _StoppedError(f"more than {_DEPTH_LIMIT} variables stand inside each other: nest fewer")
        parts: list[str] = []
        while match := _NEXT[depth > 0].search(self._template, index):
            self._take(parts, self._template[index : match.start()])
            if match.group() == "}":
                return "".join(parts), match.end()
            part, index = self._variable(match.end(), depth)
            self._take(parts, part)
        if depth > 0:
            raise _StoppedError("a '${' is never closed: add the '}', or write '$$' for a dollar sign")
        self._take(parts, self._template[index:])
        return "".join(parts), len(self._template)

    def _take(self, parts: list[str], part: str) -> None:
        self._length += len(part)
        if self._length > self._most:
            raise _StoppedError("its variables make too much text of it, alone or with others: shorten them")
        parts.append(part)

    def _variable(self, index: int, depth: int) -> tuple[str, int]:
        """What stands for the variable behind a dollar sign, and where the template goes on."""
        if self._template.startswith("$", index):
            return "$", index + 1
        braced = self._template.startswith("{", index)
        name = _NAME.match(self._template, index + braced)
        if name is None:
            return self._no_variable(index)
        value = self._values.get(name.group())
        if not braced:
            return UNKNOWN if value is None else value, name.end()
        if self._template.startswith("}", name.end()):
            return UNKNOWN if value is None else value, name.end() + 1
        operator = _OPERATOR.match(self._template, name.end())
        if operator is None:
            return self._no_variable(index)
        argument, end = self._until_end(operator.end(), depth + 1)
        return _chosen(value, operator.group(), argument), end

    def _no_variable(self, index: int) -> tuple[str, int]:
        self.problems.append("a '$' before no name of a variable: write '$$' for a dollar sign")
        return "$", index


def _chosen(value: str | None, operator: str, argument: str) -> str:
    has_value = bool(value) if operator.startswith(":") else value is not None
    match operator[-1]:
        case "-":
            return (value or "") if has_value else argument
        case "+":
            return argument if has_value else ""
        case _:
            return (value or "") if has_value else UNKNOWN
