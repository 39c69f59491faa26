"""A compose file as a whole."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import SystemFileError
from archrules.model.system import System
from tests.unit.importers.compose.projects import edges, faults, read

SHOP = """\
name: shop
x-env: &env
  DB_URL: postgres://u:p@orders-db:5432/orders
services:
  gateway:
    image: nginx:1.27
    ports: ["80:80"]
    depends_on: [orders]
  orders:
    build: orders
    environment:
      <<: *env
      CART_URL: ${CART:-http://cart:8080}
      QUEUE_HOST: queue
    healthcheck: {test: [CMD, curl, http://orders/health]}
  cart:
    image: acme/cart:2
    environment: *env
    deploy: {replicas: 2}
  orders-db:
    image: postgres:16
  queue:
    image: rabbitmq:3
"""


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Return `line:column-end` of every place of the shop."""
    found = read(tmp_path, SHOP)
    return {name: f"{at.line}:{at.column}-{at.end_column}" for name, at in found.places.items()}


def test_the_whole_file_is_a_system(tmp_path: Path) -> None:
    found = read(tmp_path, SHOP)
    system = found.system
    assert system.name == "shop"
    assert [one.name for one in system.elements()] == ["orders", "cart", "orders-db", "queue", "gateway"]
    assert edges(found) == [
        "orders>cart:sync:http",
        "orders>orders-db:data:postgresql",
        "orders>queue:async:amqp",
        "cart>orders-db:data:postgresql",
    ]
    assert edges(found, start_order=True) == ["gateway>orders:start-order:None"]


def test_what_a_compose_file_cannot_list_is_open(tmp_path: Path) -> None:
    assert read(tmp_path, SHOP).system.open == ("external_systems", "frontends", "interactions", "use_cases")


def test_elements_stand_where_their_names_are(places: dict[str, str]) -> None:
    assert [places[name] for name in ("services.orders", "data_stores.orders-db", "gateways.gateway")] == [
        "9:3-9",
        "20:3-12",
        "5:3-10",
    ]


@pytest.mark.parametrize(("text", "place"), [(SHOP, (1, 1, 5)), ("services: {a: {image: x}}", (1, 1, 2))])
def test_the_whole_stands_where_its_name_is_or_the_file_starts(
    tmp_path: Path, text: str, place: tuple[int, int, int]
) -> None:
    at = read(tmp_path, text).places["name"]
    assert (at.line, at.column, at.end_column) == place


def test_attributes_stand_where_they_are_stated(places: dict[str, str]) -> None:
    names = (
        "services.orders.health_check",
        "services.cart.replicas",
        "services.cart.version",
        "data_stores.orders-db.technology",
    )
    assert [places[name] for name in names] == ["15:5-16", "19:24-25", "17:5-10", "21:5-10"]


def test_interactions_stand_where_the_address_is(places: dict[str, str]) -> None:
    names = ("orders -> cart", "orders -> queue", "orders -> orders-db", "gateway -> orders")
    assert [places[f"interactions.{name}"] for name in names] == [
        "13:17-42",
        "14:19-24",
        "3:11-47",
        "8:18-24",
    ]


def test_places_name_the_file_as_the_caller_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert {place.file for place in read(Path(), SHOP).places.values()} == {"c.yaml"}


def test_no_value_of_a_setting_is_told_anywhere(tmp_path: Path) -> None:
    text = "services: {a: {image: x, environment: {DB: 'postgres://u:s3cret@db/x'}, env_file: e.env}, db: {image: x}}"
    found = read(tmp_path, text, {"e.env": "P=s3cret\ns3cret s3cret\n"})
    assert edges(found) == ["a>db:data:postgresql"]
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize(
    ("name", "known"), [("shop", "shop"), ("${NONE}", "system"), ("' '", "system"), ("[a]", "system")]
)
def test_the_system_has_the_name_of_the_project(tmp_path: Path, name: str, known: str) -> None:
    assert read(tmp_path, f"name: {name}\nservices: {{a: {{image: x}}}}").system.name == known


def test_names_that_no_element_can_have_are_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, f"services: {{' a': {{image: x}}, {'b' * 201}: {{image: x}}}}") == [
        "c.yaml:1:12: the name of a service must be 1 to 200 printable characters: rename it",
        "c.yaml:1:30: the name of a service must be 1 to 200 printable characters: rename it",
    ]


def test_services_are_bounded(tmp_path: Path) -> None:
    services = "\n".join(f"  s{n}: {{image: x}}" for n in range(2_001))
    assert faults(tmp_path, f"services:\n{services}") == [
        "c.yaml:2002:3: more than 2000 services: describe fewer in one file"
    ]


def test_interactions_are_bounded(tmp_path: Path) -> None:
    names = [f"s{n}" for n in range(46)]
    services = "\n".join(f"  {name}: {{image: x, depends_on: [{', '.join(names)}]}}" for name in names)
    assert faults(tmp_path, f"services:\n{services}") == [
        "c.yaml:2:3: more than 2000 interactions: describe fewer services in one file"
    ]


def test_the_order_of_keys_makes_no_difference_but_for_the_order_of_elements(tmp_path: Path) -> None:
    lines = SHOP.splitlines(keepends=True)
    moved = "".join([*lines[:4], *lines[15:], *lines[4:15]])
    systems = [read(tmp_path / name, text).system for name, text in (("as-is", SHOP), ("moved", moved))]

    def sorted_parts(system: System) -> list[str]:
        return sorted(map(repr, (*system.elements(), *system.interactions)))

    assert sorted_parts(systems[0]) == sorted_parts(systems[1])


WORDS = st.sampled_from(
    [
        "\n",
        "  ",
        "a:",
        "b:",
        " {",
        "}",
        "image: x",
        "depends_on: ",
        "[b]",
        "extends: a",
        "environment: ",
        "'http://b'",
        "${A:-b}",
        ", ",
        "build: .",
        "&x ",
        "*x",
        "<<: ",
        "!reset ",
        "include: ",
        "networks: ",
        "scale: 2",
        "~",
        "-",
    ]
)


@given(st.lists(WORDS, max_size=30).map("".join))
def test_any_text_is_a_system_or_at_fault(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with suppress(SystemFileError):
        found = read(tmp_path_factory.mktemp("any"), f"services:\n  b: {{image: x}}\n  a: {text}")
        assert found.system.elements()
