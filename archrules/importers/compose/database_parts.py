"""Which databases the users of a server name, and the data stores that follow from that."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from archrules.importers.compose.elements import is_name
from archrules.importers.interpolation import UNKNOWN
from archrules.model.base import LIST_LENGTH
from archrules.model.system import DataStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archrules.importers.compose.elements import Elements
    from archrules.importers.compose.interactions import Interactions
    from archrules.importers.nodes import Span

Uses: TypeAlias = "Mapping[str, Mapping[str, Span]]"
"""The users of one server, and the place where each names a database on it; `UNKNOWN` names one that is not known."""

_MOST_PARTS = 50
_DATABASE = "database"


def part_name(server: str, database: str) -> str:
    """Return the name of the data store that a database on a server is."""
    return f"{server}/{database}"


def tell_databases_apart(elements: Elements, interactions: Interactions) -> None:
    """Give a server that several use the databases that they name.

    Where all of them name the same one, the server is that database. Otherwise each of their databases becomes a data
    store on the server. If it is not known which database one of them uses, only those do that several name.
    """
    stores = elements.collections["data_stores"]
    taken = {element.name for collection in elements.collections.values() for element in collection}
    uses = interactions.uses()
    for index, store in enumerate(tuple(stores)):
        users = uses.get(store.name, {})
        if not isinstance(store, DataStore) or store.role not in (None, _DATABASE) or len(users) < 2:  # noqa: PLR2004  # several
            continue
        if database := _only_database(users):
            stores[index] = store.model_copy(update={"scope": _DATABASE})
            elements.spans[f"data_stores.{store.name}.scope"] = _place(users, database)
            continue
        parts = _parts(users)
        names = [part_name(store.name, part) for part in parts]
        links = sum(map(len, users.values()))
        too_many = (
            len(parts) > _MOST_PARTS
            or len(stores) + len(parts) > LIST_LENGTH
            or len(interactions) + links > LIST_LENGTH
        )
        if too_many or not taken.isdisjoint(names) or not all(map(is_name, names)):
            continue
        taken.update(names)
        for part, name in zip(parts, names, strict=True):
            fields = {"technology": store.technology, "role": store.role, "server": store.name}
            stores.append(DataStore.model_validate({"name": name, "scope": _DATABASE, **fields}))
            elements.spans[f"data_stores.{name}"] = _place(users, part)
        interactions.divide(store.name, parts)


def _only_database(users: Uses) -> str | None:
    """The database that all of the users name, and nothing else; None where there is no such."""
    named = {frozenset(databases) for databases in users.values()}
    first = next(iter(named)) if len(named) == 1 else frozenset[str]()
    return next(iter(first - {UNKNOWN}), None) if len(first) == 1 else None


def _parts(users: Uses) -> list[str]:
    """The databases to tell apart, in order of name."""
    counted = Counter(each for databases in users.values() for each in databases if each != UNKNOWN)
    all_known = all(databases and UNKNOWN not in databases for databases in users.values())
    return sorted(each for each, number in counted.items() if all_known or number > 1)


def _place(users: Uses, database: str) -> Span:
    return next(databases[database] for databases in users.values() if database in databases)
