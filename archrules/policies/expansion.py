"""Conditions in which what is counted or has to exist stands as well, so that its facts can be shown."""

from collections.abc import Iterator, Mapping

from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Renamed,
    Test,
    Variable,
    binds,
)
from archrules.vocabulary.facts import Value

_APART = "'s"  # no variable that an author writes ends like this


def expansions(
    conditions: tuple[Condition, ...], parameters: Mapping[str, Value]
) -> Iterator[tuple[Condition, ...]]:
    """For each `exists` and `count` the conditions with what it ranges over as patterns of their own behind it."""
    bound = set(parameters)
    for index, condition in enumerate(conditions):
        if isinstance(condition, Existence | Count):
            inner = _apart(condition.conditions, frozenset(bound))
            yield (*conditions[: index + 1], *inner, *conditions[index + 1 :])
        bound |= binds(condition)


def _apart(conditions: tuple[Condition, ...], outer: frozenset[str]) -> tuple[Condition, ...]:
    """The conditions with other names for all variables that are not bound outside."""
    return tuple(_renamed(condition, outer) for condition in conditions)


def _renamed(condition: Condition, outer: frozenset[str]) -> Condition:
    match condition:
        case Pattern(kind=kind, constraints=constraints):
            return Pattern(kind, tuple(_renamed_constraint(each, outer) for each in constraints))
        case Test(expression=expression):
            names = tuple((name, _name(name, outer)) for name in expression.names)
            return condition if isinstance(expression, Renamed) else Test(Renamed(expression, names))
        case Count(conditions=inner, name=name, distinct=distinct):
            counted = None if distinct is None else _name(distinct, outer)
            return Count(_apart(inner, outer), _name(name, outer), counted)
        case Negation(conditions=inner):
            return Negation(_apart(inner, outer))
        case Existence(conditions=inner):
            return Existence(_apart(inner, outer))


def _renamed_constraint(constraint: Constraint, outer: frozenset[str]) -> Constraint:
    operand = constraint.operand
    if not isinstance(operand, Variable):
        return constraint
    return Constraint(constraint.field, constraint.operator, Variable(_name(operand.name, outer)))


def _name(name: str, outer: frozenset[str]) -> str:
    return name if name in outer else f"{name}{_APART}"
