"""Load on each store: contexts of one unit that chose the same configuration share its server."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.analysis.design.decided import Decided, store_names, unit_of
from archrules.analysis.given_facts import given
from archrules.vocabulary.origins import Given, Origin

_SUMMED = ("reads_per_s", "writes_per_s", "day_writes_per_s", "bytes")


@dataclass(slots=True)
class _Load:
    technology: str | None
    contexts: list[str] = field(default_factory=list)
    sums: dict[str, Fraction] = field(default_factory=lambda: dict.fromkeys(_SUMMED, Fraction(0)))
    share: Fraction | None = None


def store_loads(decided: Decided) -> Iterator[Given]:
    """`store_load` for each unit and configuration: the loads of the contexts that it serves, summed.

    Reads count where they reach the store: what is answered in front of it, or by a cache beside it, is not its load.
    """
    unit, names = unit_of(decided), store_names(decided)
    loads: dict[tuple[str, str], _Load] = {}
    for choice in decided.find("choice", decision="datastore"):
        context = choice.text("subject")
        technology = choice.get("technology")
        key = unit.get(context, context), choice.text("option")
        load = loads.setdefault(key, _Load(None if technology is None else str(technology)))
        load.contexts.append(context)
        spared = Fraction(0)
        for fact in decided.find("context_load", context=context):
            arriving, spared = _arriving(decided, context, fact.amount("reads_per_s"))
            load.sums["reads_per_s"] += arriving
            for name in ("writes_per_s", "bytes"):
                load.sums[name] += fact.amount(name)
        for fact in decided.find("day_load", context=context):
            load.sums["day_writes_per_s"] += fact.amount("writes_per_s")
        for fact in decided.find("utilisation", resource="database", context=context):
            by_reads = fact.amount("by_reads") if spared else Fraction(0)
            load.share = (load.share or Fraction(0)) + fact.amount("share") - by_reads * spared
    for (name, option), load in sorted(loads.items()):
        inputs = tuple(f"contexts.{context}" for context in sorted(load.contexts))
        origin = Origin("computed", f"load of the {option} of {name}", "summed over its contexts", inputs)
        values = {"unit": name, "option": option, "technology": load.technology}
        values["store"] = names.get((name, option))
        counted = {"contexts": len(load.contexts), "share": load.share}
        yield given("store_load", {**values, **counted, **load.sums}, origin)


def _arriving(decided: Decided, context: str, asked: Fraction) -> tuple[Fraction, Fraction]:
    """How many reads of a context reach its store, and which share of those that pass all in front a cache answers."""
    passing = next(
        (found.amount("reads_per_s") for found in decided.find("origin_load", context=context)), asked
    )
    sizes = decided.find("sizing", about=context, quantity="reads-behind-the-cache")
    left = min((found.amount("value") for found in sizes), default=passing)
    return min(left, passing), max(Fraction(0), 1 - left / passing) if passing else Fraction(0)
