"""The verdict of a policy on each element it judges: violated, satisfied or unknown.

An element without a verdict is not one the policy applies to. A field without a value is unknown, so a policy that
would be violated if the value were a certain one is neither violated nor satisfied.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import Enum
from itertools import combinations

from archrules.inference.memory import WorkingMemory
from archrules.inference.session import run
from archrules.knowledge_base.conditions import UNKNOWN, Condition, Constraint, Pattern, Test, Variable
from archrules.knowledge_base.rules import Policy, Rule
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, Value

_MOST_UNKNOWN = 4


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
    conditions = policy.rule.conditions[1:]
    for weaker in _weaker(conditions):
        verdicts |= dict.fromkeys(_elements(policy, weaker, memory), Verdict.UNKNOWN)
    verdicts |= dict.fromkeys(_elements(policy, conditions, memory), Verdict.VIOLATED)
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


def _weaker(conditions: tuple[Condition, ...]) -> Iterator[tuple[Condition, ...]]:
    """The conditions with some of their fields unknown instead; tests on what they would have bound are left out."""
    places = [
        (index, constraint)
        for index, condition in enumerate(conditions)
        if isinstance(condition, Pattern)
        for constraint in condition.constraints
        if constraint.field != VOCABULARY[condition.kind].key
    ]
    for size in range(1, min(len(places), _MOST_UNKNOWN) + 1):
        for chosen in combinations(places, size):
            yield _with_unknown(conditions, set(chosen))


def _with_unknown(
    conditions: tuple[Condition, ...], chosen: set[tuple[int, Constraint]]
) -> tuple[Condition, ...]:
    unbound = {c.operand.name for _, c in chosen if isinstance(c.operand, Variable)}
    result: list[Condition] = []
    for index, condition in enumerate(conditions):
        match condition:
            case Pattern(kind=kind, constraints=constraints):
                result.append(
                    Pattern(kind, tuple(_unknown(c) if (index, c) in chosen else c for c in constraints))
                )
            case Test(expression=expression) if unbound & set(expression.names):
                pass
            case _:
                result.append(condition)
    return tuple(result)


def _unknown(constraint: Constraint) -> Constraint:
    return Constraint(constraint.field, "unknown", UNKNOWN)  # the operand of `unknown` is always true
