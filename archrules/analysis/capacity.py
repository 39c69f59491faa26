"""Closed formulas for capacity and availability, exact where their inputs are. Sources stand at each."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, prod


def replicas(rate: Fraction, capacity: Fraction, utilisation: Fraction, least: int) -> int:
    """How many replicas carry a rate per second at the target utilisation, never fewer than the least.

    Raises:
        ValueError: capacity or utilisation is not positive.
    """
    if capacity <= 0 or utilisation <= 0:
        message = "capacity and utilisation must be positive"
        raise ValueError(message)
    return max(least, ceil(rate / (capacity * utilisation)))


def series_availability(parts: Iterable[Fraction]) -> Fraction:
    """Availability of a chain all of whose parts must work, if they fail independently: the product."""
    return prod(parts, start=Fraction(1))


def downtime_minutes_per_year(availability: Fraction) -> Fraction:
    """Minutes of outage that an availability allows in a year of 365 days."""
    return (1 - availability) * 525_600
