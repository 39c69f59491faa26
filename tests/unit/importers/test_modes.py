"""How an element uses another, by what both are and by the scheme of the address."""

import pytest

from archrules.importers.addresses import Address
from archrules.importers.kinds import Kind
from archrules.importers.modes import is_used, mode_of
from archrules.knowledge_base.images import load_images

SERVICE = Kind()
STORE = Kind("data_stores", "postgresql", protocol="postgresql")
CACHE = Kind("caches", "redis", protocol="redis")
BROKER = Kind("brokers", "kafka", protocol="kafka")
SEARCH = Kind("data_stores", "opensearch", role="search", protocol="http")
LOAD = Kind("infrastructure", role="load")
TELEMETRY = Kind("infrastructure", role="telemetry")
MAIL = Kind("infrastructure", role="mail", protocol="smtp")


def mode(source: Kind, target: Kind, scheme: str = "", *hints: str) -> tuple[str | None, str | None]:
    return mode_of(source, target, Address("x", "", scheme), list(hints), load_images())


@pytest.mark.parametrize(
    ("target", "scheme", "expected"),
    [
        (SERVICE, "http", ("sync", "http")),
        (SERVICE, "https", ("sync", "https")),
        (SERVICE, "grpc", ("sync", "grpc")),
        (SERVICE, "wss", ("sync", "websocket")),
        (SERVICE, "", ("sync", None)),
        (SERVICE, "tcp", (None, None)),
        (SERVICE, "amqp", ("async", "amqp")),
        (SERVICE, "mongodb", ("data", "mongodb")),
        (STORE, "", ("data", "postgresql")),
        (STORE, "postgres", ("data", "postgresql")),
        (SEARCH, "http", ("data", "http")),
        (CACHE, "redis", ("data", "redis")),
        (BROKER, "", ("async", "kafka")),
        (BROKER, "http", ("sync", "http")),
        (Kind("infrastructure", role="registry"), "http", ("registry", "http")),
        (Kind("infrastructure", role="configuration"), "http", ("config", "http")),
        (Kind("infrastructure", role="secrets"), "", ("config", None)),
        (TELEMETRY, "http", ("telemetry", "http")),
        (MAIL, "", ("sync", "smtp")),
        (Kind("gateways"), "http", ("sync", "http")),
    ],
)
def test_a_service_uses_another_element(
    target: Kind, scheme: str, expected: tuple[str | None, str | None]
) -> None:
    assert mode(SERVICE, target, scheme) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (LOAD, SERVICE, "load"),
        (LOAD, STORE, "load"),
        (TELEMETRY, SERVICE, "telemetry"),
        (LOAD, TELEMETRY, "telemetry"),
    ],
)
def test_what_tries_or_watches_others_does_nothing_else(source: Kind, target: Kind, expected: str) -> None:
    assert mode(source, target, "http")[0] == expected


@pytest.mark.parametrize("keeper", [STORE, CACHE, BROKER])
def test_how_members_of_a_cluster_use_each_other_is_not_known(keeper: Kind) -> None:
    assert mode(keeper, keeper)[0] is None


def test_a_word_of_the_setting_tells_what_an_unknown_service_is() -> None:
    assert mode(SERVICE, SERVICE, "", "orders", "rabbitmq", "host") == ("async", "amqp")


def test_a_call_is_a_call_whatever_the_setting_is_named() -> None:
    assert mode(SERVICE, SERVICE, "http", "db", "url") == ("sync", "http")


def test_a_word_of_the_setting_adds_the_protocol_of_a_store() -> None:
    assert mode(SERVICE, Kind("data_stores"), "", "mongo", "host") == ("data", "mongodb")


def test_a_word_of_the_setting_does_not_change_what_the_target_is() -> None:
    assert mode(SERVICE, BROKER, "", "redis", "host") == ("async", "kafka")


@pytest.mark.parametrize(
    ("source", "used"),
    [
        (SERVICE, False),
        (BROKER, False),
        (MAIL, False),
        (Kind("gateways"), True),
        (Kind("frontends"), True),
        (LOAD, True),
    ],
)
def test_only_what_stands_before_a_frontend_or_looks_at_it_uses_it(source: Kind, used: object) -> None:
    assert is_used(source, Kind("frontends")) is used


def test_everything_else_is_used_by_who_holds_its_address() -> None:
    assert is_used(SERVICE, STORE)
