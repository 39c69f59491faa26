"""Which keys of a compose file are read, how often others stand in it, and which of those compose does not know."""

from collections.abc import Mapping
from typing import TypeAlias

from archrules.importers.compose.unused import UNUSED
from archrules.importers.log import Log
from archrules.importers.nodes import Entry, Node
from archrules.knowledge_base.validation import suggest

# A hostile file must not make the search for near names long.
_HINTS = 20
_Keys: TypeAlias = Mapping[str, "_Keys | None"]
"""Keys that are read, with those below them; None where all below is read. `*` stands for any key."""

_SERVICE: _Keys = {
    "build": {"context": None, "dockerfile": None, "dockerfile_inline": None, "target": None, "args": None},
    "command": None,
    "container_name": None,
    "depends_on": None,
    "deploy": {"mode": None, "replicas": None},
    "entrypoint": None,
    "env_file": None,
    "environment": None,
    "extends": None,
    "healthcheck": {"disable": None, "test": None},
    "hostname": None,
    "image": None,
    "links": None,
    "network_mode": None,
    "networks": {"*": {"aliases": None}},
    "ports": None,
    "profiles": None,
    "scale": None,
    "volumes_from": None,
}
_FILE: _Keys = {
    "include": None,
    "name": None,
    "networks": {"*": {"external": None}},
    "services": {"*": _SERVICE},
    "version": None,
}


def count_ignored(document: Node, log: Log) -> None:
    """Count the keys that are not read, each by its path: apart those of no use here, and those compose has not.

    Of the latter each is noted at its place. Extensions, which start with `x-`, are left out.
    """
    _count(document, _FILE, "", log)


def _count(node: Node, keys: _Keys, path: str, log: Log) -> None:
    for key, entry in node.mapping().items():
        named = "*" in keys
        if not named and key.startswith("x-"):
            continue
        below = f"{path}{'*' if named else key}"
        if not named and key not in keys:
            _note(key, entry, keys, path, log)
        elif (inner := keys["*" if named else key]) is not None:
            _count(entry.node, inner, f"{below}.", log)


def _note(key: str, entry: Entry, keys: _Keys, path: str, log: Log) -> None:
    unused = UNUSED.get(path, frozenset())
    if key in unused:
        log.unused[f"{path}{key}"] += 1
        return
    hint = suggest(key, {*keys, *unused}) if log.ignored.total() < _HINTS else ""
    log.ignored[f"{path}{key}"] += 1
    log.note(entry.key, f"compose has no key {key!r} here{hint}; it is ignored")
