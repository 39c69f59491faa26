"""One run of rules: what it matches, what it concludes, what it tells, and how it stops."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from archrules.errors import InferenceError, InferenceLimitError
from archrules.inference.memory import Support
from archrules.inference.session import run
from archrules.knowledge_base.conditions import Condition, Existence, Negation, Pattern
from archrules.knowledge_base.expressions import parse_expression
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import TextTemplate
from archrules.vocabulary.facts import Value
from tests.unit.inference.programs import fact, fire, holds, memory_of, pattern, rule, then, var

ONE, TWO, THREE = (fact("a", x=n) for n in (1, 2, 3))
TO_Q = then("q", x=var("u"))


def concluded(*conditions: Condition, **parameters: Value) -> list[str]:
    """What a rule concludes from a(1), a(2), b(2, red) and b(without x, blue)."""
    memory = memory_of(ONE, TWO, fact("b", x=2, t="red"), fact("b", t="blue"))
    run([rule("r", conditions, then("q", x=1), **parameters)], memory)
    return [str(one) for support in memory.supports(fact("q", x=1)) for one in support.facts]


@pytest.mark.parametrize(
    ("condition", "matched"),
    [
        (pattern("a", x=2), ["a {x: 2}"]),
        (pattern("a", x=("!=", 2)), ["a {x: 1}"]),
        (pattern("a", x=("<", 2)), ["a {x: 1}"]),
        (pattern("a", x=("<=", 1)), ["a {x: 1}"]),
        (pattern("a", x=(">", 1)), ["a {x: 2}"]),
        (pattern("a", x=(">=", 2)), ["a {x: 2}"]),
        (pattern("a", x=("in", (2, 7))), ["a {x: 2}"]),
        (pattern("b", x=("unknown", True)), ["b {t: blue}"]),
        (pattern("b", t=("!=", "blue")), ["b {x: 2, t: red}"]),
        (pattern("b", x=("!=", 7)), ["b {x: 2, t: red}"]),
    ],
)
def test_pattern_matches(condition: Pattern, matched: list[str]) -> None:
    assert concluded(condition) == matched


def test_equal_variables_join() -> None:
    assert concluded(pattern("b", x=var("u")), pattern("a", x=var("u"))) == ["b {x: 2, t: red}", "a {x: 2}"]


def test_unknown_value_joins_with_nothing() -> None:
    assert concluded(pattern("b", t="blue", x=var("u")), pattern("a")) == []


def test_two_patterns_may_match_one_fact() -> None:
    assert concluded(pattern("a", x=2), pattern("a", x=(">", 1))) == ["a {x: 2}", "a {x: 2}"]


def test_parameter_is_compared_in_patterns_and_tests() -> None:
    assert concluded(pattern("a", x=(">=", var("least"))), holds("least == 2"), least=2) == ["a {x: 2}"]


def test_test_before_every_pattern_is_asked() -> None:
    assert concluded(holds("least > 3"), pattern("a"), least=2) == []
    assert concluded(holds("least < 3"), pattern("a", x=1), least=2) == ["a {x: 1}"]


def test_negation_sees_what_was_bound_before() -> None:
    assert concluded(pattern("a", x=var("u")), Negation(pattern("b", x=var("u")))) == ["a {x: 1}"]


def test_variable_inside_a_negation_stays_inside() -> None:
    assert concluded(Negation(pattern("p", x=var("u"))), pattern("a", x=var("u")), holds("u == 1")) == [
        "a {x: 1}"
    ]


def test_existence_fires_once_however_many_there_are() -> None:
    memory = memory_of(ONE, TWO)
    assert len(fire([rule("r", [Existence(pattern("a"))], then("q", x=1))], memory)) == 1


def test_existence_of_nothing_does_not_fire() -> None:
    assert fire([rule("r", [Existence(pattern("a", x=7))], then("q", x=1))], memory_of(ONE)) == []


def test_rule_without_conditions_holds() -> None:
    memory = memory_of()
    run([rule("r", [], then("q", x=1))], memory)
    assert memory.supports(fact("q", x=1)) == [Support("r", ())]


def test_no_rules_conclude_nothing() -> None:
    memory = memory_of(ONE)
    run([], memory)
    assert list(memory) == [ONE]


def test_conclusions_are_matched_to_the_fixpoint() -> None:
    edge = pattern("edge", x=var("u"), y=var("v"))
    rules = [
        rule("step", [edge], then("path", x=var("u"), y=var("v"))),
        rule("far", [edge, pattern("path", x=var("v"), y=var("w"))], then("path", x=var("u"), y=var("w"))),
    ]
    memory = memory_of(*(fact("edge", x=n, y=n % 4 + 1) for n in range(1, 5)))
    run(rules, memory)
    assert len(memory.of_kind("path")) == 16


def test_every_way_to_a_conclusion_is_recorded() -> None:
    rules = [rule(name, [pattern("a", x=(">", 1))], then("q", x=0)) for name in ("first", "second")]
    memory = memory_of(ONE, TWO, THREE)
    run(rules, memory)
    assert memory.supports(fact("q", x=0)) == [
        Support(name, (one,)) for name in ("first", "second") for one in (TWO, THREE)
    ]


def test_given_fact_that_is_concluded_gets_a_support() -> None:
    memory = memory_of(ONE, fact("q", x=1))
    run([rule("r", [pattern("a", x=var("u"))], TO_Q)], memory)
    assert memory.supports(fact("q", x=1)) == [Support("r", (ONE,))]


def test_observer_sees_variables_and_parameters_only() -> None:
    conditions = [pattern("a", x=var("u")), pattern("a", x=("<", var("u")))]
    ((_, bindings, facts),) = fire([rule("r", conditions, TO_Q, limit=7)], memory_of(ONE, TWO))
    assert bindings == (("limit", 7), ("u", 2))
    assert facts == (TWO, ONE)


@pytest.mark.parametrize("name", ["self", "cls", "args", "kwargs", "rule", "facts", "bindings"])
def test_variable_may_have_any_name(name: str) -> None:
    memory = memory_of(ONE)
    run([rule("r", [pattern("a", x=var(name)), holds(f"{name} == 1")], then("q", x=var(name)))], memory)
    assert fact("q", x=1) in memory


def counting_up() -> list[Rule]:
    up = then("p", x=parse_expression("u + 1"))
    back = then("q", x=var("u"))
    return [
        rule("up", [pattern("q", x=var("u"))], up),
        rule("back", [pattern("p", x=var("u"))], back),
        rule("once", [pattern("a", x=var("u"))], then("q", x=var("u"))),
    ]


def test_endless_rules_are_stopped_and_named() -> None:
    with pytest.raises(InferenceLimitError) as caught:
        run(counting_up(), memory_of(ONE), firing_limit=50)
    assert str(caught.value) == (
        "more than 50 firings; the rules that fire most: back (25), once (1), up (25)"
    )


def test_limit_may_be_reached_but_not_passed() -> None:
    rules = [rule("r", [pattern("a", x=var("u"))], TO_Q)]
    assert len(fire(rules, memory_of(ONE, TWO), firing_limit=2)) == 2
    with pytest.raises(InferenceLimitError):
        fire(rules, memory_of(ONE, TWO, THREE), firing_limit=2)


def test_sessions_in_threads_do_not_meet() -> None:
    def firings(number: int) -> int:
        facts = [fact("edge", x=n, y=n + 1) for n in range(number)]
        edge = pattern("edge", x=var("u"), y=var("v"))
        return len(fire([rule("pair", [edge, pattern("edge", x=var("v"))], TO_Q)], memory_of(*facts)))

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(firings, range(1, 25))) == list(range(24))


BROKEN = {
    "test": rule("broken", [pattern("a", x=var("u")), holds("1 / (u - 2) > 0")], TO_Q),
    "comparison": rule("broken", [pattern("b", t=var("n")), pattern("a", x=("<", var("n")))], then("q", x=0)),
    "conclusion": rule("broken", [pattern("a", x=var("u"))], then("q", x=parse_expression("1 / (u - 2)"))),
    "text": rule("broken", [pattern("a", x=var("u"))], then("q", x=TextTemplate("{u}"))),
}


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ("test", "where u = 2"),
        ("comparison", "n = red"),
        ("conclusion", "matched: a {x: 2}"),
        ("text", "matched: a {x: "),
    ],
)
def test_what_cannot_be_computed_is_told_with_rule_and_facts(broken: str, place: str) -> None:
    with pytest.raises(InferenceError, match=r"^rule broken: ") as caught:
        run([BROKEN[broken]], memory_of(ONE, TWO, fact("b", t="red")))
    assert place in str(caught.value)


@pytest.mark.parametrize("broken", sorted(BROKEN))
def test_run_after_a_broken_one_works(broken: str) -> None:
    memory = memory_of(ONE, TWO, fact("b", t="red"))
    with pytest.raises(InferenceError):
        run([BROKEN[broken]], memory)
    run([rule("sound", [pattern("a", x=var("u"))], then("p", x=var("u")))], memory)
    assert memory.of_kind("p") == [fact("p", x=1), fact("p", x=2)]
