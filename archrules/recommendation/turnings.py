"""What would make each side of a comparison win that does not, told in terms of the brief."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from archrules.analysis.defaults import Defaults
from archrules.inference.collector import paused
from archrules.model.brief import Brief
from archrules.model.comparison import BriefChange, Flip, Turn, Turning
from archrules.recommendation.contenders import Contenders
from archrules.recommendation.flipping.catalogue import KINDS
from archrules.recommendation.flipping.changes import Change, Lever
from archrules.recommendation.flipping.edits import edited, field_of, written
from archrules.recommendation.flipping.evaluation import Evaluator
from archrules.recommendation.flipping.nearness import elements_behind, is_near
from archrules.recommendation.flipping.refinement import Refined
from archrules.recommendation.flipping.scene import Scene
from archrules.recommendation.flipping.search import Found, Search
from archrules.recommendation.flipping.standing import Standing
from archrules.recommendation.flipping.trials import Trials
from archrules.recommendation.reasoning import Outcome, Reasoning
from archrules.recommendation.results import score_text

_REASONS = {kind.name: kind.reason for kind in KINDS}


class Turnings:
    """Tries the single changes of a brief once, and looks among them for what each side needs to win."""

    def __init__(
        self, brief: Brief, reasoning: Reasoning, outcome: Outcome, sides: Contenders, most_work: int
    ) -> None:
        self._brief, self._reasoning, self._outcome = brief, reasoning, outcome
        self._sides, self._most_work = sides, most_work

    def of(self, names: Sequence[str], alive: Sequence[str], *, thorough: bool) -> tuple[Turning, ...]:
        """What would make each of the sides win but the first of those alive.

        Sets of several changes are looked for where it is thorough, else only for the second of those alive.
        """
        losers = [name for name in names if name not in alive[:1]]
        if not losers:
            return ()
        deep = losers if thorough or not alive else [name for name in losers if name in alive[1:2]]
        with paused():
            trials = self._trials([*alive[:1], *losers])
            return tuple(self._turning(trials, name, alive[:1], deep=name in deep) for name in losers)

    def _trials(self, told: Sequence[str]) -> Trials:
        reasoning, outcome = self._reasoning, self._outcome
        options = [option for name in told for option in self._sides[name]]
        decision, subject = outcome.decision.id, outcome.subject
        evaluator = Evaluator(reasoning.knowledge, decision, subject, options)
        every = Evaluator(reasoning.knowledge, decision, subject)
        trials = Trials(self._brief, evaluator, every, self._most_work)
        trials.try_all(self._levers(options))
        return trials

    def _levers(self, options: Sequence[str]) -> Iterator[Lever]:
        """The levers about what plays a part in how the options stand."""
        weighed = [each for each in self._outcome.weighed if each.option.name in options]
        technologies = {each.option.technology for each in weighed if each.option.technology}
        scene = Scene(
            self._brief,
            Defaults(self._reasoning.knowledge),
            self._outcome.decision,
            tuple(sorted(technologies)),
        )
        facts = [] if self._outcome.choice is None else [self._outcome.choice]
        facts += [fact for each in weighed for fact in each.vetoes]
        facts += [fact for each in weighed for _, _, found in each.arguments for fact in found]
        near = elements_behind(self._reasoning.memory, facts)
        for kind in KINDS:
            yield from (lever for lever in kind.levers(scene) if is_near(lever, near))

    def _turning(self, trials: Trials, side: str, winner: Sequence[str], *, deep: bool) -> Turning:
        loser = self._sides[side]
        rival = tuple(option for name in winner for option in self._sides[name])
        search = Search(trials, loser, rival)
        found: Found = search.smallest() if deep else search.single()
        return Turning(
            side=side,
            against=winner[0] if winner else None,
            flips=tuple(self._flip(each, loser, rival) for each in found.flips),
            dominated=_dominates(trials.base, rival, loser),
            singles=trials.singles,
            sets=found.sets,
            proven=found.proven,
            bounded=trials.exhausted or not trials.complete,
        )

    def _flip(self, found: Refined, loser: Sequence[str], winner: Sequence[str]) -> Flip:
        standing = found.standing
        now_first, now_second = standing.best(loser), standing.best(winner)
        changed = edited(self._brief, [edit for change in found.changes for edit in change.edits])
        turns = zip(found.changes, found.thresholds, strict=True)
        return Flip(
            turns=tuple(self._turn(change, threshold, changed) for change, threshold in turns),
            winner=str(now_first),
            winner_score=_score(standing, str(now_first)),
            loser=now_second,
            loser_score=None if now_second is None else _score(standing, now_second),
            choice=str(found.choice),
        )

    def _turn(self, change: Change, threshold: Fraction | None, changed: Brief) -> Turn:
        fields = dict.fromkeys(field_of(self._brief, edit.path) for edit in change.edits)
        return Turn(
            kind=change.kind,
            text=change.text,
            reason=_REASONS[change.kind],
            threshold=_threshold_text(change, threshold),
            changes=tuple(
                BriefChange(
                    path=".".join(path), before=written(self._brief, path), after=written(changed, path)
                )
                for path in fields
            ),
        )


def _threshold_text(change: Change, threshold: Fraction | None) -> str | None:
    """Where a dial turns the decision, if that is not where it stands."""
    if change.dial is None or threshold is None or threshold == change.value:
        return None
    return change.dial.shown(threshold)


def _dominates(standing: Standing, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the best of some options has no fewer points than the best of others on any criterion."""
    first, second = standing.best(one), standing.best(other)
    return bool(first and second) and all(
        standing.points(str(first), name) >= standing.points(str(second), name) for name in standing.weights
    )


def _score(standing: Standing, option: str) -> str:
    total = sum(standing.weights.values(), Fraction(0))
    return score_text(standing.worth(option) / total if total else total)
