"""Availability of copies: closed formulas, exact. All of them take failures to be independent of one another."""

from collections.abc import Iterable
from fractions import Fraction
from math import comb, prod


def parallel_availability(parts: Iterable[Fraction]) -> Fraction:
    """Availability of several parts any one of which is enough."""
    return 1 - prod((1 - part for part in parts), start=Fraction(1))


def quorum_availability(part: Fraction, copies: int, needed: int) -> Fraction:
    """Availability of equal copies of which so many must work at once."""
    return sum(
        (
            comb(copies, working) * part**working * (1 - part) ** (copies - working)
            for working in range(needed, copies + 1)
        ),
        Fraction(0),
    )


def standby_availability(part: Fraction, taking_over: Fraction) -> Fraction:
    """Availability of a part with another one that takes over, which is possible for a share of the time."""
    return parallel_availability((part, part)) * taking_over
