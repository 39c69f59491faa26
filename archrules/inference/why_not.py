"""Why a rule did not fire for some bindings: the first condition that nothing met, and what came nearest to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.inference.session import matches
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Negation,
    Pattern,
    Variable,
    binds,
)
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.kinds import Kind

_MOST_COMPARED = 1_000


@dataclass(frozen=True, slots=True)
class Unmet:
    """The condition at which every attempt to match a rule ended.

    `bindings` and `facts` are what the conditions before it bound and matched, in the attempt that came nearest. For
    a pattern, `nearest` is the fact that fails the fewest of its constraints, and `constraints` are those; for a
    negation, `facts_in_the_way` are those that it rules out.
    """

    rule: str
    index: int
    condition: Condition
    bindings: Mapping[str, Any]
    facts: tuple[Fact, ...]
    nearest: Fact | None = None
    constraints: tuple[Constraint, ...] = ()
    facts_in_the_way: tuple[Fact, ...] = ()


def why_not(
    rule: Rule,
    memory: WorkingMemory,
    bindings: Mapping[str, Any],
    *,
    vocabulary: Mapping[str, Kind] = VOCABULARY,
) -> Unmet | None:
    """The nearest unmet condition of the rule where its variables have the given values; None if it holds there.

    Conditions are tried in the order in which they are written, over the facts as they are now.

    Raises:
        InferenceError: a test cannot be computed.
    """
    program = Program((), vocabulary)
    known = {**rule.parameters, **bindings}
    reached: list[_Attempt] = [_Attempt(known, ())]
    for index in range(len(rule.conditions)):
        found = _attempts(rule.conditions[: index + 1], known, memory, program)
        if not found:
            return _nearest(rule, index, reached, memory, program)
        reached = found
    return None


@dataclass(frozen=True, slots=True)
class _Attempt:
    bindings: Mapping[str, Any]
    facts: tuple[Fact, ...]


def _attempts(
    conditions: tuple[Condition, ...], known: Mapping[str, Any], memory: WorkingMemory, program: Program
) -> list[_Attempt]:
    """Every match of the conditions, in order of the facts."""
    wanted = tuple(sorted(set().union(*map(binds, conditions)) - known.keys()))
    found = matches(conditions, known, wanted, memory, program=program)
    attempts = [
        _Attempt({**known, **dict(zip(wanted, values, strict=True))}, facts) for values, facts in found
    ]
    return sorted(attempts, key=lambda attempt: [fact.sort_key for fact in attempt.facts])


def _nearest(
    rule: Rule, index: int, reached: Sequence[_Attempt], memory: WorkingMemory, program: Program
) -> Unmet:
    condition, first = rule.conditions[index], reached[0]
    if isinstance(condition, Pattern):
        facts = memory.of_kind(condition.kind)[:_MOST_COMPARED]
        pairs = [
            (_failed(condition, fact, attempt.bindings), fact, attempt)
            for attempt in reached[: max(1, _MOST_COMPARED // max(1, len(facts)))]
            for fact in facts
        ]
        if pairs:
            failed, fact, attempt = min(pairs, key=lambda pair: (len(pair[0]), pair[1].sort_key))
            return Unmet(rule.id, index, condition, attempt.bindings, attempt.facts, fact, failed)
    in_the_way: tuple[Fact, ...] = ()
    if isinstance(condition, Negation):
        found = _attempts(condition.conditions, first.bindings, memory, program)
        in_the_way = found[0].facts if found else ()
    return Unmet(rule.id, index, condition, first.bindings, first.facts, facts_in_the_way=in_the_way)


def _failed(pattern: Pattern, fact: Fact, bindings: Mapping[str, Any]) -> tuple[Constraint, ...]:
    """The constraints of the pattern that the fact does not meet under the bindings."""
    own: dict[str, Any] = {}
    return tuple(c for c in pattern.constraints if not _met(c, fact.get(str(c.field)), bindings, own))


def _met(constraint: Constraint, value: Any, bindings: Mapping[str, Any], own: dict[str, Any]) -> bool:
    operand: Any = constraint.operand
    if value is None or constraint.operator == "unknown":
        return value is None and constraint.operator == "unknown"
    if constraint.operator == "in":
        return bool(value in operand)
    if isinstance(operand, Variable):
        if operand.name not in bindings and constraint.operator == "=":
            return bool(own.setdefault(operand.name, value) == value)
        operand = bindings.get(operand.name, own.get(operand.name))
    return bool(_COMPARE[constraint.operator](value, operand))


_COMPARE: Mapping[str, Any] = {
    "=": lambda value, operand: value == operand,
    "!=": lambda value, operand: value != operand,
    "<": lambda value, operand: value < operand,
    "<=": lambda value, operand: value <= operand,
    ">": lambda value, operand: value > operand,
    ">=": lambda value, operand: value >= operand,
}
