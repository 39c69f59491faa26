"""The smallest set of changes with which one side of a comparison beats the other.

Single changes and pairs are tried one and all. Larger sets grow from the pairs that bring the loser nearest: a set that
is found so has no change too much, but another one might be as small.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from archrules.recommendation.flipping.prediction import predicted
from archrules.recommendation.flipping.refinement import Refined, refined
from archrules.recommendation.flipping.standing import Standing
from archrules.recommendation.flipping.trials import Set, Trial, Trials

MOST_CHANGES = 4
"""Nobody would call a set of more changes the same brief."""

MOST_COMBINED = 24
"""So many single changes are combined: those that bring the loser nearest. They make 276 pairs."""

MOST_GROWN = 60
"""So many sets of each size beyond pairs are tried: those of which most is to be expected."""

MOST_TOLD = 3
"""So many sets that turn the decision are told."""

_MOST_CANDIDATES = 8
_PAIR = 2
_Scored = tuple[Set, Standing]
_Distance = tuple[int, Fraction]


@dataclass(frozen=True, slots=True)
class Found:
    """What turns a decision, the best set first, and how far the search went.

    `sets` counts the sets of several changes that were tried. All sets of up to `proven` of the changes that touch the
    compared options were tried.
    """

    flips: tuple[Refined, ...]
    sets: int
    proven: int


class Search:
    """Looks for changes with which some options, the loser, beat others, the winner."""

    def __init__(self, trials: Trials, loser: Sequence[str], winner: Sequence[str]) -> None:
        self._trials, self._loser, self._winner = trials, tuple(loser), tuple(winner)
        self._sets = 0

    def single(self) -> Found:
        """The single changes that turn the decision."""
        flipping = [((trial.change,), trial.standing) for trial in self._nearest()]
        return Found(self._best(flipping), 0, int(self._trials.complete))

    def smallest(self) -> Found:
        """The smallest sets that turn the decision, as far as there are any of up to four changes."""
        found = self.single()
        if found.flips:
            return found
        pool = self._pool()
        singles: list[_Scored] = [((trial.change,), trial.standing) for trial in pool[:MOST_COMBINED]]
        proven, sets = found.proven, singles
        for size in range(_PAIR, MOST_CHANGES + 1):
            candidates = self._ranked(sets, singles)
            tried = self._tried(candidates if size == _PAIR else candidates[:MOST_GROWN])
            flipping = [each for each in tried if self._flips(each[1])]
            if flipping:
                return Found(self._best(flipping), self._sets, proven)
            if self._trials.exhausted:
                break
            if size == _PAIR and proven and len(pool) <= MOST_COMBINED:
                proven = _PAIR
            sets = sorted(tried, key=lambda each: self._distance(each[1]))[:MOST_GROWN]
        return Found((), self._sets, proven)

    def _flips(self, standing: Standing | None) -> bool:
        return standing is not None and standing.beats(self._loser, self._winner)

    def _nearest(self) -> Iterator[Trial]:
        """Every trial that turns the decision, but only the first on each side of a dial."""
        seen: set[object] = set()
        for trial in self._trials.tried:
            if not self._flips(trial.standing):
                continue
            dial = trial.change.dial
            side = (id(dial), trial.change.value > dial.now) if dial else id(trial)
            if side not in seen:
                seen.add(side)
                yield trial

    def _pool(self) -> list[Trial]:
        """The changes to combine, those first that bring the loser nearest; none that brings it further away."""
        base = self._distance(self._trials.base)
        touching = [each for each in self._trials.touching() if self._distance(each.standing) <= base]
        return sorted(touching, key=lambda each: (self._distance(each.standing), each.change.reach))

    def _distance(self, standing: Standing) -> _Distance:
        """How far the loser is from winning: first the vetoes in its way, then the lead of the winner."""
        in_the_way = min(len(standing.options[name].vetoes) for name in self._loser)
        return in_the_way, standing.lead(self._winner, self._loser) or Fraction(0)

    def _ranked(self, sets: Iterable[_Scored], singles: Iterable[_Scored]) -> list[Set]:
        """Each set with each of the single changes, those first of which most is to be expected."""
        found: dict[frozenset[int], tuple[_Distance, int, int, Set]] = {}
        for changes, standing in sets:
            for (one,), other in singles:
                if any(one.clashes(change) for change in changes):
                    continue
                together = (*changes, one)
                expected = predicted(self._trials.base, (standing, other))
                distance = (-1, Fraction(0)) if self._flips(expected) else self._distance(expected)
                reach = sum(change.reach for change in together)
                entry = distance, reach, len(found), together
                key = frozenset(map(id, together))
                if key not in found or entry[:2] < found[key][:2]:
                    found[key] = entry
        return [entry[-1] for entry in sorted(found.values(), key=lambda entry: entry[:3])]

    def _tried(self, candidates: Iterable[Set]) -> list[_Scored]:
        """The sets with their standings, until enough of them turn the decision or there was enough work."""
        tried: list[_Scored] = []
        flipping = 0
        for changes in candidates:
            if self._trials.exhausted or flipping == _MOST_CANDIDATES:
                break
            self._sets += 1
            standing = self._trials.standing(changes)
            if standing is not None:
                tried.append((changes, standing))
                flipping += self._flips(standing)
        return tried

    def _best(self, flipping: Iterable[_Scored]) -> tuple[Refined, ...]:
        """The best few sets, each unlike those before it and made as small as it can be.

        Those with which the loser would be chosen of all options come first, then those that lead less far.
        """
        ranked = sorted(
            (changes for changes, _ in flipping),
            key=lambda changes: (self._trials.choice(changes) not in self._loser, *_cost(changes)),
        )
        chosen: list[Set] = []
        for changes in ranked:
            if len(chosen) < MOST_TOLD and not any(_alike(changes, other) for other in chosen):
                chosen.append(changes)
        found = [self._refined(changes, ranked) for changes in chosen]
        sets = [each for each in found if each is not None]
        sets.sort(key=lambda e: (len(e.changes), e.choice not in self._loser, *_cost(e.changes)))
        return tuple(sets)

    def _refined(self, changes: Set, flipping: Iterable[Set]) -> Refined | None:
        """The set made as small as it can be, or one like it that leads less far if nothing is lost by that.

        A large change may make the loser the choice of all options and cease to do so when it is made small.
        """
        found = refined(self._trials, changes, self._flips)
        nearest = min((changes, *(other for other in flipping if _alike(other, changes))), key=_cost)
        if nearest is changes or (found is not None and found.choice in self._loser):
            return found
        other = refined(self._trials, nearest, self._flips)
        return found if other is None else other


def _alike(one: Set, other: Set) -> bool:
    """Whether all changes but one of several are of the same kinds, or the only one is."""
    kinds = {change.kind for change in one} & {change.kind for change in other}
    return len(kinds) >= max(1, len(one) - 1)


def _cost(changes: Set) -> tuple[int, int]:
    """How far changes lead from the brief, and how many of its values they touch."""
    return sum(change.reach for change in changes), sum(len(change.edits) for change in changes)
