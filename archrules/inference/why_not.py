"""Why a rule did not fire for some bindings: the first condition that nothing met, and what came nearest to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archrules.errors import UnknownNameError, near_names
from archrules.inference.memory import WorkingMemory
from archrules.inference.normal_form import MOST_PATTERNS_INSIDE
from archrules.inference.program import Program
from archrules.inference.session import matches
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Predicate,
    Test,
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
        InferenceError: a test cannot be computed, or a value is of another type than its variable.
        UnknownNameError: the rule binds no variable of a name.
    """
    bound = set().union(*map(binds, rule.conditions))
    for name in sorted(bindings.keys() - bound):
        message = f"rule {rule.id} binds no variable {name!r}"
        raise UnknownNameError(message, near_names(name, bound))
    search = _Search(rule, memory, bindings, Program((), vocabulary))
    for index in range(len(rule.conditions)):
        if not search.holds(index + 1):
            return _nearest(search, index)
    return None


@dataclass(frozen=True, slots=True)
class _Attempt:
    bindings: Mapping[str, Any]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _Search:
    """A rule whose variables are asked to have some values where they are bound."""

    rule: Rule
    memory: WorkingMemory
    wanted: Mapping[str, Any]
    program: Program

    def holds(self, length: int) -> bool:
        """Whether so many conditions from the first on hold together."""
        conditions = self._first(length)
        if sum(isinstance(one, Pattern) for one in conditions) > MOST_PATTERNS_INSIDE:
            return bool(self._matches(conditions, ()))
        return bool(self._matches((Existence(conditions),), ()))

    def attempts(self, length: int) -> list[_Attempt]:
        """Every match of so many conditions from the first on, in order of the facts."""
        names = tuple(sorted(set().union(*map(binds, self.rule.conditions[:length]))))
        found = [
            _Attempt(dict(zip(names, values, strict=True)), facts)
            for values, facts in self._matches(self._first(length), names)
        ]
        return sorted(found, key=lambda attempt: [fact.sort_key for fact in attempt.facts])

    def in_the_way(self, negation: Negation, attempt: _Attempt) -> tuple[Fact, ...]:
        """The first facts that the negation rules out after an attempt."""
        known = {**self.rule.parameters, **attempt.bindings}
        found = matches(negation.conditions, known, (), self.memory, program=self.program)
        return min((facts for _, facts in found), key=lambda facts: [f.sort_key for f in facts], default=())

    def _matches(
        self, conditions: tuple[Condition, ...], names: tuple[str, ...]
    ) -> list[tuple[tuple[Any, ...], tuple[Fact, ...]]]:
        return matches(conditions, self.rule.parameters, names, self.memory, program=self.program)

    def _first(self, length: int) -> tuple[Condition, ...]:
        return tuple(one for condition in self.rule.conditions[:length] for one in self._asked(condition))

    def _asked(self, condition: Condition) -> Iterator[Condition]:
        """The condition, with what it binds asked to be what is wanted."""
        if isinstance(condition, Pattern):
            asked = tuple(
                Constraint(constraint.field, "=", self.wanted[constraint.operand.name])
                for constraint in condition.constraints
                if constraint.operator == "="
                and isinstance(constraint.operand, Variable)
                and constraint.operand.name in self.wanted
            )
            yield Pattern(condition.kind, (*condition.constraints, *asked), condition.fact)
            return
        yield condition
        if isinstance(condition, Count) and condition.name in self.wanted:
            number = self.wanted[condition.name]
            yield Test(Predicate((condition.name,), lambda **counted: number in counted.values()))


def _nearest(search: _Search, index: int) -> Unmet:
    condition, rule = search.rule.conditions[index], search.rule
    reached = search.attempts(index)
    known = {**rule.parameters, **search.wanted}
    if isinstance(condition, Pattern):
        facts = search.memory.of_kind(condition.kind)[:_MOST_COMPARED]
        pairs = [
            (_failed(condition, fact, {**known, **attempt.bindings}), fact, attempt)
            for attempt in reached[: max(1, _MOST_COMPARED // max(1, len(facts)))]
            for fact in facts
        ]
        if pairs:
            failed, fact, attempt = min(pairs, key=lambda pair: (len(pair[0]), pair[1].sort_key))
            return Unmet(rule.id, index, condition, attempt.bindings, attempt.facts, fact, failed)
    first = reached[0]
    in_the_way = search.in_the_way(condition, first) if isinstance(condition, Negation) else ()
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
