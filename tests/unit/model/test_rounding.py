"""Computed quantities for people: few digits, and never another order than the exact ones have."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.model.rounding import (
    percent_cut_off,
    rounded_count,
    rounded_duration,
    rounded_number,
    rounded_percent,
    rounded_rate,
    rounded_size,
    rounded_time,
    significant,
)
from archrules.model.units import DAY, YEAR

QUANTITIES = st.fractions(0, 10**15, max_denominator=10**6)


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (Fraction(0), Fraction(0)),
        (Fraction(12_345), Fraction(12_300)),
        (Fraction(999_600), Fraction(1_000_000)),
        (Fraction(1, 3), Fraction(333, 1000)),
        (Fraction(1, 10), Fraction(1, 10)),
        (Fraction(-12_345), Fraction(-12_300)),
    ],
)
def test_three_significant_digits_are_kept(number: Fraction, kept: Fraction) -> None:
    assert significant(number) == kept


@given(QUANTITIES.filter(bool))
def test_significant_digits_are_within_half_a_step_of_the_exact_number(number: Fraction) -> None:
    assert abs(significant(number) - number) * 200 <= number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(2, 3), "0.667"),
        (Fraction(12_345, 2), "6,170"),
        (Fraction(14_491), "14,500"),
        (Fraction(999_499), "999,000"),
        (Fraction(999_500), "1 million"),
        (Fraction(14_491_392), "14.5 million"),
        (Fraction(20_000_000), "20 million"),
        (Fraction(788_400_000_000), "788 billion"),
        (Fraction(5 * 10**15), "5,000 trillion"),
    ],
)
def test_large_numbers_are_grouped_or_in_words(number: Fraction, text: str) -> None:
    assert rounded_number(number) == text


def test_a_count_is_whole() -> None:
    assert rounded_count(Fraction(26, 10)) == "3"


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(0), "0/s"),
        (Fraction(28_896, 60), "482/s"),
        (Fraction(25_061), "25,100/s"),
        (Fraction(5_400_010, 3600), "1,500/s"),
        (Fraction(156, 100), "1.56/s"),
        (Fraction(1, 3), "20/min"),
        (Fraction(5996, 6000), "1/s"),
        (Fraction(10, 3600), "10/h"),
        (20 / DAY, "20/day"),
        (Fraction(1, 30) / DAY, "0.0333/day"),
    ],
)
def test_a_rate_is_told_for_the_shortest_time_in_which_it_happens_once(rate: Fraction, text: str) -> None:
    assert rounded_rate(rate) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (Fraction(0), "0 ms"),
        (Fraction(12_344, 10_000), "1.23 s"),
        (Fraction(3, 2), "1.5 s"),
        (Fraction(900), "15 min"),
        (Fraction(1, 3), "333 ms"),
        (Fraction(100_001), "1.16 d"),
        (YEAR, "1 year"),
        (YEAR + 1, "1 year"),
    ],
)
def test_a_time_has_three_digits_at_most(seconds: Fraction, text: str) -> None:
    assert rounded_time(seconds) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (Fraction(0), "0 B"),
        (Fraction(1, 2), "0.5 B"),
        (Fraction(999), "999 B"),
        (Fraction(1000), "1 kB"),
        (Fraction(1_234_567), "1.23 MB"),
        (Fraction(999_499), "999 kB"),
        (Fraction(999_500), "1 MB"),
        (Fraction(45_600 * 10**6), "45.6 GB"),
        (Fraction(5 * 10**18), "5,000 PB"),
    ],
)
def test_a_size_has_three_digits_at_most(size: Fraction, text: str) -> None:
    assert rounded_size(size) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        ("99.71061211", "99.71 %"),
        ("99.85005", "99.85 %"),
        ("99.995", "99.995 %"),
        ("99.99949", "99.99949 %"),
        ("99.9999996", "99.9999996 %"),
        ("91.801897505", "91.8 %"),
        ("90.46", "90.5 %"),
        ("33.3333333", "33.3 %"),
        ("12.5", "12.5 %"),
        ("0.123456", "0.123 %"),
        ("0.0000000001", "0.0000000001 %"),
        ("9.9996", "10 %"),
        ("0", "0 %"),
        ("100", "100 %"),
        ("140", "140 %"),
    ],
)
def test_a_share_keeps_its_nines(percent: str, text: str) -> None:
    assert rounded_percent(Fraction(percent) / 100) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        ("99.94999", "99.949 %"),
        ("99.8996", "99.899 %"),
        ("99.95", "99.95 %"),
        ("99.999996", "99.999996 %"),
        ("33.36", "33.4 %"),
        ("100", "100 %"),
    ],
)
def test_a_share_that_is_cut_off_is_never_more(percent: str, text: str) -> None:
    assert percent_cut_off(Fraction(percent) / 100) == text


@given(st.fractions(Fraction(9, 10), 1, max_denominator=10**12))
def test_a_share_that_is_cut_off_is_near_the_exact_one(share: Fraction) -> None:
    cut = Fraction(percent_cut_off(share).removesuffix(" %")) / 100
    assert 0 <= (share - cut) * 18 <= 1 - share


@given(st.fractions(0, 1, max_denominator=10**12))
def test_a_rounded_share_is_near_the_exact_one_and_never_all_or_nothing_unless_it_is(share: Fraction) -> None:
    rounded = Fraction(rounded_percent(share).removesuffix(" %")) / 100
    assert abs(rounded - share) * 18 <= min(share, 1 - share)
    assert (rounded in {0, 1}) == (share in {0, 1})


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (Fraction(0), "0 ms"),
        (Fraction(1, 4), "250 ms"),
        (Fraction(797, 10), "80 s"),
        (Fraction(119), "120 s"),
        (Fraction(239), "4 min"),
        (Fraction(5000), "83 min"),
        (Fraction(7201), "2 h"),
        (Fraction(236_520), "2.7 d"),
        (2 * YEAR, "2 years"),
    ],
    ids=str,
)
def test_about_how_long_has_two_places_of_a_unit_that_is_there_twice(seconds: Fraction, text: str) -> None:
    assert rounded_duration(seconds) == text


WORDS = {
    "million": Fraction(10**6),
    "billion": Fraction(10**9),
    "trillion": Fraction(10**12),
    "/s": Fraction(86_400),
    "/min": Fraction(1440),
    "/h": Fraction(24),
    "/day": Fraction(1),
    "": Fraction(1),
    "%": Fraction(1),
    **{f"{prefix}B": Fraction(1000) ** power for power, prefix in enumerate(["", "k", "M", "G", "T", "P"])},
}


def read(text: str) -> Fraction:
    """What a text of a quantity says, in the smallest unit of its kind."""
    digits = "".join(sign for sign in text if sign.isdigit() or sign == ".")
    return Fraction(digits) * WORDS[text.lstrip("0123456789,.").strip()]


@pytest.mark.parametrize(
    "rounded", [rounded_number, rounded_rate, rounded_size, rounded_percent], ids=lambda form: form.__name__
)
@given(QUANTITIES, QUANTITIES, st.integers(3, 8))
def test_what_is_more_never_reads_as_less(
    rounded: Callable[[Fraction, int], str], one: Fraction, other: Fraction, digits: int
) -> None:
    less, more = sorted((one, other))
    assert read(rounded(less, digits)) <= read(rounded(more, digits))
