"""What rules mean, by the book: every fact is tried for every condition, again and again. Slow, short, and obvious."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import ge, gt, le, lt, ne
from typing import Any

from archrules.inference.memory import Support
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact, Value
from tests.unit.inference.programs import Known

Bindings = Mapping[str, Value]
Found = tuple[Bindings, tuple[Fact, ...]]
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {"!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def consequences(strata: Iterable[Sequence[Rule]], given: Iterable[Fact]) -> Known:
    """All facts that follow, each with every way in which it does, stratum after stratum."""
    ways: dict[Fact, set[Support]] = {fact: set() for fact in given}
    for rules in strata:
        grown = True
        while grown:
            before = {fact: len(supports) for fact, supports in ways.items()}
            for rule in rules:
                for bindings, facts in list(matches(rule.conditions, list(ways), rule.parameters)):
                    for template in rule.conclusions:
                        ways.setdefault(template.fill(bindings), set()).add(Support(rule.id, facts))
            grown = before != {fact: len(supports) for fact, supports in ways.items()}
    return {fact: frozenset(supports) for fact, supports in ways.items()}


def matches(conditions: Sequence[Condition], facts: Sequence[Fact], bindings: Bindings) -> Iterator[Found]:
    """Every way in which the conditions hold, one after the other, under the bindings."""
    if not conditions:
        yield bindings, ()
        return
    first, rest = conditions[0], conditions[1:]
    for extended, matched in _first(first, facts, bindings):
        for found, others in matches(rest, facts, extended):
            yield found, (*matched, *others)


def _first(  # noqa: C901  # one branch for each form of condition
    condition: Condition, facts: Sequence[Fact], bindings: Bindings
) -> Iterator[Found]:
    match condition:
        case Pattern():
            for one in facts:
                extended = _extended(condition, one, bindings)
                if extended is not None:
                    yield extended, (one,)
        case Negation(conditions=inner):
            if not any(True for _ in matches(inner, facts, bindings)):
                yield bindings, ()
        case Existence(conditions=inner):
            if any(True for _ in matches(inner, facts, bindings)):
                yield bindings, ()
        case Count(conditions=inner, name=name, distinct=distinct):
            found = list(matches(inner, facts, bindings))
            number = len({inside[distinct] for inside, _ in found}) if distinct else len(found)
            yield {**bindings, name: number}, ()
        case Test(expression=expression):
            if expression.holds(bindings):
                yield bindings, ()


def _extended(pattern: Pattern, one: Fact, bindings: Bindings) -> Bindings | None:
    """The bindings with what the pattern binds on the fact; None if it does not match."""
    if one.kind != pattern.kind:
        return None
    extended = dict(bindings)
    for constraint in pattern.constraints:
        if not _holds(constraint, one.get(str(constraint.field)), extended):
            return None
    return extended


def _holds(constraint: Constraint, value: Value | None, bindings: dict[str, Value]) -> bool:
    operand = constraint.operand
    if value is None or constraint.operator == "unknown":
        return value is None and constraint.operator == "unknown"
    if constraint.operator == "in":
        return isinstance(operand, tuple) and value in operand
    if constraint.operator == "=":
        wanted = bindings.setdefault(operand.name, value) if isinstance(operand, Variable) else operand
        return wanted == value
    limit = bindings[operand.name] if isinstance(operand, Variable) else operand
    return _COMPARE[constraint.operator](value, limit)
