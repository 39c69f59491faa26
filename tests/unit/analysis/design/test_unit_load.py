"""Load of units: own use cases and calls from other units, in requests and in replicas kept busy."""

from fractions import Fraction

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.unit_load import unit_loads
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin
from tests.unit.analysis.design.decisions import Item, call, computed, memory, placed, use_case

APART = placed(orders="orders", stock="stock")
TOGETHER = placed(orders="shop", stock="shop")
BUY = use_case("buy", "orders", 30)


def load(defaults: Defaults, unit: str, *facts: Item) -> Fact:
    found = computed(lambda memory: unit_loads(memory, defaults), *facts)
    return next(fact for fact in found if fact.text("unit") == unit)


def rates(defaults: Defaults, unit: str, *facts: Item) -> tuple[object, object]:
    found = load(defaults, unit, *facts)
    return found.get("now_per_s"), found.get("later_per_s")


def test_use_cases_of_all_its_contexts_are_summed(defaults: Defaults) -> None:
    assert rates(defaults, "shop", *TOGETHER, BUY, use_case("count", "stock", 5)) == (35, 0)


def test_what_can_wait_is_counted_apart(defaults: Defaults) -> None:
    assert rates(defaults, "shop", *TOGETHER, BUY, use_case("log", "stock", 7, "later")) == (30, 7)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [("rest-https", (37, 0)), ("event-stream", (30, 7)), ("message-queue", (30, 7)), (None, (30, 7))],
)
def test_what_clients_ask_for_one_by_one_is_no_message(
    defaults: Defaults, pattern: str | None, told: tuple[int, int]
) -> None:
    sent = call("meter", "stock", "log", source_kind="client", answer="later", rate_per_s=7)
    choice = {"decision": "communication", "subject": "meter -> stock", "option": pattern}
    facts = [*sent, *([{"choice": choice}] if pattern else [])]
    assert rates(defaults, "shop", *TOGETHER, BUY, use_case("log", "stock", 7, "later"), *facts) == told


def test_a_call_from_another_unit_is_work(defaults: Defaults) -> None:
    found = call("orders", "stock", "buy", rate_per_s=30)
    assert rates(defaults, "stock", *APART, BUY, *found) == (30, 0)
    assert rates(defaults, "orders", *APART, BUY, *found) == (30, 0)


def test_a_call_inside_the_unit_is_none(defaults: Defaults) -> None:
    inside, *_ = call("orders", "stock", "buy", rate_per_s=30)
    assert rates(defaults, "shop", *TOGETHER, BUY, inside) == (30, 0)


def test_a_call_of_a_client_is_the_use_case_itself(defaults: Defaults) -> None:
    found = call("web", "orders", "buy", source_kind="client", rate_per_s=30)
    assert rates(defaults, "orders", *APART, BUY, *found) == (30, 0)


def test_what_a_network_in_front_answers_does_not_reach_the_unit(defaults: Defaults) -> None:
    share = {"edge_answer": {"use_case": "buy", "share": Fraction(3, 4)}}
    assert rates(defaults, "orders", *APART, BUY, share) == (8, 0)


def test_a_unit_that_nobody_asks_has_no_load(defaults: Defaults) -> None:
    assert rates(defaults, "stock", *APART) == (0, 0)


@pytest.mark.parametrize(("answer", "work"), [("now", Fraction(3, 10)), ("later", Fraction(3, 100))])
def test_work_is_in_replicas_of_100_requests_or_1000_messages(
    defaults: Defaults, answer: str, work: Fraction
) -> None:
    assert load(defaults, "orders", *APART, use_case("buy", "orders", 30, answer)).get("work") == work


def test_the_fewest_replicas_and_how_full_they_are_go_with_it(defaults: Defaults) -> None:
    found = load(defaults, "orders", *APART)
    assert (found.get("least"), found.get("utilisation")) == (2, Fraction(1, 2))


def test_origins_name_the_use_cases_the_calls_and_the_defaults(defaults: Defaults) -> None:
    found = call("stock", "orders", "count")
    ((_, origins), _) = unit_loads(memory(*APART, BUY, *found), defaults)
    assert origins[0].inputs == ("call stock -> orders", "use_cases.buy.peak")
    used = ("minimum-replicas", "replica-capacity", "target-utilisation")
    assert origins[1:] == tuple(Origin("default", name, "replicas of orders") for name in used)


def test_messages_rest_on_the_capacity_of_consumers_too(defaults: Defaults) -> None:
    facts = *APART, use_case("log", "orders", 5, "later")
    ((_, origins), _) = unit_loads(memory(*facts), defaults)
    assert Origin("default", "consumer-capacity", "replicas of orders") in origins
