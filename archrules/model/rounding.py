"""Computed quantities for people: few digits, the unit that reads well, never another order than the exact ones have.

What somebody states, a limit above all, is not rounded; `archrules.model.units` writes it as it is. Every function
here takes how many significant `digits` to keep, and a larger quantity never reads as a smaller one.
"""

from fractions import Fraction

from archrules.model.units import (
    DURATIONS,
    RATES,
    SIZES,
    decimal_text,
    format_duration,
    grouped,
)

DIGITS = 3
"""Significant digits of what is computed from estimates, more of which would pretend to a precision nobody has."""

_TEN = Fraction(10)
_PERCENT = 100
_MOSTLY = Fraction(9, 10)
_FINE = 18
_WORDS = {"trillion": 10**12, "billion": 10**9, "million": 10**6}


def significant(number: Fraction, digits: int = DIGITS) -> Fraction:
    """The number with so many significant digits."""
    if number == 0:
        return number
    step = _TEN ** (_exponent(abs(number)) + 1 - digits)
    return round(number / step) * step


def _exponent(number: Fraction) -> int:
    """The power of ten of its first digit."""
    power = len(str(int(number))) - 1 if number >= 1 else -len(str(int(1 / number)))
    return power if _TEN**power <= number < _TEN ** (power + 1) else power + 1


def rounded_number(number: Fraction, digits: int = DIGITS) -> str:
    """A plain number: thousands grouped, millions and more in words, as `14.5 million`."""
    kept = significant(number, digits)
    for word, size in _WORDS.items():
        if abs(kept) >= size:
            return f"{_grouped(kept / size)} {word}"
    return _grouped(kept)


def rounded_count(number: Fraction, digits: int = DIGITS) -> str:
    """How many there are: a whole number."""
    return rounded_number(Fraction(round(number)), digits)


def rounded_rate(per_second: Fraction, digits: int = DIGITS) -> str:
    """A rate per second, or in the shortest time in which it happens once at least."""
    units = ("/s", "/min", "/h", "/day")
    if per_second == 0:
        return "0/s"
    unit = next((unit for unit in units if per_second >= RATES[unit]), units[-1])
    kept = significant(per_second / RATES[unit], digits)
    longer = units[max(0, units.index(unit) - 1)]
    if kept * RATES[unit] >= RATES[longer]:  # 59.96/min is once a second
        kept, unit = kept * RATES[unit] / RATES[longer], longer
    return f"{_grouped(kept)}{unit}"


def rounded_time(seconds: Fraction, digits: int = DIGITS) -> str:
    """A length of time: exact if that takes few digits, else of the largest unit that fits in it."""
    exact = format_duration(seconds)
    if sum(sign.isdigit() for sign in exact) <= digits:
        return exact
    unit = next((unit for unit in ("years", "d", "h", "min", "s") if seconds >= DURATIONS[unit]), "ms")
    number = significant(seconds / DURATIONS[unit], digits)
    return f"{_grouped(number)} {'year' if unit == 'years' and number == 1 else unit}"


def rounded_size(size: Fraction, digits: int = DIGITS) -> str:
    """Bytes in decimal units."""
    kept = significant(size, digits) if size >= 1 else size
    unit = next((unit for unit in ("PB", "TB", "GB", "MB", "kB") if kept >= SIZES[unit]), "B")
    return f"{_grouped(significant(kept / SIZES[unit], digits))} {unit}"


def rounded_percent(share: Fraction, digits: int = DIGITS) -> str:
    """A share of one as a percentage; from 90 % on it keeps its nines: one digit fewer of what it lacks of the whole.

    So 99.995 % stays what it is, and only the whole is written `100 %`, only nothing `0 %`.
    """
    percent = share * _PERCENT
    if not _MOSTLY <= share < 1:
        kept = significant(percent, digits)
        return f"{decimal_text(kept, _places(kept))} %"
    return f"{decimal_text(percent, _places_of_nines(percent, digits))} %"


def percent_cut_off(share: Fraction, digits: int = DIGITS) -> str:
    """A share as `rounded_percent` writes it, but one of which most is there is never rounded up.

    So 99.94999 % stays below 99.95 % without further digits, as 99.949 %. It keeps one digit more where what is
    missing would else grow by more than an eighteenth.
    """
    if not _MOSTLY <= share < 1:
        return rounded_percent(share, digits)
    percent = share * _PERCENT
    places = _places_of_nines(percent, digits)
    if _PERCENT - percent < _FINE / _TEN**places:
        places += 1
    return f"{decimal_text(percent * _TEN**places // 1 / _TEN**places, places)} %"


def _places_of_nines(percent: Fraction, digits: int) -> int:
    """How many decimal places keep one digit fewer than asked for of what is missing of the whole."""
    return max(digits - 2, digits - 2 - _exponent(_PERCENT - percent))


def rounded_duration(seconds: Fraction) -> str:
    """About how long: two significant places of the largest unit of which there are two or more."""
    units = ("years", "d", "h", "min", "s", "ms")
    unit = next((name for name in units if seconds >= 2 * DURATIONS[name]), units[-1])
    number = seconds / DURATIONS[unit]
    places = 2 - len(str(int(number))) if number >= 1 else 1
    return f"{decimal_text(Fraction(round(number * _TEN**places)) / _TEN**places)} {unit}"


def _places(number: Fraction) -> int:
    """How many decimal places a number of few digits needs."""
    return max(0, DIGITS * 3 - _exponent(abs(number))) if number else 0


def _grouped(number: Fraction) -> str:
    return grouped(decimal_text(number, _places(number)))
