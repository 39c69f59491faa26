"""Availability of use cases: everything that must be up, in series, beside what is promised."""

from collections import Counter
from collections.abc import Iterator, Sequence
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
    needs = UseCaseParts(decided, parts, waiting(decided, Fraction(0))).all()
    promised = next((fact.amount("availability") for fact in decided.of_kind("objectives")), None)
    found = [_Found(name, needed, parts) for name, needed in sorted(needs.items())]
    yield from _of_parts(found, parts, defaults, promised)
    most = max(found, key=lambda each: len(each.needed), default=None)
    for each in found:
        yield from each.facts(promised, most=each is most)


class _Found:
    """One use case: what it needs, how available that is together, and the least available of it."""

    def __init__(self, name: str, needed: frozenset[Part], parts: Parts) -> None:
        self.name, self.needed, self._parts = name, needed, parts
        known = {part: share for part in needed if (share := parts.availability(part)) is not None}
        self.reached = parts.product(needed)
        self.weakest = min(known, key=lambda part: (known[part], part))
        self._weakest_share, self._open = known[self.weakest], len(needed) - len(known)

    def facts(self, promised: Fraction | None, *, most: bool) -> Iterator[Given]:
        """What is told of it; `most` says that no other use case needs more parts."""
        origin = Origin(
            "computed", f"availability of {self.name}", "its parts multiplied", (f"use_cases.{self.name}",)
        )
        allowed = None if promised is None else downtime_minutes_per_year(promised) / len(self.needed)
        values: dict[str, Value | None] = {
            "use_case": self.name,
            "availability": self.reached,
            "downtime_minutes_per_year": downtime_minutes_per_year(self.reached),
            "parts": len(self.needed),
            "most_parts": most,
            "open_parts": self._open,
            "weakest": self.weakest.name,
            "weakest_kind": self.weakest.kind,
            "weakest_availability": self._weakest_share,
            "without_weakest": self._parts.product(self.needed - {self.weakest}),
            "minutes_for_each": allowed,
        }
        yield given("use_case_availability", values, origin)
        for part in sorted(self.needed):
            need: dict[str, Value | None] = {"use_case": self.name, "part": part.name, "kind": part.kind}
            yield given("use_case_need", need, origin)


def _of_parts(
    found: Sequence[_Found], parts: Parts, defaults: Defaults, promised: Fraction | None
) -> Iterator[Given]:
    counted = Counter(part for each in found for part in each.needed)
    short: dict[Part, list[_Found]] = {}
    for each in found:
        if promised is not None and each.reached < promised:
            short.setdefault(each.weakest, []).append(each)
    for part in sorted(counted):
        fall_short = short.get(part, [])
        worst = min(fall_short, key=lambda each: (each.reached, each.name), default=None)
        values: dict[str, Value | None] = {
            "part": part.name,
            "kind": part.kind,
            "availability": parts.availability(part),
            "use_cases": counted[part],
            "short_use_cases": len(fall_short),
            "worst_use_case": worst.name if worst else None,
        }
        origin = Origin("computed", f"availability of {part.name}", "copies in parallel, times taking over")
        used = (defaults.origin(name, f"availability of {part.name}") for name in _DEFAULTS)
        yield given("part_availability", values, origin, *used)
