"""What policies rest on in the knowledge: the derivations whose conclusions they read, at once or through others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import patterns_in
from archrules.knowledge_base.images import ImageTable
from archrules.knowledge_base.items import RuleItem
from archrules.knowledge_base.rules import Policy, Rule


@dataclass(frozen=True, slots=True)
class Premise:
    """A derivation or table and its rules."""

    item: RuleItem
    rules: tuple[Rule, ...]


def premises(policies: Iterable[Policy], knowledge: KnowledgeBase) -> Mapping[str, Premise]:
    """The derivations and tables by id that conclude what the policies read, or what those read in turn."""
    every = {
        **{name: Premise(each.item, (each.rule,)) for name, each in knowledge.derivations.items()},
        **{name: Premise(each.item, each.rules) for name, each in knowledge.tables.items()},
    }
    wanted = {kind for policy in policies for kind in _read((policy.rule,))}
    found: dict[str, Premise] = {}
    while more := {
        name: each
        for name, each in every.items()
        if name not in found and not wanted.isdisjoint(_concluded(each.rules))
    }:
        found |= more
        wanted |= {kind for each in more.values() for kind in _read(each.rules)}
    return dict(sorted(found.items()))


def without_others(knowledge: KnowledgeBase, policies: Iterable[Policy]) -> KnowledgeBase:
    """The part of the knowledge that judges a System: its policies, and what they or the given ones rest on."""
    kept = premises([*knowledge.policies.values(), *policies], knowledge)
    others = knowledge.defaults or knowledge.technologies or knowledge.decisions or knowledge.images.items
    if not others and kept.keys() >= knowledge.derivations.keys() | knowledge.tables.keys():
        return knowledge  # which may know its digest already
    return replace(
        knowledge,
        defaults={},
        technologies={},
        derivations={name: each for name, each in knowledge.derivations.items() if name in kept},
        tables={name: each for name, each in knowledge.tables.items() if name in kept},
        decisions={},
        images=ImageTable(),
    )


def _read(rules: Sequence[Rule]) -> set[str]:
    return {str(pattern.kind) for rule in rules for pattern, _ in patterns_in(rule.conditions)}


def _concluded(rules: Sequence[Rule]) -> set[str]:
    return {template.kind.name for rule in rules for template in rule.conclusions}
