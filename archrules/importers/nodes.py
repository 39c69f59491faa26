"""The values of a foreign file, each with its place, so that parts of several files can be put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from archrules.errors import Fault
from archrules.knowledge_base.strict_yaml import Document, parse_lenient_yaml
from archrules.model.finding import Place

if TYPE_CHECKING:
    from archrules.errors import InputError
    from archrules.knowledge_base.strict_yaml import Position, Value, ValuePath


@dataclass(frozen=True, slots=True)
class Origin:
    """A file: its name as the caller would write it, and the folder that paths in it start from."""

    file: str
    base: str = ""


class Span(NamedTuple):
    """A part of one line; `end` is one column past it."""

    origin: Origin
    line: int
    column: int
    end: int

    def place(self) -> Place:
        """Return it as findings name places."""
        return Place(
            file=self.origin.file,
            line=self.line,
            column=self.column,
            end_line=self.line,
            end_column=self.end,
        )

    def fault(self, message: str) -> Fault:
        """Return a message about it."""
        return Fault(self.origin.file, self.line, self.column, message)


class Entry(NamedTuple):
    """A value of a mapping, with the place of its key."""

    key: Span
    node: Node


Mapped: TypeAlias = dict[str, Entry]
Content: TypeAlias = "Mapped | list[Node] | str | None"


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place, and the tag before it if there is one."""

    content: Content
    span: Span
    tag: str | None = None

    @property
    def kind(self) -> str:
        """What it is, in words."""
        if self.content is None:
            return "nothing"
        return {dict: "a mapping", list: "a list", str: "text"}[type(self.content)]

    def mapping(self) -> Mapped:
        """Return its entries; none where it is no mapping."""
        return self.content if isinstance(self.content, dict) else {}

    def items(self) -> list[Node]:
        """Return its items; none where it is no list."""
        return self.content if isinstance(self.content, list) else []

    def text(self) -> str | None:
        """Return its text; None where it is no text."""
        return self.content if isinstance(self.content, str) else None

    def at(self, *keys: str) -> Node | None:
        """Return what stands below it under the keys; None where nothing does."""
        node: Node | None = self
        for key in keys:
            entry = node.mapping().get(key) if node else None
            node = entry.node if entry else None
        return node

    def key(self, *keys: str) -> Span | None:
        """Return the place of the last of the keys; None where it does not stand there."""
        above = self.at(*keys[:-1])
        entry = above.mapping().get(keys[-1]) if above else None
        return entry.key if entry else None


def parse_nodes(text: str, origin: Origin, *, error: type[InputError]) -> Node:
    """Return a YAML text as nodes, read leniently.

    Raises:
        InputError: of the class `error`, as `parse_lenient_yaml` does.
    """
    document = parse_lenient_yaml(text, origin.file, error=error)
    return _node(document.value, (), document, Placing(document, origin, text))


class Placing:
    """Finds the spans of what stands in a document."""

    def __init__(self, document: Document, origin: Origin, text: str) -> None:
        self._document, self._origin = document, origin
        self._lines = text.removeprefix("\ufeff").splitlines()

    def value(self, path: ValuePath, text: str = "") -> Span:
        """Return the span of the value at a path; where it is not the text, that of its first sign."""
        return self._span(self._document.positions[path], text)

    def key(self, path: ValuePath) -> Span:
        """Return the span of the key at the end of a path."""
        return self._span(self._document.key_positions[path], str(path[-1]))

    def _span(self, start: Position, text: str) -> Span:
        line = self._lines[start.line - 1] if start.line <= len(self._lines) else ""
        return Span(
            self._origin, start.line, start.column, start.column + _width(line, start.column - 1, text)
        )


def _node(value: Value, path: ValuePath, document: Document, placing: Placing) -> Node:
    tag = document.tags.get(path)
    content: Content
    if isinstance(value, dict):
        content = {
            key: Entry(placing.key((*path, key)), _node(each, (*path, key), document, placing))
            for key, each in value.items()
        }
    elif isinstance(value, list):
        content = [_node(each, (*path, index), document, placing) for index, each in enumerate(value)]
    else:
        content = value if isinstance(value, str) else None
    return Node(content, placing.value(path, content if isinstance(content, str) else ""), tag)


def _width(line: str, start: int, text: str) -> int:
    """How many columns a key or scalar takes there in a line: the first sign where that cannot be told."""
    if text and line.startswith(text, start):
        return len(text)
    quote = line[start : start + 1]
    if quote in ("'", '"'):
        end = line.find(quote, start + 1)
        return (end + 1 if end > 0 else len(line)) - start
    return 1
