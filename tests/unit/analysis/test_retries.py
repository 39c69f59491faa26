"""Retries: values computed elsewhere, and properties that hold for all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.retries import MOST_RETRIES, amplification, backoff, backoffs, fitting_retries

BASE, CAP = Fraction(1, 10), Fraction(2)
TIMES = st.fractions(0, 10_000)


@pytest.mark.parametrize(
    ("retry", "wait"), [(0, "0.1"), (1, "0.2"), (2, "0.4"), (3, "0.8"), (4, "1.6"), (5, "2"), (6, "2")]
)
def test_waits_double_up_to_the_cap(retry: int, wait: str) -> None:
    """Formula B2."""
    assert backoff(BASE, CAP, retry) == Fraction(wait)


def test_the_first_four_waits_sum_to_one_and_a_half_seconds() -> None:
    """Formula B2."""
    assert backoffs(BASE, CAP, 4) == Fraction("1.5")


@pytest.mark.parametrize(("tries", "layers", "calls"), [(3, 3, 27), (3, 4, 81), (1, 5, 1)])
def test_tries_multiply_over_layers(tries: int, layers: int, calls: int) -> None:
    """Formula B1."""
    assert amplification(tries, layers) == calls


@pytest.mark.parametrize(
    ("time", "attempt", "expected"),
    [
        (1500, 200, (2, Fraction(400))),
        (899, 200, (1, Fraction(799, 2))),
        (500, 200, (1, Fraction(200))),
        (499, 200, (0, Fraction(499))),
        (0, 200, (0, Fraction(0))),
    ],
)
def test_retries_that_fit(time: int, attempt: int, expected: tuple[int, Fraction]) -> None:
    assert fitting_retries(Fraction(time), Fraction(attempt), Fraction(100), Fraction(2000), 2) == expected


def test_no_more_retries_than_allowed() -> None:
    assert fitting_retries(Fraction(10**6), Fraction(1), Fraction(1), Fraction(1), 10**9)[0] == MOST_RETRIES


@given(TIMES, st.fractions(1, 1000), st.fractions(0, 1000), st.fractions(0, 1000), st.integers(0, 5))
def test_attempts_and_waits_together_stay_within_the_time(
    time: Fraction, attempt: Fraction, base: Fraction, cap: Fraction, most: int
) -> None:
    retries, each = fitting_retries(time, attempt, base, cap, most)
    assert each * (retries + 1) + backoffs(base, cap, retries) <= time
    assert retries == 0 or each >= attempt
