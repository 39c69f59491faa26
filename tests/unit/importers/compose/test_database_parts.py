"""Databases that several services name on one server: told apart, or together, and unknown where they are not named."""

import json
from pathlib import Path

import pytest

from archrules.importers.imported import Imported
from archrules.model.system import DataStore
from tests.unit.importers.compose.projects import edges, notes, read


def project(folder: Path, *, image: str = "postgres", **services: str) -> Imported:
    """Return what a file says in which services `a`, `b` and so on have these settings, beside a server `db`."""
    lines = [f"  {name}: {{image: x, environment: {settings}}}\n" for name, settings in services.items()]
    return read(folder, f"services:\n{''.join(lines)}  db: {{image: {image}}}\n")


def stores(found: Imported) -> list[str]:
    """Return `name:scope:server` of each data store."""
    return [f"{one.name}:{one.scope}:{one.server}" for one in found.system.data_stores]


def targets(found: Imported) -> list[str]:
    return [edge.partition(":")[0] for edge in edges(found)]


SHOP = "{U: 'postgres://db/shop'}"
OTHER = "{U: 'postgres://db/other'}"
NONE = "{U: 'postgres://db'}"


@pytest.mark.parametrize(
    "second",
    [
        SHOP,
        "{U: 'jdbc:postgresql://db:5432/shop'}",
        "{DB_HOST: db, DB_PORT: '5432', DB_NAME: shop}",
        "{PGHOST: db, PGDATABASE: shop}",
        "{DB_HOST: db, U: 'postgres://db/shop'}",
    ],
)
def test_one_database_that_all_users_name_is_the_data_store(tmp_path: Path, second: str) -> None:
    found = project(tmp_path, a=SHOP, b=second)
    assert (stores(found), targets(found)) == (["db:database:None"], ["a>db", "b>db"])


def test_the_scope_stands_where_the_database_is_named_first(tmp_path: Path) -> None:
    found = project(tmp_path, a=SHOP, b=SHOP)
    place = found.places["data_stores.db.scope"]
    assert (place.line, place.column) == (2, 34)


def test_different_databases_on_a_server_stay_apart(tmp_path: Path) -> None:
    found = project(tmp_path, a=SHOP, b=OTHER)
    assert stores(found) == ["db:server:None", "db/other:database:db", "db/shop:database:db"]
    assert targets(found) == ["a>db/shop", "b>db/other"]


def test_those_that_name_the_same_database_share_it_beside_others(tmp_path: Path) -> None:
    found = project(tmp_path, a=SHOP, b=SHOP, c=OTHER)
    assert targets(found) == ["a>db/shop", "b>db/shop", "c>db/other"]


def test_a_database_on_a_server_has_its_technology_and_place(tmp_path: Path) -> None:
    found = project(tmp_path, a=SHOP, b=OTHER)
    part = found.system.data_stores[2]
    place = found.places["data_stores.db/shop"]
    assert part == DataStore(
        name="db/shop", scope="database", server="db", technology="postgresql", role="database"
    )
    assert (place.line, found.places["interactions.a -> db/shop"].line) == (2, 2)


def test_a_service_may_use_several_databases(tmp_path: Path) -> None:
    found = project(tmp_path, a="{U: 'postgres://db/shop', V: 'postgres://db/other'}", b=SHOP)
    assert targets(found) == ["a>db/other", "a>db/shop", "b>db/shop"]


@pytest.mark.parametrize("unknown", [NONE, "{U: 'postgres://db/${N}'}", "{DB_HOST: db, DB_NAME: '${N}'}"])
def test_a_database_that_is_not_named_is_unknown(tmp_path: Path, unknown: str) -> None:
    found = project(tmp_path, a=SHOP, b=unknown)
    assert (stores(found), targets(found)) == (["db:server:None"], ["a>db", "b>db"])


def test_those_of_which_it_is_known_share_a_database_beside_one_of_which_it_is_not(tmp_path: Path) -> None:
    found = project(tmp_path, a=SHOP, b=SHOP, c=NONE)
    assert stores(found) == ["db:server:None", "db/shop:database:db"]
    assert targets(found) == ["a>db/shop", "b>db/shop", "c>db"]


def test_a_server_with_one_user_stays_a_server(tmp_path: Path) -> None:
    assert stores(project(tmp_path, a=SHOP)) == ["db:server:None"]


def test_start_order_stays_with_the_server(tmp_path: Path) -> None:
    text = (
        f"services: {{a: {{image: x, depends_on: [db], environment: {SHOP}}}, "
        f"b: {{image: x, environment: {OTHER}}}, db: {{image: postgres}}}}"
    )
    found = read(tmp_path, text)
    assert edges(found, start_order=True) == ["a>db:start-order:None"]


def test_what_is_no_database_server_has_no_databases(tmp_path: Path) -> None:
    found = project(
        tmp_path, image="minio/minio", a="{S_ENDPOINT: 'db:9000/x'}", b="{S_ENDPOINT: 'db:9000/x'}"
    )
    assert stores(found) == ["db:server:None"]


def test_a_name_that_another_service_has_is_not_given_twice(tmp_path: Path) -> None:
    text = (
        f"services: {{a: {{image: x, environment: {SHOP}}}, b: {{image: x, environment: {OTHER}}}, "
        "db: {image: postgres}, db/shop: {image: x}}"
    )
    assert stores(read(tmp_path, text)) == ["db:server:None"]


@pytest.mark.parametrize("name", ["s%0Ahop", "%E2%80%AEpohs", "x" * 100_000, "<b>", "a/../b"])
def test_an_odd_name_is_told_nowhere(tmp_path: Path, name: str) -> None:
    settings = json.dumps({"U": f"postgres://db/{name}"})
    found = project(tmp_path, a=settings, b=settings)
    assert (stores(found), notes(found, tmp_path)) == (["db:server:None"], [])


def test_many_databases_on_a_server_are_not_told_apart(tmp_path: Path) -> None:
    settings = json.dumps({f"U{number}": f"postgres://db/d{number}" for number in range(51)})
    assert stores(project(tmp_path, a=settings, b=SHOP)) == ["db:server:None"]


def test_databases_that_would_make_too_many_interactions_are_not_told_apart(tmp_path: Path) -> None:
    settings = json.dumps({f"U{number}": f"postgres://db/d{number}" for number in range(40)})
    found = project(tmp_path, **{f"s{number}": settings for number in range(50)})
    assert (stores(found), len(found.system.interactions)) == (["db:server:None"], 50)
