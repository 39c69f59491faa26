"""In which bounds a default that is a number may be set, by a brief or a pack: those of its quantity."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from archrules.knowledge_base.items import DefaultItem
from archrules.model.units import MONTH, YEAR, format_number

_CENTURY = 100 * YEAR
_LEAST_DIVISOR = Fraction(1, 1000)  # capacities divide, so zero is none
_MOST_RATE = Fraction(10**9)

BOUNDS: Mapping[str, tuple[Fraction, Fraction]] = {
    "bytes": (Fraction(0), Fraction(10**15)),
    "messages per second": (_LEAST_DIVISOR, _MOST_RATE),
    "milliseconds": (Fraction(0), 1000 * _CENTURY),
    "months": (Fraction(0), _CENTURY / MONTH),
    "percent": (Fraction(0), Fraction(100)),
    "reads for each write": (Fraction(0), _MOST_RATE),
    "reads per second": (Fraction(0), _MOST_RATE),
    "replicas": (Fraction(1), Fraction(1000)),
    "requests per second": (_LEAST_DIVISOR, _MOST_RATE),
    "retries": (Fraction(1), Fraction(100)),
    "seconds": (Fraction(0), _CENTURY),
    "share of capacity": (_LEAST_DIVISOR, Fraction(1)),
    "share of the answers": (Fraction(0), Fraction(1)),
    "share of the latency": (_LEAST_DIVISOR, Fraction(1)),
    "share of the outage allowed in a year": (_LEAST_DIVISOR, Fraction(1)),
    "share of the peak": (Fraction(0), Fraction(1)),
    "times the usual latency": (Fraction(1), Fraction(1000)),
    "users": (Fraction(0), Fraction(10**10)),
}
"""Least and most value by unit; a unit that is not listed has no bounds."""

_WHOLE = {"replicas", "retries"}


def out_of_bounds(
    parameters: Mapping[str, Decimal], defaults: Mapping[str, DefaultItem]
) -> Iterator[tuple[str, str]]:
    """The name of each parameter whose value its default cannot have, and why not."""
    for name, value in parameters.items():
        unit = defaults[name].unit if name in defaults else ""
        if unit not in BOUNDS:
            continue
        least, most = BOUNDS[unit]
        if not least <= Fraction(value) <= most:
            bounds = f"{format_number(least)} and {format_number(most)}"
            yield name, f"{value} is out of range; {unit} must lie between {bounds}"
        elif unit in _WHOLE and value % 1:
            yield name, f"{value} is not a whole number; count in whole {unit}"
