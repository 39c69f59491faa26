"""A set of changes that turns a decision, made as small as it can be: no part, no change and no step too much."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from archrules.recommendation.flipping.changes import Change, Dial
from archrules.recommendation.flipping.standing import Standing
from archrules.recommendation.flipping.trials import Set, Trials

_DIGITS = 100
"""Round numbers have two digits that are not zero: they are below a hundred, or so when zeros are taken off."""

Flips = Callable[[Standing | None], bool]


@dataclass(frozen=True, slots=True)
class Refined:
    """Changes that turn a decision together, none of which can be left out, the standing and the choice with them.

    `thresholds` tells for each change that is a number from which one on it is enough; None for the others, and where
    it was not worth the work.
    """

    changes: Set
    thresholds: tuple[Fraction | None, ...]
    standing: Standing
    choice: str | None


def refined(trials: Trials, changes: Set, flips: Flips) -> Refined | None:
    """The changes, or some of them, as small as they can be; None if together they do not turn the decision."""
    return _Refinement(trials, flips).of(changes)


class _Refinement:
    def __init__(self, trials: Trials, flips: Flips) -> None:
        self._trials, self._flips = trials, flips

    def of(self, changes: Set) -> Refined | None:
        if not self._turn(changes):
            return None
        fewer = self._fewer_changes(changes)
        if fewer is not None:
            return self.of(fewer)
        for index in range(len(changes)):
            changes = self._fewer_parts(changes, index)
        thresholds: list[Fraction | None] = []
        for index in range(len(changes)):
            changes, threshold = self._nearer(changes, index)
            thresholds.append(threshold)
        fewer = self._fewer_changes(changes)
        if fewer is not None:
            return self.of(fewer)
        standing, choice = self._trials.standing(changes), self._trials.choice(changes)
        return Refined(changes, tuple(thresholds), standing, choice) if standing is not None else None

    def _fewer_changes(self, changes: Set) -> Set | None:
        """Some of the changes that are enough, if all of them are too many."""
        sets = (fewer for size in range(1, len(changes)) for fewer in combinations(changes, size))
        return next((fewer for fewer in sets if self._turn(fewer)), None)

    def _turn(self, changes: Set) -> bool:
        return self._flips(self._trials.standing(changes))

    def _fewer_parts(self, changes: Set, index: int) -> Set:
        """Without the parts of one change that are not needed."""
        for part in reversed(changes[index].parts):
            if len(changes[index].parts) > 1:
                fewer = _with(changes, index, changes[index].without(part))
                changes = fewer if self._turn(fewer) else changes
        return changes

    def _nearer(self, changes: Set, index: int) -> tuple[Set, Fraction | None]:
        """With the dial of one change turned as little as is enough, then on to the next round number."""
        change = changes[index]
        if change.dial is None:
            return changes, None
        dial, enough, not_enough = change.dial, change.value, change.dial.now
        while (middle := _between(not_enough, enough, dial.grid)) is not None:
            if self._trials.spent:
                return _with(changes, index, dial.at(enough)), None
            if self._turn(_with(changes, index, dial.at(middle))):
                enough = middle
            else:
                not_enough = middle
        shown = _round_beyond(enough, dial, change.value)
        turned = _with(changes, index, dial.at(shown))
        if not self._turn(turned):
            turned = _with(changes, index, dial.at(enough))
        return turned, enough


def _with(changes: Set, index: int, change: Change) -> Set:
    return (*changes[:index], change, *changes[index + 1 :])


def _between(one: Fraction, other: Fraction, grid: Fraction) -> Fraction | None:
    """A value of the grid strictly between two, near the middle; None if there is none."""
    low, high = min(one, other), max(one, other)
    middle = (low + high) / 2 // grid * grid
    for value in (middle, middle + grid):
        if low < value < high:
            return value
    return None


def _round_beyond(threshold: Fraction, dial: Dial, furthest: Fraction) -> Fraction:
    """The nearest round number that is as far as the threshold, on the grid and not beyond the furthest."""
    unit = dial.grid
    while threshold / unit >= _DIGITS:
        unit *= 10
    up = threshold > dial.now
    value = -(-threshold // unit) * unit if up else threshold // unit * unit
    return min(value, furthest) if up else max(value, furthest)
