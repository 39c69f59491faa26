"""Why a rule did not fire: the first condition that nothing met, and what came nearest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.errors import UnknownNameError
from archrules.inference.why_not import Unmet, why_not
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Variable,
)
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


def test_variable_of_a_negation_stays_inside_it() -> None:
    conditions: list[Condition] = [Negation((pattern("b", x=var("u")),)), pattern("a", x=var("u"))]
    found = unmet(rule("r", conditions, TO_Q), ONE, fact("b", x=9), u=1)
    assert found is not None
    assert (found.index, found.facts_in_the_way) == (0, (fact("b", x=9),))


def test_counted_number_may_be_asked_for() -> None:
    tried = rule("r", [Count((pattern("a"),), "n"), pattern("a", x=var("n"))], TO_Q)
    assert unmet(tried, ONE, TWO, n=2) is None
    found = unmet(tried, ONE, TWO, n=1)
    assert found is not None
    assert found.index == 0


def test_name_that_the_rule_does_not_bind_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="rule r binds no variable 'use' \\(did you mean 'user'\\?\\)"):
        unmet(rule("r", [pattern("a", x=var("user"))], TO_Q), ONE, use=1)


@settings(max_examples=100)
@given(program=rules(most=1), given_facts=facts(("a", "b", "p", "q")), asked=st.booleans())
def test_prefix_before_the_unmet_condition_holds_and_the_one_with_it_does_not(
    program: list[Rule], given_facts: list[Fact], *, asked: bool
) -> None:
    (tried,) = program
    fields = (c for one in tried.conditions if isinstance(one, Pattern) for c in one.constraints)
    numbers = {
        c.operand.name
        for c in fields
        if c.operator == "=" and c.field in "xy" and isinstance(c.operand, Variable)
    }
    bindings = {"u": 1} if asked and "u" in numbers else {}
    found = unmet(tried, *given_facts, **bindings)

    def reached(length: int) -> bool:
        ways = matches(tried.conditions[:length], list(dict.fromkeys(given_facts)), tried.parameters)
        return any(all(way.get(name, value) == value for name, value in bindings.items()) for way, _ in ways)

    if found is None:
        assert reached(len(tried.conditions))
    else:
        assert reached(found.index)
        assert not reached(found.index + 1)
