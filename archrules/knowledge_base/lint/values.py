"""Which values a field or variable may have: some that are listed, or a range, or any."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from archrules.vocabulary.facts import Value


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers between two ends, or all values of any type where there is no end. An end may be left out."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Value) -> bool:
        """Whether the value lies in it. What is no number lies in the range without ends only."""
        if self.low is None and self.high is None:
            return True
        if isinstance(value, str | bool):
            return False
        above = self.low is None or (value > self.low or (value == self.low and not self.low_open))
        below = self.high is None or (value < self.high or (value == self.high and not self.high_open))
        return above and below

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


Values = frozenset[Value] | Range
ANY = Range()
NONE: Values = frozenset()


def is_empty(values: Values) -> bool:
    """Whether there is no value."""
    return values.is_empty if isinstance(values, Range) else not values


def meet(first: Values, second: Values) -> Values:
    """The values that are in both."""
    if isinstance(first, frozenset):
        kept = (v for v in first if second.holds(v)) if isinstance(second, Range) else first & second
        return frozenset(kept)
    if isinstance(second, frozenset):
        return meet(second, first)
    return _between(max(_low(first), _low(second)), min(_high(first), _high(second)))


def _between(low: tuple[bool, Fraction, bool], high: tuple[bool, Fraction, bool]) -> Range:
    return Range(
        low[1] if low[0] else None,
        high[1] if not high[0] else None,
        low_open=low[0] and low[2],
        high_open=not high[0] and not high[2],
    )


def _low(found: Range) -> tuple[bool, Fraction, bool]:
    """Sorts lower ends: without one first, and an open end after a closed one."""
    return (False, Fraction(0), False) if found.low is None else (True, found.low, found.low_open)


def _high(found: Range) -> tuple[bool, Fraction, bool]:
    """Sorts upper ends: without one last, and an open end before a closed one."""
    return (True, Fraction(0), False) if found.high is None else (False, found.high, not found.high_open)


def join(several: Iterable[Values]) -> Values:
    """The values that are in one of them; with a range among them all numbers between the outermost ends."""
    found: set[Value] = set()
    ranges: list[Range] = []
    for values in several:
        if isinstance(values, Range):
            ranges.append(values)
        else:
            found |= values
    if not ranges:
        return frozenset(found)
    numbers = [Fraction(value) for value in found if not isinstance(value, str | bool)]
    if len(numbers) < len(found):
        return ANY
    ranges += [Range(number, number) for number in numbers]
    low, high = min(map(_low, ranges)), max(map(_high, ranges))
    return _between(low, high)


def that(operator: str, number: Fraction) -> Range:
    """All numbers that compare so with a number: `<`, `<=`, `>` or `>=`."""
    if operator.startswith("<"):
        return Range(high=number, high_open=operator == "<")
    return Range(low=number, low_open=operator == ">")
