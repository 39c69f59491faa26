"""Single changes of a brief, tried one by one, with what each does to the standing of the options."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from archrules.model.brief import Brief
from archrules.recommendation.flipping.changes import Change, Dial, Lever
from archrules.recommendation.flipping.edits import edited
from archrules.recommendation.flipping.evaluation import Evaluator
from archrules.recommendation.flipping.standing import Standing

_SHARE_OF_SINGLES = Fraction(3, 5)

Set = tuple[Change, ...]
"""Changes that are made together."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One change and the standing with it."""

    change: Change
    standing: Standing


class Trials:
    """Tries changes of one brief on the options that are compared, until the work is more than a bound.

    `every` makes the same decision between all options.
    """

    def __init__(self, brief: Brief, evaluator: Evaluator, every: Evaluator, most_work: int) -> None:
        self._brief, self._evaluator, self._every, self._most_work = brief, evaluator, every, most_work
        found = evaluator.standing(brief)
        if found is None:
            message = "the brief has no such subject"
            raise ValueError(message)
        self.base = found
        self.tried: list[Trial] = []
        """The changes that gave a standing, in the order of the levers."""
        self.singles = 0
        """How many single changes were tried."""
        self.complete = True
        """Whether all single changes were tried."""

    @property
    def exhausted(self) -> bool:
        """Whether the bound on work is reached."""
        return self._evaluator.work + self._every.work >= self._most_work

    @property
    def spent(self) -> bool:
        """Whether so much more work was done that nothing should be made more exact."""
        return self._evaluator.work + self._every.work >= 2 * self._most_work

    def standing(self, changes: Set) -> Standing | None:
        """The standing with all the changes."""
        return self._evaluator.standing(self._edited(changes))

    def choice(self, changes: Set) -> str | None:
        """What is chosen of all options with all the changes."""
        standing = self._every.standing(self._edited(changes))
        return standing.best(standing.options) if standing is not None else None

    def _edited(self, changes: Set) -> Brief:
        return edited(self._brief, [edit for change in changes for edit in change.edits])

    def try_all(self, levers: Iterable[Lever]) -> None:
        """Try every change that the levers yield, as long as some work is left for sets of them."""
        for lever in levers:
            if self._evaluator.work >= _SHARE_OF_SINGLES * self._most_work:
                self.complete = False
                return
            ladders = lever.ladders() if isinstance(lever, Dial) else ((change,) for change in lever.changes)
            for ladder in ladders:
                self.tried.extend(self._climbed(ladder))

    def _climbed(self, ladder: tuple[Change, ...]) -> Iterator[Trial]:
        """What each change of a ladder does; if the furthest one does nothing, the nearer ones are not tried."""
        if not ladder:
            return
        self.singles += len(ladder)
        furthest = self.standing((ladder[-1],))
        if furthest == self.base:
            return
        for change in ladder[:-1]:
            standing = self.standing((change,))
            if standing is not None:
                yield Trial(change, standing)
        if furthest is not None:
            yield Trial(ladder[-1], furthest)

    def touching(self) -> list[Trial]:
        """The changes that change anything about the compared options; of several that do the same, the nearest."""
        found: dict[object, Trial] = {}
        for trial in sorted(self.tried, key=lambda trial: trial.change.reach):
            if trial.standing != self.base:
                found.setdefault(trial.standing.signature, trial)
        return list(found.values())
