"""Running rules: what they match, what they conclude, what is told, and how a run stops."""

import pytest

from archrules.errors import InferenceError, InferenceLimitError
from archrules.inference.memory import Support
from archrules.inference.program import Program
from archrules.inference.saturation import saturate
from archrules.inference.session import matches
from archrules.knowledge_base.conditions import Condition, Count, Existence, Negation, Pattern
from archrules.knowledge_base.expressions import parse_expression
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import TextTemplate
from archrules.vocabulary.facts import Value
from tests.unit.inference.programs import (
    KINDS,
    execute,
    fact,
    holds,
    memory_of,
    pattern,
    rule,
    then,
    var,
)

ONE, TWO, THREE = (fact("a", x=n) for n in (1, 2, 3))
TO_Q = then("q", x=var("u"))


def concluded(*conditions: Condition, **parameters: Value) -> list[str]:
    """What a rule concludes from a(1), a(2), b(2, red) and b(without x, blue)."""
    given = ONE, TWO, fact("b", x=2, t="red"), fact("b", t="blue")
    memory = execute([rule("r", conditions, then("q", x=1), **parameters)], *given)
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


def test_perhaps_equal_variables_join_with_what_is_equal_or_unknown() -> None:
    found = concluded(pattern("a", x=var("u")), pattern("b", x=("=?", var("u"))))
    pairs = sorted(zip(found[::2], found[1::2], strict=True))
    unknown, equal = "b {t: blue}", "b {x: 2, t: red}"
    assert pairs == [("a {x: 1}", unknown), ("a {x: 2}", unknown), ("a {x: 2}", equal)]


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
    assert concluded(pattern("a", x=var("u")), Negation((pattern("b", x=var("u")),))) == ["a {x: 1}"]


def test_variable_inside_a_negation_stays_inside() -> None:
    assert concluded(Negation((pattern("p", x=var("u")),)), pattern("a", x=var("u")), holds("u == 1")) == [
        "a {x: 1}"
    ]


def test_existence_fires_once_however_many_there_are() -> None:
    memory = execute([rule("r", [Existence((pattern("a"),))], then("q", x=1))], ONE, TWO)
    assert memory.supports(fact("q", x=1)) == [Support("r", ())]


def test_existence_of_nothing_does_not_fire() -> None:
    assert fact("q", x=1) not in execute([rule("r", [Existence((pattern("a", x=7),))], then("q", x=1))], ONE)


def test_rule_without_conditions_holds() -> None:
    memory = execute([rule("r", [], then("q", x=1))])
    assert memory.supports(fact("q", x=1)) == [Support("r", ())]


def test_no_rules_conclude_nothing() -> None:
    assert list(execute([], ONE)) == [ONE]


def test_conclusions_are_matched_to_the_fixpoint() -> None:
    edge = pattern("edge", x=var("u"), y=var("v"))
    rules = [
        rule("step", [edge], then("path", x=var("u"), y=var("v"))),
        rule("far", [edge, pattern("path", x=var("v"), y=var("w"))], then("path", x=var("u"), y=var("w"))),
    ]
    memory = execute(rules, *(fact("edge", x=n, y=n % 4 + 1) for n in range(1, 5)))
    assert len(memory.of_kind("path")) == 16


def test_every_way_to_a_conclusion_is_recorded() -> None:
    rules = [rule(name, [pattern("a", x=(">", 1))], then("q", x=0)) for name in ("first", "second")]
    memory = execute(rules, ONE, TWO, THREE)
    assert memory.supports(fact("q", x=0)) == [
        Support(name, (one,)) for name in ("first", "second") for one in (TWO, THREE)
    ]


def test_given_fact_that_is_concluded_gets_a_support() -> None:
    memory = execute([rule("r", [pattern("a", x=var("u"))], TO_Q)], ONE, fact("q", x=1))
    assert memory.supports(fact("q", x=1)) == [Support("r", (ONE,))]


def test_matches_carry_what_is_asked_for() -> None:
    conditions = [pattern("a", x=var("u")), pattern("a", x=("<", var("u")))]
    found = matches(conditions, {"limit": 7}, ("limit", "u"), memory_of(ONE, TWO), program=Program((), KINDS))
    assert found == [((7, 2), (TWO, ONE))]


