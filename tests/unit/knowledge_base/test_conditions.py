"""Conditions as data."""

from archrules.knowledge_base.conditions import Constraint, Pattern, Variable


def test_a_variable_looks_as_it_is_written() -> None:
    assert str(Variable("team")) == "$team"


def test_the_variables_of_a_pattern_are_those_of_all_its_constraints() -> None:
    constraints = (
        Constraint("name", "=", Variable("a")),
        Constraint("size", ">", Variable("b")),
        Constraint("size", "<", 5),
        Constraint("mood", "in", ("good", "bad")),
    )
    assert Pattern("team", constraints).variables() == {"a", "b"}


def test_equal_patterns_are_equal() -> None:
    first, second = (Pattern("team", (Constraint("name", "=", Variable("a")),)) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
