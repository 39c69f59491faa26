"""Puts the parts of a service together: one way of writing for each attribute, and the rules for overriding."""

from archrules.importers.interpolation import UNKNOWN
from archrules.importers.log import Log
from archrules.importers.nodes import Entry, Mapped, Node

_REPLACED = {("command",), ("entrypoint",), ("healthcheck", "test")}
_RESET, _OVERRIDE = "!reset", "!override"
_STANDARD = "tag:yaml.org,"


def canonical(service: Node, log: Log) -> Mapped:
    """Return the attributes of a service: those that may be written as list or mapping as a mapping."""
    return {
        name: Entry(entry.key, _canonical_attribute(name, entry.node, log))
        for name, entry in service.mapping().items()
    }


def settled(node: Node) -> Node:
    """Return a node without what is reset in it, once nothing else is laid over it."""
    if not isinstance(node.content, dict):
        return node
    entries = {
        name: Entry(entry.key, settled(entry.node))
        for name, entry in node.mapping().items()
        if entry.node.tag != _RESET
    }
    return Node(entries, node.span, node.tag)


def merged(base: Mapped, over: Mapped, path: tuple[str, ...] = ()) -> Mapped:
    """Return a mapping with the entries of another laid over it."""
    result = dict(base)
    for name, entry in over.items():
        below = base.get(name)
        if below is not None and entry.node.tag not in (_RESET, _OVERRIDE) and (*path, name) not in _REPLACED:
            result[name] = Entry(entry.key, _merged_nodes(below.node, entry.node, (*path, name)))
        else:
            result[name] = entry
    return result


def note_tag(node: Node, log: Log) -> None:
    """Note the tag of a value that compose files do not have."""
    if node.tag and node.tag not in (_RESET, _OVERRIDE) and not node.tag.startswith(_STANDARD):
        log.note(node.span, f"the tag '{node.tag[:60]}' means nothing here: its value is read without it")


def _merged_nodes(base: Node, over: Node, path: tuple[str, ...]) -> Node:
    match base.content, over.content:
        case dict(), dict():
            return Node(merged(base.mapping(), over.mapping(), path), over.span)
        case list(), list():
            return Node([*base.items(), *over.items()], over.span)
        case _, None:
            return base
    return over


def _canonical_attribute(name: str, node: Node, log: Log) -> Node:
    match name:
        case "environment":
            return _settings(node, log)
        case "depends_on" | "networks":
            return _names(node, log)
        case "build":
            return _build(node, log)
    return node


def _settings(node: Node, log: Log) -> Node:
    """A mapping of the texts `NAME=value`; a name alone has no value here."""
    if not isinstance(node.content, list):
        return node
    entries: Mapped = {}
    for item in node.items():
        text = item.text()
        name, equals, value = (text or "").partition("=")
        if not name or UNKNOWN in name:
            log.note(item.span, "this sets no variable: write NAME=value")
        else:
            entries[name] = Entry(item.span, Node(value if equals else None, item.span))
    return Node(entries, node.span, node.tag)


def _names(node: Node, log: Log) -> Node:
    """A mapping from each name of a list to nothing."""
    if isinstance(node.content, dict):
        return node
    entries: Mapped = {}
    for item in [node] if isinstance(node.content, str) else node.items():
        text = item.text()
        if text is None:
            log.note(
                item.span, f"the name of a service or network stands here, not {item.kind}: write its name"
            )
        else:
            entries[text] = Entry(item.span, Node(None, item.span))
    return Node(entries, node.span, node.tag)


def _build(node: Node, log: Log) -> Node:
    if isinstance(node.content, str):
        return Node({"context": Entry(node.span, node)}, node.span, node.tag)
    arguments = node.at("args")
    if arguments is None:
        return node
    entries = node.mapping()
    return Node(
        {**entries, "args": Entry(entries["args"].key, _settings(arguments, log))}, node.span, node.tag
    )
