"""Facts about technologies and options, from the knowledge base."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.given_facts import given
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.items import Release, TechnologyItem
from archrules.knowledge_base.technology_names import meant_technologies
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def technology_facts(knowledge: KnowledgeBase, horizon: Fraction) -> Iterator[Given]:
    """Facts of every technology and every option; `horizon` in seconds from the date of the knowledge."""
    today = date.fromisoformat(knowledge.as_of).toordinal()
    end = today + int(horizon // 86_400)
    for name, item in knowledge.technologies.items():
        yield from _technology(name, item, today, end)
    for decision in knowledge.decisions.values():
        for option in decision.options:
            technology = knowledge.technologies.get(option.technology or "")
            values: dict[str, Value | None] = {
                "decision": decision.id,
                "name": option.name,
                "technology": option.technology,
                "category": technology.category if technology else None,
            }
            yield given("option", values, Origin("knowledge", option.id))


def spelling_facts(brief: Brief, knowledge: KnowledgeBase) -> Iterator[Given]:
    """What is likely meant by skills that are no id of a technology."""
    paths: dict[str, str] = {}
    for team in brief.teams:
        for skill in team.skills:
            paths.setdefault(skill, f"teams.{team.name}.skills")
    for written, meant in meant_technologies(paths, knowledge.technologies).items():
        if meant is not None:
            origin = Origin("computed", f"meaning of {written}", "the nearest name", (paths[written],))
            yield given("spelling", {"written": written, "technology": meant}, origin)


def _technology(name: str, item: TechnologyItem, today: int, end: int) -> Iterator[Given]:
    origin = Origin("knowledge", name)
    values: dict[str, Value | None] = {
        "name": name,
        "category": item.category,
        "osi_approved": item.licence.osi_approved,
        "maturity": item.maturity.value,
    }
    yield given("technology", values, origin)
    for capability in item.capabilities:
        yield given("capability", {"technology": name, "name": capability.name}, origin)
    for limit in item.limits:
        if limit.evidence != "memory":
            figure: dict[str, Value | None] = {
                "technology": name,
                "name": limit.name,
                "value": Fraction(limit.value),
            }
            yield given("limit", figure, origin)
    for carried in item.carries:
        yield given("runs_on", {"technology": carried.name, "platform": name}, origin)
    if item.only_on is not None:
        yield given("offered_by", {"technology": name, "provider": item.only_on}, origin)
    release = release_to_use(item, end)
    if release is not None:
        ends = _ordinal(release)
        support: dict[str, Value | None] = {
            "technology": name,
            "release": release.latest,
            "supported_now": None if ends is None else ends >= today,
            "covers_horizon": None if ends is None else ends >= end,
            "ends": None if ends is None else release.end_of_life,
        }
        yield given("technology_support", support, origin)


def release_to_use(item: TechnologyItem, end: int) -> Release | None:
    """The line of releases to use; `end` is the last day of the horizon as an ordinal.

    Lines supported to the end come before those of which nobody says, and those before the rest; among equals
    long-term ones come first, then the newest.
    """
    lines = item.releases.lines if item.releases else ()

    def rank(entry: tuple[int, Release]) -> tuple[int, bool, int]:
        index, release = entry
        ends = _ordinal(release)
        return (1 if ends is None else 0 if ends >= end else 2), not release.long_term, index

    return min(enumerate(lines), key=rank, default=(0, None))[1]


def _ordinal(release: Release) -> int | None:
    return None if release.end_of_life == "unknown" else date.fromisoformat(release.end_of_life).toordinal()
