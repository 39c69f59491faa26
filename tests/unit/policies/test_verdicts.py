"""Verdicts: violated only where it is certain, satisfied only where nothing unknown could change it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.example_facts import example_facts
from archrules.policies.verdicts import judge
from archrules.vocabulary.origins import Origin
from tests.unit.recommendation.small_pack import Item, policy, write_pack

Judge = Callable[..., dict[str, str]]
CALL = {"interaction": {"name": "$call", "mode": "sync"}}
STORE = {"data_store": {"name": "$store"}}
SERVICE = {"service": {"name": "$service"}}


@pytest.fixture
def verdicts(tmp_path: Path) -> Judge:
    """Judges facts by a policy that is violated by the elements for which all of `when` holds."""

    def verdicts(
        elements: Item,
        when: list[Item],
        *facts: Item,
        open_kinds: tuple[str, ...] = (),
        **fields: Any,  # noqa: ANN401  # any field of an item
    ) -> dict[str, str]:
        pack = write_pack(tmp_path, policy("rule", elements, *when, **fields))
        memory = WorkingMemory()
        for fact in example_facts(facts):
            memory.give(fact, Origin("system", "given"))
        found = judge(pack.policies["rule"], memory, frozenset(open_kinds))
        assert list(found) == sorted(found)
        return {element: verdict.value for element, verdict in found.items()}

    return verdicts


def call(name: str = "c", **fields: Any) -> Item:  # noqa: ANN401  # any value of a fact
    return {"interaction": {"name": name, "mode": "sync", **fields}}


NO_TIMEOUT = [{"interaction": {"name": "$call", "has_timeout": False}}]


def test_each_element_has_its_own_verdict(verdicts: Judge) -> None:
    facts = [call("b", has_timeout=True), call("a", has_timeout=False), call("c")]
    assert verdicts(CALL, NO_TIMEOUT, *facts) == {"a": "violated", "b": "satisfied", "c": "unknown"}


def test_policy_does_not_apply_to_an_element_of_another_sort(verdicts: Judge) -> None:
    assert verdicts(CALL, NO_TIMEOUT, call(mode="async", has_timeout=False)) == {"c": "not-applicable"}


def test_element_that_may_be_of_the_sort_judged_is_unknown(verdicts: Judge) -> None:
    maybe = {"interaction": {"name": "c", "has_timeout": True}}
    assert verdicts(CALL, NO_TIMEOUT, maybe) == {"c": "unknown"}


BY_OWNER = {"data_store": {"name": "$store", "owner": "$owner"}}


@pytest.mark.parametrize(("owner", "verdict"), [("a", "violated"), (None, "unknown")], ids=str)
def test_element_whose_field_would_bind_a_name_is_unknown_without_it(
    verdicts: Judge, owner: str | None, verdict: str
) -> None:
    facts: list[Item] = [{"data_store": {"name": "db", **({"owner": owner} if owner else {})}}]
    assert verdicts(BY_OWNER, [{"not": {"service": {"name": "$owner"}}}], *facts) == {"db": verdict}


CALLED = [{"interaction": {"target": "$service"}}]


def test_fact_that_may_be_left_out_makes_unknown(verdicts: Judge) -> None:
    facts: list[Item] = [{"service": {"name": "a"}}, {"service": {"name": "b"}}, call(target="a")]
    found = verdicts(SERVICE, CALLED, *facts, open_kinds=("interaction",))
    assert found == {"a": "violated", "b": "unknown"}


def test_element_itself_is_listed_in_an_open_list(verdicts: Judge) -> None:
    facts = [call("a", has_timeout=False), call("b", has_timeout=True)]
    found = verdicts(CALL, NO_TIMEOUT, *facts, open_kinds=("interaction",))
    assert found == {"a": "violated", "b": "satisfied"}


CHAIN = {"synchronous_chain": {"entry": "$entry"}}
LONG = [{"synchronous_chain": {"entry": "$entry", "length": {">": 2}}}]


@pytest.mark.parametrize(("length", "verdict"), [(3, "violated"), (2, "unknown")])
def test_computed_fact_of_an_open_kind_may_grow(verdicts: Judge, length: int, verdict: str) -> None:
    fact = {"synchronous_chain": {"entry": "a", "length": length}}
    assert verdicts(CHAIN, LONG, fact, open_kinds=("synchronous_chain",)) == {"a": verdict}


def test_nothing_to_judge(verdicts: Judge) -> None:
    assert verdicts(CALL, NO_TIMEOUT) == {}


BIG_AND_PUBLIC = [{"service": {"name": "$service", "operations": {">": 10}, "exposure": "public"}}]


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"operations": 11, "exposure": "public"}, "violated"),
        ({"operations": 11}, "unknown"),
        ({"exposure": "public"}, "unknown"),
        ({}, "unknown"),
        ({"operations": 10}, "satisfied"),
        ({"exposure": "internal"}, "satisfied"),
    ],
    ids=str,
)
def test_unknown_field_matters_only_if_the_known_ones_do_not_decide(
    verdicts: Judge, fields: Item, verdict: str
) -> None:
    assert verdicts(SERVICE, BIG_AND_PUBLIC, {"service": {"name": "s", **fields}}) == {"s": verdict}


TOO_LITTLE = [
    {"interaction": {"name": "$call", "rate_per_s": "$rate", "timeout_ms": "$timeout"}},
    {"test": "rate * timeout > most"},
]
MOST = {
    "most": {"value": 1000, "unit": "x", "evidence": "convention", "why": "so", "source": {"ref": "book"}}
}


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"rate_per_s": 100, "timeout_ms": 20}, "violated"),
        ({"rate_per_s": 100, "timeout_ms": 10}, "satisfied"),
        ({"rate_per_s": 100}, "unknown"),
    ],
    ids=str,
)
def test_test_on_an_unknown_value_is_unknown(verdicts: Judge, fields: Item, verdict: str) -> None:
    assert verdicts(CALL, TOO_LITTLE, call(**fields), parameters=MOST) == {"c": verdict}


FAST_AND_PLAIN = [
    {"interaction": {"name": "$call", "rate_per_s": "$rate", "protocol": "http"}},
    {"test": "rate > most"},
]


def test_test_that_fails_on_known_values_satisfies_whatever_is_unknown(verdicts: Judge) -> None:
    assert verdicts(CALL, FAST_AND_PLAIN, call(rate_per_s=1), parameters=MOST) == {"c": "satisfied"}
    assert verdicts(CALL, FAST_AND_PLAIN, call(rate_per_s=1001), parameters=MOST) == {"c": "unknown"}


PLAIN_TO_NO_SERVICE = [
    {"interaction": {"name": "$call", "target": "$target", "protocol": "http"}},
    {"not": {"service": {"name": "$target", "context": "$context"}}},
]


@pytest.mark.parametrize(("target", "verdict"), [("s", "satisfied"), ("x", "unknown")])
def test_negation_that_fails_on_known_values_satisfies_whatever_is_unknown(
    verdicts: Judge, target: str, verdict: str
) -> None:
    service = {"service": {"name": "s", "context": "orders"}}
    assert verdicts(CALL, PLAIN_TO_NO_SERVICE, call(target=target), service) == {"c": verdict}


READ_BY_NOBODY = [{"not": {"interaction": {"target": "$store"}}}]


def test_negation_over_all_there_is_is_certain(verdicts: Judge) -> None:
    facts: list[Item] = [
        {"data_store": {"name": "used"}},
        {"data_store": {"name": "idle"}},
        call(target="used"),
    ]
    assert verdicts(STORE, READ_BY_NOBODY, *facts) == {"used": "satisfied", "idle": "violated"}


def test_negation_over_what_may_be_missing_is_unknown(verdicts: Judge) -> None:
    facts: list[Item] = [
        {"data_store": {"name": "used"}},
        {"data_store": {"name": "idle"}},
        call(target="used"),
    ]
    found = verdicts(STORE, READ_BY_NOBODY, *facts, open_kinds=("interaction",))
    assert found == {"used": "satisfied", "idle": "unknown"}


def test_negation_over_an_unknown_field_is_unknown(verdicts: Judge) -> None:
    facts: list[Item] = [{"data_store": {"name": "idle"}}, call(source="s")]
    assert verdicts(STORE, READ_BY_NOBODY, *facts) == {"idle": "unknown"}


CALLS_WHAT_IS_NO_SERVICE = [
    {"interaction": {"name": "$call", "target": "$target"}},
    {"not": {"service": {"name": "$target"}}},
]


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [({"target": "s"}, "satisfied"), ({"target": "x"}, "violated"), ({}, "unknown")],
    ids=str,
)
def test_negation_of_what_an_unknown_value_names_is_unknown(
    verdicts: Judge, fields: Item, verdict: str
) -> None:
    assert verdicts(CALL, CALLS_WHAT_IS_NO_SERVICE, call(**fields), {"service": {"name": "s"}}) == {
        "c": verdict
    }


SOME_PLAIN_TEXT = [{"exists": {"interaction": {"protocol": "http", "target": "orders"}}}]


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"protocol": "http", "target": "orders"}, "violated"),
        ({"protocol": "http"}, "unknown"),
        ({"protocol": "https"}, "satisfied"),
    ],
    ids=str,
)
def test_existence_of_what_is_not_known_is_unknown(verdicts: Judge, fields: Item, verdict: str) -> None:
    assert verdicts(SERVICE, SOME_PLAIN_TEXT, {"service": {"name": "s"}}, call(**fields)) == {"s": verdict}


SLOWER_THAN_ANOTHER = [
    {"interaction": {"name": "$call", "latency_ms": "$latency"}},
    {"interaction": {"name": {"!=": "$call"}, "latency_ms": {"<": "$latency"}}},
]


def test_comparison_with_an_unknown_value_is_unknown(verdicts: Judge) -> None:
    facts = [call("fast", latency_ms=1), call("slow", latency_ms=2), call("odd")]
    assert verdicts(CALL, SLOWER_THAN_ANOTHER, *facts) == {
        "fast": "unknown",
        "slow": "violated",
        "odd": "unknown",
    }


def test_missing_need_leaves_only_what_is_violated(verdicts: Judge) -> None:
    facts = [call("a", has_timeout=False), call("b", has_timeout=True)]
    found = verdicts(CALL, NO_TIMEOUT, *facts, needs=["interaction"], open_kinds=("interaction", "service"))
    assert found == {"a": "violated", "b": "unknown"}


def test_open_kind_that_is_not_needed_changes_nothing(verdicts: Judge) -> None:
    found = verdicts(CALL, NO_TIMEOUT, call(has_timeout=True), needs=["interaction"], open_kinds=("service",))
    assert found == {"c": "satisfied"}


def test_judging_adds_nothing_to_the_memory(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, policy("rule", CALL, *NO_TIMEOUT))
    memory = WorkingMemory()
    for fact in example_facts([call(has_timeout=False)]):
        memory.give(fact, Origin("system", "given"))
    before = list(memory)
    judge(pack.policies["rule"], memory)
    assert list(memory) == before


FEW_FROM_ELSEWHERE = [
    {"count": {"of": {"interaction": {"source": {"!=": "$own"}}}, "as": "$others"}},
    {"test": "others < 1"},
]


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [({}, "unknown"), ({"source": "x"}, "violated"), ({"source": "y"}, "satisfied")],
    ids=str,
)
def test_count_of_what_may_differ_from_the_element_is_unknown(
    verdicts: Judge, fields: Item, verdict: str
) -> None:
    elements = {"interaction": {"name": "$call", "target": "t", "source": "$own"}}
    facts = [call("a", source="x", target="t"), call("b", target="u", **fields)]
    assert verdicts(elements, FEW_FROM_ELSEWHERE, *facts)["a"] == verdict
