"""What is full first as load grows."""

from collections.abc import Iterator
from fractions import Fraction

from archrules.model.resilience import Headroom
from archrules.model.units import format_number
from archrules.recommendation.composition.units import Design

MULTIPLES = (2, 5, 10)
"""Times the load at the peak that the report has a column for: the next year, the plan, and what nobody planned.

Only places to look: `factor` says for each part what it bears.
"""

_EXACT_BELOW = 10
"""Below that a tenth more or less changes what is done."""

_FAR = 1000
"""Beyond that the number says nothing: a system that grows so far has been built anew before."""


def growth(design: Design) -> Iterator[Headroom]:
    """The parts by how many times the load at the peak they carry, the first to be full first."""
    found = design.memory.of_kind("headroom")
    for fact in sorted(found, key=lambda fact: (fact.amount("factor"), fact.sort_key)):
        factor = fact.amount("factor")
        yield Headroom(
            part=fact.text("part"),
            load=fact.text("load"),
            carried_by=fact.text("carried_by"),
            factor=_times(factor),
            full_at={f"x{multiple}": factor <= multiple for multiple in MULTIPLES},
            then=fact.text("then"),
        )


def _times(factor: Fraction) -> str:
    """A multiple as people say it: to a tenth where it is small, and no number where it is far away."""
    if factor > _FAR:
        return f"more than {format_number(Fraction(_FAR))} times"
    rounded = Fraction(int(factor * 10), 10) if factor < _EXACT_BELOW else Fraction(int(factor))
    return f"{format_number(rounded)} times"
