"""Changes of a brief that an architect would name, and the levers that yield them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from archrules.output.report_markup import listed
from archrules.recommendation.flipping.edits import Edit

WHOLE_SYSTEM: frozenset[str] = frozenset()
"""What a lever is about that concerns everything."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about some names, which stand between its beginning and its end with the verb behind them."""

    before: str = ""
    verb: Literal["", "be", "have"] = ""
    after: str = ""

    def of(self, names: Sequence[str]) -> str:
        """The sentence, without its full stop."""
        verb = _VERBS[self.verb][len(names) != 1]
        return " ".join(part for part in (self.before, listed(names), verb, self.after) if part)


_VERBS = {"": ("", ""), "be": ("is", "are"), "have": ("has", "have")}


@dataclass(frozen=True, slots=True)
class Part:
    """One element that a change concerns, and what changes there; it has no name where the sentence needs none."""

    name: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One statement about a brief that is not true of it now.

    `reach` is 1 for what changes every day and more for what leads further from the brief. If there is a dial, `value`
    is where it stands.
    """

    kind: str
    said: Said
    parts: tuple[Part, ...]
    reach: int = 1
    dial: "Dial | None" = None
    value: Fraction = Fraction(0)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that changes in the brief."""
        return tuple(edit for part in self.parts for edit in part.edits)

    @property
    def text(self) -> str:
        """The statement, without its full stop."""
        return self.said.of([part.name for part in self.parts])

    def without(self, part: Part) -> "Change":
        """The same change of the other parts."""
        return replace(self, parts=tuple(other for other in self.parts if other != part))

    def clashes(self, other: "Change") -> bool:
        """Whether one of the two would undo the other."""
        return any(mine.clashes(yours) for mine in self.edits for yours in other.edits)


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that could be otherwise in a few ways.

    `about` holds the elements concerned, as in `contexts.orders`.
    """

    about: frozenset[str]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Dial:
    """A number that could be larger or smaller; both lists lead away from what it is now.

    Values are multiples of `grid`, apart from the one now. `turned` gives the change for another value, `shown` its
    text.
    """

    about: frozenset[str]
    now: Fraction
    larger: tuple[Fraction, ...]
    smaller: tuple[Fraction, ...]
    grid: Fraction
    turned: Callable[[Fraction], Change]
    shown: Callable[[Fraction], str]
    reach: int = 1
    """How far the first rung leads."""

    def at(self, value: Fraction) -> Change:
        """The change for another value, which knows of the dial; it leads as far as the first rung that is as far."""
        rungs = self.larger if value > self.now else self.smaller
        nearer = sum(abs(rung - self.now) < abs(value - self.now) for rung in rungs)
        return replace(
            self.turned(value), dial=self, value=value, reach=self.reach + min(nearer, len(rungs) - 1)
        )

    def ladders(self) -> tuple[tuple[Change, ...], ...]:
        """The changes to each side, the nearest first, each further than the one before it."""
        return tuple(tuple(map(self.at, values)) for values in (self.larger, self.smaller))


Lever = Switch | Dial


def one(kind: str, text: str, *edits: Edit, reach: int = 1) -> Change:
    """A change that is made as a whole, and what is said of it."""
    return Change(kind, Said(text), (Part("", edits),), reach)
