"""Quantities: exact in, exact out, and a message that helps for everything else."""

from decimal import localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from archrules.model.units import (
    DAY,
    MONTH,
    YEAR,
    Count,
    Duration,
    Growth,
    GrowthRate,
    Rate,
    Share,
    Size,
    TotalRate,
    decimal_text,
    format_duration,
    format_number,
    format_percent,
    format_rate,
    format_size,
)

DURATION: TypeAdapter[Fraction] = TypeAdapter(Duration)
SIZE: TypeAdapter[Fraction] = TypeAdapter(Size)
RATE: TypeAdapter[Fraction] = TypeAdapter(Rate)
SHARE: TypeAdapter[Fraction] = TypeAdapter(Share)
COUNT: TypeAdapter[Fraction] = TypeAdapter(Count)
GROWTH: TypeAdapter[Growth] = TypeAdapter(GrowthRate)

# Each with its units, the size of one, and the largest quantity allowed.
SORTS: dict[str, tuple[TypeAdapter[Fraction], dict[str, Fraction], Fraction]] = {
    "duration": (
        DURATION,
        {
            "ms": Fraction(1, 1000),
            "s": Fraction(1),
            "min": Fraction(60),
            "h": Fraction(3600),
            "d": DAY,
            "day": DAY,
            "days": DAY,
            "month": MONTH,
            "months": MONTH,
            "year": YEAR,
            "years": YEAR,
        },
        100 * YEAR,
    ),
    "size": (
        SIZE,
        {
            "B": Fraction(1),
            "kB": Fraction(10**3),
            "KB": Fraction(10**3),
            "MB": Fraction(10**6),
            "GB": Fraction(10**9),
            "TB": Fraction(10**12),
            "PB": Fraction(10**15),
            "KiB": Fraction(2**10),
            "MiB": Fraction(2**20),
            "GiB": Fraction(2**30),
            "TiB": Fraction(2**40),
            "PiB": Fraction(2**50),
        },
        Fraction(10**18),
    ),
    "rate": (
        RATE,
        {"/s": Fraction(1), "/min": Fraction(1, 60), "/h": Fraction(1, 3600), "/day": 1 / DAY},
        Fraction(10**9),
    ),
    "share": (SHARE, {"%": Fraction(1, 100)}, Fraction(1)),
}


def numbers() -> st.SearchStrategy[str]:
    whole = st.integers(0, 10**18).map(str)
    places = st.text("0123456789", min_size=1, max_size=9)
    return whole | st.tuples(whole, places).map(".".join)


def parsed(adapter: TypeAdapter[Any], text: object) -> Any:  # noqa: ANN401 - of the type of the adapter
    return adapter.validate_python(text)


def complaint(adapter: TypeAdapter[Any], value: object) -> str:
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python(value)
    return str(raised.value.errors()[0]["ctx"]["error"])


@pytest.mark.parametrize(
    ("sort", "unit"), [(sort, unit) for sort, (_, units, _) in SORTS.items() for unit in units]
)
def test_every_unit_has_its_size(sort: str, unit: str) -> None:
    adapter, units, _ = SORTS[sort]
    assert parsed(adapter, f"0.5 {unit}") == units[unit] / 2


@given(st.sampled_from(sorted(SORTS)), numbers(), st.data())
def test_every_quantity_is_exact_and_reads_its_own_text(sort: str, number: str, data: st.DataObject) -> None:
    adapter, units, most = SORTS[sort]
    unit = data.draw(st.sampled_from(sorted(units)))
    exact = Fraction(number) * units[unit]
    text = f"{number}{data.draw(st.sampled_from(['', ' ']))}{unit}"
    if exact > most:
        assert "is out of range" in complaint(adapter, text)
    else:
        assert parsed(adapter, text) == exact
        assert parsed(adapter, adapter.dump_python(exact)) == exact


def whole_counts() -> st.SearchStrategy[str]:
    scaled = st.tuples(st.integers(0, 10**12).map(str), st.sampled_from(["", "k", "M", "B"]))
    return scaled.map("".join) | st.integers(0, 10**6).map(lambda number: f"{number}.25M")


