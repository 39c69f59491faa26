"""Why it is unknown whether a policy is violated: which fields and which lists leave it open."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Quantified,
    Test,
    Variable,
    patterns_in,
)
from archrules.knowledge_base.rules import Policy
from archrules.policies.certainty import Certainty
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact

Doubt = tuple[Fact, str] | str
"""A field of a fact that is unknown, or a kind of which there may be more facts."""

Doubts = frozenset[Doubt]
_Values = Mapping[str, Any]
_NOT_KNOWN = object()
_MOST_WAYS = 500
_COMPARISONS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_NONE: Doubts = frozenset()


class Doubting:
    """Goes through the ways in which the elements of a policy may violate it, and notes what leaves each open."""

    def __init__(
        self, policy: Policy, memory: WorkingMemory, open_kinds: AbstractSet[str], certainty: Certainty
    ) -> None:
        self._policy, self._memory, self._certainty = policy, memory, certainty
        self._needed = frozenset(policy.item.needs) & open_kinds
        self._parameters = policy.rule.parameters
        self._index: dict[tuple[str, str], dict[Hashable, list[Fact]]] = {}

    def of(self, element: str) -> Doubts:
        """What is unknown about an element of which the policy says nothing; of several ways the least."""
        pattern = self._policy.elements
        key = VOCABULARY[str(pattern.kind)].key
        found: list[Doubts] = []
        for fact in self._facts(str(pattern.kind), key, element):
            compared = self._compare(pattern, fact, {})
            if compared is None:
                continue
            values, doubts = compared
            if doubts:
                found.append(doubts)
                continue
            ways = self._ways(self._policy.rule.conditions[1:], values, self._needed)
            found += [doubts for _, doubts in islice(ways, _MOST_WAYS)]
        return frozenset().union(*_least(found)) or self._whatever_is_open()

    def _whatever_is_open(self) -> Doubts:
        """All that the policy reads and that is not known, where no way in which it may matter was found."""
        found: set[Doubt] = set()
        for pattern, _ in patterns_in(self._policy.rule.conditions[1:]):
            if self._certainty.may_be_unlisted(pattern):
                found.add(str(pattern.kind))
            for fact in self._memory.of_kind(str(pattern.kind)):
                fields = (str(each.field) for each in pattern.constraints)
                found |= {(fact, name) for name in fields if fact.get(name) is None}
        return frozenset(found)

    def _ways(
        self, conditions: tuple[Condition, ...], values: _Values, doubts: Doubts
    ) -> Iterator[tuple[_Values, Doubts]]:
        """Every way in which the conditions may hold, with what would have to be known of it."""
        if not conditions:
            yield values, doubts
            return
        first, rest = conditions[0], conditions[1:]
        for now, more in self._way(first, values):
            yield from self._ways(rest, now, doubts | more)

    def _way(self, condition: Condition, values: _Values) -> Iterator[tuple[_Values, Doubts]]:
        match condition:
            case Pattern():
                yield from self._matches(condition, values)
            case Test(expression=expression):
                known = {name: self._value(name, values) for name in expression.names}
                if _NOT_KNOWN in known.values() or expression.holds(known):
                    yield values, _NONE
            case _:
                yield from self._quantified(condition, values)

    def _matches(self, pattern: Pattern, values: _Values) -> Iterator[tuple[_Values, Doubts]]:
        for fact in self._candidates(pattern, values):
            compared = self._compare(pattern, fact, values)
            if compared is not None:
                yield compared
        if self._certainty.may_be_unlisted(pattern):
            unbound = dict.fromkeys(pattern.variables() - values.keys(), _NOT_KNOWN)
            yield {**unbound, **values}, frozenset({str(pattern.kind)})

    def _quantified(self, condition: Quantified, values: _Values) -> Iterator[tuple[_Values, Doubts]]:
        inner = list(islice(self._ways(condition.conditions, values, _NONE), _MOST_WAYS))
        certain = [found for found, doubts in inner if not doubts]
        doubts = frozenset().union(*(doubts for _, doubts in inner))
        match condition:
            case Negation():
                if not certain:
                    yield values, doubts
            case Existence():
                if certain:
                    yield values, _NONE
                elif doubts:
                    yield values, frozenset().union(*_least(doubts for _, doubts in inner))
            case Count(name=name, distinct=distinct):
                counted = len({found[distinct] for found in certain} if distinct else certain)
                yield {**values, name: _NOT_KNOWN if doubts else counted}, doubts

    def _compare(self, pattern: Pattern, fact: Fact, values: _Values) -> tuple[_Values, Doubts] | None:
        """The values after a match that may be one, and the fields it leaves open; None if it is none."""
        now, doubts = dict(values), set()
        for constraint in pattern.constraints:
            value = fact.get(str(constraint.field))
            if constraint.operator in {"unknown", "known"}:
                if (value is None) != (constraint.operator == "unknown"):
                    return None
                continue
            wanted = self._operand(constraint, now)
            if value is None:
                doubts.add((fact, str(constraint.field)))
            elif wanted is not _NOT_KNOWN and not _holds(constraint.operator, value, wanted):
                return None
            name = constraint.operand.name if isinstance(constraint.operand, Variable) else None
            if name is not None and name not in now and name not in self._parameters:
                now[name] = _NOT_KNOWN if value is None else value
        return now, frozenset(doubts)

    def _operand(self, constraint: Constraint, values: _Values) -> Any:  # noqa: ANN401  # any value of a field
        operand = constraint.operand
        return self._value(operand.name, values) if isinstance(operand, Variable) else operand

    def _value(self, name: str, values: _Values) -> Any:  # noqa: ANN401  # any value of a field
        return values[name] if name in values else self._parameters.get(name, _NOT_KNOWN)

    def _candidates(self, pattern: Pattern, values: _Values) -> Iterable[Fact]:
        for constraint in pattern.constraints:
            wanted = self._operand(constraint, values)
            if constraint.operator == "=" and wanted is not _NOT_KNOWN:
                return self._facts(str(pattern.kind), str(constraint.field), wanted)
        return self._memory.of_kind(str(pattern.kind))

    def _facts(self, kind: str, field: str, value: Hashable) -> list[Fact]:
        """The facts of a kind whose field has a value, or may have it."""
        index = self._index.get((kind, field))
        if index is None:
            index = self._index[kind, field] = {}
            for fact in self._memory.of_kind(kind):
                index.setdefault(fact.get(field), []).append(fact)
        return [*index.get(value, ()), *index.get(None, ())]


def _holds(operator: str, value: Any, wanted: Any) -> bool:  # noqa: ANN401  # any value of a field
    return value in wanted if operator == "in" else bool(_COMPARISONS[operator](value, wanted))


def _least(ways: Iterable[Doubts]) -> list[Doubts]:
    """The sets of doubts that hold no other; without those that are empty."""
    several = {doubts for doubts in ways if doubts}
    return [doubts for doubts in several if not any(other < doubts for other in several)]
