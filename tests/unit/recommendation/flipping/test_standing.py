"""Standings: the order of options, who beats whom, and what changes together are expected to do."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.flipping.prediction import predicted
from archrules.recommendation.flipping.standing import Stand, Standing, standing_of
from archrules.recommendation.recommend import reason_about
from tests.unit.recommendation.flipping.shop import shop
from tests.unit.recommendation.store_pack import store_pack

FIT, COST = Fraction(2), Fraction(1)


def stand(fit: int = 0, cost: int = 0, *vetoes: str, maturity: int = 2) -> Stand:
    return Stand(frozenset(vetoes), {"fit": fit, "cost": cost}, maturity)


def standing(options: Mapping[str, Stand], fit: Fraction = FIT, grounds: str = "") -> Standing:
    return Standing({"fit": fit, "cost": COST}, options, frozenset(grounds))


BASE = standing({"a": stand(2), "b": stand(1), "c": stand(3, 0, "no")})


def test_the_best_come_first_without_those_that_are_ruled_out() -> None:
    assert dict(BASE.places) == {"a": 0, "b": 1}


def test_of_equals_the_more_mature_comes_first() -> None:
    found = standing({"a": stand(1, maturity=1), "b": stand(1, maturity=3)})
    assert found.best(["a", "b"]) == "b"


def test_of_equals_of_one_maturity_the_first_by_name_comes_first() -> None:
    assert standing({"b": stand(1), "a": stand(1)}).best(["a", "b"]) == "a"


def test_points_beyond_three_do_not_count() -> None:
    found = standing({"a": stand(5), "b": stand(-7)})
    assert [found.worth("a"), found.worth("b")] == [6, -6]


@pytest.mark.parametrize(
    ("one", "other", "beats"),
    [
        (["a"], ["b"], True),
        (["b"], ["a"], False),
        (["b"], ["c"], True),
        (["c"], ["b"], False),
        (["c"], [], False),
        (["b"], [], True),
        (["b", "a"], ["b"], True),
    ],
)
def test_options_beat_others_that_have_fewer_points_or_are_ruled_out(
    one: list[str], other: list[str], *, beats: bool
) -> None:
    assert BASE.beats(one, other) is beats


def test_a_tie_beats_nobody() -> None:
    found = standing({"a": stand(1, maturity=3), "b": stand(1, maturity=1)})
    assert not found.beats(["a"], ["b"])


def test_a_lead_is_that_of_the_best_of_each() -> None:
    assert BASE.lead(["a"], ["b", "c"]) == 2


def test_there_is_no_lead_over_what_is_ruled_out() -> None:
    assert BASE.lead(["a"], ["c"]) is None


def test_the_same_standing_has_the_same_signature() -> None:
    again = standing({"c": stand(3, 0, "no"), "b": stand(1), "a": stand(2)})
    assert again.signature == BASE.signature


@pytest.mark.parametrize(
    "other",
    [
        standing({**BASE.options, "a": stand(1)}),
        standing({**BASE.options, "c": stand(3)}),
        standing(BASE.options, Fraction(3)),
        standing(BASE.options, grounds="x"),
    ],
)
def test_another_standing_has_another_signature(other: Standing) -> None:
    assert other.signature != BASE.signature


def test_expected_points_are_those_of_all_changes_together() -> None:
    more = standing({**BASE.options, "b": stand(2)})
    dearer = standing({**BASE.options, "b": stand(1, -1)})
    assert predicted(BASE, [more, dearer]).options["b"].sums == {"fit": 2, "cost": -1}


def test_expected_vetoes_come_and_go() -> None:
    freed = standing({**BASE.options, "c": stand(3)})
    barred = standing({**BASE.options, "a": stand(2, 0, "late")})
    found = predicted(BASE, [freed, barred])
    assert {name: set(each.vetoes) for name, each in found.options.items()} == {
        "a": {"late"},
        "b": set(),
        "c": set(),
    }


def test_expected_weights_are_those_that_changed() -> None:
    heavier = standing(BASE.options, Fraction(9))
    assert predicted(BASE, [BASE, heavier, BASE]).weights == {"fit": 9, "cost": 1}


def grounds_of_quick(knowledge: KnowledgeBase) -> frozenset[object]:
    """The grounds of the stores where `quick` argues with a skill and with what is written."""
    reasoning = reason_about(shop(), knowledge)
    outcome = reasoning.outcomes["store", "orders"]
    return standing_of(outcome, reasoning.memory, lambda fact: fact.kind).grounds


def test_grounds_are_the_rules_and_the_given_facts_behind_them(tmp_path: Path) -> None:
    found = grounds_of_quick(store_pack(tmp_path))
    assert {"known", "store/quick#argument-1", "skill", "writes"} <= found
    assert "budget" not in found