@pytest.mark.parametrize("name", ["self", "cls", "args", "kwargs", "rule", "facts", "bindings"])
def test_variable_may_have_any_name(name: str) -> None:
    conditions: list[Condition] = [pattern("a", x=var(name)), holds(f"{name} == 1")]
    assert fact("q", x=1) in execute([rule("r", conditions, then("q", x=var(name)))], ONE)


COUNTED = pattern("b", x=var("u"))


@pytest.mark.parametrize(
    ("count", "number"),
    [
        (Count((pattern("b"),), "n"), 2),
        (Count((pattern("b", x=7),), "n"), 0),
        (Count((pattern("a", x=var("v")), pattern("b", t=var("w"))), "n"), 4),
        (Count((pattern("a", x=var("v")), pattern("b", t=var("w"))), "n", "w"), 2),
        (Count((pattern("a", x=var("v")), holds("v > 1")), "n"), 1),
    ],
    ids=str,
)
def test_count_binds_how_many_there_are(count: Count, number: int) -> None:
    given = ONE, TWO, fact("b", x=2, t="red"), fact("b", t="blue")
    memory = execute([rule("r", [count], then("q", x=var("n")))], *given)
    assert memory.of_kind("q") == [fact("q", x=number)]


def test_count_is_of_what_was_bound_before() -> None:
    rules = [rule("r", [pattern("a", x=var("u")), Count((COUNTED,), "n")], then("q", x=var("u"), y=var("n")))]
    given = ONE, TWO, fact("b", x=2, t="red"), fact("b", x=2, t="blue")
    assert execute(rules, *given).of_kind("q") == [fact("q", x=1, y=0), fact("q", x=2, y=2)]


def test_counted_number_joins_with_a_field() -> None:
    counted = Count((pattern("b"),), "n")
    assert concluded(counted, pattern("a", x=var("n"))) == ["a {x: 2}"]
    assert concluded(pattern("a", x=var("u")), counted, holds("u == n")) == ["a {x: 2}"]


def test_negation_of_several_patterns_is_of_all_together() -> None:
    both = Negation((pattern("b", x=var("u"), t=var("n")), pattern("p", t=var("n"))))
    rules = [rule("r", [pattern("a", x=var("u")), both], TO_Q)]
    given = ONE, TWO, fact("b", x=1, t="red"), fact("b", x=2, t="blue"), fact("p", t="red")
    assert execute(rules, *given).of_kind("q") == [fact("q", x=2)]


def test_negation_in_a_negation_means_for_all() -> None:
    """No edge from u that does not lead to an a."""
    lacking = Negation((pattern("edge", x=var("u"), y=var("v")), Negation((pattern("a", x=var("v")),))))
    rules = [rule("r", [pattern("b", x=var("u")), lacking], TO_Q)]
    given = (
        ONE,
        fact("b", x=1),
        fact("b", x=2),
        fact("edge", x=1, y=1),
        fact("edge", x=2, y=1),
        fact("edge", x=2, y=9),
    )
    assert execute(rules, *given).of_kind("q") == [fact("q", x=1)]


def test_existence_is_of_what_was_bound_before() -> None:
    given = ONE, TWO, fact("b", x=2, t="red"), fact("b", x=2, t="blue")
    rules = [rule("r", [pattern("a", x=var("u")), Existence((COUNTED,))], TO_Q)]
    assert execute(rules, *given).supports(fact("q", x=2)) == [Support("r", (TWO,))]


def test_existence_of_what_the_same_rules_conclude_is_seen() -> None:
    rules = [
        rule("r", [pattern("a", x=var("u")), Existence((pattern("p", x=var("u")),))], TO_Q),
        rule("s", [pattern("b", x=var("u"))], then("p", x=var("u"))),
    ]
    assert execute(rules, ONE, fact("b", x=1)).of_kind("q") == [fact("q", x=1)]


