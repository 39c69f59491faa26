"""What a description of a system may say; what it leaves out is unknown."""

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from archrules.model.system import Retry, System

WHOLE: dict[str, Any] = {
    "name": "shop",
    "open": ["interactions", "use_cases"],
    "services": [
        {"name": "orders", "replicas": 2, "health_check": "none", "exposure": "internal", "owns": ["order"]}
    ],
    "data_stores": [{"name": "db", "scope": "database", "encryption_at_rest": True}],
    "caches": [{"name": "cache", "layer": "cdn", "time_to_live": "5 min"}],
    "brokers": [{"name": "kafka", "channels": [{"name": "orders", "kind": "topic", "partitions": 12}]}],
    "gateways": [{"name": "gate", "exposure": "public"}],
    "frontends": [{"name": "web", "kind": "browser"}],
    "external_systems": [{"name": "bank", "availability": "99.9 %", "latency": "300 ms"}],
    "infrastructure": [{"name": "telemetry", "role": "metrics"}],
    "interactions": [
        {
            "source": "orders",
            "target": "bank",
            "mode": "sync",
            "rate": "7/day",
            "timeout": "2 s",
            "retry": {"attempts": 3, "backoff": "100 ms", "jitter": True},
            "circuit_breaker": "none",
        }
    ],
    "use_cases": [{"use_case": "buy", "path": ["web", "gate", "orders"], "latency": "1 s"}],
}


def test_a_system_survives_being_written_and_read() -> None:
    system = System.model_validate(WHOLE)
    assert System.model_validate(system.model_dump(mode="json")) == system


def test_what_is_left_out_is_unknown() -> None:
    system = System.model_validate(
        {"interactions": [{"source": "a", "target": "b"}], "services": [{"name": "a"}]}
    )
    interaction, service = system.interactions[0], system.services[0]
    assert (interaction.timeout, interaction.retry, interaction.circuit_breaker) == (None, None, None)
    assert (service.health_check, service.stateless, service.replicas) == (None, None, None)


def test_lists_are_whole_unless_they_are_said_to_be_open() -> None:
    assert System().open == ()
    assert System.model_validate({"open": ["caches"]}).open == ("caches",)


def test_only_a_list_of_the_system_can_be_open() -> None:
    with pytest.raises(ValidationError, match="open"):
        System.model_validate({"open": ["description"]})


def test_every_list_of_the_system_can_be_open() -> None:
    lists = [name for name, value in System() if value == () and name != "open"]
    assert System.model_validate({"open": lists}).open == tuple(lists)


def test_elements_come_collection_by_collection_in_the_order_of_the_file() -> None:
    system = System.model_validate(WHOLE | {"services": [{"name": "z"}, {"name": "a"}]})
    names = [element.name for element in system.elements()]
    assert names == ["z", "a", "db", "cache", "kafka", "gate", "web", "bank", "telemetry"]


@pytest.mark.parametrize(("text", "timeout"), [("none", "none"), ("2 s", Fraction(2))])
def test_no_timeout_differs_from_a_timeout_that_nobody_knows(text: str, timeout: object) -> None:
    system = System.model_validate({"interactions": [{"source": "a", "target": "b", "timeout": text}]})
    assert system.interactions[0].timeout == timeout


def test_a_retry_says_how_often() -> None:
    interaction = {"source": "a", "target": "b", "retry": {"attempts": 3}}
    assert System.model_validate({"interactions": [interaction]}).interactions[0].retry == Retry(attempts=3)


@pytest.mark.parametrize(
    ("collection", "record"),
    [
        ("services", {}),
        ("services", {"name": "a", "replicas": -1}),
        ("services", {"name": "a", "replicas": True}),
        ("services", {"name": "a", "health_check": "yes"}),
        ("services", {"name": "a", "colour": "red"}),
        ("brokers", {"name": "a", "channels": [{"name": "c", "partitions": 2_000_000}]}),
        ("interactions", {"source": "a"}),
        ("interactions", {"source": "a", "target": "b", "mode": "telepathy"}),
        ("interactions", {"source": "a", "target": "b", "timeout": "soon"}),
        ("interactions", {"source": "a", "target": "b", "circuit_breaker": "no"}),
        ("interactions", {"source": "a", "target": "b", "retry": {"attempts": 0}}),
        ("use_cases", {"path": ["a"]}),
    ],
)
def test_what_an_element_cannot_be_is_refused(collection: str, record: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=collection):
        System.model_validate({collection: [record]})
