"""How numbers stand in a text: what somebody stated exactly, what is computed with few digits."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from archrules.model.rounding import (
    DIGITS,
    percent_cut_off,
    rounded_count,
    rounded_duration,
    rounded_number,
    rounded_percent,
    rounded_rate,
    rounded_size,
    rounded_time,
)
from archrules.model.units import (
    format_duration,
    format_number,
    format_percent,
    format_rate,
    format_size,
)
from archrules.vocabulary.facts import number, value_text

_MOST_DIGITS = 12

Exact = Callable[[Fraction], str]
Rounded = Callable[[Fraction, int], str]


def _plain(value: Fraction, digits: int) -> str:
    """A number without a format: whole ones and small shares in full, since they may be settings."""
    if value.denominator == 1 or abs(value) < 1:
        return value_text(number(value))
    return rounded_number(value, digits)


FORMATS: Mapping[str, tuple[Exact, Rounded]] = {
    "": (lambda value: value_text(number(value)), _plain),
    "bytes": (format_size, rounded_size),
    "ms": (
        lambda value: format_duration(value / 1000),
        lambda value, digits: rounded_time(value / 1000, digits),
    ),
    "seconds": (format_duration, rounded_time),
    "about": (rounded_duration, lambda value, _: rounded_duration(value)),
    "percent": (format_percent, rounded_percent),
    "rate": (format_rate, rounded_rate),
    "whole": (lambda value: format_number(Fraction(round(value))), rounded_count),
}
"""How a number may be written in a text, `{name:format}`: as it was stated, and computed, with so many digits."""

Hole = tuple[str, str]
"""The name and the format of a hole."""


def written(numbers: Mapping[Hole, Fraction], stated: frozenset[str]) -> dict[Hole, str]:
    """The text of each hole.

    A number that differs from a stated one of the same format gets as many digits as it takes to see that, so that
    none reads as a limit which it passes. A share just below a limit is cut off instead, where that tells it. A number
    that differs from another computed one gets one digit more if that helps.
    """
    texts = {}
    for (name, style), value in numbers.items():
        exact, rounded = FORMATS[style]
        others = [
            (number, name in stated)
            for (name, other), number in numbers.items()
            if other == style and number != value
        ]
        texts[name, style] = exact(value) if name in stated else _apart(value, others, rounded)
    return texts


def _apart(value: Fraction, others: Sequence[tuple[Fraction, bool]], rounded: Rounded) -> str:
    """The number as few digits tell it; with more if it then looks like another, which may be a stated one."""
    few = rounded(value, DIGITS)
    alike = [stated for number, stated in others if rounded(number, DIGITS) == few]
    if not alike:
        return few
    most = _MOST_DIGITS if any(alike) else DIGITS + 1
    missed = [number for number, stated in others if stated and value < number]
    if rounded is rounded_percent and few in {rounded(number, DIGITS) for number in missed}:
        below = percent_cut_off(value)
        if below not in {rounded(number, DIGITS) for number, _ in others}:
            return below
    texts = (
        text
        for digits in range(DIGITS + 1, most + 1)
        if (text := rounded(value, digits)) not in {rounded(number, digits) for number, _ in others}
    )
    return next(texts, few)