@given(whole_counts())
def test_every_count_is_exact_and_reads_its_own_number(text: str) -> None:
    sizes = {"k": 10**3, "M": 10**6, "B": 10**9}
    exact = Fraction(text.rstrip("kMB")) * sizes.get(text[-1], 1)
    if exact > 10**15:
        assert "is out of range" in complaint(COUNT, text)
    else:
        assert parsed(COUNT, text) == exact
        assert parsed(COUNT, COUNT.dump_python(exact)) == exact


@given(st.integers(0, 10**15))
def test_a_count_may_be_a_plain_number(number: int) -> None:
    assert parsed(COUNT, number) == number


@pytest.mark.parametrize("text", ["1.5", "0.0001k", "2.0000001M"])
def test_a_count_is_whole(text: str) -> None:
    assert complaint(COUNT, text) == f"{text!r} is not a whole number; count in whole ones, as in '2M'"


@given(numbers(), st.sampled_from(["month", "year"]))
def test_every_growth_is_exact_and_reads_its_own_text(number: str, period: str) -> None:
    text = f"{number} %/{period}"
    if Fraction(number) > 1000:
        assert "is out of range" in complaint(GROWTH, text)
    else:
        growth = parsed(GROWTH, text)
        assert growth == Growth(Fraction(number) / 100, period)
        assert parsed(GROWTH, GROWTH.dump_python(growth)) == growth


def test_growth_needs_its_period() -> None:
    assert "units: %/month, %/year" in complaint(GROWTH, Fraction(1, 20))


def test_a_growth_is_taken_as_it_is() -> None:
    growth = Growth(Fraction(1, 20), "year")
    assert parsed(GROWTH, growth) is growth


@pytest.mark.parametrize(
    ("growth", "after", "factor"),
    [
        (Growth(Fraction(1, 10), "month"), 2 * MONTH, Fraction(121, 100)),
        (Growth(Fraction(1, 10), "month"), 2 * MONTH - 1, Fraction(11, 10)),
        (Growth(Fraction(1, 2), "year"), 24 * MONTH, Fraction(9, 4)),
        (Growth(Fraction(1, 2), "year"), 11 * MONTH, Fraction(1)),
        (Growth(Fraction(1, 2), "year"), Fraction(0), Fraction(1)),
    ],
)
def test_growth_compounds_once_each_whole_period(growth: Growth, after: Fraction, factor: Fraction) -> None:
    assert growth.factor(after) == factor


@pytest.mark.parametrize(
    ("adapter", "value", "message"),
    [
        (DURATION, "101 years", "'101 years' is out of range; it must lie between 0 ms and 100 years"),
        (SIZE, "1001 PB", "'1001 PB' is out of range; it must lie between 0 B and 1000 PB"),
        (RATE, "1000000001/s", "'1000000001/s' is out of range; it must lie between 0/s and 1000000000/s"),
        (SHARE, "100.1 %", "'100.1 %' is out of range; it must lie between 0 % and 100 %"),
        (COUNT, "2000000B", "'2000000B' is out of range; it must lie between 0 and 1000000 B"),
        (COUNT, 2 * 10**15, "'2000000000000000' is out of range; it must lie between 0 and 1000000 B"),
        (
            GROWTH,
            "1001 %/month",
            "'1001 %/month' is out of range; it must lie between 0 %/month and 1000 %/month",
        ),
    ],
)
def test_an_absurd_quantity_is_told_the_range(adapter: TypeAdapter[Any], value: object, message: str) -> None:
    assert complaint(adapter, value) == message


def test_rates_may_add_up_beyond_what_one_rate_can_be() -> None:
    total: TypeAdapter[Fraction] = TypeAdapter(TotalRate)
    text = total.dump_python(3 * RATE.validate_python("1000000000/s"))
    assert parsed(total, text) == 3 * 10**9
    assert "is out of range" in complaint(RATE, text)
    assert "is out of range" in complaint(total, "1000000000000000001/s")


@pytest.mark.parametrize(("adapter", "value"), [(DURATION, "-5 ms"), (SHARE, "-1 %"), (COUNT, -1)])
def test_a_negative_quantity_is_told_so(adapter: TypeAdapter[Any], value: object) -> None:
    assert complaint(adapter, value) == f"{str(value)!r} is negative; it must be at least 0"


