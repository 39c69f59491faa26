"""Facts that the knowledge itself gives, whatever the input."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.items import TechnologyItem
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, Value, make_fact, number

if TYPE_CHECKING:
    from fractions import Fraction

CLOSED = frozenset({"technology", "capability", "limit", "offered_by", "option", "runs_on"})
"""Kinds of which the knowledge gives all facts that there are."""


def known_facts(knowledge: KnowledgeBase) -> Iterator[Fact]:
    """All facts of closed kinds."""
    for name, item in knowledge.technologies.items():
        yield from _technology(name, item)
    for decision in knowledge.decisions.values():
        for option in decision.options:
            technology = knowledge.technologies.get(option.technology or "")
            yield _fact(
                "option",
                decision=decision.id,
                name=option.name,
                technology=option.technology,
                category=technology.category if technology else None,
            )


def _technology(name: str, item: TechnologyItem) -> Iterator[Fact]:
    yield _fact(
        "technology",
        name=name,
        category=item.category,
        osi_approved=item.licence.osi_approved,
        maturity=item.maturity.value,
    )
    for capability in item.capabilities:
        yield _fact("capability", technology=name, name=capability.name)
    for limit in item.limits:
        if limit.evidence != "memory":  # no fact is made of what is known from memory only
            yield _fact("limit", technology=name, name=limit.name, value=_exact(limit.value))
    for carried in item.carries:
        yield _fact("runs_on", technology=carried.name, platform=name)
    if item.only_on is not None:
        yield _fact("offered_by", technology=name, provider=item.only_on)


def _exact(value: object) -> "int | Fraction":
    from fractions import Fraction

    return number(Fraction(str(value)))


def _fact(kind: str, **values: Value | None) -> Fact:
    return make_fact(VOCABULARY[kind], values)


def support_facts(knowledge: KnowledgeBase) -> Iterator[Fact]:
    """That no release is supported any more, where that is so on the day of the knowledge and so at every horizon."""
    for name, item in knowledge.technologies.items():
        ends = [release.end_of_life for release in item.releases.lines] if item.releases else []
        if ends and all(end != "unknown" and end < knowledge.as_of for end in ends):
            yield _fact("technology_support", technology=name, supported_now=False, covers_horizon=False)
