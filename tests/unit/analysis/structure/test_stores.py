"""Who uses a data store, and at which level several meet."""

from typing import Any

import pytest

from archrules.analysis.structure.stores import StoreSharing, StoreUse, carriers, store_sharings, store_uses
from tests.unit.analysis.structure.systems import Item, graph, link

TREE: list[Item] = [
    {"name": "server", "scope": "server"},
    {"name": "d1", "scope": "database", "server": "server"},
    {"name": "d2", "scope": "database", "server": "server"},
    {"name": "s1", "scope": "schema", "server": "d1"},
    {"name": "s2", "scope": "schema", "server": "d1"},
]
"""A server with two databases, the first with two schemas."""


def sharings(*interactions: str | Item, **fields: Any) -> dict[tuple[str, str], StoreSharing]:  # noqa: ANN401  # checked by pydantic
    found = store_sharings(graph(*interactions, **{"data_stores": TREE, **fields}))
    assert len({(one.store, one.level) for one in found}) == len(found)
    return {(one.store, one.level): one for one in found}


def shared(*interactions: str | Item, **fields: Any) -> dict[str, bool | None]:  # noqa: ANN401  # checked by pydantic
    """Where users meet, or may meet."""
    found = sharings(*interactions, **fields).items()
    return {f"{store} {level}": one.shared for (store, level), one in found if one.shared is not False}


def write(arrow: str) -> Item:
    return link(arrow, access="write")


def test_one_user_shares_nothing() -> None:
    assert shared("a => s1", "a => s2", "a => d2") == {}


def test_two_in_one_schema_meet_there_only() -> None:
    assert shared("a => s1", "b => s1") == {"s1 schema": True}


def test_two_in_two_schemas_of_one_database_meet_in_the_database() -> None:
    assert shared("a => s1", "b => s2") == {"d1 database": True}


def test_two_in_one_database_meet_there() -> None:
    assert shared("a => d1", "b => d1") == {"d1 database": True}


def test_user_of_the_database_meets_that_of_a_schema_in_it() -> None:
    assert shared("a => d1", "b => s1") == {"d1 database": True}


def test_two_in_two_databases_of_one_server_meet_on_the_server() -> None:
    assert shared("a => s1", "b => d2") == {"server server": True}


def test_third_in_another_part_meets_two_that_share_one() -> None:
    assert shared("a => s1", "b => s1", "c => s2") == {"s1 schema": True, "d1 database": True}


def test_two_on_one_server_may_share_a_database() -> None:
    assert shared("a => server", "b => server") == {"server server": True, "server database": None}


def test_one_on_the_server_beside_one_in_a_database() -> None:
    assert shared("a => server", "b => d1") == {"server server": True, "server database": None}


def test_unknown_scope_is_a_server_at_least() -> None:
    assert shared("a => db", "b => db", data_stores=["db"]) == {"db server": True, "db database": None}


def test_every_store_is_told_of() -> None:
    assert list(sharings()) == [
        ("d1", "database"),
        ("d2", "database"),
        ("s1", "schema"),
        ("s2", "schema"),
        ("server", "server"),
    ]


def test_who_may_not_be_listed_leaves_sharing_unknown() -> None:
    assert shared(open=["interactions"])["d2 database"] is None


def test_sharing_is_certain_though_others_may_not_be_listed() -> None:
    assert shared("a => d2", "b => d2", open=["interactions"])["d2 database"] is True


@pytest.mark.parametrize(
    ("accesses", "expected"),
    [
        (["write", "write"], True),
        (["read-write", "publish"], True),
        (["write", "read"], False),
        (["read", "subscribe"], False),
        (["write", None], None),
        ([None, None], None),
        (["read", None], False),
        (["write", "write", None], True),
    ],
    ids=str,
)
def test_written_by_several(accesses: list[str | None], *, expected: bool | None) -> None:
    uses = [
        link(f"{user} => d2", **({} if access is None else {"access": access}))
        for user, access in zip("abc", accesses, strict=False)
    ]
    assert sharings(*uses)["d2", "database"].written_by_several is expected


def test_two_that_write_and_a_third_that_reads_meet() -> None:
    found = sharings(write("a => d2"), write("b => d2"), link("c => d2", access="read"), "d => d2")
    assert found["d2", "database"] == StoreSharing(
        store="d2",
        level="database",
        users=("a", "b", "c", "d"),
        writers=("a", "b"),
        possible_writers=("a", "b", "d"),
        readers=("c",),
        possible_readers=("c", "d"),
        shared=True,
        written_by_several=True,
    )


def test_writers_of_two_schemas_write_in_one_database() -> None:
    found = sharings(write("a => s1"), write("b => s2"))
    assert found["d1", "database"].written_by_several is True
    assert found["s1", "schema"].written_by_several is False


def test_uses_of_a_store_and_of_what_it_carries_are_told_apart() -> None:
    found = store_uses(graph(write("a => s1"), link("a => d1", access="read"), data_stores=TREE))
    assert [(use.store, use.direct, use.reads, use.writes) for use in found] == [
        ("d1", True, True, True),
        ("s1", True, False, True),
        ("server", False, True, True),
    ]


def test_use_names_its_interactions() -> None:
    (use,) = store_uses(graph("a => db", link("a => db", name="audit"), data_stores=["db"]))
    assert use == StoreUse("db", "a", True, None, None, ("a -> db", "audit"))  # noqa: FBT003  # a record written out


def test_schema_is_carried_by_its_database_and_server() -> None:
    assert carriers("s1", graph(data_stores=TREE)) == ("s1", "d1", "server")


def test_carriers_that_name_one_another_come_to_an_end() -> None:
    stores = [{"name": "c", "server": "d"}, {"name": "d", "server": "c"}]
    assert carriers("c", graph(data_stores=stores)) == ("c", "d")


def test_there_is_nothing_above_the_third_level() -> None:
    stores = [{"name": str(number), "server": str(number + 1)} for number in range(5)]
    assert carriers("0", graph(data_stores=stores)) == ("0", "1", "2")


def test_carrier_that_is_no_data_store_carries_nothing() -> None:
    made = graph(data_stores=[{"name": "d", "server": "box"}], infrastructure=["box"])
    assert carriers("d", made) == ("d",)
