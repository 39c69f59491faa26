"""The verdict of a policy on each element it judges: violated, satisfied or unknown.

An element without a verdict is not one the policy applies to. A field without a value is unknown, so a policy that
would be violated if the value were a certain one is neither violated nor satisfied; nor is one that rests on there
being no fact of a kind, or on how many there are, where the input may not list all facts of that kind.
"""

from collections.abc import Set as AbstractSet
from enum import Enum

from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.inference.session import matches
from archrules.knowledge_base.conditions import Condition
from archrules.knowledge_base.rules import Policy
from archrules.policies.certainty import Certainty
from archrules.vocabulary import VOCABULARY


class Verdict(Enum):
    """What a policy says about one element."""

    VIOLATED = "violated"
    SATISFIED = "satisfied"
    UNKNOWN = "unknown"


def judge(
    policy: Policy,
    memory: WorkingMemory,
    open_kinds: AbstractSet[str] = frozenset(),
    *,
    program: Program | None = None,
) -> dict[str, Verdict]:
    """Element to verdict, sorted by element. `open_kinds` are those of which the input may not list all facts."""
    known = program or Program()

    def elements(conditions: tuple[Condition, ...]) -> list[str]:
        found = matches((policy.elements, *conditions), policy.rule.parameters, (), memory, program=known)
        key = VOCABULARY[str(policy.elements.kind)].key
        return sorted({facts[0].text(key) for _, facts in found})

    verdicts = dict.fromkeys(elements(()), Verdict.SATISFIED)
    if open_kinds & set(policy.item.needs):
        verdicts = dict.fromkeys(verdicts, Verdict.UNKNOWN)
    certainty = Certainty(memory, open_kinds, policy.rule.parameters)
    conditions = policy.rule.conditions[1:]
    for possible in certainty.possible(conditions, policy.elements.variables()):
        verdicts |= dict.fromkeys(elements(possible), Verdict.UNKNOWN)
    certain = certainty.certain(conditions)
    if certain is not None:
        verdicts |= dict.fromkeys(elements(certain), Verdict.VIOLATED)
    return dict(sorted(verdicts.items()))
