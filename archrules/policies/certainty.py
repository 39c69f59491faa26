"""Conditions rewritten for facts that are not all known: what holds for certain, and what may hold.

A field without a value may turn out to have any. A kind that is open may have facts that the input does not list.
Conditions hold for certain if they hold however the unknown turns out, and possibly if they hold for some outcome.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.conditions import (
    UNKNOWN,
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
    binds,
    names_in,
    patterns_in,
)
from archrules.knowledge_base.expressions import Expression
from archrules.knowledge_base.monotony import increasing
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.structure_kinds import STRUCTURE_KINDS

COMPUTED = frozenset(kind.name for kind in STRUCTURE_KINDS)
"""Kinds whose facts are computed from others: where they are open, those that are there may change as well."""

_MOST_DOUBTS = 4
Conditions = tuple[Condition, ...]
_Place = tuple[int, Constraint]
"""A constraint of the condition from which so many are left, itself among them."""


class Certainty:
    """Rewrites conditions on an element, given the facts known and the kinds of which there may be more.

    The element itself is certain to be listed, all else of an open kind is not.
    """

    def __init__(
        self,
        memory: WorkingMemory,
        open_kinds: AbstractSet[str],
        parameters: Mapping[str, Any],
        element: Pattern | None = None,
    ) -> None:
        self._memory, self._open, self._parameters = memory, open_kinds, parameters
        self._kind = element.kind if element and element.kind not in COMPUTED else None
        self._names = frozenset(_key_constraints(element)) if element else frozenset()

    def certain(self, conditions: Conditions, bound: Iterable[str] = ()) -> Conditions | None:
        """Conditions that hold where the given ones hold for certain; None if they never do.

        The variables bound are known before them.
        """
        found: list[Condition] = []
        known = {*bound, *self._parameters}
        for condition in conditions:
            match condition:
                case Negation(conditions=inner) | Existence(conditions=inner) if self._is_exact(inner):
                    found.append(condition)
                case Negation(conditions=inner):
                    if self._may_be_more(inner):
                        return None
                    found += [Negation(possible) for possible in self.possible(inner, known)]
                case Existence(conditions=inner):
                    certain = self.certain(inner, known)
                    if certain is None:
                        return None
                    found.append(Existence(certain))
                case Count():
                    counted = self._certain_count(condition, conditions, known)
                    if counted is None:
                        return None
                    found += counted
                case _:
                    found.append(condition)
            known |= binds(condition)
        return tuple(found)

    def possible(self, conditions: Conditions, bound: Iterable[str] = ()) -> Iterator[Conditions]:
        """Conditions of which some hold wherever the given ones may hold; the variables bound are known."""
        return (possible for _, possible in self._possible(conditions, bound, ()))

    def _possible(
        self, conditions: Conditions, bound: Iterable[str], named: Iterable[str]
    ) -> Iterator[tuple[bool, Conditions]]:
        """What may hold, and whether some field that gives a variable its value is taken to be unknown for it.

        Variables that are `named` outside and not bound have a value that is not known.
        """
        known = frozenset({*bound, *self._parameters})
        places = sorted(set(self._doubted(conditions, known)), key=str)
        if len(places) > _MOST_DOUBTS:
            doubts = [_Doubt(frozenset()), _Doubt(frozenset(places), omitted=True)]
        else:
            sizes = range(len(places) + 1)
            doubts = [_Doubt(frozenset(chosen)) for size in sizes for chosen in combinations(places, size)]
        for doubt in doubts:
            for possible in self._weakened(conditions, doubt, known, known.union(named)):
                yield bool(doubt.places), possible

    def _may_be_more(self, conditions: Conditions) -> bool:
        return any(self.may_be_unlisted(pattern) for pattern, _ in patterns_in(conditions))

    def may_be_unlisted(self, pattern: Pattern) -> bool:
        """Whether a fact that is not among those known may match the pattern."""
        if pattern.kind not in self._open:
            return False
        return pattern.kind != self._kind or self._names.isdisjoint(_key_constraints(pattern))

    def _certain_count(
        self, count: Count, conditions: Conditions, known: AbstractSet[str]
    ) -> list[Condition] | None:
        """At least so many are certain; that decides only tests which more could never make false."""
        certain = self.certain(count.conditions, known)
        if certain is None:
            return None
        counted: list[Condition] = [Count(certain, count.name, count.distinct)]
        if all(_grows(one, count.name) for one in conditions if one is not count):
            return counted
        if self._may_be_more(count.conditions):
            return None
        return counted + [Negation(doubtful) for doubtful in self._doubtful(count.conditions, known)]

    def _doubtful(
        self, conditions: Conditions, bound: Iterable[str] = (), named: Iterable[str] = ()
    ) -> list[Conditions]:
        """Conditions of which some hold wherever the given ones may hold without being certain to."""
        found: list[Conditions] = []
        if self._is_exact(conditions):
            return []
        if not all(isinstance(condition, Pattern | Test) for condition in conditions):
            return [possible for _, possible in self._possible(conditions, bound, named)]
        for doubted, possible in self._possible(conditions, bound, named):
            if doubted:
                found.append(possible)
            else:
                found += self._with_one_unknown(possible)
        return found

    def _is_exact(self, conditions: Conditions) -> bool:
        """Whether all that the conditions ask for, at any depth, is known."""
        return not any(self._is_doubtful(pattern) for pattern, _ in patterns_in(conditions))

    def _is_doubtful(self, pattern: Pattern) -> bool:
        """Whether a fact that is not listed, or a field that is not known, may matter to a pattern."""
        unknown = (self._unknown_somewhere(pattern, each) for each in pattern.constraints)
        return self.may_be_unlisted(pattern) or any(unknown)

    def _with_one_unknown(self, conditions: Conditions) -> Iterator[Conditions]:
        for index, condition in enumerate(conditions):
            if not isinstance(condition, Pattern):
                continue
            for constraint in condition.constraints:
                if constraint.operator.endswith("?") and self._unknown_somewhere(condition, constraint):
                    unknown = Constraint(constraint.field, "unknown", UNKNOWN)
                    others = (unknown if one == constraint else one for one in condition.constraints)
                    weaker = Pattern(condition.kind, tuple(others))
                    yield (*conditions[:index], weaker, *conditions[index + 1 :])

    def _doubted(self, conditions: Conditions, bound: AbstractSet[str]) -> Iterator[_Place]:
        """Where variables that are not yet known may get their values, but some fact has none."""
        for index, condition in enumerate(conditions):
            if not isinstance(condition, Pattern):
                continue
            for constraint in condition.constraints:
                name = _joined(constraint)
                if name and name not in bound and self._unknown_somewhere(condition, constraint):
                    yield len(conditions) - index, constraint

    def _unknown_somewhere(self, pattern: Pattern, constraint: Constraint) -> bool:
        facts = self._memory.of_kind(str(pattern.kind))
        return any(fact.get(str(constraint.field)) is None for fact in facts)

    def _weakened(
        self, conditions: Conditions, doubt: "_Doubt", known: frozenset[str], named: frozenset[str]
    ) -> Iterator[Conditions]:
        """Alternatives to the conditions, without what depends on values in doubt."""
        if not conditions:
            yield ()
            return
        first, rest = conditions[0], conditions[1:]
        for chosen, now_known in self._alternatives(first, len(conditions), doubt, known, named):
            for others in self._weakened(rest, doubt, now_known, named | binds(first)):
                yield chosen + others

    def _alternatives(
        self, condition: Condition, left: int, doubt: "_Doubt", known: frozenset[str], named: frozenset[str]
    ) -> Iterator[tuple[Conditions, frozenset[str]]]:
        """What may hold in the place of a condition, from which so many are left, with what is known after it."""
        decided = names_in(condition) & named <= known
        match condition:
            case Pattern():
                weaker, bound = doubt.cast_on(condition, left, known)
                yield (weaker,), bound
                if self.may_be_unlisted(condition):
                    yield (), known
            case Test():
                yield ((condition,) if known.issuperset(names_in(condition)) else ()), known
            case Existence(conditions=inner):
                for _, possible in self._possible(inner, known, named):
                    yield ((Existence(possible),) if possible else ()), known
            case Negation(conditions=inner) if decided and self._is_exact(inner):
                yield (condition,), known
            case Negation(conditions=inner):
                certain = self.certain(inner, known) if decided else None
                yield ((Negation(certain),) if certain else ()), known
            case Count(conditions=inner):
                if decided and not self._may_be_more(inner):
                    yield (condition,), known | {condition.name}
                    yield from (((Existence(more),), known) for more in self._doubtful(inner, known, named))
                else:
                    yield (), known


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Constraints on fields taken to be unknown or, if `omitted`, taken to hold whatever the fields are."""

    places: frozenset[_Place]
    omitted: bool = False

    def cast_on(self, pattern: Pattern, left: int, known: frozenset[str]) -> tuple[Pattern, frozenset[str]]:
        """The pattern where every field may be unknown, and the variables that are known after it."""
        constraints = []
        for constraint in pattern.constraints:
            name = _joined(constraint)
            if constraint.operator in {"unknown", "known"}:
                constraints.append(constraint)
            elif (left, constraint) in self.places:
                if not self.omitted:
                    constraints.append(Constraint(constraint.field, "unknown", UNKNOWN))
            elif name is not None and name not in known:
                known |= {name}
                constraints.append(constraint)
            elif not isinstance(constraint.operand, Variable) or constraint.operand.name in known:
                constraints.append(
                    Constraint(constraint.field, f"{constraint.operator}?", constraint.operand)
                )
        return Pattern(pattern.kind, tuple(constraints)), known


