"""Scores and order of options: exact, and such that adding an option never reorders the others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from archrules.model.recommendation import Margin

CLEAR = Fraction(1, 2)
CLOSE = Fraction(3, 20)
MOST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An option that no veto excludes: clamped points by criterion, and how proven it is, 0 to 3."""

    name: str
    points: Mapping[str, int]
    maturity: int
    score: Fraction


def clamp(points: Iterable[int]) -> int:
    """The sum of points, at least -3 and at most +3."""
    return max(-MOST, min(MOST, sum(points)))


def score(points: Mapping[str, int], weights: Mapping[str, Fraction]) -> Fraction:
    """The weighted mean of the points over all criteria, -3 to +3; 0 where all weights are 0."""
    total = sum(weights.values(), Fraction(0))
    worth = sum((weights[name] * each for name, each in points.items() if name in weights), Fraction(0))
    return worth / total if total else total


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first: by score, then the more proven one, then by name."""
    return sorted(candidates, key=lambda candidate: (-candidate.score, -candidate.maturity, candidate.name))


def margin(candidates: Sequence[Candidate]) -> tuple[Margin, Fraction] | None:
    """How far the best of the ranked candidates leads the second; None without candidates."""
    if not candidates:
        return None
    if len(candidates) == 1:
        return "only", Fraction(0)
    lead = candidates[0].score - candidates[1].score
    return ("clear" if lead >= CLEAR else "close" if lead >= CLOSE else "tie"), lead
