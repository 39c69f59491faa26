"""Derivations over facts of which not all are known: only what holds however the unknown turns out is concluded."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.inference.session import matches, run
from archrules.knowledge_base.conditions import Condition, patterns_in
from archrules.knowledge_base.rules import Rule
from archrules.policies.certainty import Certainty
from archrules.vocabulary.facts import Fact


def derive_certain(
    strata: Iterable[Sequence[Rule]],
    memory: WorkingMemory,
    open_kinds: AbstractSet[str],
    program: Program,
) -> frozenset[str]:
    """Add what certainly follows to the memory; the kinds that are open then, those of more conclusions among them.

    Raises:
        InferenceError: a rule cannot be computed, which is a fault of the knowledge.
    """
    unlisted = set(open_kinds)
    for rules in strata:
        certain = [_certain(rule, memory, unlisted) for rule in rules]
        kept = [rule for rule in certain if rule is not None]
        # A program tells rules apart by id: those rewritten for this memory are not for the next one.
        run(kept, memory, program=program if all(rule in rules for rule in kept) else Program())
        _note_doubtful(rules, memory, unlisted, program)
    return frozenset(unlisted)


def _certain(rule: Rule, memory: WorkingMemory, unlisted: AbstractSet[str]) -> Rule | None:
    conditions = Certainty(memory, unlisted, rule.parameters).certain(rule.conditions)
    if conditions is None:
        return None
    return rule if conditions == rule.conditions else replace(rule, conditions=conditions)


def _note_doubtful(
    rules: Sequence[Rule], memory: WorkingMemory, unlisted: set[str], program: Program
) -> None:
    """Add the kinds of which the rules may conclude more than is certain, one from another."""
    pending = list(rules)
    while doubtful := [rule for rule in pending if _is_doubtful(rule, memory, unlisted, program)]:
        pending = [rule for rule in pending if rule not in doubtful]
        unlisted.update(template.kind.name for rule in doubtful for template in rule.conclusions)


def _is_doubtful(rule: Rule, memory: WorkingMemory, unlisted: AbstractSet[str], program: Program) -> bool:
    """Whether a rule may hold for more facts than those for which it is certain to."""
    if any(pattern.kind in unlisted for pattern, _ in patterns_in(rule.conditions)):
        return True
    certainty = Certainty(memory, unlisted, rule.parameters)
    certain = certainty.certain(rule.conditions)

    def matched(conditions: Sequence[Condition]) -> set[tuple[Fact, ...]]:
        return {facts for _, facts in matches(conditions, rule.parameters, (), memory, program=program)}

    known = matched(certain) if certain is not None else set()
    return any(not matched(possible) <= known for possible in certainty.possible(rule.conditions))
