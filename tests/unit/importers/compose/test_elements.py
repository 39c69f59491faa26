"""Elements: their kinds, what is told of them, and where."""

from pathlib import Path

import pytest

from archrules.importers.compose.elements import is_name
from tests.unit.importers.compose.projects import notes, read, service


@pytest.mark.parametrize(
    ("image", "collection", "told"),
    [
        ("acme/shop:1.2", "services", {"version": "1.2", "replicas": 1, "exposure": "internal"}),
        (
            "postgres:16",
            "data_stores",
            {
                "technology": "postgresql",
                "version": "16",
                "replicas": 1,
                "role": "database",
                "scope": "server",
            },
        ),
        ("redis", "caches", {"technology": "redis", "replicas": 1}),
        ("rabbitmq:3-management", "brokers", {"technology": "rabbitmq", "version": "3", "replicas": 1}),
        ("traefik", "gateways", {"technology": "traefik", "replicas": 1, "exposure": "internal"}),
        ("grafana/grafana", "infrastructure", {"technology": "grafana", "replicas": 1, "role": "telemetry"}),
    ],
)
def test_an_element_has_what_is_known_of_its_kind(
    tmp_path: Path, image: str, collection: str, told: dict[str, object]
) -> None:
    system = read(tmp_path, f"services: {{a: {{image: {image}}}}}").system
    assert len(getattr(system, collection)) == 1
    assert service(tmp_path, f"{{image: {image}}}") == told


def test_what_an_element_is_taken_for_is_told_with_it(tmp_path: Path) -> None:
    found = read(tmp_path, "services: {orders-db: {image: acme/x}}")
    assert found.system.data_stores[0].notes == ("taken for a data store by its name",)


def test_a_service_of_a_profile_is_part_of_the_system_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, "services: {a: {image: x, profiles: [test, dev]}}")
    assert found.system.services[0].notes == ("runs only in the profiles dev, test",)
    assert notes(found, tmp_path) == [
        "c.yaml:1:36: 'a' runs only in the profiles dev, test: it is taken as part of the system"
    ]


@pytest.mark.parametrize("profiles", ["[]", "null", "['${P}']", "[[a]]"])
def test_profiles_that_are_none_are_not_told(tmp_path: Path, profiles: str) -> None:
    assert (
        read(tmp_path, f"services: {{a: {{image: x, profiles: {profiles}}}}}").system.services[0].notes == ()
    )


def test_odd_names_of_profiles_are_told_plainly(tmp_path: Path) -> None:
    found = read(tmp_path, 'services: {a: {image: x, profiles: ["a\u202eb"]}}')
    assert found.system.services[0].notes == (r"runs only in the profiles a\u202eb",)


@pytest.mark.parametrize(
    ("name", "good"),
    [("a", True), ("a b", True), ("", False), (" a", False), ("a" * 201, False), ("a\u202e", False)],
)
def test_an_element_has_a_plain_name(name: str, good: object) -> None:
    assert is_name(name) is good
