"""What holds whatever the brief says: conditions about nothing but what the knowledge itself gives."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
    patterns_in,
)
from archrules.knowledge_base.expressions import Expression, ExpressionError
from archrules.knowledge_base.lint.known_facts import CLOSED
from archrules.knowledge_base.lint.values import that
from archrules.vocabulary.facts import Fact, Value

Bound = Mapping[str, Value | None]
"""Variables; None where one is bound, but to what depends on the brief."""


def always(conditions: Sequence[Condition], facts: Sequence[Fact], bound: Bound) -> Iterator[Bound]:
    """Ways in which conditions hold for every brief: none where that cannot be told.

    Parameters are not among the variables: a brief may change them.
    """
    if not conditions:
        yield bound
        return
    first, *rest = conditions
    for after in _ways(first, facts, bound):
        yield from always(rest, facts, after)


def _ways(condition: Condition, facts: Sequence[Fact], bound: Bound) -> Iterator[Bound]:
    match condition:
        case Pattern(kind="system") if all(c.operator == "=" for c in condition.constraints):
            yield from _of_every_brief(condition, bound)  # each brief has one
        case Pattern():
            for fact in facts:
                after = _matched(condition, fact, bound)
                if after is not None:
                    yield after
        case Test(expression=Expression() as expression):
            if _is_true(expression, bound):
                yield bound
        case Existence(conditions=inner):
            if any(True for _ in always(inner, facts, bound)):
                yield bound
        case Negation(conditions=inner) | Count(conditions=inner):
            yield from _of_closed(condition, inner, facts, bound)


def _of_every_brief(pattern: Pattern, bound: Bound) -> Iterator[Bound]:
    names = [c.operand.name for c in pattern.constraints if isinstance(c.operand, Variable)]
    fields = {str(c.field) for c in pattern.constraints}
    if len(names) == len(pattern.constraints) and fields <= {"name"} and bound.keys().isdisjoint(names):
        yield {**bound, **dict.fromkeys(names)}


def _of_closed(
    condition: Negation | Count, inner: tuple[Condition, ...], facts: Sequence[Fact], bound: Bound
) -> Iterator[Bound]:
    """Only of kinds of which all facts are known can it be told that there is none, or how many there are."""
    kinds = {str(pattern.kind) for pattern, _ in patterns_in(inner)}
    if not kinds <= CLOSED or any(isinstance(part, Test) for part in inner) or None in bound.values():
        return
    found = list(always(inner, facts, bound))
    if isinstance(condition, Count):
        several = {entry.get(condition.distinct) for entry in found} if condition.distinct else found
        yield {**bound, condition.name: len(several)}
    elif not found:
        yield bound


def _matched(pattern: Pattern, fact: Fact, bound: Bound) -> Bound | None:
    if pattern.kind != fact.kind:
        return None
    after = dict(bound)
    for constraint in pattern.constraints:
        value = fact.get(str(constraint.field))
        operand = constraint.operand
        if constraint.operator == "=" and isinstance(operand, Variable):
            if value is None or after.setdefault(operand.name, value) != value:
                return None
        elif not _compares(value, constraint, after):
            return None
    return after


def _compares(value: Value | None, constraint: Constraint, bound: Bound) -> bool:
    operand = constraint.operand
    if constraint.operator == "unknown":
        return value is None
    wanted = bound.get(operand.name) if isinstance(operand, Variable) else operand
    if value is None or wanted is None:
        return False
    if constraint.operator in {"=", "!="}:
        return (value == wanted) == (constraint.operator == "=")
    if isinstance(wanted, tuple):
        return value in wanted
    is_number = isinstance(wanted, int | Fraction) and not isinstance(wanted, bool)
    return is_number and that(constraint.operator, Fraction(wanted)).holds(value)  # type: ignore[arg-type]  # a number


def _is_true(expression: Expression, bound: Bound) -> bool:
    known = {name: value for name, value in bound.items() if value is not None}
    try:
        return known.keys() >= set(expression.names) and expression.holds(known)
    except ExpressionError:
        return False
