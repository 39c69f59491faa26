"""Slow answers: how the tails of several calls add up for the one who waits for all of them."""

from fractions import Fraction


def slow_share(slow: Fraction, calls: int) -> Fraction:
    """The share of requests that meet at least one slow call, each being slow for a share of its calls.

    Calls are taken to be slow independently of one another.
    """
    return 1 - (1 - slow) ** calls


def share_for_each(slow: Fraction, calls: int) -> Fraction:
    """How often each of several calls may be late, so that a request is late no more often than a share.

    It holds whatever the calls have to do with one another (the union bound); percentiles themselves do not add up.
    """
    return slow / calls
