"""Retries: how long attempts wait for one another, how many fit in a time, and how they multiply over layers."""

from fractions import Fraction
from math import prod

MOST_RETRIES = 20
"""More attempts than anybody makes while a caller waits."""


def backoff(base: Fraction, cap: Fraction, retry: int) -> Fraction:
    """The longest wait before a retry, the first being 0: doubled each time up to a cap.

    With full jitter the wait is drawn between nothing and this.
    """
    return min(cap, base * (1 << retry))


def backoffs(base: Fraction, cap: Fraction, retries: int) -> Fraction:
    """The longest waits before several retries, summed."""
    return sum((backoff(base, cap, retry) for retry in range(retries)), Fraction(0))


def fitting_retries(
    time: Fraction, attempt: Fraction, base: Fraction, cap: Fraction, most: int
) -> tuple[int, Fraction]:
    """How many retries fit in a time, each attempt given at least so much of it, and the time for each attempt.

    Time is in any unit, the same for all.
    """
    for retries in range(min(most, MOST_RETRIES), 0, -1):
        each = (time - backoffs(base, cap, retries)) / (retries + 1)
        if each >= attempt:
            return retries, each
    return 0, time


def amplification(tries: int, layers: int) -> int:
    """How many calls reach the last of several layers for one request, if each tries so often and all fail."""
    return prod([tries] * layers)
