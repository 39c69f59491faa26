"""Closed formulas: values computed elsewhere, and properties that hold for all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.capacity import (
    downtime_minutes_per_year,
    replicas,
    series_availability,
)

SHARES = st.fractions(0, 1)
UTILISATIONS = st.fractions(Fraction(1, 100), 1)
RATES = st.fractions(0, 10_000)
CAPACITIES = st.fractions(Fraction(1, 10), 1000)


@pytest.mark.parametrize(
    ("rate", "capacity", "utilisation", "least", "expected"),
    [
        (5000, 400, "0.6", 1, 21),
        (1200, 200, "0.6", 1, 10),
        (1201, 200, "0.6", 1, 11),
        (0, 200, "0.6", 2, 2),
        (1, 200, "0.6", 2, 2),
    ],
)
def test_replicas(rate: int, capacity: int, utilisation: str, least: int, expected: int) -> None:
    assert replicas(Fraction(rate), Fraction(capacity), Fraction(utilisation), least) == expected


@pytest.mark.parametrize(("capacity", "utilisation"), [(0, 1), (1, 0), (-1, 1), (1, -1)])
def test_capacity_and_utilisation_must_be_positive(capacity: int, utilisation: int) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        replicas(Fraction(1), Fraction(capacity), Fraction(utilisation), 1)


@given(RATES, RATES, CAPACITIES, UTILISATIONS)
def test_more_load_never_needs_fewer_replicas(
    rate: Fraction, more: Fraction, capacity: Fraction, utilisation: Fraction
) -> None:
    assert replicas(rate, capacity, utilisation, 1) <= replicas(rate + more, capacity, utilisation, 1)


@given(RATES, CAPACITIES, UTILISATIONS)
def test_replicas_carry_the_load_and_one_fewer_does_not(
    rate: Fraction, capacity: Fraction, utilisation: Fraction
) -> None:
    needed = replicas(rate, capacity, utilisation, 1)
    assert needed * capacity * utilisation >= rate
    assert needed == 1 or (needed - 1) * capacity * utilisation < rate


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["0.999", "0.9995", "0.9999"], "0.99840064995"),
        (["0.9999"] * 5, "0.99950009999000049999"),
        (["0.999"] * 4, "0.996005996001"),
        ([], "1"),
    ],
)
def test_availability_in_series(parts: list[str], expected: str) -> None:
    assert series_availability(map(Fraction, parts)) == Fraction(expected)


def test_ten_parts_of_five_nines_use_up_the_outage_of_four() -> None:
    """Formula A6: outages of parts in series add up as long as they are small."""
    assert float(1 - series_availability([Fraction("0.99999")] * 10)) == pytest.approx(9.99955e-5, rel=1e-6)


@given(st.lists(SHARES, min_size=1, max_size=6))
def test_chain_is_no_better_than_its_weakest_part(parts: list[Fraction]) -> None:
    assert 0 <= series_availability(parts) <= min(parts)


@given(st.lists(SHARES, max_size=6), SHARES)
def test_one_more_part_never_helps(parts: list[Fraction], more: Fraction) -> None:
    assert series_availability([*parts, more]) <= series_availability(parts)


@pytest.mark.parametrize(
    ("availability", "minutes"), [("0.999", "525.6"), ("0.9995", "262.8"), ("0.9999", "52.56"), ("1", "0")]
)
def test_downtime(availability: str, minutes: str) -> None:
    assert downtime_minutes_per_year(Fraction(availability)) == Fraction(minutes)
