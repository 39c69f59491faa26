"""Rules are compiled once for each set of parameters, and what they ask about the unknown is found."""

from archrules.inference.compile import compile_conditions, experta_class, fact_name
from archrules.inference.compile import tests_unknown as asks_unknown
from archrules.knowledge_base.conditions import Existence, Negation
from tests.unit.inference.programs import holds, pattern, rule, var

AT_LEAST = [pattern("a", x=(">=", var("least")))]


def test_equal_rules_are_compiled_once() -> None:
    first = compile_conditions(rule("r", AT_LEAST, least=1))
    assert compile_conditions(rule("r", AT_LEAST, least=1)) is first


def test_other_parameters_are_compiled_anew() -> None:
    first = compile_conditions(rule("r", AT_LEAST, least=1))
    assert compile_conditions(rule("r", AT_LEAST, least=2)) is not first


def test_kind_has_one_class() -> None:
    assert experta_class("a") is experta_class("a")
    assert experta_class("a") is not experta_class("b")


def test_facts_are_named_in_order_of_their_patterns() -> None:
    assert [fact_name(index) for index in (0, 1, 12)] == ["F00", "F01", "F12"]


def test_every_question_about_the_unknown_is_found() -> None:
    unknown = ("unknown", True)
    conditions = (
        pattern("a", x=unknown, y=1),
        Negation(pattern("b", t=unknown)),
        Existence(pattern("p", y=unknown)),
        holds("1 < 2"),
    )
    assert asks_unknown(conditions) == {("a", "x"), ("b", "t"), ("p", "y")}
