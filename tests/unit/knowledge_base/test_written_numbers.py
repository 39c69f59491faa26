"""Numbers in texts: what is stated stays as it is, what is computed has few digits and keeps its side of a limit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.knowledge_base.template_syntax import read_text
from archrules.knowledge_base.templates import TextTemplate
from archrules.knowledge_base.written_numbers import FORMATS, written
from tests.unit.knowledge_base.small_language import read_when

STATED = frozenset({"limit"})


@pytest.mark.parametrize(
    ("style", "value", "text"),
    [
        ("percent", Fraction(9995, 10_000), "99.95 %"),
        ("percent", Fraction(999_951, 1_000_000), "99.9951 %"),
        ("percent", Fraction(9046, 10_000), "90.46 %"),
        ("rate", Fraction(25_061), "25,061/s"),
        ("bytes", Fraction(20_480), "20 KiB"),
        ("ms", Fraction(1234), "1.234 s"),
        ("whole", Fraction(1024), "1,024"),
        ("", Fraction(12_345, 2), "6,172.5"),
    ],
)
def test_what_is_stated_is_not_rounded(style: str, value: Fraction, text: str) -> None:
    assert written({("limit", style): value}, STATED) == {("limit", style): text}


def fill(text: str, **values: Fraction | int) -> str:
    return TextTemplate(text, STATED).fill(dict(values))


def test_a_number_just_above_a_limit_is_not_rounded_to_it() -> None:
    assert fill("{load:rate} of {limit:rate}", load=2504, limit=2500) == "2,504/s of 2,500/s"


def test_a_number_above_a_limit_is_not_rounded_below_it() -> None:
    assert fill("{load:rate} of {limit:rate}", load=2504, limit=2501) == "2,504/s of 2,501/s"


def test_what_is_reached_is_not_rounded_to_what_is_promised() -> None:
    text = fill(
        "{reached:percent} of {limit:percent}", reached=Fraction(998_996, 10**6), limit=Fraction(999, 1000)
    )
    assert text == "99.899 % of 99.9 %"


def test_what_is_hardly_less_than_promised_has_no_more_digits_than_tell_it() -> None:
    text = fill(
        "{reached:percent} of {limit:percent}",
        reached=Fraction(9_994_999, 10**7),
        limit=Fraction(9995, 10_000),
    )
    assert text == "99.949 % of 99.95 %"


@given(st.integers(90_001, 99_999), st.fractions(0, Fraction(1, 10**5)).filter(bool))
def test_a_share_hardly_below_a_limit_reads_as_less(limit: int, missing: Fraction) -> None:
    stated = Fraction(limit, 10**5)
    numbers = {("value", "percent"): stated - missing, ("limit", "percent"): stated}
    value, limited = (Fraction(text.removesuffix(" %")) for text in written(numbers, STATED).values())
    assert value < limited


def test_two_computed_numbers_get_one_digit_more_if_it_tells_them_apart() -> None:
    assert fill("{a:rate}, {b:rate}", a=2504, b=2500) == "2,504/s, 2,500/s"


def test_two_computed_numbers_that_are_nearly_equal_keep_few_digits() -> None:
    assert fill("{a:rate}, {b:rate}", a=Fraction(22_002, 100), b=220) == "220/s, 220/s"


def test_numbers_of_different_formats_do_not_change_each_other() -> None:
    assert fill("{a:rate}, {limit:whole}", a=2504, limit=2500) == "2,500/s, 2,500"


@pytest.mark.parametrize("style", ["rate", "whole", "percent", ""])
@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_number_reads_on_its_own_side_of_a_limit(style: str, value: int, limit: int) -> None:
    texts = written({("value", style): Fraction(value), ("limit", style): Fraction(limit)}, STATED)
    assert (texts["value", style] == texts["limit", style]) <= (value == limit)


@pytest.mark.parametrize("style", sorted(FORMATS))
@pytest.mark.parametrize("value", [0, 1, Fraction(1, 3), 31_536_000, 10**15])
def test_every_format_can_write_every_amount(style: str, value: Fraction) -> None:
    for stated in (frozenset[str](), frozenset({"x"})):
        assert any(sign.isdigit() for sign in written({("x", style): Fraction(value)}, stated)["x", style])


def test_a_field_of_the_brief_is_stated_and_one_that_may_be_computed_is_not() -> None:
    scope = read_when("[{team: {size: $size}}, {owns: {since: $since}}]").scope
    assert read_text("{size} {since}", ("because",), scope).stated == {"size"}
