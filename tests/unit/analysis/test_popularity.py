"""Hit ratios of caches, against published test values, sums over every key, and what must hold of all of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.popularity import (
    hit_ratio_of_even,
    hit_ratio_of_expiring,
    hit_ratio_of_hottest,
)

KEYS = st.integers(1, 10**12).map(Fraction)
RATES = st.fractions(0, 10**6, max_denominator=1000)
SECONDS = st.fractions(0, 10**5, max_denominator=10)


@pytest.mark.parametrize(
    ("kept", "keys", "ratio"),
    [(10_000, 100_000, "0.8096"), (1_000, 100_000, "0.6191"), (1, 1, "1"), (0, 5, "0"), (1, 2, "0.6667")],
)
def test_the_hottest_keys_answer_their_share(kept: int, keys: int, ratio: str) -> None:
    assert hit_ratio_of_hottest(Fraction(kept), Fraction(keys)) == Fraction(ratio)


@pytest.mark.parametrize(
    ("rate", "seconds", "ratio"), [("0.1", 60, 0.857143), ("0.01", 300, 0.75), ("0", 60, 0), ("5", 0, 0)]
)
def test_one_key_hits_while_its_entry_is_kept(rate: str, seconds: int, ratio: float) -> None:
    found = hit_ratio_of_even(Fraction(rate), Fraction(seconds), Fraction(1))
    assert float(found) == pytest.approx(ratio, abs=1e-6)


def summed(rate: Fraction, seconds: Fraction, keys: int) -> float:
    """The hit ratio added up key by key."""
    whole = sum(1 / key for key in range(1, keys + 1))
    asked = [float(rate * seconds) / (key * whole) for key in range(1, keys + 1)]
    return sum(x / (1 + x) / (key * whole) for key, x in enumerate(asked, start=1))


@given(RATES, SECONDS, st.integers(1, 300))
def test_popular_keys_add_up_to_the_closed_form(rate: Fraction, seconds: Fraction, keys: int) -> None:
    found = hit_ratio_of_expiring(rate, seconds, Fraction(keys))
    assert float(found) == pytest.approx(summed(rate, seconds, keys), abs=6e-5)


@given(RATES, SECONDS, KEYS)
def test_uneven_questions_hit_at_least_as_often_as_even_ones(
    rate: Fraction, seconds: Fraction, keys: Fraction
) -> None:
    even = hit_ratio_of_even(rate, seconds, keys)
    assert even - Fraction(1, 10_000) <= hit_ratio_of_expiring(rate, seconds, keys) <= 1


@given(KEYS, st.data())
def test_keeping_more_never_hits_less(keys: Fraction, data: st.DataObject) -> None:
    kept = st.integers(0, int(keys)).map(Fraction)
    fewer, more = sorted([data.draw(kept), data.draw(kept)])
    assert hit_ratio_of_hottest(fewer, keys) <= hit_ratio_of_hottest(more, keys)


@pytest.mark.parametrize(("kept", "keys"), [(0, 0), (2, 1), (-1, 5)])
def test_more_cannot_be_kept_than_there_is(kept: int, keys: int) -> None:
    with pytest.raises(ValueError, match="at least one key"):
        hit_ratio_of_hottest(Fraction(kept), Fraction(keys))


@pytest.mark.parametrize(("rate", "seconds", "keys"), [(1, 1, 0), (-1, 1, 5), (1, -1, 5)])
def test_nothing_negative_can_be_asked_or_kept(rate: int, seconds: int, keys: int) -> None:
    with pytest.raises(ValueError, match="at least one key"):
        hit_ratio_of_expiring(Fraction(rate), Fraction(seconds), Fraction(keys))


def test_without_keys_nothing_can_be_asked_evenly() -> None:
    with pytest.raises(ValueError, match="at least one key"):
        hit_ratio_of_even(Fraction(1), Fraction(1), Fraction(0))
