"""Uses of data stores, and how they are shared, as facts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archrules.analysis.given_facts import given
from archrules.analysis.structure.call_graph import CallGraph
from archrules.analysis.structure.names import names_text
from archrules.analysis.structure.stores import (
    StoreSharing,
    StoreUse,
    is_complete,
    store_sharings,
    store_uses,
)
from archrules.model.system import DataStore
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def store_facts(graph: CallGraph) -> Iterator[Given]:
    """All of them, by store. Inputs of an origin are the interactions that show the use."""
    uses: dict[str, list[StoreUse]] = {}
    for use in store_uses(graph):
        uses.setdefault(use.store, []).append(use)
        yield _use(use, graph)
    for sharing in store_sharings(graph):
        yield _sharing(sharing, uses.get(sharing.store, []), graph)


def _use(use: StoreUse, graph: CallGraph) -> Given:
    store = graph.elements[use.store]
    scope, owner = (store.scope, store.owner) if isinstance(store, DataStore) else (None, None)
    values: dict[str, Value | None] = {
        "store": use.store,
        "scope": scope,
        "user": use.user,
        "collection": graph.collections[use.user],
        "direct": use.direct,
        "access": _access(use),
        "reads": use.reads,
        "writes": use.writes,
        "owner": None if owner is None else owner == use.user,
    }
    formula = "interactions with the store and with what it carries, taken together"
    return given("store_use", values, Origin("computed", graph.path(use.store), formula, _paths([use])))


def _access(use: StoreUse) -> str | None:
    match use.reads, use.writes:
        case True, True:
            return "read-write"
        case True, False:
            return "read"
        case False, True:
            return "write"
        case _:
            return None


def _paths(uses: list[StoreUse]) -> tuple[str, ...]:
    return tuple(sorted({f"interactions.{name}" for use in uses for name in use.interactions}))


def _sharing(sharing: StoreSharing, uses: list[StoreUse], graph: CallGraph) -> Given:
    complete = is_complete(graph)
    values: dict[str, Value | None] = {
        "store": sharing.store,
        "level": sharing.level,
        "users": len(sharing.users) if complete else None,
        "readers": _exactly(sharing.readers, sharing.possible_readers) if complete else None,
        "writers": _exactly(sharing.writers, sharing.possible_writers) if complete else None,
        "shared": sharing.shared,
        "written_by_several": sharing.written_by_several,
        "used_by": names_text(sharing.users) or None,
        "written_by": names_text(sharing.writers) or None,
    }
    formula = "users of the store and of what it carries; those in one and the same part of it meet there"
    return given(
        "store_sharing", values, Origin("computed", graph.path(sharing.store), formula, _paths(uses))
    )


def _exactly(certain: tuple[str, ...], possible: tuple[str, ...]) -> int | None:
    return len(certain) if len(certain) == len(possible) else None
