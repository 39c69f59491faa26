"""The facts of variants of one brief, in blocks that many variants have in common."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.analysis.defaults import Defaults
from archrules.analysis.facts import DOMAIN, brief_facts, facts_of_domain, facts_of_organisation
from archrules.analysis.organisation_facts import horizon_seconds
from archrules.analysis.stated_requirements import stated_requirements
from archrules.analysis.technology_facts import technology_facts
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.flipping.slices import DecisionSlice
from archrules.vocabulary.origins import Given

Numbers = dict[tuple[object, ...], int]
"""What rules see of facts, numbered."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one decision reads of a block, and by numbers what its rules see of that."""

    given: tuple[Given, ...]
    seen: frozenset[int]


@dataclass(slots=True)
class Block:
    """Facts that several variants share."""

    facts: tuple[Given, ...]
    _read: dict[str, Read] = field(default_factory=dict)

    def read(self, part: DecisionSlice, numbers: Numbers) -> Read:
        """What a decision reads of it, found once."""
        name = part.decision.id
        if name not in self._read:
            given = tuple(each for each in self.facts if part.reads(each[0]))
            seen = frozenset(numbers.setdefault(part.seen_of(fact), len(numbers)) for fact, _ in given)
            self._read[name] = Read(given, seen)
        return self._read[name]


@dataclass(frozen=True, slots=True)
class Variant:
    """The facts of one variant: those of technologies, of which a brief changes only how far ahead it plans, others."""

    technologies: Block
    brief: tuple[Block, ...]


class Variants:
    """Finds the facts of variants of one brief that are of the kinds which a decision reads."""

    def __init__(self, knowledge: KnowledgeBase, kinds: Collection[str]) -> None:
        self._knowledge, self._kinds = knowledge, kinds
        self._technologies: dict[Fraction, Block] = {}
        self._domains: dict[Hashable, Block] = {}
        self._unread: int | None = None
        self.looked_at = 0
        """How many facts there were so far; what nothing reads of a brief counts as in the first one."""

    def variant(self, brief: Brief) -> Variant:
        """The facts of a variant, in canonical order."""
        technologies = self._of_technologies(horizon_seconds(brief, Defaults(self._knowledge)))
        parts = [
            self._of_domain(brief),
            Block(tuple(facts_of_organisation(brief, self._knowledge, self._kinds))),
        ]
        if self._unread is None:
            everything = sum(1 for _ in brief_facts(brief, self._knowledge))
            self._unread = everything - sum(len(block.facts) for block in parts)
        if "stated_requirement" in self._kinds:
            parts.append(Block(tuple(stated_requirements(brief))))
        self.looked_at += sum(len(block.facts) for block in (technologies, *parts)) + self._unread
        return Variant(technologies, tuple(parts))

    def _of_technologies(self, horizon: Fraction) -> Block:
        if horizon not in self._technologies:
            self._technologies[horizon] = Block(tuple(technology_facts(self._knowledge, horizon)))
        return self._technologies[horizon]

    def _of_domain(self, brief: Brief) -> Block:
        fields = tuple(getattr(brief, name) for name in DOMAIN)
        if fields not in self._domains:
            self._domains[fields] = Block(tuple(facts_of_domain(brief, self._knowledge, self._kinds)))
        return self._domains[fields]
