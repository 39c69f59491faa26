"""Slow answers: values computed elsewhere, and properties that hold for all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.tails import share_for_each, slow_share

SHARES = st.fractions(0, 1)
CALLS = st.integers(1, 50)


@pytest.mark.parametrize(
    ("calls", "slow", "share"), [(100, "0.01", 0.63397), (2000, "0.0001", 0.18127), (5, "0.01", 0.04901)]
)
def test_share_of_requests_that_meet_a_slow_call(calls: int, slow: str, share: float) -> None:
    """Formula T1."""
    assert float(slow_share(Fraction(slow), calls)) == pytest.approx(share, abs=1e-5)


def test_no_call_is_never_slow() -> None:
    assert slow_share(Fraction(1, 100), 0) == 0


def test_five_calls_may_each_be_late_once_in_a_hundred() -> None:
    """Formula T4."""
    assert share_for_each(Fraction(5, 100), 5) == Fraction(1, 100)


@given(SHARES, CALLS)
def test_calls_that_keep_their_part_keep_the_promise(slow: Fraction, calls: int) -> None:
    assert slow_share(share_for_each(slow, calls), calls) <= slow


@given(SHARES, CALLS)
def test_one_more_call_never_makes_slow_answers_rarer(slow: Fraction, calls: int) -> None:
    assert slow_share(slow, calls) <= slow_share(slow, calls + 1)
