"""The verdict of a policy on each element: violated, satisfied, not applicable or unknown.

A field without a value is unknown, so a policy that would be violated if the value were a certain one is neither
violated nor satisfied. Neither is one that rests on facts of a kind of which the input may not list all: on there
being one, or none, or so many. Nor is an element that may or may not be one that the policy judges.
"""

from collections.abc import Set as AbstractSet

from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.inference.session import matches
from archrules.knowledge_base.conditions import Condition, Pattern
from archrules.knowledge_base.rules import Policy
from archrules.model.finding import Verdict
from archrules.policies.certainty import COMPUTED, Certainty, possible_element
from archrules.vocabulary import VOCABULARY


def judge(
    policy: Policy,
    memory: WorkingMemory,
    open_kinds: AbstractSet[str] = frozenset(),
    *,
    program: Program | None = None,
) -> dict[str, Verdict]:
    """Element to verdict, sorted by element. `open_kinds` are those of which the input may not list all facts."""
    known = program or Program()
    kind = str(policy.elements.kind)
    key = VOCABULARY[kind].key

    def elements(pattern: Pattern, conditions: tuple[Condition, ...] = ()) -> list[str]:
        found = matches((pattern, *conditions), policy.rule.parameters, (), memory, program=known)
        return [facts[0].text(key) for _, facts in found]

    def note(names: list[str], verdict: Verdict) -> None:
        verdicts.update(dict.fromkeys(names, verdict))

    named = [fact.text(key) for fact in memory.of_kind(kind) if fact.get(key) is not None]
    verdicts = dict.fromkeys(sorted(named), Verdict.NOT_APPLICABLE)
    note(elements(possible_element(policy.elements)), Verdict.UNKNOWN)
    needed = {*policy.item.needs, *({kind} & COMPUTED)}
    note(elements(policy.elements), Verdict.UNKNOWN if needed & open_kinds else Verdict.SATISFIED)
    certainty = certainty_of(policy, memory, open_kinds)
    conditions = policy.rule.conditions[1:]
    for possible in certainty.possible(conditions, policy.elements.variables()):
        note(elements(policy.elements, possible), Verdict.UNKNOWN)
    certain = certainty.certain(conditions, policy.elements.variables())
    if certain is not None:
        note(elements(policy.elements, certain), Verdict.VIOLATED)
    return verdicts


def certainty_of(policy: Policy, memory: WorkingMemory, open_kinds: AbstractSet[str]) -> Certainty:
    """What tells which conditions of a policy hold for certain, and which may hold."""
    return Certainty(memory, open_kinds, policy.rule.parameters, policy.elements)
