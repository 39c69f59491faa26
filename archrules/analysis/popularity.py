"""How often a cache has the answer, where questions follow Zipf's law: the n-th most asked comes 1/n as often.

Requests for pages of the web follow such laws, with an exponent that varies (Breslau and others, 1999); 1 is the law
itself. Whoever must be sure takes `hit_ratio_of_even`, of which no popularity falls short.

Exact decimal arithmetic, so that the same figures come out on every machine.
"""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import floor

_EULER = Decimal("0.577215664901532860606512090082")
"""The constant of Euler and Mascheroni, to more places than are kept."""

_LEAST = 20
"""From here on the first terms of the asymptotic series are exact to more places than are kept."""

_ARITHMETIC = Context(prec=28)
"""As many digits as leave the places that are kept exact after all sums and quotients."""

_PLACES = 4
"""Hundredths of a percent: no model of popularity is exact beyond them."""


def hit_ratio_of_hottest(kept: Fraction, keys: Fraction) -> Fraction:
    """The share of questions about the `kept` most asked of so many keys, as where memory is short: H(kept) / H(keys).

    Raises:
        ValueError: there is no key, or more are kept than there are.
    """
    if not 0 <= kept <= keys or keys < 1:
        message = "at least one key is needed, and no more can be kept than there are"
        raise ValueError(message)
    with localcontext(_ARITHMETIC):
        return _rounded(_harmonic(kept) / _harmonic(keys))


def hit_ratio_of_expiring(rate: Fraction, seconds: Fraction, keys: Fraction) -> Fraction:
    """The share of questions answered from entries that are kept for so long after they were fetched, however many.

    Questions come at random, at the rate per second over all keys. Each key alone hits in x / (1 + x) of the cases,
    where x is how often it is asked for while an entry is kept.

    Raises:
        ValueError: there is no key, or something is negative.
    """
    if keys < 1 or rate < 0 or seconds < 0:
        message = "at least one key is needed, and neither rate nor seconds may be negative"
        raise ValueError(message)
    with localcontext(_ARITHMETIC):
        whole = _harmonic(keys)
        first = rate * seconds / Fraction(whole)
        missed = (_harmonic(keys + first) - _harmonic(first)) / whole
        return _rounded(1 - missed)


def hit_ratio_of_even(rate: Fraction, seconds: Fraction, keys: Fraction) -> Fraction:
    """The same where every key is asked for as often as any other, which no other popularity falls short of.

    Raises:
        ValueError: there is no key.
    """
    if keys < 1:
        message = "at least one key is needed"
        raise ValueError(message)
    asked = rate * seconds / keys
    return asked / (1 + asked)


def _harmonic(number: Fraction) -> Decimal:
    """The harmonic number, continued between the whole ones: H(x) = H(x + 1) - 1 / (x + 1)."""
    shift = max(0, _LEAST - floor(number))
    shifted = _decimal(number + shift)
    series = shifted.ln() + _EULER + 1 / (2 * shifted) - 1 / (12 * shifted**2) + 1 / (120 * shifted**4)
    return series - sum((1 / _decimal(number + step) for step in range(1, shift + 1)), Decimal(0))


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _rounded(value: Decimal) -> Fraction:
    return min(Fraction(1), max(Fraction(0), Fraction(round(value, _PLACES))))
