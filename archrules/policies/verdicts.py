"""The verdict of a policy on each element it judges: violated, satisfied or unknown.

An element without a verdict is not one the policy applies to. A field without a value is unknown, so a policy that
would be violated if the value were a certain one is neither violated nor satisfied; nor is one that rests on there
being no fact of a kind, where the input may not list all facts of that kind.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from archrules.inference.memory import WorkingMemory
from archrules.inference.session import run
from archrules.knowledge_base.conditions import (
    UNKNOWN,
    Condition,
    Constraint,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.rules import Policy, Rule
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, Value

_MOST_PLACES = 4
_Place = tuple[int, Constraint]
"""A constraint of the pattern at an index."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Constraints on fields taken to be unknown or, if `omitted`, taken to hold whatever the fields are."""

    places: frozenset[_Place]
    omitted: bool = False

    def cast_on(self, pattern: Pattern, index: int) -> Pattern:
        """The pattern at an index with its constraints in doubt replaced."""
        constraints = []
        for constraint in pattern.constraints:
            if (index, constraint) not in self.places:
                constraints.append(constraint)
            elif not self.omitted:
                constraints.append(Constraint(constraint.field, "unknown", UNKNOWN))
        return Pattern(pattern.kind, tuple(constraints))


class Verdict(Enum):
    """What a policy says about one element."""

    VIOLATED = "violated"
    SATISFIED = "satisfied"
    UNKNOWN = "unknown"


def judge(
    policy: Policy, memory: WorkingMemory, open_kinds: AbstractSet[str] = frozenset()
) -> dict[str, Verdict]:
    """Element to verdict, sorted by element. `open_kinds` are those of which the input may not list all facts."""
    verdicts = dict.fromkeys(_elements(policy, (), memory), Verdict.SATISFIED)
    if open_kinds & set(policy.item.needs):
        verdicts = dict.fromkeys(verdicts, Verdict.UNKNOWN)
    for possible in _possible(policy, memory):
        verdicts |= dict.fromkeys(_elements(policy, possible, memory), Verdict.UNKNOWN)
    conditions = policy.rule.conditions[1:]
    if not open_kinds & {c.pattern.kind for c in conditions if isinstance(c, Negation)}:
        certain = tuple(_certain(conditions, memory))
        verdicts |= dict.fromkeys(_elements(policy, certain, memory), Verdict.VIOLATED)
    return dict(sorted(verdicts.items()))


def _elements(policy: Policy, conditions: tuple[Condition, ...], memory: WorkingMemory) -> list[str]:
    """The names of the elements that match the policy's pattern and the conditions."""
    key = VOCABULARY[policy.elements.kind].key
    found: set[str] = set()

    def observe(_: Rule, __: dict[str, Value], facts: tuple[Fact, ...]) -> None:
        found.add(facts[0].text(key))

    rule = Rule(
        policy.rule.id, policy.rule.item, (policy.elements, *conditions), (), (), policy.rule.parameters
    )
    run([rule], memory, observe=observe)
    return sorted(found)


def _certain(conditions: tuple[Condition, ...], memory: WorkingMemory) -> Iterator[Condition]:
    """The conditions, where no fact that is negated may match even if its unknown fields had values."""
    for condition in conditions:
        yield condition
        if isinstance(condition, Negation):
            for doubt in _doubts(_places(0, condition.pattern, memory)):
                yield Negation(doubt.cast_on(condition.pattern, 0))


def _possible(policy: Policy, memory: WorkingMemory) -> Iterator[tuple[Condition, ...]]:
    """The conditions as they are, and with some of their fields unknown instead."""
    conditions = policy.rule.conditions[1:]
    places: list[_Place] = []
    for index, condition in enumerate(conditions):
        match condition:
            case Pattern():
                places += _places(index, condition, memory)
            case Existence(pattern=pattern):
                places += _places(index, pattern, memory)
    bound = policy.elements.variables() | set(policy.rule.parameters)
    yield conditions
    for doubt in _doubts(places):
        yield tuple(_weakened(conditions, doubt, bound))


def _places(index: int, pattern: Pattern, memory: WorkingMemory) -> list[_Place]:
    """The constraints on fields that are unknown in some fact."""
    facts = memory.of_kind(pattern.kind)
    return [
        (index, constraint)
        for constraint in pattern.constraints
        if any(fact.get(constraint.field) is None for fact in facts)
    ]


def _doubts(places: list[_Place]) -> Iterator[_Doubt]:
    """Every way in which some of the places may be unknown; one that covers them all where there are too many."""
    if len(places) > _MOST_PLACES:
        yield _Doubt(frozenset(places), omitted=True)
        return
    for size in range(1, len(places) + 1):
        yield from (_Doubt(frozenset(chosen)) for chosen in combinations(places, size))


def _weakened(
    conditions: tuple[Condition, ...], doubt: _Doubt, bound: AbstractSet[str]
) -> Iterator[Condition]:
    """The conditions with doubt cast on them, without what depends on the values that are in doubt."""
    named, known = set(bound), set(bound)
    for index, condition in enumerate(conditions):
        match condition:
            case Pattern():
                weaker = doubt.cast_on(condition, index)
                known |= {name for c in weaker.constraints if (name := _binds(c))}
                named |= condition.variables()
                yield Pattern(weaker.kind, tuple(c for c in weaker.constraints if _can_compare(c, known)))
            case Existence(pattern=pattern):
                yield Existence(doubt.cast_on(pattern, index))
            case Negation(pattern=pattern) if pattern.variables() & named <= known:
                yield condition
            case Test(expression=expression) if known.issuperset(expression.names):
                yield condition


def _binds(constraint: Constraint) -> str | None:
    """The variable that a constraint binds."""
    operand = constraint.operand
    return operand.name if isinstance(operand, Variable) and constraint.operator == "=" else None


def _can_compare(constraint: Constraint, known: set[str]) -> bool:
    return not isinstance(constraint.operand, Variable) or constraint.operand.name in known
