"""Signs that services hold together like one."""

from typing import Any

import pytest

from archrules.analysis.structure.signs import CouplingSign, coupling_signs
from tests.unit.analysis.structure.systems import Item, graph

DATABASE: Item = {"name": "db", "scope": "database"}


def sign(name: str, *interactions: str | Item, **fields: Any) -> CouplingSign:  # noqa: ANN401  # checked by pydantic
    return {one.sign: one for one in coupling_signs(graph(*interactions, **fields))}[name]  # type: ignore[index]  # a test names it


def unit(name: str, unit: str | None) -> Item:
    return {"name": name} if unit is None else {"name": name, "deployment_unit": unit}


def test_cycle_shows_on_its_members() -> None:
    found = sign("synchronous-cycles", "b -> c", "c -> b", "a -> b")
    assert (found.shows, found.services, found.because) == (True, ("b", "c"), "b -> c -> b")


def test_cycle_with_one_service_is_no_sign() -> None:
    found = sign("synchronous-cycles", "a -> bank", "bank -> a", external_systems=["bank"])
    assert (found.shows, found.services, found.because) == (False, (), "")


@pytest.mark.parametrize(
    ("interactions", "fields", "shows"),
    [
        (["a -> b"], {}, False),
        (["a -> b"], {"open": ["interactions"]}, None),
        (["a -> b", "b ?> a"], {}, None),
        (["a -> b", "b -> a"], {"open": ["interactions"]}, True),
    ],
    ids=str,
)
def test_whether_cycles_show(interactions: list[str], fields: Item, *, shows: bool | None) -> None:
    assert sign("synchronous-cycles", *interactions, **fields).shows is shows


def test_shared_store_shows_on_its_users() -> None:
    found = sign("shared-stores", "a => db", "b => db", data_stores=[DATABASE])
    assert (found.shows, found.services, found.because) == (True, ("a", "b"), "a, b in db")


@pytest.mark.parametrize(
    ("interactions", "fields", "shows"),
    [
        (["a => db"], {"data_stores": [DATABASE]}, False),
        (["a => db", "bank => db"], {"data_stores": [DATABASE], "external_systems": ["bank"]}, False),
        (["a => db", "b => db"], {"data_stores": ["db"]}, None),
        (["a => db"], {"data_stores": [DATABASE], "open": ["interactions"]}, None),
    ],
    ids=str,
)
def test_whether_shared_stores_show(interactions: list[str], fields: Item, *, shows: bool | None) -> None:
    assert sign("shared-stores", *interactions, **fields).shows is shows


def test_two_databases_on_one_server_are_no_sign() -> None:
    server = {"name": "server", "scope": "server"}
    databases = [{"name": name, "scope": "database", "server": "server"} for name in ("d1", "d2")]
    assert sign("shared-stores", "a => d1", "b => d2", data_stores=[server, *databases]).shows is False


def test_joint_deployment_shows_on_the_services_of_a_unit() -> None:
    found = sign("joint-deployment", services=[unit("a", "u"), unit("b", "u"), unit("c", "v")])
    assert (found.shows, found.services, found.because) == (True, ("a", "b"), "a, b in u")


@pytest.mark.parametrize(
    ("units", "fields", "shows"),
    [
        (["u", "v"], {}, False),
        (["u", None], {}, None),
        ([None], {}, False),
        (["u", "v"], {"open": ["services"]}, None),
        (["u", "u", None], {}, True),
    ],
    ids=str,
)
def test_whether_joint_deployment_shows(units: list[str | None], fields: Item, *, shows: bool | None) -> None:
    services = [unit(name, of) for name, of in zip("abc", units, strict=False)]
    assert sign("joint-deployment", services=services, **fields).shows is shows


def test_signs_come_in_order_of_name() -> None:
    assert [one.sign for one in coupling_signs(graph())] == [
        "joint-deployment",
        "shared-stores",
        "synchronous-cycles",
    ]
