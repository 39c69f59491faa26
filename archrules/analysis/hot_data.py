"""How much memory the data takes that is read most, and how many of the reads it answers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.files import is_file
from archrules.analysis.given_facts import given
from archrules.analysis.popularity import hit_ratio_of_hottest
from archrules.model.brief import Brief
from archrules.model.domain import Tag
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

_TENTH = Fraction(1, 10)
"""The part of the rows that is told of: under Zipf's law most of the look-ups go to it, whatever their number."""

_NOT_BY_KEY: frozenset[Tag] = frozenset({"analytics", "audit", "media", "telemetry"})
"""Pictures and films, and what is read in stretches of time: of them no rows are more popular than others."""


def hot_tenths(brief: Brief, defaults: Defaults, loads: Iterable[Given]) -> Iterator[Given]:
    """`hot_tenth` for each context that is read and whose rows are known, from the `entity_load` facts of the brief."""
    without = {
        f"{context.name}.{entity.name}"
        for context in brief.contexts
        for entity in context.entities
        if not _NOT_BY_KEY.isdisjoint(entity.tags) or is_file(entity, defaults)
    }
    by_context: dict[str, list[Fact]] = {}
    for load in (fact for fact, _ in loads if fact.kind == "entity_load"):
        if load.get("rows") and load.amount("reads_per_s") and load.text("entity") not in without:
            by_context.setdefault(load.text("context"), []).append(load)
    for context, found in sorted(by_context.items()):
        reads = sum((load.amount("reads_per_s") for load in found), Fraction(0))
        answered = sum((load.amount("reads_per_s") * _hits(load) for load in found), Fraction(0))
        size = sum((load.amount("bytes") for load in found), Fraction(0))
        formula = (
            "a tenth of the bytes; harmonic number of a tenth of the rows over that of all, weighted by reads"
        )
        origin = Origin("computed", f"hot data of {context}", formula, (f"contexts.{context}",))
        values: dict[str, Value | None] = {
            "context": context,
            "bytes": size * _TENTH,
            "hits": answered / reads,
        }
        yield given("hot_tenth", values, origin)


def _hits(load: Fact) -> Fraction:
    rows = max(Fraction(1), load.amount("rows"))
    return hit_ratio_of_hottest(max(Fraction(1), rows * _TENTH), rows)
