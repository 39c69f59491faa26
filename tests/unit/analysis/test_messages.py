"""Loads of messages, worked out by hand. The defaults of the tests: see the small pack."""

from fractions import Fraction
from typing import Any

from archrules.analysis.calls import Calls
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.messages import message_loads
from archrules.model.brief import Brief
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import shop

UseCase = dict[str, Any]


def use_case(name: str, **fields: object) -> UseCase:
    return {"name": name, "context": "orders", "peak": "10/s", "answer": "later", **fields}


def given(of: Brief, defaults: Defaults) -> list[Given]:
    return list(message_loads(Calls(of, defaults, DomainFacts(of, defaults)).facts(), defaults))


def loads(of: Brief, defaults: Defaults) -> dict[str, Fact]:
    return {fact.text("context"): fact for fact, _ in given(of, defaults)}


def test_what_is_sent_is_summed(defaults: Defaults) -> None:
    sent = [use_case("a", writes=["level"]), use_case("b", writes=["move"], peak="30/s")]
    assert loads(shop(*sent), defaults)["stock"].get("messages_per_s") == 40


def test_clients_send_too(defaults: Defaults) -> None:
    entered = use_case("send", actor="customer", writes=["order"])
    assert loads(shop(entered), defaults)["orders"].get("messages_per_s") == 20


def test_what_is_read_is_published_once_for_all_its_readers(defaults: Defaults) -> None:
    contexts = [
        {"name": "orders", "entities": [{"name": "order"}]},
        {"name": "stock", "entities": [{"name": "level"}]},
        {"name": "reports"},
    ]
    readers = [use_case("a", reads=["level"]), use_case("b", context="reports", reads=["level"], peak="7/s")]
    found = loads(shop(*readers, contexts=contexts), defaults)["stock"]
    assert (found.get("messages_per_s"), found.get("readers")) == (10, 2)


def test_what_is_sent_is_read_by_its_owner(defaults: Defaults) -> None:
    assert loads(shop(use_case("a", writes=["level"])), defaults)["stock"].get("readers") == 1


def test_calls_that_are_waited_for_are_no_messages(defaults: Defaults) -> None:
    assert loads(shop(use_case("a", answer="now", writes=["level"])), defaults) == {}


def test_external_systems_are_no_contexts(defaults: Defaults) -> None:
    assert loads(shop(use_case("a", calls=[{"to": "bank"}])), defaults) == {}


def test_bytes_are_messages_of_the_largest_payload(defaults: Defaults) -> None:
    found = loads(shop(use_case("a", writes=["level", "move"])), defaults)["stock"]
    assert (found.get("payload_bytes"), found.get("bytes_per_s")) == (1000, 10_000)


def test_a_payload_that_nobody_knows_is_assumed(defaults: Defaults) -> None:
    contexts = [{"name": "orders"}, {"name": "stock", "entities": [{"name": "level"}]}]
    ((_, origins),) = given(shop(use_case("a", writes=["level"]), contexts=contexts), defaults)
    assert ("payload", "messages of stock") in {(each.reference, each.formula) for each in origins}


def test_a_known_payload_is_not_assumed(defaults: Defaults) -> None:
    ((_, origins),) = given(shop(use_case("a", writes=["level"])), defaults)
    assert "payload" not in {each.reference for each in origins}


def test_consumers_are_replicas_at_their_target_utilisation(defaults: Defaults) -> None:
    capacity = defaults.amount("consumer-capacity") * defaults.amount("target-utilisation")
    peak = f"{int(capacity * 2)}/s"
    found = loads(shop(use_case("a", writes=["level"], peak=peak)), defaults)["stock"]
    assert found.get("consumers") == 2


def test_one_consumer_is_the_fewest(defaults: Defaults) -> None:
    found = loads(shop(use_case("a", writes=["level"], peak="1/day")), defaults)["stock"]
    assert (found.get("consumers"), found.get("messages_per_s")) == (1, Fraction(1, 86_400))


def test_origin_names_every_path_behind_the_messages(defaults: Defaults) -> None:
    both = [use_case("a", writes=["level"]), use_case("b", reads=["level"])]
    ((_, origins),) = given(shop(*both), defaults)
    assert origins[0].inputs == ("use_cases.a.writes", "use_cases.b.reads")
