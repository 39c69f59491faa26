"""What protects each call: in the System, and row by row for people."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.resilience import ProtectedCalls
from archrules.model.system import Bulkhead, CircuitBreaker, Interaction, Retry
from archrules.recommendation.composition.protection import joint_protection
from archrules.recommendation.composition.reliability import reliability
from tests.unit.recommendation.composition.shops import shop, use_case
from tests.unit.recommendation.small_pack import Item, derivation
from tests.unit.recommendation.system_pack import APART, between, composed, designed, system_pack

WINDOW = CircuitBreaker(
    window=Fraction(10), least_calls=20, failed_share=Fraction(1, 2), open_for=Fraction(30), probes=5
)
ROW = CircuitBreaker(failures_in_a_row=5, open_for=Fraction(30), probes=1)


def set_for_calls(kind: str, *when: Item, **fields: object) -> dict[str, Item]:
    """A rule that sets something for every call over a network for which the conditions hold."""
    conditions = [{"remote_call": {"call": "$call"}}, *when]
    return derivation(f"set-{kind.replace('_', '-')}", conditions, {kind: {"call": "$call", **fields}})


def pattern(name: str) -> dict[str, Item]:
    remote: list[Item] = [{"remote_call": {"call": "$call"}}]
    return derivation(f"needs-{name}", remote, {"protection": {"call": "$call", "pattern": name}})


BREAKER = set_for_calls("call_breaker", window_s=10, least_calls=20, failed_share=0.5, open_s=30, probes=5)
IN_A_ROW = set_for_calls("call_breaker", in_a_row=5, open_s=30, probes=1)
POOL = pattern("bulkhead") | set_for_calls("call_bulkhead", size=7)
PAY = use_case("pay", "orders", calls=[{"to": "bank"}], idempotent=True)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    fallback = set_for_calls("call_fallback", text="nothing")
    return system_pack(tmp_path_factory.mktemp("guarded"), APART, BREAKER, POOL, fallback)


def rows(knowledge: KnowledgeBase, *use_cases: dict[str, Any], **fields: object) -> dict[str, ProtectedCalls]:
    return {row.calls: row for row in reliability(designed(knowledge, **shop(*use_cases, **fields))).calls}


def test_values_that_rules_set_stand_in_the_system(guarded: KnowledgeBase) -> None:
    found = between(composed(guarded, **shop(PAY)), "orders", "bank")
    assert (found.timeout, found.circuit_breaker, found.bulkhead) == (
        Fraction("0.85"),
        WINDOW,
        Bulkhead(calls=7),
    )


def test_a_breaker_of_a_rare_call_counts_failures_in_a_row(tmp_path: Path) -> None:
    knowledge = system_pack(tmp_path, APART, IN_A_ROW)
    assert between(composed(knowledge, **shop(PAY)), "orders", "bank").circuit_breaker == ROW
    assert (
        rows(knowledge, PAY)["orders -> bank"].breaker == "5 failures in a row; open 30 s, then 1 call to try"
    )


def test_a_row_tells_all_that_is_set(guarded: KnowledgeBase) -> None:
    slow = {**PAY, "latency": "9 s"}
    assert rows(guarded, slow)["orders -> bank"] == ProtectedCalls(
        calls="orders -> bank",
        timeout="6.75 s",
        retries="3, after up to 50 ms, doubled each time",
        breaker="50 % of at least 20 calls in 10 s; open 30 s, then 5 calls to try",
        bulkhead="7 at once in each replica",
        fallback="nothing",
        because=("it is left", "it is safe"),
    )


def retries(tmp_path: Path, **fields: object) -> str | None:
    again = pattern("retry-with-backoff") | set_for_calls(
        "call_retry", first_ms=1000, because="it is safe", **fields
    )
    return rows(system_pack(tmp_path, APART, again), PAY)["orders -> bank"].retries


def test_the_longest_pause_is_told_where_pauses_grow_to_it(tmp_path: Path) -> None:
    assert (
        retries(tmp_path, retries=5, longest_ms=10_000)
        == "5, after up to 1 s, doubled each time, at most 10 s"
    )


@pytest.mark.parametrize("longest", [{"longest_ms": 16_000}, {}])
def test_a_longest_pause_that_no_attempt_waits_for_is_not_told(
    tmp_path: Path, longest: dict[str, int]
) -> None:
    assert retries(tmp_path, retries=5, **longest) == "5, after up to 1 s, doubled each time"


def test_what_no_rule_sets_is_left_open(apart: KnowledgeBase) -> None:
    row = rows(apart, {**PAY, "idempotent": False})["orders -> bank"]
    assert (row.retries, row.breaker, row.bulkhead, row.fallback) == ("-", "-", "-", "-")


def test_why_a_call_is_not_tried_again_is_told(tmp_path: Path) -> None:
    knowledge = system_pack(
        tmp_path,
        APART,
        derivation(
            "again",
            [{"remote_call": {"call": "$call"}}],
            {"call_retry": {"call": "$call", "retries": 0, "because": "it is dear"}},
        ),
    )
    assert rows(knowledge, PAY)["orders -> bank"].retries == "none: it is dear"
    assert between(composed(knowledge, **shop(PAY)), "orders", "bank").retry == "none"


def test_one_retry_and_what_comes_then(tmp_path: Path) -> None:
    fields = {"retries": 1, "first_ms": 50, "longest_ms": 50, "then": "it is set aside", "because": "so"}
    knowledge = system_pack(
        tmp_path,
        APART,
        derivation(
            "again", [{"remote_call": {"call": "$call"}}], {"call_retry": {"call": "$call", **fields}}
        ),
    )
    assert rows(knowledge, PAY)["orders -> bank"].retries == "1, after up to 50 ms; then it is set aside"


def test_calls_of_one_caller_that_are_protected_alike_share_a_row(guarded: KnowledgeBase) -> None:
    contexts = [
        {"name": name, "entities": [{"name": f"{name}-data"}]} for name in ("orders", "stock", "users")
    ]
    buy = use_case("buy", "orders", reads=["stock-data", "users-data"])
    assert list(rows(guarded, buy, contexts=contexts)) == ["orders -> stock, users"]


def test_contexts_are_named_where_calls_of_one_callee_are_protected_otherwise(tmp_path: Path) -> None:
    placed = derivation(
        "front",
        [{"context": {"name": "orders"}}],
        {"placement": {"context": "orders", "unit": "front"}},
    )
    back = derivation(
        "back",
        [{"context": {"name": {"as": "$context", "!=": "orders"}}}],
        {"placement": {"context": "$context", "unit": "back"}},
    )
    contexts = [
        {"name": name, "entities": [{"name": f"{name}-data"}]} for name in ("orders", "stock", "users")
    ]
    asked = [
        use_case("buy", "orders", reads=["stock-data"]),
        use_case("list", "orders", reads=["users-data"], latency="9 s"),
    ]
    found = rows(system_pack(tmp_path, placed, back), *asked, contexts=contexts)
    assert {name: row.timeout for name, row in found.items()} == {
        "front -> back (stock)": "850 ms",
        "front -> back (users)": "6.75 s",
    }


def test_what_an_external_system_may_answer_later_is_told_apart(tmp_path: Path) -> None:
    waits = set_for_calls(
        "call_fallback",
        {"call": {"name": "$call", "target_kind": "external", "answer": "later"}},
        text="it waits",
    )
    knowledge = system_pack(tmp_path, APART, pattern("timeout"), waits)
    book = use_case("book", "orders", calls=[{"to": "bank", "answer": "later"}], idempotent=True)
    assert {"orders -> bank", "orders -> bank (later)"} <= set(rows(knowledge, PAY, book))


def test_the_entry_has_a_row_for_each_callee_from_its_quickest_to_its_slowest(apart: KnowledgeBase) -> None:
    asked = [
        use_case("buy", "orders", actor="customer"),
        use_case("report", "orders", actor="customer", latency="9 s"),
    ]
    assert rows(apart, *asked)["front-door -> orders"].timeout == "900 ms to 9 s"


def test_the_entry_waits_as_long_as_its_slowest_use_case(tmp_path: Path) -> None:
    clients = [{"name": name, "kind": "native"} for name in ("app", "web")]
    actors = [{"name": name, "clients": [name]} for name in ("app", "web")]
    asked = [use_case("buy", "orders", actor="web"), use_case("report", "orders", actor="app", latency="9 s")]
    brief = shop(*asked, clients=clients, actors=actors)
    assert between(composed(system_pack(tmp_path, APART), **brief), "front-door", "orders").timeout == 9


def call(**fields: Any) -> Interaction:  # noqa: ANN401  # checked by pydantic
    return Interaction(source="a", target="b", **fields)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"timeout": Fraction(2)}, {"timeout": Fraction(1)}, {"timeout": 1}),
        ({"timeout": Fraction(2)}, {}, {"timeout": 2}),
        ({"retry": Retry(attempts=3)}, {"retry": Retry(attempts=1)}, {"retry": Retry(attempts=1)}),
        ({"retry": Retry(attempts=3)}, {"retry": "none"}, {"retry": "none"}),
        ({"circuit_breaker": ROW}, {"circuit_breaker": WINDOW}, {"circuit_breaker": WINDOW}),
        ({"circuit_breaker": "yes"}, {"circuit_breaker": "yes"}, {"circuit_breaker": "yes"}),
        ({"circuit_breaker": ROW}, {"circuit_breaker": "none"}, {"circuit_breaker": "none"}),
        ({"bulkhead": Bulkhead(calls=3)}, {"bulkhead": Bulkhead(calls=4)}, {"bulkhead": Bulkhead(calls=7)}),
        ({"bulkhead": "yes"}, {"bulkhead": "yes"}, {"bulkhead": "yes"}),
        ({"bulkhead": Bulkhead(calls=3)}, {"bulkhead": "none"}, {"bulkhead": "none"}),
    ],
    ids=str,
)
def test_several_calls_are_protected_as_strictly_as_any(
    first: dict[str, Any], second: dict[str, Any], expected: dict[str, object]
) -> None:
    found = joint_protection([call(**first), call(**second)], patient=False)
    assert {name: found[name] for name in expected} == expected


def test_a_patient_caller_is_told_by_its_longest_timeout() -> None:
    assert joint_protection([call(timeout="2 s"), call(timeout="3 s")], patient=True)["timeout"] == 3