def possible_element(element: Pattern) -> Pattern:
    """The pattern of all elements that may turn out to match the given one."""
    key = VOCABULARY[str(element.kind)].key
    weaker = []
    for constraint in element.constraints:
        if constraint.field == key or constraint.operator in {"unknown", "known"}:
            weaker.append(constraint)
        elif not isinstance(constraint.operand, Variable):
            weaker.append(Constraint(constraint.field, f"{constraint.operator}?", constraint.operand))
    return Pattern(element.kind, tuple(weaker))


def _key_constraints(pattern: Pattern) -> Iterator[Constraint]:
    """What the field that identifies a fact must be, where it must equal a variable."""
    key = VOCABULARY[str(pattern.kind)].key
    return (each for each in pattern.constraints if each.field == key and _joined(each))


def _joined(constraint: Constraint) -> str | None:
    """The variable that a constraint binds or joins on."""
    operand = constraint.operand
    return operand.name if constraint.operator == "=" and isinstance(operand, Variable) else None


def _grows(condition: Condition, name: str) -> bool:
    """Whether a condition that holds stays true as the number of a name grows."""
    if name not in names_in(condition):
        return True
    if not isinstance(condition, Test) or not isinstance(condition.expression, Expression):
        return False
    return increasing(condition.expression, name)
