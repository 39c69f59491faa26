"""Loads of queues and topics, worked out by hand. The defaults of the tests: see the small pack."""

from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.channel_load import channel_loads
from archrules.vocabulary.facts import Fact
from tests.unit.analysis.design.decisions import Item, call, computed, memory

LATER: dict[str, Any] = {"answer": "later", "access": "write", "payload_bytes": 200}


def sent(source: str, target: str, option: str = "event-stream", **fields: object) -> list[Item]:
    """A call that can wait, and the pattern chosen for it."""
    known = {name: value for name, value in {**LATER, **fields}.items() if value is not None}
    choice = {"decision": "communication", "subject": f"{source} -> {target}", "option": option}
    return [*call(source, target, **known), {"choice": choice}]


def loads(defaults: Defaults, *facts: Item) -> dict[str, Fact]:
    return {fact.text("channel"): fact for fact in of_kind(defaults, "channel_load", *facts)}


def of_kind(defaults: Defaults, kind: str, *facts: Item) -> list[Fact]:
    found = computed(lambda memory: channel_loads(memory, defaults), *facts)
    return [fact for fact in found if fact.kind == kind]


def topic(defaults: Defaults, *facts: Item) -> Fact:
    (found,) = loads(defaults, *facts).values()
    return found


def test_topic_has_the_name_of_its_owner(defaults: Defaults) -> None:
    found = topic(defaults, *sent("orders", "stock"))
    assert [found.get(name) for name in ("channel", "context", "kind")] == ["stock.events", "stock", "topic"]


def test_queue_has_the_name_of_who_takes_from_it(defaults: Defaults) -> None:
    found = topic(defaults, *sent("orders", "stock", "message-queue"))
    assert [found.get(name) for name in ("channel", "kind")] == ["stock.requests", "queue"]


def test_each_reader_of_what_is_published_to_queues_has_its_own(defaults: Defaults) -> None:
    readers = [
        *sent("a", "stock", "message-queue", access="read"),
        *sent("b", "stock", "message-queue", access="read"),
    ]
    assert list(loads(defaults, *readers)) == ["stock.for-a", "stock.for-b"]


def test_what_is_sent_is_summed(defaults: Defaults) -> None:
    found = topic(defaults, *sent("a", "stock", rate_per_s=30), *sent("b", "stock", rate_per_s=12))
    assert (found.get("messages_per_s"), found.get("readers")) == (42, 1)


def test_what_is_published_counts_once_for_all_its_readers(defaults: Defaults) -> None:
    both = [
        *sent("a", "stock", access="read", rate_per_s=30),
        *sent("b", "stock", access="read", rate_per_s=12),
    ]
    found = topic(defaults, *both)
    assert (found.get("messages_per_s"), found.get("readers")) == (30, 2)


def test_what_is_sent_and_read_on_is_read_by_its_owner_too(defaults: Defaults) -> None:
    both = [*sent("a", "stock", rate_per_s=30), *sent("b", "stock", access="read", rate_per_s=12)]
    found = topic(defaults, *both)
    assert (found.get("messages_per_s"), found.get("readers")) == (30, 2)


def test_what_a_client_asks_for_is_sent(defaults: Defaults) -> None:
    found = topic(defaults, *sent("web", "stock", "message-queue", access="read", source_kind="client"))
    assert found.get("channel") == "stock.requests"


def test_calls_are_told_with_what_carries_them(defaults: Defaults) -> None:
    facts = [*sent("a", "stock"), *sent("b", "stock", access="read"), *sent("a", "mail", "message-queue")]
    found = of_kind(defaults, "channel_call", *facts)
    assert [(fact.text("channel"), fact.text("call")) for fact in found] == [
        ("mail.requests", "a -> mail"),
        ("stock.events", "a -> stock"),
        ("stock.events", "b -> stock"),
    ]


@pytest.mark.parametrize("option", ["rest", "in-process"])
def test_other_patterns_need_no_channel(defaults: Defaults, option: str) -> None:
    assert loads(defaults, *sent("orders", "stock", option)) == {}


def test_a_call_inside_a_unit_needs_no_channel(defaults: Defaults) -> None:
    inside = [fact for fact in sent("orders", "stock") if "remote_call" not in fact]
    assert loads(defaults, *inside) == {}


def test_bytes_are_messages_of_the_largest_payload(defaults: Defaults) -> None:
    found = topic(defaults, *sent("a", "stock"), *sent("b", "stock", payload_bytes=700))
    assert (found.get("payload_bytes"), found.get("bytes_per_s")) == (700, 14_000)


def assumed(defaults: Defaults, *facts: Item) -> set[str]:
    (_, origins), _ = channel_loads(memory(*facts), defaults)
    return {origin.reference for origin in origins if origin.source == "default"}


def test_a_payload_that_nobody_knows_is_assumed(defaults: Defaults) -> None:
    unknown = sent("a", "stock", payload_bytes=None)
    assert assumed(defaults, *unknown) == {"consumer-capacity", "payload", "target-utilisation"}


def test_a_known_payload_is_not_assumed(defaults: Defaults) -> None:
    assert assumed(defaults, *sent("a", "stock")) == {"consumer-capacity", "target-utilisation"}


@pytest.mark.parametrize(("rate", "consumers"), [(0, 1), (500, 1), (501, 2), (1500, 3)])
def test_consumers_take_1000_messages_each_and_are_half_busy(
    defaults: Defaults, rate: int, consumers: int
) -> None:
    assert topic(defaults, *sent("a", "stock", rate_per_s=rate)).get("consumers") == consumers
