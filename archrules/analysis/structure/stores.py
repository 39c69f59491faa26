"""Who uses which data store, and at which level several do: in one schema, one database or on one server."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from archrules.analysis.structure.call_graph import CALL_COLLECTIONS, CallGraph, Link
from archrules.model.system import DataStore

Level = Literal["server", "database", "schema"]

USE_COLLECTIONS = CALL_COLLECTIONS | {"data_stores"}
"""The lists that must be whole for the uses of data stores in them to be all uses."""

_LEVELS = 3
_READING = {"read", "read-write", "subscribe"}
_WRITING = {"write", "read-write", "publish"}


class StoreUse(NamedTuple):
    """An element uses a data store, `direct` or only through one that it carries; None where that is unknown."""

    store: str
    user: str
    direct: bool
    reads: bool | None
    writes: bool | None
    interactions: tuple[str, ...]


class StoreSharing(NamedTuple):
    """How a data store is shared at one level. Users in order of name.

    `shared` says whether several elements use it and meet at this level: not all of them in one and the same part
    that it carries. `written_by_several` says so of those that write. Both are None where that is unknown.
    `possible_writers` use it and may write, `possible_readers` likewise.
    """

    store: str
    level: Level
    users: tuple[str, ...]
    writers: tuple[str, ...]
    possible_writers: tuple[str, ...]
    readers: tuple[str, ...]
    possible_readers: tuple[str, ...]
    shared: bool | None
    written_by_several: bool | None


def store_uses(graph: CallGraph) -> tuple[StoreUse, ...]:
    """All uses, by store, then user. Who uses a schema uses its database and its server too."""
    found: dict[tuple[str, str], list[tuple[bool, Link]]] = {}
    for (user, store), links in graph.data_accesses.items():
        for place in carriers(store, graph):
            found.setdefault((place, user), []).extend((place == store, link) for link in links)
    return tuple(_use(store, user, links) for (store, user), links in sorted(found.items()))


def carriers(store: str, graph: CallGraph) -> tuple[str, ...]:
    """A data store, the one that carries it, and the one that carries that: a schema, its database, its server."""
    found: list[str] = []
    here: str | None = store
    while here is not None and here not in found and len(found) < _LEVELS:
        element = graph.elements.get(here)
        if not isinstance(element, DataStore):
            break
        found.append(here)
        here = element.server
    return tuple(found)


def _use(store: str, user: str, links: Sequence[tuple[bool, Link]]) -> StoreUse:
    accesses = [link.interaction.access for _, link in links]
    return StoreUse(
        store=store,
        user=user,
        direct=any(direct for direct, _ in links),
        reads=_any(None if access is None else access in _READING for access in accesses),
        writes=_any(None if access is None else access in _WRITING for access in accesses),
        interactions=tuple(sorted(link.name for _, link in links)),
    )


def _any(flags: Iterable[bool | None]) -> bool | None:
    """Whether one of them is true; None if none is, but some are unknown."""
    seen = set(flags)
    return True if True in seen else None if None in seen else False


def store_sharings(graph: CallGraph) -> tuple[StoreSharing, ...]:
    """How each data store is shared, by store and level.

    The level is its scope. Of one whose scope is unknown it is certain only that its users share a server. Whether
    one that uses a server directly shares a database on it is unknown, and told as a sharing of its own.
    """
    uses: dict[str, list[StoreUse]] = {}
    for use in store_uses(graph):
        uses.setdefault(use.store, []).append(use)
    parts = _parts(graph)
    found = []
    for name, element in graph.elements.items():
        if isinstance(element, DataStore):
            inside = [{use.user for use in uses.get(part, ())} for part in parts.get(name, ())]
            level = element.scope or "server"
            found.append(_sharing(name, level, uses.get(name, ()), inside, complete=is_complete(graph)))
            several = len(uses.get(name, ())) > 1
            if level == "server" and several and any(use.direct for use in uses[name]):
                found.append(found[-1]._replace(level="database", shared=None, written_by_several=None))
    return tuple(sorted(found, key=lambda sharing: (sharing.store, sharing.level)))


def is_complete(graph: CallGraph) -> bool:
    """Whether these are all uses of data stores that there are."""
    return not graph.open & USE_COLLECTIONS


def _parts(graph: CallGraph) -> Mapping[str, list[str]]:
    """The data stores that each data store carries itself."""
    parts: dict[str, list[str]] = {}
    for name, element in graph.elements.items():
        if isinstance(element, DataStore) and element.server is not None:
            parts.setdefault(element.server, []).append(name)
    return parts


def _sharing(
    store: str, level: Level, uses: Sequence[StoreUse], inside: Sequence[AbstractSet[str]], *, complete: bool
) -> StoreSharing:
    direct = {use.user for use in uses if use.direct}

    def meet(users: AbstractSet[str]) -> bool:
        several = len(users) > 1
        return several and (bool(users & direct) or not any(users <= part for part in inside))

    def several(known: AbstractSet[str], possible: AbstractSet[str]) -> bool | None:
        return True if meet(known) else None if meet(possible) or not complete else False

    users = {use.user for use in uses}
    writers = {use.user for use in uses if use.writes}
    possible_writers = {use.user for use in uses if use.writes is not False}
    return StoreSharing(
        store=store,
        level=level,
        users=tuple(sorted(users)),
        writers=tuple(sorted(writers)),
        possible_writers=tuple(sorted(possible_writers)),
        readers=tuple(sorted(use.user for use in uses if use.reads)),
        possible_readers=tuple(sorted(use.user for use in uses if use.reads is not False)),
        shared=several(users, users),
        written_by_several=several(writers, possible_writers),
    )
