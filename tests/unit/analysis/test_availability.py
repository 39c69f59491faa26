"""Availability of copies: values computed elsewhere, and properties that hold for all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.availability import parallel_availability, quorum_availability, standby_availability

SHARES = st.fractions(0, 1, max_denominator=10_000)


@pytest.mark.parametrize(("copies", "expected"), [(2, "0.9999"), (3, "0.999999"), (0, "0")])
def test_any_one_is_enough(copies: int, expected: str) -> None:
    """Formula A2."""
    assert parallel_availability([Fraction("0.99")] * copies) == Fraction(expected)


@pytest.mark.parametrize(
    ("needed", "copies", "part", "expected"),
    [
        (2, 3, "0.99", "0.999702"),
        (3, 5, "0.99", "0.9999901494"),
        (2, 3, "0.999", "0.999997002"),
        (1, 1, "0.99", "0.99"),
    ],
)
def test_so_many_of_equal_copies_must_work(needed: int, copies: int, part: str, expected: str) -> None:
    """Formula A3."""
    assert quorum_availability(Fraction(part), copies, needed) == Fraction(expected)


def test_two_sites_one_of_which_takes_over() -> None:
    """Formula A8."""
    assert standby_availability(Fraction("0.9995"), Fraction("0.9999")) == Fraction("0.999899750025")


@given(st.lists(SHARES, min_size=1, max_size=5))
def test_several_are_no_worse_than_the_best(parts: list[Fraction]) -> None:
    assert max(parts) <= parallel_availability(parts) <= 1


@given(SHARES, st.integers(1, 7))
def test_one_of_several_is_a_quorum_of_one(part: Fraction, copies: int) -> None:
    assert quorum_availability(part, copies, 1) == parallel_availability([part] * copies)


@given(SHARES, st.integers(1, 6), st.data())
def test_needing_more_is_never_better(part: Fraction, copies: int, data: st.DataObject) -> None:
    needed = data.draw(st.integers(1, copies))
    assert quorum_availability(part, copies, needed + 1) <= quorum_availability(part, copies, needed)


@given(SHARES, SHARES)
def test_a_standby_is_no_better_than_its_takeover(part: Fraction, taking_over: Fraction) -> None:
    assert standby_availability(part, taking_over) <= taking_over
