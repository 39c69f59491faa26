"""Quantities with units, kept exact: text such as `300 ms` or `5 %/month` becomes a Fraction in a base unit."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, PlainSerializer, PlainValidator, WithJsonSchema

_NUMBER = r"([0-9]{1,30}(?:\.[0-9]{1,9})?)"

DAY = Fraction(86_400)
YEAR = 365 * DAY
MONTH = YEAR / 12

DURATIONS = {
    "ms": Fraction(1, 1000),
    "s": Fraction(1),
    "min": Fraction(60),
    "h": Fraction(3_600),
    "d": DAY,
    "day": DAY,
    "days": DAY,
    "week": 7 * DAY,
    "weeks": 7 * DAY,
    "months": MONTH,
    "month": MONTH,
    "years": YEAR,
    "year": YEAR,
}
SIZES = {
    "B": Fraction(1),
    "kB": Fraction(1000),
    "KB": Fraction(1000),
    **{f"{prefix}B": Fraction(1000**power) for power, prefix in enumerate("MGTP", start=2)},
    **{f"{prefix}iB": Fraction(1024**power) for power, prefix in enumerate("KMGTP", start=1)},
}
RATES = {"/s": Fraction(1), "/min": Fraction(1, 60), "/h": Fraction(1, 3_600), "/day": 1 / DAY}
_COUNTS = {"": Fraction(1), "k": Fraction(1000), "M": Fraction(10**6), "B": Fraction(10**9)}
_SHORT = 999
_SHARES = {"%": Fraction(1, 100)}
_GROWTHS = {"%/month": Fraction(1, 100), "%/year": Fraction(1, 100)}


def _parser(
    units: Mapping[str, Fraction], example: str, least: Fraction, most: Fraction
) -> Callable[[object], Fraction]:
    pattern = re.compile(f"{_NUMBER} ?({'|'.join(re.escape(unit) for unit in units)})")

    def parse(value: object) -> Fraction:
        if isinstance(value, Fraction):
            number = value
        else:
            found = pattern.fullmatch(value.strip()) if isinstance(value, str) else None
            if found is None:
                if isinstance(value, str) and value.strip().startswith("-"):
                    message = f"{value.strip()[:40]!r} is negative; it must be at least 0"
                    raise ValueError(message)
                known = ", ".join(unit for unit in units if unit)
                message = (
                    f"{str(value)[:40]!r} is not a quantity; write it as in {example!r} (units: {known})"
                )
                raise ValueError(message)
            number = Fraction(found[1]) * units[found[2]]
        if not least <= number <= most:
            low, high = _format(units, least), _format(units, most)
            message = f"{str(value)[:40]!r} is out of range; it must lie between {low} and {high}"
            raise ValueError(message)
        return number

    return parse


def decimal_text(number: Fraction, places: int = 9) -> str:
    """The number as decimal text, exact where it ends within that many places, else rounded to them."""
    scaled = round(number * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:0{places}}".rstrip("0").rstrip(".")


def _format(units: Mapping[str, Fraction], number: Fraction) -> str:
    """Exact text in the unit that reads best: a whole number with few digits before a decimal one."""
    smallest = min(units, key=lambda unit: units[unit])
    exact = [unit for unit, size in units.items() if (number / size * 10**9).denominator == 1]

    def reading(unit: str) -> tuple[bool, int]:
        return (number / units[unit]).denominator != 1, len(decimal_text(number / units[unit]))

    unit = min(exact, key=reading, default=smallest)
    text = decimal_text(number / units[unit])
    if text == "1" and unit in {"months", "years"}:
        unit = unit.removesuffix("s")
    space = "" if unit.startswith("/") else " "
    return f"{text}{space}{unit}".strip()


def _quantity(
    units: Mapping[str, Fraction], example: str, least: Fraction, most: Fraction
) -> tuple[PlainValidator, PlainSerializer, WithJsonSchema]:
    return (
        PlainValidator(_parser(units, example, least, most)),
        PlainSerializer(lambda number: _format(units, number), return_type=str),
        WithJsonSchema(
            {"type": "string", "examples": [example], "description": f"a quantity such as {example}"}
        ),
    )


def _positive(number: Fraction) -> Fraction:
    if not number:
        message = "is 0, which cannot be; write more than 0, or leave it out where it is not known"
        raise ValueError(message)
    return number


def format_duration(seconds: Fraction) -> str:
    """A length of time, exact: a whole number of up to three digits if a unit has one, else of as few as there are."""
    units = [unit for unit in ("years", "d", "h", "min", "s") if seconds >= DURATIONS[unit]] + ["ms"]
    exact = [unit for unit in units if (seconds / DURATIONS[unit] * 10**9).denominator == 1]

    def reading(unit: str) -> tuple[bool, int]:
        number = seconds / DURATIONS[unit]
        text, long = decimal_text(number), number.denominator != 1 or number > _SHORT
        return long, len(text.replace(".", "").strip("0") if long else text)

    unit = min(exact, key=reading, default="ms")
    text = decimal_text(seconds / DURATIONS[unit])
    return f"{grouped(text)} {'year' if text == '1' and unit == 'years' else unit}"


def format_size(size: Fraction) -> str:
    """Bytes, exact, in the unit that reads shortest."""
    units = ("B", "kB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "PiB")
    exact = [unit for unit in units if (size / SIZES[unit] * 10**9).denominator == 1] or ["B"]
    unit = min(exact, key=lambda unit: (size < SIZES[unit], len(decimal_text(size / SIZES[unit]))))
    return f"{grouped(decimal_text(size / SIZES[unit]))} {unit}"


def format_rate(per_second: Fraction) -> str:
    """A rate per second, exact, or per minute, hour or day where that is a whole number and the second is not."""
    number, slash, unit = _format(RATES, per_second).partition("/")
    return f"{grouped(number)}{slash}{unit}"


def format_percent(share: Fraction) -> str:
    """A share of one as a percentage, exact: as it can be written in a brief."""
    return f"{decimal_text(share * 100)} %"


def grouped(text: str) -> str:
    """Decimal text with its thousands separated."""
    whole, point, places = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}{point}{places}"


def format_number(number: Fraction) -> str:
    """A plain number for people: thousands separated, at most three decimal places."""
    return grouped(decimal_text(Fraction(round(number * 1000), 1000)))


Duration = Annotated[Fraction, *_quantity(DURATIONS, "300 ms", Fraction(0), 100 * YEAR)]
"""Seconds. Written `300 ms`, `4 h`, `30 d`, `18 months` (a twelfth of 365 days each), `3 years`."""

PositiveDuration = Annotated[Duration, AfterValidator(_positive)]
"""A length of time that is not nothing."""

Size = Annotated[Fraction, *_quantity(SIZES, "2 kB", Fraction(0), Fraction(10**18))]
"""Bytes. Written `200 B`, `2 kB`, `1.5 MB`, `4 GiB`."""

PositiveSize = Annotated[Size, AfterValidator(_positive)]
"""Bytes, one or more."""

Rate = Annotated[Fraction, *_quantity(RATES, "400/s", Fraction(0), Fraction(10**9))]
"""Events per second. Written `400/s`, `30/min`, `10/h`, `2000/day`."""

PositiveRate = Annotated[Rate, AfterValidator(_positive)]
"""Events per second, never none."""

TotalRate = Annotated[Fraction, *_quantity(RATES, "400/s", Fraction(0), Fraction(10**18))]
"""Events per second that several rates together make; each of them may be as large as a rate can be."""

Share = Annotated[Fraction, *_quantity(_SHARES, "99.9 %", Fraction(0), Fraction(1))]
"""A share of one. Written `99.9 %`."""


PositiveShare = Annotated[Share, AfterValidator(_positive)]
"""A share of one that is not nothing."""


def _count(value: object) -> Fraction:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    count = _parser(_COUNTS, "2M", Fraction(0), Fraction(10**15))(value)
    if count.denominator != 1:
        message = f"{str(value)[:40]!r} is not a whole number; count in whole ones, as in '2M'"
        raise ValueError(message)
    return count


Count = Annotated[
    Fraction,
    PlainValidator(_count),
    PlainSerializer(round, return_type=int),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "examples": ["2M"]}]}),
]
"""How many. Written `2000` or with k, M or B: `2M`."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth per period, `month` or `year`; it compounds once a period."""

    share: Fraction
    period: str

    def factor(self, seconds: Fraction) -> Fraction:
        """By how much a quantity is multiplied after the given time, whole periods only."""
        return (1 + self.share) ** int(seconds // (MONTH if self.period == "month" else YEAR))

    def __str__(self) -> str:
        return f"{decimal_text(self.share * 100)} %/{self.period}"


def _growth(value: object) -> Growth:
    if isinstance(value, Growth):
        return value
    text = str(value)  # a bare fraction does not say in which period it grows
    share = _parser(_GROWTHS, "5 %/month", Fraction(0), Fraction(10))(text)
    return Growth(share, "month" if text.strip().endswith("month") else "year")


GrowthRate = Annotated[
    Growth,
    PlainValidator(_growth),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["5 %/month"]}),
]
"""Growth, `5 %/month` or `40 %/year`."""
