"""Who calls whom: over the way in, over the broker, to others, and what protects each call."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.system import MOST_REPLICAS, Interaction, Retry, System
from tests.unit.recommendation.composition.shops import context, shop, use_case
from tests.unit.recommendation.small_pack import argument, derivation, option
from tests.unit.recommendation.system_pack import APART, between, composed, place, system_pack

LATER = {"call": {"name": "$call", "answer": "later"}}


def ends(system: System, mode: str) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in system.interactions if one.mode == mode]


def sole(knowledge: KnowledgeBase, source: str, target: str, **brief: Any) -> Interaction:  # noqa: ANN401
    return between(composed(knowledge, **brief), source, target)


def test_client_enters_through_the_way_in(apart: KnowledgeBase) -> None:
    system = composed(apart, **shop(use_case("buy", "orders", actor="customer")))
    assert ends(system, "sync") == [("front-door", "orders"), ("web", "front-door")]


def test_no_client_needs_no_way_in(apart: KnowledgeBase) -> None:
    assert composed(apart, **shop(clients=[], actors=[])).gateways == ()


def test_call_inside_a_unit_is_no_interaction(together: KnowledgeBase) -> None:
    assert ends(composed(together, **shop(use_case("buy", "orders", writes=["stock-data"]))), "sync") == []


def test_call_between_units_tells_rate_latency_and_use_cases(apart: KnowledgeBase) -> None:
    found = sole(apart, "orders", "stock", **shop(use_case("buy", "orders", writes=["stock-data"])))
    assert (found.protocol, found.rate, found.latency, found.use_cases) == (
        "https",
        Fraction(10),
        Fraction(1, 5),
        ("buy",),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"timeout": Fraction("0.85"), "retry": "none", "idempotent": False}),
        (
            {"idempotent": True, "latency": "9 s"},
            {"retry": Retry(attempts=3, backoff=Fraction(1, 20), jitter=True), "idempotent": True},
        ),
    ],
    ids=str,
)
def test_call_is_protected_as_the_rules_say(
    apart: KnowledgeBase, fields: dict[str, Any], expected: dict[str, object]
) -> None:
    found = sole(apart, "orders", "bank", **shop(use_case("pay", "orders", calls=[{"to": "bank"}], **fields)))
    assert {name: getattr(found, name) for name in expected} == expected
    assert (found.circuit_breaker, found.bulkhead, found.criticality) == ("yes", "none", "critical")


def test_call_of_another_that_can_wait_is_async_and_has_no_timeout(apart: KnowledgeBase) -> None:
    later = use_case("pay", "orders", calls=[{"to": "bank", "answer": "later"}])
    found = sole(apart, "orders", "bank", **shop(later))
    assert (found.mode, found.timeout, found.criticality) == ("async", None, "background")


@pytest.mark.parametrize(
    ("spoken", "protocol"),
    [("rest", "https"), ("soap", "https"), ("webhook", "https"), ("grpc", "grpc"), (None, None)],
)
def test_others_are_called_in_their_own_protocol(
    apart: KnowledgeBase, spoken: str | None, protocol: str | None
) -> None:
    bank = {"name": "bank", "protocol": spoken}
    brief = shop(use_case("pay", "orders", calls=[{"to": "bank"}]), external_systems=[bank])
    assert sole(apart, "orders", "bank", **brief).protocol == protocol


def messages(system: System) -> list[tuple[str, str | None, str | None]]:
    return [(one.source, one.access, one.channel) for one in system.interactions if one.mode == "async"]


def test_deferred_write_is_sent_to_the_queue_of_who_takes_it(apart: KnowledgeBase) -> None:
    system = composed(apart, **shop(use_case("log", "orders", writes=["stock-data"], answer="later")))
    assert messages(system) == [
        ("orders", "publish", "stock.requests"),
        ("stock", "subscribe", "stock.requests"),
    ]
    assert [(one.name, one.kind) for one in system.brokers[0].channels] == [("stock.requests", "queue")]


def test_deferred_read_is_published_by_the_owner(apart: KnowledgeBase) -> None:
    system = composed(apart, **shop(use_case("report", "orders", reads=["stock-data"], answer="later")))
    assert messages(system) == [
        ("orders", "subscribe", "stock.for-orders"),
        ("stock", "publish", "stock.for-orders"),
    ]


def test_deferred_request_of_a_client_enters_and_is_sent_on(apart: KnowledgeBase) -> None:
    entry = use_case("ask", "orders", actor="customer", reads=["orders-data"], answer="later")
    system = composed(apart, **shop(entry))
    assert ends(system, "sync") == [("web", "front-door")]
    assert messages(system) == [
        ("front-door", "publish", "orders.requests"),
        ("orders", "subscribe", "orders.requests"),
    ]


def test_what_a_client_is_told_live_stays_on_its_connection(tmp_path: Path) -> None:
    told: dict[str, Any] = {"call": {"name": "$call", "updates": "live"}}
    push = option("communication", "push", argument("fit", 3, told), properties={"protocol": "websocket"})
    brief = shop(use_case("watch", "orders", actor="customer", reads=["orders-data"], updates="live"))
    system = composed(system_pack(tmp_path, APART, push), **brief)
    spoken = {(one.source, one.target): one.protocol for one in system.interactions if one.mode == "sync"}
    assert spoken == {("web", "front-door"): "websocket", ("front-door", "orders"): "websocket"}


def test_no_message_needs_no_broker(apart: KnowledgeBase) -> None:
    assert composed(apart, **shop(use_case("buy", "orders", writes=["stock-data"]))).brokers == ()


def test_broker_is_as_large_as_its_option_says(apart: KnowledgeBase) -> None:
    (found,) = composed(
        apart, **shop(use_case("log", "orders", writes=["stock-data"], answer="later"))
    ).brokers
    assert (found.name, found.technology, found.version, found.replicas) == ("rabbit", "rabbit", "1.2", 3)


@pytest.mark.parametrize(("needed", "partitions"), [("12", 12), ("10000000000", MOST_REPLICAS)])
def test_channel_is_as_large_as_the_rules_say(tmp_path: Path, needed: str, partitions: int) -> None:
    sized = {"about": "$channel", "quantity": "partitions", "value": {"value": needed}, "unit": "partitions"}
    size = derivation("size", [{"channel_load": {"channel": "$channel"}}], {"sizing": sized})
    late = option("communication", "message-queue", argument("fit", 3, LATER), properties={"mode": "async"})
    broker = option(
        "broker", "always", argument("fit", 3), technology="rabbit", properties={"protocol": "amqp"}
    )
    brief = shop(use_case("log", "orders", writes=["stock-data"], answer="later"))
    system = composed(system_pack(tmp_path, APART, size, late, broker), **brief)
    assert [(one.name, one.partitions) for one in system.brokers[0].channels] == [
        ("stock.requests", partitions)
    ]


def test_channel_of_which_no_rule_says_anything_has_no_size(apart: KnowledgeBase) -> None:
    system = composed(apart, **shop(use_case("log", "orders", writes=["stock-data"], answer="later")))
    assert [one.partitions for one in system.brokers[0].channels] == [None]


@pytest.mark.parametrize(
    ("verbs", "access", "rate"),
    [(["reads"], "read", 10), (["writes"], "write", 10), (["reads", "writes"], "read-write", 20)],
)
def test_data_is_reached_by_the_owner(apart: KnowledgeBase, verbs: list[str], access: str, rate: int) -> None:
    brief = shop({**use_case("buy", "orders"), **{verb: ["stock-data"] for verb in verbs}})
    found = sole(apart, "stock", "stock-plain-db", **brief)
    assert (found.mode, found.access, found.protocol) == ("data", access, "plain-db")
    assert found.rate == rate


def test_cache_is_read_and_written(apart: KnowledgeBase) -> None:
    home = context("home", {"name": "feed", "tags": ["feed"]})
    found = sole(apart, "home", "home-memory-db-cache", **shop(contexts=[home]))
    assert (found.mode, found.access, found.protocol) == ("data", "read-write", "memory-db")


def merged(apart: KnowledgeBase, *, first: dict[str, Any], second: dict[str, Any]) -> Interaction:
    """The calls of two clients by one actor each: from the way in to the orders they become one."""
    clients = [{"name": name, "kind": "native"} for name in ("app", "web")]
    actors = [{"name": name, "clients": [name]} for name in ("app", "web")]
    use_cases = [
        use_case(name, "orders", actor=name, **fields) for name, fields in (("app", first), ("web", second))
    ]
    return sole(apart, "front-door", "orders", **shop(*use_cases, clients=clients, actors=actors))


def test_several_calls_in_one_way_are_one(apart: KnowledgeBase) -> None:
    found = merged(apart, first={"peak": "3/s", "latency": "90 ms"}, second={"peak": "4/s"})
    assert (found.rate, found.latency, found.timeout) == (Fraction(7), Fraction(9, 100), Fraction(9, 10))
    assert found.use_cases == ("app", "web")


@pytest.mark.parametrize(
    ("first", "second", "idempotent"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_several_calls_are_repeated_only_if_all_may_be(
    apart: KnowledgeBase, *, first: bool, second: bool, idempotent: bool
) -> None:
    found = merged(apart, first={"idempotent": first}, second={"idempotent": second})
    assert found.idempotent is idempotent
    assert (found.retry == "none") is not idempotent


TEAMS = [
    {"name": "front", "size": 3, "contexts": ["carts", "orders"]},
    {"name": "back", "size": 3, "contexts": ["stock"]},
]
BY_TEAM = place("by-team", "$team", {"owns": {"team": "$team", "context": "$context"}})
NO_QUEUE = option("communication", "queue", argument("fit", 0), properties={"mode": "async"})
BULKHEAD_FOR_CARTS = derivation(
    "bulkhead",
    [{"call": {"name": "$call", "source": "carts"}}],
    {"protection": {"call": "$call", "pattern": "bulkhead"}},
)


@pytest.mark.parametrize("later", ["carts", "orders"])
def test_several_calls_are_as_critical_as_one_and_no_safer_than_one(tmp_path: Path, later: str) -> None:
    """The calls of two contexts of one unit to another unit become one interaction."""
    contexts = [context(name) for name in ("carts", "orders", "stock")]
    use_cases = [
        use_case(name, name, writes=["stock-data"], answer="later" if name == later else "now")
        for name in ("carts", "orders")
    ]
    pack = system_pack(tmp_path, BY_TEAM, NO_QUEUE, BULKHEAD_FOR_CARTS)
    found = sole(pack, "front", "back", **shop(*use_cases, contexts=contexts, teams=TEAMS))
    assert (found.mode, found.criticality, found.bulkhead, found.timeout) == (
        "sync",
        "critical",
        "none",
        Fraction(17, 20),
    )


def test_every_end_is_an_element(apart: KnowledgeBase) -> None:
    system = composed(apart, **shop(use_case("buy", "orders", actor="customer", calls=[{"to": "bank"}])))
    names = {one.name for one in system.elements()}
    assert {end for one in system.interactions for end in (one.source, one.target)} <= names
