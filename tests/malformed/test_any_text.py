"""Whatever a text is, the loader returns a document or an InputError, and both parsers agree on it."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archrules.errors import InputError
from archrules.knowledge_base.strict_yaml import Position, parse_yaml

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
FAST_LOADER = "archrules.knowledge_base.strict_yaml._FAST_LOADER"

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=8)
SCALARS = st.one_of(
    NAMES,
    st.booleans(),
    st.none(),
    st.integers(-(10**29), 10**29),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)
# More of what YAML gives a meaning than plain text would have.
MARKS = [
    *" \n:-?,[]{}#&*!|>'\"%@`ab1~<\t\r\\",
    "\n  ",
    "\n- ",
    ": ",
    "---",
    "...",
    "&a ",
    "*a",
    "!t ",
    "{{",
    "|\n ",
]
ODDITIES = [
    "<<: ",
    "a: ",
    "\x85",
    "\u2028",
    "é",
    "😀",
    "\ufeff",
    "\x07",
    "\ud800",
    "\\ud83d",
    "\\Uffffffff",
    "!!str ",
]
SNIPPETS = st.sampled_from(MARKS + ODDITIES)
TEXTS = st.text() | st.lists(SNIPPETS, max_size=16).map("".join)


def flow(value: object) -> str:
    """Return a value in the flow style of YAML, all text in quotes."""
    match value:
        case dict():
            return "{" + ", ".join(f"{flow(key)}: {flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case Decimal():
            return f"{value:f}"
        case str():
            return json.dumps(value, ensure_ascii=len(value) % 2 == 0)
    return json.dumps(value)


class Writer:
    """Writes a value in the block style of YAML and keeps the place of everything that it writes."""

    def __init__(self, value: object) -> None:
        self.text = ""
        self.places: dict[tuple[str | int, ...], Position] = {}
        self.key_places: dict[tuple[str | int, ...], Position] = {}
        self._write(value, (), 0)

    def _here(self) -> Position:
        return Position(self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n"))

    def _write(self, value: object, path: tuple[str | int, ...], indent: int) -> None:
        if isinstance(value, dict | list) and value:
            self._write_parts(value, path, indent)
        else:
            self.text += " "
            self.places[path] = self._here()
            self.text += flow(value)

    def _write_parts(
        self, value: dict[str, Any] | list[Any], path: tuple[str | int, ...], indent: int
    ) -> None:
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            self.text += "\n" + " " * indent
            self.places.setdefault(path, self._here())
            if isinstance(value, dict):
                self.key_places[(*path, key)] = self._here()
            self.text += f"{flow(key)}:" if isinstance(value, dict) else "-"
            self._write(each, (*path, key), indent + 2)


@given(VALUES)
def test_what_is_written_in_flow_style_is_read_back(value: object) -> None:
    assert parse_yaml(flow(value), "f", top="any").value == value


@given(VALUES)
def test_what_is_written_in_block_style_is_read_back_with_its_places(value: object) -> None:
    writer = Writer(value)
    document = parse_yaml(writer.text, "f", top="any")
    assert (document.value, document.positions, document.key_positions) == (
        value,
        writer.places,
        writer.key_places,
    )


def outcome(text: str) -> object:
    """Return all that the parser says of a text; anything but an InputError goes through."""
    try:
        document = parse_yaml(text, "f", top="any")
    except InputError as error:
        return str(error)
    return repr(document.value), document.positions, document.key_positions


@settings(max_examples=400)
@given(TEXTS)
@example("[a: , b]")
@example("{a: b?c}")
@example("a: [b:c]")
@example("? ")
@example("-")
@example("a: !x,y")
@example("a: |#\n b")
@example("%YAML 1.1\n---\na: 1")
@example("a: 'b\tc'")
@example("a: {b: # c\n, d: 1}")
def test_both_parsers_say_the_same_of_any_text(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FAST_LOADER, None)
        pure = outcome(text)
    assert outcome(text) == pure


@given(TEXTS)
def test_every_place_is_inside_the_text(text: str) -> None:
    try:
        document = parse_yaml(text, "f", top="any")
    except InputError as error:
        places = [Position(fault.line, fault.column) for fault in error.faults]
    else:
        places = [*document.positions.values(), *document.key_positions.values()]
    lines = LINE_BREAK.split(text)
    assert all(place.column <= len(lines[place.line - 1]) + 1 for place in places)
