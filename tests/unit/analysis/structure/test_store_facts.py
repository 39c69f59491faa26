"""Uses of data stores and how they are shared, as facts."""

from typing import Any

import pytest

from archrules.analysis.structure.store_facts import store_facts
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import only, origins
from tests.unit.analysis.structure.systems import Item, graph, link

DATABASE: Item = {"name": "db", "scope": "database", "owner": "a"}
READ = link("a => db", access="read")
WRITE = link("b => db", access="write")


def facts(*interactions: str | Item, **fields: Any) -> list[Given]:  # noqa: ANN401  # checked by pydantic
    return list(store_facts(graph(*interactions, **{"data_stores": [DATABASE], **fields})))


def told(kind: str, *interactions: str | Item, **fields: Any) -> list[dict[str, object]]:  # noqa: ANN401  # checked by pydantic
    return [dict(fact.items) for fact in only(facts(*interactions, **fields), kind)]


def test_uses() -> None:
    assert told("store_use", READ, WRITE) == [
        {
            "store": "db",
            "scope": "database",
            "user": "a",
            "collection": "services",
            "direct": True,
            "access": "read",
            "reads": True,
            "writes": False,
            "owner": True,
        },
        {
            "store": "db",
            "scope": "database",
            "user": "b",
            "collection": "services",
            "direct": True,
            "access": "write",
            "reads": False,
            "writes": True,
            "owner": False,
        },
    ]


def test_unknown_access_leaves_it_unknown_who_reads_and_who_writes() -> None:
    (use,) = told("store_use", "a => db", data_stores=["db"])
    assert use == {"store": "db", "user": "a", "collection": "services", "direct": True}


@pytest.mark.parametrize(
    ("accesses", "access"),
    [
        (["read", "write"], "read-write"),
        (["read-write"], "read-write"),
        (["publish"], "write"),
        (["subscribe", "read"], "read"),
        (["write", None], None),
    ],
    ids=str,
)
def test_accesses_are_taken_together(accesses: list[str | None], access: str | None) -> None:
    uses = [
        link("a => db", name=str(n), **({} if one is None else {"access": one}))
        for n, one in enumerate(accesses)
    ]
    (use,) = told("store_use", *uses)
    assert use.get("access") == access


def test_sharing() -> None:
    assert told("store_sharing", READ, WRITE) == [
        {
            "store": "db",
            "level": "database",
            "users": 2,
            "readers": 1,
            "writers": 1,
            "shared": True,
            "written_by_several": False,
            "used_by": "a, b",
            "written_by": "b",
        }
    ]


def test_writers_are_not_counted_where_some_use_may_write() -> None:
    (sharing,) = told("store_sharing", WRITE, "a => db")
    assert (sharing["users"], sharing.get("writers"), sharing.get("written_by_several")) == (2, None, None)


def test_nothing_is_counted_where_uses_may_be_left_out() -> None:
    (sharing,) = told("store_sharing", WRITE, open=["interactions"])
    assert sharing == {"store": "db", "level": "database", "used_by": "b", "written_by": "b"}


def test_origins_name_the_interactions() -> None:
    (origin,) = origins(facts(READ, WRITE), "store_sharing")
    assert (origin.source, origin.reference, origin.inputs) == (
        "computed",
        "data_stores.db",
        ("interactions.a -> db", "interactions.b -> db"),
    )