def test_names_inside_a_quantifier_may_be_bound_again_outside() -> None:
    rules = [
        rule(
            "r",
            [Count((pattern("b", x=var("u")), holds("u > 1")), "n"), pattern("a", x=var("u"))],
            then("q", x=var("u"), y=var("n")),
        )
    ]
    assert execute(rules, ONE, fact("b", x=2)).of_kind("q") == [fact("q", x=1, y=1)]


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        (
            [holds("u > 1"), pattern("a", x=var("u"))],
            "`u > 1` uses u, which nothing before it binds (bound: k)",
        ),
        ([pattern("a", x=("<", var("u")))], "`< $u` uses u, which nothing before it binds (bound: k)"),
        ([Negation((pattern("a", x=var("u")),)), holds("u > 1")], "`u > 1` uses u, which nothing"),
        ([Count((pattern("a"),), "n", "u")], "`distinct` uses u, which nothing before it binds"),
        (
            [pattern("a", x=var("n")), Count((pattern("a"),), "n")],
            "`count` binds 'n', which is bound already",
        ),
        ([pattern("zzz", x=var("n"))], "the vocabulary has no field zzz.x"),
        ([pattern("a", z=var("n"))], "the vocabulary has no field a.z"),
        ([pattern("a", x=("<", "red"))], "a.x < red compares number with text"),
        ([pattern("a", x="red")], "a.x = red compares number with text"),
        ([pattern("a", t=("<", "red"))], "a.t < red orders text; only numbers have an order"),
        ([pattern("a", t=("in", ("red", 1)))], "a.t in ('red', 1) compares text with number"),
        (
            [pattern("a", t=var("n")), pattern("a", t=("in", var("n")))],
            "a.t in $n: `in` takes a tuple of values",
        ),
        ([pattern("a", x=("~", 1))], "a.x ~ 1 has no operator that is known here"),
        ([Count((pattern("a"),), "n"), pattern("a", t=var("n"))], "a.t = $n compares text with number"),
        ([Count((pattern("a"),), "n", "k")], "`distinct` counts the values of a variable; k is a parameter"),
        (
            [Negation(tuple(pattern("a", x=n) for n in range(16)))],
            "more than 15 patterns inside `not`, `exists`",
        ),
    ],
)
def test_rule_that_has_no_meaning_is_refused(conditions: list[Condition], told: str) -> None:
    with pytest.raises(InferenceError) as caught:
        execute([rule("r", conditions, then("q", x=1), k=1)], ONE)
    assert told in str(caught.value)


def test_rules_that_negate_what_they_conclude_are_refused() -> None:
    circle = [rule("r", [pattern("a"), Negation((pattern("q"),))], then("q", x=1))]
    with pytest.raises(InferenceError, match=r"negate or count what they help to conclude have no order: r$"):
        execute(circle, ONE)


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
        execute(counting_up(), ONE, firing_limit=50)
    assert str(caught.value) == (
        "more than 50 firings; the rules that fire most: back (25), once (1), up (25)"
    )


def test_limit_may_be_reached_but_not_passed() -> None:
    rules = [rule("r", [pattern("a", x=var("u"))], TO_Q)]
    assert len(execute(rules, ONE, TWO, firing_limit=2).of_kind("q")) == 2
    with pytest.raises(InferenceLimitError):
        execute(rules, ONE, TWO, THREE, firing_limit=2)


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
        ("comparison", "a.x < $n compares number with text"),
        ("conclusion", "matched: a {x: 2}"),
        ("text", "matched: a {x: "),
    ],
)
def test_what_cannot_be_computed_is_told_with_rule_and_facts(broken: str, place: str) -> None:
    with pytest.raises(InferenceError, match=r"^rule broken: ") as caught:
        execute([BROKEN[broken]], ONE, TWO, fact("b", t="red"))
    assert place in str(caught.value)


@pytest.mark.parametrize("broken", sorted(BROKEN))
def test_run_after_a_broken_one_works(broken: str) -> None:
    sound = rule("sound", [pattern("a", x=var("u"))], then("p", x=var("u")))
    memory, program = memory_of(ONE, TWO, fact("b", t="red")), Program([BROKEN[broken], sound], KINDS)
    with pytest.raises(InferenceError):
        saturate(program, program.stage([BROKEN[broken]]), memory)
    saturate(program, program.stage([sound]), memory)
    assert memory.of_kind("p") == [fact("p", x=1), fact("p", x=2)]
