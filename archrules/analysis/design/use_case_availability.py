"""Availability of use cases: everything that must be up, in series, beside what is promised."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.capacity import downtime_minutes_per_year
from archrules.analysis.defaults import Defaults
from archrules.analysis.design.decided import Decided
from archrules.analysis.design.parts import Part, Parts
from archrules.analysis.design.use_case_parts import UseCaseParts
from archrules.analysis.design.waiting import waiting
from archrules.analysis.given_facts import given
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

_DEFAULTS = ("server-availability", "site-availability", "site-takeover", "store-takeover")


def use_case_availabilities(decided: Decided, defaults: Defaults) -> Iterator[Given]:
    """`part_availability` for each part that some use case needs; for each use case its product and what it needs."""
    parts = Parts(decided, defaults)
    found = UseCaseParts(decided, parts, waiting(decided, Fraction(0))).all()
    counted: dict[Part, int] = {}
    for needed in found.values():
        for part in needed:
            counted[part] = counted.get(part, 0) + 1
    for part in sorted(counted):
        values: dict[str, Value | None] = {
            "part": part.name,
            "kind": part.kind,
            "availability": parts.availability(part),
            "use_cases": counted[part],
        }
        origin = Origin("computed", f"availability of {part.name}", "copies in parallel, times taking over")
        used = (defaults.origin(name, f"availability of {part.name}") for name in _DEFAULTS)
        yield given("part_availability", values, origin, *used)
    promised = next((fact.amount("availability") for fact in decided.of_kind("objectives")), None)
    for name, needed in sorted(found.items()):
        yield from _of_use_case(name, needed, parts, promised)


def _of_use_case(
    name: str, needed: frozenset[Part], parts: Parts, promised: Fraction | None
) -> Iterator[Given]:
    origin = Origin("computed", f"availability of {name}", "its parts multiplied", (f"use_cases.{name}",))
    known = {part: found for part in needed if (found := parts.availability(part)) is not None}
    product = parts.product(needed)
    weakest = min(known, key=lambda part: (known[part], part))
    values: dict[str, Value | None] = {
        "use_case": name,
        "availability": product,
        "downtime_minutes_per_year": downtime_minutes_per_year(product),
        "parts": len(needed),
        "open_parts": len(needed) - len(known),
        "weakest": weakest.name,
        "weakest_kind": weakest.kind,
        "weakest_availability": known[weakest],
        "without_weakest": parts.product(needed - {weakest}),
        "minutes_for_each": None if promised is None else downtime_minutes_per_year(promised) / len(needed),
    }
    yield given("use_case_availability", values, origin)
    for part in sorted(needed):
        need: dict[str, Value | None] = {"use_case": name, "part": part.name, "kind": part.kind}
        yield given("use_case_need", need, origin)
