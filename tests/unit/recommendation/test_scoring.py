"""Scores: exact, on a scale of their own, and independent of which other options there are."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.recommendation.scoring import Candidate, clamp, margin, ranked, score

CRITERIA = ("cost", "fit", "speed")
POINTS = st.integers(-3, 3)
ALL_POINTS = st.dictionaries(st.sampled_from(CRITERIA), POINTS)
WEIGHTS = st.fixed_dictionaries({name: st.integers(0, 10).map(Fraction) for name in CRITERIA})


def candidate(name: str = "one", score: Fraction | int = 0, maturity: int = 1) -> Candidate:
    return Candidate(name, {}, maturity, Fraction(score))


@pytest.mark.parametrize(
    ("points", "expected"),
    [([], 0), ([1, 1], 2), ([3, 2], 3), ([-3, -3], -3), ([3, 3, -2], 3), ([-2, 1], -1)],
)
def test_points_are_summed_then_clamped(points: list[int], expected: int) -> None:
    assert clamp(points) == expected


@pytest.mark.parametrize(
    ("points", "weights", "expected"),
    [
        ({"fit": 3, "cost": -1}, {"fit": 4, "cost": 3}, Fraction(9, 7)),
        ({"fit": 1}, {"fit": 1, "cost": 2}, Fraction(1, 3)),
        ({}, {"fit": 1}, Fraction(0)),
        ({"fit": 3}, {"fit": 0}, Fraction(0)),
        ({"fit": 3, "speed": 3}, {"fit": 2}, Fraction(3)),
    ],
    ids=["mean", "what nothing argues counts as nothing", "no points", "no weight", "no such criterion"],
)
def test_score_is_the_exact_weighted_mean(
    points: dict[str, int], weights: dict[str, int], expected: Fraction
) -> None:
    assert score(points, {name: Fraction(weight) for name, weight in weights.items()}) == expected


@given(ALL_POINTS, WEIGHTS)
def test_score_stays_on_its_scale(points: dict[str, int], weights: dict[str, Fraction]) -> None:
    assert -3 <= score(points, weights) <= 3


@given(ALL_POINTS, WEIGHTS, st.integers(1, 7))
def test_only_the_ratio_of_weights_counts(
    points: dict[str, int], weights: dict[str, Fraction], factor: int
) -> None:
    assert score(points, {name: factor * weight for name, weight in weights.items()}) == score(
        points, weights
    )


@given(ALL_POINTS, WEIGHTS, st.sampled_from(CRITERIA))
def test_one_point_more_never_lowers_a_score(
    points: dict[str, int], weights: dict[str, Fraction], criterion: str
) -> None:
    better = {**points, criterion: points.get(criterion, 0) + 1}
    assert score(better, weights) >= score(points, weights)


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.sampled_from("abcdefgh"),
        st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2)]),
        st.integers(0, 3),
    ),
    max_size=6,
    unique_by=lambda one: one.name,
)


@given(CANDIDATES, st.sets(st.sampled_from("abcdefgh")))
def test_option_more_or_less_never_reorders_the_others(candidates: list[Candidate], gone: set[str]) -> None:
    remaining = [one for one in candidates if one.name not in gone]
    assert ranked(remaining) == [one for one in ranked(candidates) if one.name not in gone]


@given(CANDIDATES.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_order_is_that_of_no_list(orders: tuple[list[Candidate], list[Candidate]]) -> None:
    assert ranked(orders[0]) == ranked(orders[1])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (candidate("b", Fraction(1, 3), 0), candidate("a", Fraction("0.333"), 3)),
        (candidate("b", maturity=2), candidate("a", maturity=1)),
        (candidate("a"), candidate("b")),
    ],
    ids=["score", "then maturity", "then name"],
)
def test_best_comes_first(first: Candidate, second: Candidate) -> None:
    assert ranked([second, first]) == [first, second]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (Fraction(1, 2), "clear"),
        (Fraction(1, 2) - Fraction(1, 10**9), "close"),
        (Fraction(3, 20), "close"),
        (Fraction(3, 20) - Fraction(1, 10**9), "tie"),
        (Fraction(0), "tie"),
    ],
)
def test_margin(lead: Fraction, expected: str) -> None:
    assert margin([candidate("a", 1 + lead), candidate("b", 1), candidate("c", -3)]) == (expected, lead)


def test_margin_of_one_and_of_none() -> None:
    assert margin([candidate()]) == ("only", Fraction(0))
    assert margin([]) is None