@pytest.mark.parametrize(
    "value",
    ["5", "ms", "5 sec", "1e3 ms", "1,5 s", "+5 s", ".5 s", "5. s", "5  s", "5\ns", "٣ s", "nan s", ""],
)
def test_what_is_no_duration_is_told_the_units(value: str) -> None:
    assert complaint(DURATION, value) == (
        f"{value!r} is not a quantity; write it as in '300 ms' "
        "(units: ms, s, min, h, d, day, days, week, weeks, months, month, years, year)"
    )


@pytest.mark.parametrize("value", [5, 5.0, True, None, ["5 s"], {"s": 5}])
def test_only_text_is_a_quantity_with_a_unit(value: object) -> None:
    assert "is not a quantity" in complaint(DURATION, value)


def test_only_the_beginning_of_a_long_text_is_repeated() -> None:
    assert complaint(SIZE, "9" * 2000) == complaint(SIZE, "9" * 40)


@pytest.mark.parametrize("adapter", [DURATION, SIZE, RATE, SHARE, COUNT], ids=str)
def test_a_negative_fraction_is_out_of_range(adapter: TypeAdapter[Any]) -> None:
    assert "is out of range" in complaint(adapter, Fraction(-1))


@given(st.integers(-(10**60), 10**60), st.integers(0, 9))
def test_decimal_text_is_exact_to_nine_places(number: int, places: int) -> None:
    exact = Fraction(number, 10**places)
    assert Fraction(decimal_text(exact)) == exact


@given(st.fractions())
def test_decimal_text_has_no_more_than_it_needs(number: Fraction) -> None:
    text = decimal_text(number)
    assert text not in {"-0", ""}
    assert not ("." in text and text.endswith(("0", ".")))
    assert abs(Fraction(text) - number) <= Fraction(1, 2 * 10**9)


def test_decimal_text_does_not_depend_on_the_arithmetic_of_the_caller() -> None:
    with localcontext() as context:
        context.prec = 3
        assert decimal_text(Fraction(123456, 10)) == "12345.6"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (Fraction(0), "0 ms"),
        (Fraction(1, 2000), "0.5 ms"),
        (Fraction(3, 10), "300 ms"),
        (Fraction(1), "1 s"),
        (Fraction(3, 2), "1.5 s"),
        (Fraction(1234, 1000), "1.234 s"),
        (Fraction(90), "90 s"),
        (Fraction(900), "15 min"),
        (Fraction(7200), "2 h"),
        (DAY, "1 d"),
        (3 * DAY / 2, "36 h"),
        (YEAR, "1 year"),
        (3 * YEAR, "3 years"),
        (Fraction(1, 3), "333.333333333 ms"),
    ],
)
def test_a_duration_is_written_in_the_unit_that_reads_shortest(seconds: Fraction, text: str) -> None:
    assert format_duration(seconds) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (Fraction(0), "0 B"),
        (Fraction(200), "200 B"),
        (Fraction(1_500_000), "1.5 MB"),
        (Fraction(20_480), "20 KiB"),
        (Fraction(1_234_567), "1,234,567 B"),
        (Fraction(5 * 10**18), "5,000 PB"),
    ],
)
def test_a_size_is_written_exactly_in_the_unit_that_reads_shortest(size: Fraction, text: str) -> None:
    assert format_size(size) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(400), "400/s"),
        (Fraction(5, 2), "150/min"),
        (Fraction(25_061), "25,061/s"),
        (Fraction(1, 6), "10/min"),
        (Fraction(1, 3600), "1/h"),
        (1 / DAY, "1/day"),
        (Fraction(1, 7), "12,342.857142857/day"),
    ],
)
def test_a_rate_is_written_per_second_unless_another_unit_is_whole(rate: Fraction, text: str) -> None:
    assert format_rate(rate) == text


@pytest.mark.parametrize(("share", "text"), [(Fraction(999, 1000), "99.9 %"), (Fraction(0), "0 %")])
def test_a_share_is_written_as_a_percentage(share: Fraction, text: str) -> None:
    assert format_percent(share) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1234567), "1,234,567"),
        (Fraction(-12345, 10), "-1,234.5"),
        (Fraction(-2, 5), "-0.4"),
        (Fraction(-1, 10**6), "0"),
        (Fraction(2, 3), "0.667"),
    ],
)
def test_a_number_is_grouped_and_rounded_for_people(number: Fraction, text: str) -> None:
    assert format_number(number) == text
