"""Strict YAML in which everything has a place.

Stricter than YAML 1.1 in what it takes (one document, no key twice, no tags, bounded aliases) and in what it
converts: plain `true`, `false`, `null`, `~`, nothing at all, decimal integers and decimals. All else is text;
keys always are. JSON is read as the YAML that it is. A lenient reading, for formats of others, keeps every scalar
as it is written and every tag beside its value.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import yaml

from archrules.errors import Fault, InputError, printable
from archrules.knowledge_base.reading import place_in, read_text, require_text, without_json_tabs
from archrules.knowledge_base.yaml_syntax import SECOND_DOCUMENT, TEMPLATE_HINT, in_plain_english

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

ValuePath: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the top of a document down to a value."""

Scalar: TypeAlias = str | int | Decimal | bool | None
Value: TypeAlias = "dict[str, Value] | list[Value] | Scalar"
Top: TypeAlias = Literal["mapping", "list", "any"]
_Event: TypeAlias = Any  # the stubs of PyYAML do not tell what its events carry
_Mark: TypeAlias = Any

_NODE_LIMIT = 200_000
_DEPTH_LIMIT = 60
_DIGIT_LIMIT = 30
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER = re.compile(r"-?(?:(0|[1-9][0-9]*)|[0-9]+\.[0-9]+)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOO_HIGH_ESCAPE = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
_STANDARD_TAGS = "tag:yaml.org,2002:"
_TEXT_TAG = f"{_STANDARD_TAGS}str"
_TOP_HINTS: dict[Top, str] = {"mapping": "write 'key: value' lines", "list": "write '- item' lines"}

# libyaml is ten times as fast, but not every build of PyYAML has it.
_FAST_LOADER: type[yaml.CSafeLoader] | None = getattr(yaml, "CSafeLoader", None)
# Here the two parsers are known to differ: the pure one decides, so that results are the same everywhere.
_PARSERS_DIFFER = re.compile("[\t\x85\u2028\u2029]|^%|[|>][-+0-9]*#", re.MULTILINE)


class _UndecidedError(Exception):
    """The fast parser is not sure to agree with the pure one."""


class _StoppedError(Exception):
    """Nothing after this place is looked at, for this reason."""


class Position(NamedTuple):
    """Line and column, both from 1; columns count characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """What a text says and where it says it: `positions` of values and `key_positions` of keys, by path.

    `tags` are those of a lenient reading, such as `!reset`, by the path of the value that they stand before.
    """

    value: Value
    source: str
    positions: Mapping[ValuePath, Position]
    key_positions: Mapping[ValuePath, Position]
    tags: Mapping[ValuePath, str] = field(default_factory=dict)

    def position(self, path: ValuePath) -> Position:
        """Return the place of the value at the path, or of its nearest ancestor that exists."""
        while path not in self.positions:
            path = path[:-1]
        return self.positions[path]

    def key_position(self, path: ValuePath) -> Position:
        """Return the place of the key at the end of the path, or the same as `position` without a key."""
        return self.key_positions.get(path) or self.position(path)


def load_yaml(
    path: str | os.PathLike[str] | Traversable, *, error: type[InputError] = InputError, top: Top = "mapping"
) -> Document:
    """Read a YAML or JSON file; raise `error` for all that `read_text` or `parse_yaml` refuses."""
    text, name = read_text(path, error=error)
    return parse_yaml(text, name, error=error, top=top)


def parse_yaml(
    text: str,
    source: str,
    *,
    error: type[InputError] = InputError,
    max_nodes: int = _NODE_LIMIT,
    max_depth: int = _DEPTH_LIMIT,
    top: Top = "mapping",
) -> Document:
    """Parse a text; `source` is its name in faults, `top` what it must be as a whole.

    `max_nodes` bounds keys and values, each counted as often as aliases repeat it; `max_depth` bounds how
    many mappings and lists stand inside each other.

    Raises:
        InputError: of the class `error`, with every fault up to the first that breaks the syntax or a bound.

    """
    return _parse(text, source, _Options(max_nodes, max_depth, top), error)


def parse_lenient_yaml(text: str, source: str, *, error: type[InputError] = InputError) -> Document:
    """Parse a text whose format is not ours: a mapping, with the bounds of `parse_yaml`.

    A scalar is text as it is written, or None for null, ~ and nothing at all. A tag builds nothing: it is kept.

    Raises:
        InputError: of the class `error`, as `parse_yaml` does.

    """
    return _parse(text, source, _Options(lenient=True), error)


class _Options(NamedTuple):
    max_nodes: int = _NODE_LIMIT
    max_depth: int = _DEPTH_LIMIT
    top: Top = "mapping"
    lenient: bool = False


def _parse(text: str, source: str, options: _Options, error: type[InputError]) -> Document:
    text = without_json_tabs(text.removeprefix("\ufeff"))
    require_text(text, source, error=error)
    composer = _compose(text, source, options)
    if composer.faults or composer.root is None:
        raise error(composer.faults)
    builder = _Builder()
    value = builder.build(composer.root, ())
    return Document(value, source, builder.positions, builder.key_positions, builder.tags)


def _compose(text: str, source: str, options: _Options) -> _Composer:
    if _FAST_LOADER is not None and not _PARSERS_DIFFER.search(text):
        composer = _Composer(text, source, options, _fast_events(text, _FAST_LOADER))
        with suppress(_UndecidedError):
            composer.compose()
            return composer
    composer = _Composer(text, source, options, yaml.parse(text, Loader=yaml.SafeLoader))
    composer.compose()
    return composer


def _fast_events(text: str, loader: type[yaml.CSafeLoader]) -> Iterator[_Event]:
    """Yield what libyaml sees, until the pure parser may see something else or there is a fault."""
    flow_depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                flow_depth += bool(event.flow_style or flow_depth)
            elif isinstance(event, yaml.CollectionEndEvent):
                flow_depth -= bool(flow_depth)
            if _parsers_may_differ(event, text, in_flow=flow_depth > 0):
                raise _UndecidedError
            yield event
    except yaml.YAMLError:
        raise _UndecidedError from None


def _parsers_may_differ(event: _Event, text: str, *, in_flow: bool) -> bool:
    index: int = event.start_mark.index
    if getattr(event, "tag", None) is not None:
        return True
    if type(event) is not yaml.ScalarEvent or event.style:
        return False
    if event.value:
        return in_flow and "?" in event.value
    return index >= len(text) or text[index - 1] not in ":-"


@dataclass(slots=True)
class _Node:
    """A value before it is built; `size` and `height` count what aliases and merge keys put into it."""

    position: Position
    content: list[_Node] | dict[str, tuple[Position, _Node]] | Scalar
    text: str | None = None
    size: int = 1
    height: int = 0
    tag: str | None = None


class _Composer:
    """Turns the events of a parser into nodes and notes every fault on the way."""

    def __init__(self, text: str, source: str, options: _Options, events: Iterator[_Event]) -> None:
        self.root: _Node | None = None
        self.faults: list[Fault] = []
        self._text, self._source, self._events = text, source, events
        self._options = options
        self._anchors: dict[str, _Node | None] = {}
        self._count = 0

    def compose(self) -> None:
        """Read all events into `root` and `faults`."""
        try:
            self._read_document(self._options.top)
        except _StoppedError as stopped:
            self._note(*stopped.args)
        except yaml.MarkedYAMLError as problem:
            line, column, message = in_plain_english(problem, self._text)
            self._note(Position(line, column), message)
        except (ValueError, OverflowError):  # PyYAML's own slip: it hands any eight digits to chr
            match = _TOO_HIGH_ESCAPE.search(self._text)
            place = Position(*place_in(self._text, match.start() if match else 0))
            self._note(place, "a number here stands for no character and no version: correct it")

    def _read_document(self, top: Top) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.root is not None:
                    raise _StoppedError(_position(event.start_mark), SECOND_DOCUMENT)
                self.root = self._node(next(self._events), 0)
        if self.root is None or (self.root.content is None and not self.root.text):
            self._note(Position(1, 1), "the document is empty: write something in it")
        elif top != "any" and (kind := _kind(self.root)) != f"a {top}":
            self._note(self.root.position, f"the document must be a {top}, not {kind}: {_TOP_HINTS[top]}")

    def _node(self, event: _Event, depth: int, *, is_key: bool = False) -> _Node:
        position, anchor = _position(event.start_mark), event.anchor or ""
        if isinstance(event, yaml.AliasEvent):
            node = self._aliased(anchor, position)
            self._enter(position, node.size, depth + node.height)
            return node
        if (tag := event.tag) is not None and not self._options.lenient:
            self._require_text_tag(event, tag, position)
        if isinstance(event, yaml.ScalarEvent):
            self._enter(position, 1, depth)
            node = self._scalar(event, position, is_key=is_key)
        else:
            self._enter(position, 1, depth + 1)
            self._anchors[anchor] = None
            compose = self._sequence if isinstance(event, yaml.SequenceStartEvent) else self._mapping
            node = compose(position, depth + 1)
        if self._options.lenient:
            node.tag = tag
        self._anchors[anchor] = node
        return node

    def _enter(self, position: Position, size: int, depth: int) -> None:
        self._count += size
        if self._count > self._options.max_nodes:
            raise _StoppedError(
                position, f"more than {self._options.max_nodes} values, aliases in full: use fewer"
            )
        if depth > self._options.max_depth:
            raise _StoppedError(
                position, f"more than {self._options.max_depth} levels of nesting: nest less deeply"
            )

    def _aliased(self, anchor: str, position: Position) -> _Node:
        node = self._anchors.get(anchor)
        if node is not None:
            return replace(node, position=position)
        if anchor in self._anchors:
            message = f"alias '*{anchor}' stands inside what '&{anchor}' names: a value cannot contain itself"
        else:
            message = f"alias '*{anchor}' has no '&{anchor}' before it: define it, or quote the text"
        self._note(position, message)
        return _Node(position, {}, f"*{anchor}")

    def _scalar(self, event: _Event, position: Position, *, is_key: bool) -> _Node:
        text = self._with_surrogates_joined(event.value, position)
        if self._options.lenient and not (is_key or event.style):
            return _Node(position, text if _CONSTANTS.get(text, text) is not None else None, text)
        if is_key or event.style or event.tag is not None:
            return _Node(position, text, text)
        if text in _CONSTANTS:
            return _Node(position, _CONSTANTS[text], text)
        match = _NUMBER.fullmatch(text) if text[0] in "-0123456789" else None
        if match is None:
            return _Node(position, text, text)
        if len(text) - text.count("-") - text.count(".") > _DIGIT_LIMIT:
            self._note(position, f"a number of more than {_DIGIT_LIMIT} digits: shorten or quote it")
            return _Node(position, text, text)
        return _Node(position, int(text) if match.group(1) else Decimal(text), text)

    def _with_surrogates_joined(self, text: str, position: Position) -> str:
        """Return text in which two escapes that JSON writes for one character are that character."""
        if text.isascii() or not _SURROGATE.search(text):
            return text
        try:
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            self._note(position, "an escape here is half of a surrogate pair: write both halves")
            return ""

    def _require_text_tag(self, event: _Event, tag: str, position: Position) -> None:
        if tag == _TEXT_TAG and isinstance(event, yaml.ScalarEvent):
            return
        shown = f"!!{tag.removeprefix(_STANDARD_TAGS)}" if tag.startswith(_STANDARD_TAGS) else tag
        self._note(position, f"the tag '{printable(shown, limit=60)}' is not supported: remove it")

    def _sequence(self, position: Position, depth: int) -> _Node:
        items: list[_Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return _Node(position, items, None, *_measure(items))

    def _mapping(self, position: Position, depth: int) -> _Node:
        entries: dict[str, tuple[Position, _Node]] = {}
        has_merge = False
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth, is_key=True)
            value = self._node(next(self._events), depth)
            name = self._key_name(event, key)
            has_merge = has_merge or (name == "<<" and not getattr(event, "style", None))
            if name in entries:
                lines = f"first on line {entries[name][0].line}, again on line {key.position.line}"
                shown = printable(name, limit=60)
                self._note(key.position, f"the key '{shown}' stands twice, {lines}: keep one")
            elif name is not None:
                entries[name] = key.position, value
        for merged in self._merged_nodes(entries.pop("<<")[1]) if has_merge else ():
            for name, entry in merged.items():
                entries.setdefault(name, entry)
        size, height = _measure([value for _, value in entries.values()])
        return _Node(position, entries, None, size + len(entries), height)

    def _key_name(self, event: _Event, key: _Node) -> str | None:
        if key.text is None:
            around = self._text[max(event.start_mark.index - 1, 0) : event.start_mark.index + 2]
            hint = TEMPLATE_HINT if "{{" in around else ": use text as the key"
            self._note(key.position, f"{_kind(key)} cannot be a key{hint}")
        elif not key.text and not getattr(event, "style", None):
            self._note(key.position, "there is no key before this ':': add it")
            return None
        return key.text

    def _merged_nodes(self, value: _Node) -> list[dict[str, tuple[Position, _Node]]]:
        several = value.content if isinstance(value.content, list) else [value]
        mappings = [node.content for node in several if isinstance(node.content, dict)]
        if len(mappings) < len(several):
            self._note(value.position, "the merge key '<<' takes a mapping or a list of mappings: write one")
        return mappings

    def _note(self, position: Position, message: str) -> None:
        self.faults.append(Fault(self._source, *position, message))


def _position(mark: _Mark) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def _kind(node: _Node) -> str:
    if isinstance(node.content, dict):
        return "a mapping"
    if isinstance(node.content, list):
        return "a list"
    return "text" if isinstance(node.content, str) else f"'{node.text}'"


def _measure(nodes: list[_Node]) -> tuple[int, int]:
    return 1 + sum(node.size for node in nodes), 1 + max((node.height for node in nodes), default=0)


class _Builder:
    """Makes values of nodes and keeps where they stand."""

    def __init__(self) -> None:
        self.positions: dict[ValuePath, Position] = {}
        self.key_positions: dict[ValuePath, Position] = {}
        self.tags: dict[ValuePath, str] = {}

    def build(self, node: _Node, path: ValuePath) -> Value:
        """Return the value of a node that stands at a path."""
        self.positions[path] = node.position
        if node.tag is not None:
            self.tags[path] = node.tag
        content = node.content
        if isinstance(content, list):
            return [self.build(item, (*path, index)) for index, item in enumerate(content)]
        if not isinstance(content, dict):
            return content
        value: dict[str, Value] = {}
        for key, (key_position, child) in content.items():
            below = (*path, key)
            self.key_positions[below] = key_position
            value[key] = self.build(child, below)
        return value
