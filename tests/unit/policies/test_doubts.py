"""What leaves it open whether a policy is violated: the least that would have to be known."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.conditions import Condition
from archrules.knowledge_base.example_facts import example_facts
from archrules.knowledge_base.rules import Policy
from archrules.model.finding import Verdict
from archrules.policies.doubts import Doubt, Doubting
from archrules.policies.verdicts import certainty_of, judge
from archrules.vocabulary.origins import Origin
from tests.unit.policies.test_certainty import INTERACTIONS, Known, conditions, filled, interaction
from tests.unit.recommendation.small_pack import Item, policy, write_pack

Doubted = Callable[..., set[str]]
SERVICE = {"service": {"name": "$service"}}


def written(doubt: Doubt) -> str:
    """`kind`, or `name.field`."""
    if isinstance(doubt, str):
        return doubt
    fact, field = doubt
    return f"{next(iter(dict(fact.items).values()))}.{field}"


def doubting(of: Policy, memory: WorkingMemory, open_kinds: frozenset[str]) -> Doubting:
    return Doubting(of, memory, open_kinds, certainty_of(of, memory, open_kinds))


@pytest.fixture
def doubted(tmp_path: Path) -> Doubted:
    """What is in doubt about the element `it`."""

    def doubted(
        elements: Item,
        when: list[Item],
        *facts: Item,
        open_kinds: tuple[str, ...] = (),
        **fields: Any,  # noqa: ANN401  # any field of an item
    ) -> set[str]:
        of = write_pack(tmp_path, policy("rule", elements, *when, **fields)).policies["rule"]
        memory = WorkingMemory()
        for fact in example_facts(facts):
            memory.give(fact, Origin("system", "given"))
        return set(map(written, doubting(of, memory, frozenset(open_kinds)).of("it")))

    return doubted


def service(name: str = "it", **fields: Any) -> Item:  # noqa: ANN401  # any value of a fact
    return {"service": {"name": name, **fields}}


BIG_AND_PUBLIC = [{"service": {"name": "$service", "operations": {">": 10}, "exposure": "public"}}]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, {"it.operations", "it.exposure"}),
        ({"operations": 11}, {"it.exposure"}),
        ({"exposure": "public"}, {"it.operations"}),
    ],
)
def test_only_fields_that_are_not_known_are_in_doubt(doubted: Doubted, fields: Item, found: set[str]) -> None:
    assert doubted(SERVICE, BIG_AND_PUBLIC, service(**fields)) == found


def test_field_that_says_whether_it_is_judged_is_in_doubt_alone(doubted: Doubted) -> None:
    elements = {"service": {"name": "$service", "exposure": "public"}}
    when = [{"service": {"name": "$service", "operations": 1}}]
    assert doubted(elements, when, service()) == {"it.exposure"}


CALLED = [{"interaction": {"target": "$service", "mode": "sync"}}]


def test_list_that_may_leave_something_out_is_in_doubt(doubted: Doubted) -> None:
    assert doubted(SERVICE, CALLED, service(), open_kinds=("interaction",)) == {"interaction"}


def test_field_of_another_fact_is_in_doubt(doubted: Doubted) -> None:
    call = {"interaction": {"name": "c", "target": "it"}}
    assert doubted(SERVICE, CALLED, service(), call) == {"c.mode"}


def test_fact_that_certainly_does_not_match_is_in_no_doubt(doubted: Doubted) -> None:
    calls = [{"interaction": {"name": name, "target": target}} for name, target in (("c", "it"), ("d", "x"))]
    assert doubted(SERVICE, CALLED, service(), *calls) == {"c.mode"}


def test_of_several_ways_the_least_are_told(doubted: Doubted) -> None:
    call = {"interaction": {"name": "c", "target": "it", "mode": "sync"}}
    when = [*BIG_AND_PUBLIC, *CALLED]
    found = doubted(SERVICE, when, service(operations=11), call, open_kinds=("interaction",))
    assert found == {"it.exposure"}


def test_what_a_negation_rests_on_is_in_doubt(doubted: Doubted) -> None:
    call = {"interaction": {"name": "c", "target": "it"}}
    assert doubted(SERVICE, [{"not": CALLED[0]}], service(), call) == {"c.mode"}


def test_what_is_counted_is_in_doubt(doubted: Doubted) -> None:
    calls = [{"interaction": {"name": name, "target": "it"}} for name in ("c", "d")]
    when = [{"count": {"of": CALLED[0], "as": "$calls"}}, {"test": "calls > 1"}]
    assert doubted(SERVICE, when, service(), *calls) == {"c.mode", "d.mode"}


def test_existence_that_is_certain_is_in_no_doubt(doubted: Doubted) -> None:
    calls = [
        {"interaction": {"name": "c", "target": "it", "mode": "sync"}},
        {"interaction": {"name": "d", "target": "it"}},
    ]
    when = [{"exists": CALLED[0]}, *BIG_AND_PUBLIC]
    found = doubted(SERVICE, when, service(exposure="public"), *calls)
    assert found == {"it.operations"}


def test_kind_that_is_needed_is_in_doubt(doubted: Doubted) -> None:
    found = doubted(SERVICE, BIG_AND_PUBLIC, service(operations=11), needs=["cache"], open_kinds=("cache",))
    assert found == {"cache", "it.exposure"}


def test_test_on_a_value_that_is_not_known_is_left_open(doubted: Doubted) -> None:
    when = [{"service": {"name": "$service", "operations": "$operations"}}, {"test": "operations > 1"}]
    assert doubted(SERVICE, when, service()) == {"it.operations"}


def test_way_that_a_test_excludes_is_in_no_doubt(doubted: Doubted) -> None:
    when = [
        {"interaction": {"target": "$service", "rate_per_s": "$rate", "mode": "sync"}},
        {"test": "rate > 1"},
    ]
    calls = [
        {"interaction": {"name": name, "target": "it", "rate_per_s": rate}}
        for name, rate in (("c", 1), ("d", 2))
    ]
    assert doubted(SERVICE, when, service(), *calls) == {"d.mode"}


def test_where_nothing_is_found_all_that_is_open_is_in_doubt(doubted: Doubted) -> None:
    never = {"count": {"of": [CALLED[0], {"not": CALLED[0]}], "as": "$calls"}}
    when = [never, {"test": "calls > 1"}]
    assert doubted(SERVICE, when, service(), open_kinds=("interaction",)) == {"interaction"}


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    call = {"interaction": {"name": "$call"}}
    item = policy("rule", call, {"interaction": {"name": "$call", "target": "x"}})
    return write_pack(tmp_path_factory.mktemp("pack"), item).policies["rule"]


@settings(max_examples=60)
@given(conditions(), INTERACTIONS)
def test_whatever_is_unknown_something_is_in_doubt(
    frame: Policy, found: tuple[Condition, ...], interactions: list[Known]
) -> None:
    of, memory = filled(frame, found), WorkingMemory()
    for number, values in enumerate(interactions):
        memory.give(interaction(number, values), Origin("system", "given"))
    for open_kinds in (frozenset[str](), frozenset({"interaction"})):
        doubts = doubting(of, memory, open_kinds)
        for element, verdict in judge(of, memory, open_kinds).items():
            assert verdict is not Verdict.UNKNOWN or doubts.of(element)
