"""Time for calls by hand: a quarter of it is own work, a hop takes 20 ms, an attempt has 150 ms at least."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.call_time import call_times
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin
from tests.unit.analysis.design.decisions import Item, call, memory, use_case

SLOWEST: Item = {"objectives": {"latency_p99_ms": 1000}}
BANK: Item = {"external_system": {"name": "bank", "latency_ms": 300}}
TO_BANK = call("payments", "bank", "pay", target_kind="external", access="write")
PAY = use_case("pay", "payments", latency_ms=800)


def buy(latency: int = 400, name: str = "buy") -> Item:
    return use_case(name, "orders", latency_ms=latency)


def times(defaults: Defaults, *facts: Item) -> dict[tuple[str, str], Fact]:
    found = [fact for fact, _ in call_times(memory(*facts), defaults) if fact.kind == "call_time"]
    return {(fact.text("call"), fact.text("use_case")): fact for fact in found}


def of(defaults: Defaults, name: str, *facts: Item) -> Fact:
    """The time for a call in the use case that leaves least."""
    (found,) = [
        fact
        for (call_name, _), fact in times(defaults, *facts).items()
        if call_name == name and fact.get("tightest") is True
    ]
    return found


def values(fact: Fact, *names: str) -> tuple[object, ...]:
    return tuple(fact.get(name) for name in names)


def use_case_time(defaults: Defaults, *facts: Item) -> Fact:
    (found,) = [fact for fact, _ in call_times(memory(*facts), defaults) if fact.kind == "use_case_time"]
    return found


def reads(*targets: str, by: str = "buy") -> list[Item]:
    return [fact for target in targets for fact in call("orders", target, by, access="read")]


def test_a_call_has_what_own_work_and_the_other_calls_leave(defaults: Defaults) -> None:
    found = of(defaults, "orders -> stock", SLOWEST, buy(), *reads("stock", "users"))
    assert values(found, "deadline_ms", "left_ms", "usual_ms", "layers") == (1000, 880, 20, 1)


def test_a_use_case_that_may_take_longer_than_the_slowest_has_its_own_time(defaults: Defaults) -> None:
    found = of(defaults, "orders -> stock", SLOWEST, buy(2000), *reads("stock"))
    assert values(found, "deadline_ms", "left_ms") == (2000, 1500)


def test_what_is_left_is_rounded_down_to_ten_milliseconds(defaults: Defaults) -> None:
    found = of(defaults, "orders -> stock", SLOWEST, buy(402), *reads("stock"))
    assert found.get("left_ms") == 890


def test_the_use_case_that_leaves_least_counts(defaults: Defaults) -> None:
    facts = SLOWEST, buy(), buy(4000, "export"), *call("orders", "stock", "buy", "export", access="read")
    found = times(defaults, *facts)
    assert [(name, fact.get("tightest")) for (_, name), fact in found.items()] == [
        ("buy", True),
        ("export", False),
    ]


@pytest.mark.parametrize(
    ("slowest", "retries", "attempt"),
    [(1100, 3, 160), (800, 2, 180), (600, 1, 220), (400, 0, 300)],
)
def test_as_many_retries_as_fit(defaults: Defaults, slowest: int, retries: int, attempt: int) -> None:
    """An attempt has 150 ms or three times the usual 20 ms; pauses are 50, 100 and 200 ms."""
    promise: Item = {"objectives": {"latency_p99_ms": slowest}}
    found = of(defaults, "orders -> stock", promise, buy(), *reads("stock"))
    assert values(found, "retries", "attempt_ms") == (retries, attempt)


def test_a_slow_callee_gets_no_second_attempt(defaults: Defaults) -> None:
    found = of(defaults, "payments -> bank", SLOWEST, BANK, PAY, *TO_BANK)
    assert values(found, "left_ms", "retries", "attempt_ms") == (800, 0, 800)


def test_a_callee_gives_up_before_its_caller(defaults: Defaults) -> None:
    asked = call("orders", "payments", "buy", access="write")
    found = times(defaults, SLOWEST, BANK, buy(), PAY, *asked, *TO_BANK)
    caller, callee = found["orders -> payments", "buy"], found["payments -> bank", "pay"]
    assert values(caller, "left_ms", "layers", "usual_ms") == (900, 2, 320)
    assert values(callee, "deadline_ms", "left_ms") == (900, 700)


def test_a_client_waits_for_the_whole_use_case(defaults: Defaults) -> None:
    entry = call("web", "orders", "buy", source_kind="client")
    found = of(defaults, "web -> orders", SLOWEST, buy(), *entry, *reads("stock"))
    assert values(found, "left_ms", "usual_ms", "layers") == (1000, 120, 2)


def test_nothing_is_left_where_the_others_take_it_all(defaults: Defaults) -> None:
    found = of(
        defaults, "orders -> stock", SLOWEST, buy(4000), *reads("stock", *(f"c{n}" for n in range(200)))
    )
    assert values(found, "left_ms", "usual_ms") == (0, 20)


def test_a_call_inside_a_unit_needs_no_time(defaults: Defaults) -> None:
    inside, _, use = call("orders", "stock", "buy", access="read")
    assert times(defaults, SLOWEST, buy(), inside, use) == {}


def test_the_time_of_a_use_case_tells_of_its_tails(defaults: Defaults) -> None:
    found = use_case_time(defaults, SLOWEST, buy(), *reads("a", "b", "c", "d", "e"))
    assert values(found, "calls", "layers", "allowed_ms", "usual_ms") == (5, 1, 400, 200)
    assert found.amount("late_share") == Fraction(1, 100)
    assert float(found.amount("slow_share")) == pytest.approx(0.04901, abs=5e-6)


def test_attempts_multiply_over_the_layers_of_a_use_case(defaults: Defaults) -> None:
    asked = call("orders", "payments", "buy", access="write")
    facts = SLOWEST, BANK, buy(), PAY, *asked, *TO_BANK
    found = {
        fact.text("use_case"): fact.get("amplification")
        for fact, _ in call_times(memory(*facts), defaults)
        if fact.kind == "use_case_time"
    }
    assert found == {"buy": 16, "pay": 4}


def test_origins_name_the_use_case_and_the_defaults(defaults: Defaults) -> None:
    ((_, origins), _) = call_times(memory(SLOWEST, buy(), *reads("stock")), defaults)
    assert origins[0].inputs == ("use_cases.buy.latency", "use_cases.buy.calls")
    assert Origin("default", "own-work", "timeout of orders -> stock") in origins


@given(st.lists(st.integers(1, 20_000), min_size=2, max_size=6), st.integers(0, 5000))
def test_every_callee_gives_up_before_its_caller(
    defaults: Defaults, latencies: list[int], slowest: int
) -> None:
    """Along a chain of contexts each of which serves the one before, whatever is promised."""
    facts: list[Item] = [{"objectives": {"latency_p99_ms": slowest}}]
    for number, latency in enumerate(latencies):
        facts.append(use_case(f"u{number}", f"c{number}", latency_ms=latency))
        facts += call(f"c{number}", f"c{number + 1}", f"u{number}", access="write")
    found = times(defaults, *facts)
    given_up = [
        max(fact.amount("left_ms"), fact.amount("usual_ms"))
        for fact in (found[f"c{n} -> c{n + 1}", f"u{n}"] for n in range(len(latencies)))
    ]
    assert all(callee < caller for caller, callee in pairwise(given_up))
