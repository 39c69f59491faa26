"""Interactions: start order and use, each pair and mode once, in the order of the services."""

from pathlib import Path

import pytest

from tests.unit.importers.compose.projects import edges, notes, read

B = "b: {image: x}"


def starts(folder: Path, attributes: str) -> list[str]:
    return edges(read(folder, f"services: {{a: {{image: x, {attributes}}}, {B}}}"), start_order=True)


@pytest.mark.parametrize(
    "attributes",
    [
        "depends_on: [b]",
        "depends_on: b",
        "depends_on: {b: null}",
        "depends_on: {b: {condition: service_healthy}}",
        "depends_on: {b: {condition: 7, required: false}}",
        "links: [b]",
        "links: ['b:alias', b]",
        "volumes_from: [b]",
        "volumes_from: ['b:ro']",
        "network_mode: 'service:b'",
        "depends_on: [b], links: [b]",
    ],
)
def test_what_a_service_is_started_after_is_start_order(tmp_path: Path, attributes: str) -> None:
    assert starts(tmp_path, attributes) == ["a>b:start-order:None"]


@pytest.mark.parametrize(
    "attributes",
    ["depends_on: null", "depends_on: [{b: c}]", "volumes_from: ['container:b']", "external_links: [b]"],
)
def test_what_is_outside_or_no_name_is_none(tmp_path: Path, attributes: str) -> None:
    assert starts(tmp_path, attributes) == []


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ("depends_on: [ghost]", "1:39: there is no service 'ghost': correct the name"),
        ("depends_on: [carts]", "1:39: there is no service 'carts' (did you mean 'cart'?): correct the name"),
        ("links: ['ghost:g']", "1:34: there is no service 'ghost': correct the name"),
        ("depends_on: [a]", "1:39: 'a' cannot be started before itself: remove it"),
        (
            "depends_on: [[b]]",
            "1:39: the name of a service or network stands here, not a list: write its name",
        ),
    ],
)
def test_a_name_of_no_other_service_is_told(tmp_path: Path, attributes: str, message: str) -> None:
    found = read(tmp_path, f"services: {{a: {{image: x, {attributes}}}, {B}, cart: {{image: x}}}}")
    assert (found.system.interactions, notes(found, tmp_path)) == ((), [f"c.yaml:{message}"])


def test_a_circle_of_start_order_is_read(tmp_path: Path) -> None:
    text = "services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [a]}}"
    assert edges(read(tmp_path, text), start_order=True) == ["a>b:start-order:None", "b>a:start-order:None"]


def test_a_pair_and_mode_is_one_interaction(tmp_path: Path) -> None:
    text = f"services: {{a: {{image: x, environment: {{U: 'http://b', V: 'http://b/v2', B_HOST: b}}}}, {B}}}"
    assert edges(read(tmp_path, text)) == ["a>b:sync:http"]


def test_several_protocols_are_none(tmp_path: Path) -> None:
    text = f"services: {{a: {{image: x, environment: {{U: 'http://b', V: 'grpc://b'}}}}, {B}}}"
    assert edges(read(tmp_path, text)) == ["a>b:sync:None"]


def test_use_and_start_order_of_a_pair_are_told_apart_by_name(tmp_path: Path) -> None:
    text = f"services: {{a: {{image: x, depends_on: [b], environment: {{U: 'http://b'}}}}, {B}}}"
    found = read(tmp_path, text)
    assert [one.name for one in found.system.interactions] == [None, "a -> b (start-order)"]
    assert [name for name in found.places if name.startswith("interactions.")] == [
        "interactions.a -> b",
        "interactions.a -> b (start-order)",
    ]


def test_names_too_long_to_be_told_apart_are_left_out(tmp_path: Path) -> None:
    long = "b" * 195
    uses = f"depends_on: [{long}], environment: {{U: 'http://{long}'}}"
    text = f"services: {{a: {{image: x, {uses}}}, {long}: {{image: x}}}}"
    assert [one.name for one in read(tmp_path, text).system.interactions] == [None, None]


def test_interactions_come_in_the_order_of_their_services(tmp_path: Path) -> None:
    text = """\
services:
  z: {image: x, depends_on: [a, m]}
  m: {image: x, environment: {U: "http://a"}}
  a: {image: x}
"""
    found = read(tmp_path, text)
    assert [(one.source, one.target) for one in found.system.interactions] == [
        ("z", "m"),
        ("z", "a"),
        ("m", "a"),
    ]


@pytest.mark.parametrize("image", ["nginx", "locustio/locust"])
def test_what_stands_before_a_frontend_uses_it(tmp_path: Path, image: str) -> None:
    text = (
        f"services: {{a: {{image: {image}, environment: {{U: 'http://frontend'}}}}, frontend: {{image: x}}}}"
    )
    assert [edge[:10] for edge in edges(read(tmp_path, text))] == ["a>frontend"]


def test_a_service_that_holds_the_address_of_a_frontend_does_not_use_it(tmp_path: Path) -> None:
    text = "services: {a: {image: x, environment: {U: 'http://frontend'}}, frontend: {image: x}}"
    assert edges(read(tmp_path, text)) == []
