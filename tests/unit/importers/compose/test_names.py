"""Which names lead to which services."""

from pathlib import Path

import pytest

from tests.unit.importers.compose.projects import edges, notes, read

NETWORKS = "networks: {n: null, m: null}\n"


def reached(folder: Path, name: str, attributes: str, of_source: str = "") -> list[str]:
    """Return what a service `a` reaches that holds the address of `name`, beside a service `b`."""
    source = f"image: x, environment: {{U: 'http://{name}'}}, {of_source}"
    text = f"services: {{a: {{{source}}}, b: {{image: x, {attributes}}}}}\n{NETWORKS}"
    return edges(read(folder, text))


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("b", ""),
        ("B", ""),
        ("b.", ""),
        ("other", "container_name: other"),
        ("other", "hostname: other"),
        ("other", "networks: {default: {aliases: [x, other]}}"),
    ],
)
def test_a_service_is_reached_by_its_names(tmp_path: Path, name: str, attributes: str) -> None:
    assert reached(tmp_path, name, attributes) == ["a>b:sync:http"]


@pytest.mark.parametrize("name", ["ghost", "b.example.org", "bb", "localhost"])
def test_another_name_leads_nowhere(tmp_path: Path, name: str) -> None:
    assert reached(tmp_path, name, "") == []


@pytest.mark.parametrize(
    ("of_source", "of_target", "reached_it"),
    [
        ("networks: [n]", "networks: [n]", True),
        ("networks: [n, m]", "networks: {m: null}", True),
        ("networks: [n]", "networks: [m]", False),
        ("networks: [n]", "", False),
        ("network_mode: host", "", False),
        ("network_mode: none", "", False),
        ("network_mode: 'service:b'", "networks: [n]", True),
        ("links: [b]", "networks: [m]", True),
    ],
)
def test_services_reach_each_other_inside_a_network(
    tmp_path: Path, of_source: str, of_target: str, reached_it: object
) -> None:
    assert bool(reached(tmp_path, "b", of_target, of_source)) is reached_it


def test_an_alias_counts_in_its_network_only(tmp_path: Path) -> None:
    of_target = "networks: {n: {aliases: [api]}, m: null}"
    assert reached(tmp_path, "api", of_target, "networks: [m]") == []
    assert reached(tmp_path, "api", of_target, "networks: [n]") == ["a>b:sync:http"]


def test_an_alias_of_several_services_leads_to_all_of_them(tmp_path: Path) -> None:
    alias = "{image: x, networks: {n: {aliases: [api]}}}"
    source = "{image: x, networks: [n], environment: {U: 'http://api'}}"
    found = read(tmp_path, f"services: {{a: {source}, b: {alias}, c: {alias}}}\n{NETWORKS}")
    assert edges(found) == ["a>b:sync:http", "a>c:sync:http"]


def test_the_alias_of_a_link_counts_for_its_service_only(tmp_path: Path) -> None:
    using = "environment: {U: 'http://api'}"
    text = (
        f"services: {{a: {{image: x, links: ['b:api'], {using}}}, b: {{image: x}}, c: {{image: x, {using}}}}}"
    )
    assert edges(read(tmp_path, text)) == ["a>b:sync:http"]


@pytest.mark.parametrize("name", ["a", "self", "me"])
def test_a_service_does_not_use_itself(tmp_path: Path, name: str) -> None:
    own = "container_name: self, networks: {default: {aliases: [me]}}"
    assert reached(tmp_path, name, "", own) == []


def test_a_name_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    source = "{image: x, network_mode: host, environment: {U: 'http://b'}}"
    found = read(tmp_path, f"services: {{a: {source}, b: {{image: x}}}}")
    assert notes(found, tmp_path) == [
        "c.yaml:1:63: 'b' names a service that shares no network with 'a': put both in one network"
    ]


def test_a_network_that_is_not_declared_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "services: {a: {image: x, networks: [ghost]}}")
    assert notes(found, tmp_path) == ["c.yaml:1:37: no network 'ghost' is declared: add it under 'networks'"]


def test_networks_shared_in_a_circle_are_none(tmp_path: Path) -> None:
    text = "services: {a: {image: x, network_mode: 'service:b'}, b: {image: x, network_mode: 'service:a'}}"
    assert read(tmp_path, text).system.services[0].exposure is None
