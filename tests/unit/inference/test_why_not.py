"""Why a rule did not fire: the first condition that nothing met, and what came nearest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.inference.why_not import Unmet, why_not
from archrules.knowledge_base.conditions import Condition, Constraint, Count, Existence, Negation
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.programs import KINDS, fact, holds, memory_of, pattern, rule, then, var
from tests.unit.inference.random_programs import facts, rules
from tests.unit.inference.reference import matches

ONE, TWO = fact("a", x=1, t="red"), fact("a", x=2, t="blue")
TO_Q = then("q", x=0)


def unmet(tried: Rule, *given_facts: Fact, **bindings: int) -> Unmet | None:
    return why_not(tried, memory_of(*given_facts), bindings, vocabulary=KINDS)


def test_rule_that_fires_has_nothing_unmet() -> None:
    assert unmet(rule("r", [pattern("a", x=var("u"))], TO_Q), ONE, u=1) is None


def test_nearest_fact_fails_the_fewest_constraints() -> None:
    found = unmet(rule("r", [pattern("a", x=var("u"), t="red", y=7)], TO_Q), ONE, TWO, u=1)
    assert found is not None
    assert found.nearest == ONE
    assert found.constraints == (Constraint("y", "=", 7),)


def test_pattern_without_facts_has_no_nearest() -> None:
    found = unmet(rule("r", [pattern("a"), pattern("b", x=1)], TO_Q), ONE)
    assert found is not None
    assert (found.index, found.nearest, found.facts) == (1, None, (ONE,))


def test_attempt_that_came_farthest_is_told() -> None:
    conditions: list[Condition] = [pattern("a", x=var("u")), pattern("b", x=var("u")), holds("u > 5")]
    found = unmet(rule("r", conditions, TO_Q), ONE, TWO, fact("b", x=2))
    assert found is not None
    assert (found.index, found.facts, found.bindings) == (2, (TWO, fact("b", x=2)), {"u": 2})


def test_what_a_negation_rules_out_is_told() -> None:
    conditions: list[Condition] = [pattern("a", x=var("u")), Negation((pattern("b", x=var("u")),))]
    found = unmet(rule("r", conditions, TO_Q), ONE, fact("b", x=1), u=1)
    assert found is not None
    assert (found.index, found.facts_in_the_way) == (1, (fact("b", x=1),))


@pytest.mark.parametrize(
    ("conditions", "index"),
    [
        ([pattern("a"), Existence((pattern("b"),))], 1),
        ([Count((pattern("a"),), "n"), holds("n > least")], 1),
    ],
)
def test_other_conditions_are_told_by_their_place(conditions: list[Condition], index: int) -> None:
    found = unmet(rule("r", conditions, TO_Q, least=1), ONE)
    assert found is not None
    assert found.index == index


@settings(max_examples=100)
@given(rules(most=1), facts(("a", "b", "p", "q")), st.sampled_from([{}, {"u": 1}]))
def test_prefix_before_the_unmet_condition_holds_and_the_one_with_it_does_not(
    program: list[Rule], given_facts: list[Fact], bindings: dict[str, int]
) -> None:
    (tried,) = program
    known = {**tried.parameters, **bindings}
    found = unmet(tried, *given_facts, **bindings)
    there = list(dict.fromkeys(given_facts))
    if found is None:
        assert any(True for _ in matches(tried.conditions, there, known))
    else:
        assert any(True for _ in matches(tried.conditions[: found.index], there, known))
        assert not any(True for _ in matches(tried.conditions[: found.index + 1], there, known))
