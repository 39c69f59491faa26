"""The search: the smallest changes that turn a decision, as small as they can be, and bounds that are told."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.flipping.refinement import Refined
from archrules.recommendation.flipping.search import Found, Search
from archrules.recommendation.flipping.trials import Trials
from tests.unit.recommendation.flipping.shop import all_levers, scene, shop, trials
from tests.unit.recommendation.small_pack import Item, argument, decision, derivation, option, veto
from tests.unit.recommendation.store_pack import store_pack


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def tried(knowledge: KnowledgeBase) -> Trials:
    return all_tried(knowledge)


def all_tried(knowledge: KnowledgeBase, brief: Brief | None = None, most_work: int = 1_000_000) -> Trials:
    found = trials(knowledge, brief, most_work)
    found.try_all(all_levers(scene(knowledge, brief)))
    return found


def texts(flip: Refined) -> list[str]:
    return sorted(change.text for change in flip.changes)


def flips(found: Found) -> list[list[str]]:
    return [texts(flip) for flip in found.flips]


def store(*arguments: Item, vetoes: Sequence[Item] = (), **more: Iterable[Item]) -> dict[str, Item]:
    """A decision of the store in which `quick` has what is given, and `plain` nothing unless more is given."""
    return {
        **decision("store", "context", {"fit": 2, "cost": 1, "skills": 1}),
        **option("store", "quick", *arguments, vetoes=vetoes, maturity=1),
        **option("store", "plain", *more.get("plain", [argument("fit", 0)]), maturity=1),
    }


def test_a_single_change_that_rules_the_winner_out_is_found(tried: Trials) -> None:
    assert ["sox applies"] in flips(Search(tried, ["plain"], ["quick"]).single())


def test_a_number_is_turned_as_little_as_is_enough_and_then_to_a_round_one(tried: Trials) -> None:
    found = Search(tried, ["plain"], ["quick"]).single()
    look = next(
        flip for flip in found.flips if "look is called at least 110/s at its peak, not 20/s" in texts(flip)
    )
    assert look.thresholds == (Fraction(101),)


def test_flips_are_told_that_are_unlike_each_other(tried: Trials) -> None:
    kinds = [flip.changes[0].kind for flip in Search(tried, ["plain"], ["quick"]).single().flips]
    assert len(set(kinds)) == len(kinds) > 1


def test_what_leads_less_far_comes_first(tried: Trials) -> None:
    reaches = [flip.changes[0].reach for flip in Search(tried, ["plain"], ["quick"]).single().flips]
    assert reaches == sorted(reaches)


def test_the_choice_of_all_options_is_told(tried: Trials) -> None:
    found = Search(tried, ["odd"], ["quick"]).single()
    assert {flip.choice for flip in found.flips} == {"plain"}


@pytest.fixture(scope="module")
def two_needed(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    """`quick` leads by one point; SOX and HIPAA each give `plain` one, and three need them both."""
    plain = [argument("fit", 1, {"compliance": {"regime": regime}}) for regime in ("sox", "hipaa")]
    pack = store_pack(
        tmp_path_factory.mktemp("pack"), store(argument("fit", 1), argument("skills", 1), plain=plain)
    )
    return all_tried(pack)


def test_two_changes_are_found_where_one_is_not_enough(two_needed: Trials) -> None:
    found = Search(two_needed, ["plain"], ["quick"]).smallest()
    assert flips(found)[0] == ["hipaa applies", "sox applies"]


def test_no_change_of_a_set_can_be_left_out(two_needed: Trials) -> None:
    flip = Search(two_needed, ["plain"], ["quick"]).smallest().flips[0]
    fewer = [set_ for size in range(len(flip.changes)) for set_ in combinations(flip.changes, size)]
    standings = [two_needed.standing(set_) for set_ in fewer]
    assert [each for each in standings if each is None or each.beats(["plain"], ["quick"])] == []


def test_all_single_changes_were_tried_before_two(two_needed: Trials) -> None:
    assert Search(two_needed, ["plain"], ["quick"]).smallest().proven >= 1


def test_changes_are_found_that_do_nothing_alone(tmp_path: Path) -> None:
    lasting = {"lasting_context": {"context": "$context"}}
    entered = {"context": {"name": "$context"}}
    ways = [
        derivation(regime, [entered, {"compliance": {"regime": regime}}], lasting)
        for regime in ("gdpr", "soc-2")
    ]
    pack = store_pack(tmp_path, store(argument("fit", 2, lasting), plain=[argument("fit", 1)]), *ways)
    found = Search(all_tried(pack, brief=shop(compliance=["gdpr", "soc-2"])), ["plain"], ["quick"]).smallest()
    assert ["gdpr does not apply", "soc-2 does not apply"] in flips(found)


def test_three_changes_of_one_kind_are_found_together(tmp_path: Path) -> None:
    weighed = {
        **decision("store", "context", {"fit": 5, "cost": 4, "skills": 5}),
        **option("store", "quick", argument("fit", 3), argument("skills", 3), maturity=1),
        **option("store", "plain", argument("cost", 2), maturity=1),
    }
    found = Search(all_tried(store_pack(tmp_path, weighed)), ["plain"], ["quick"]).smallest()
    assert [change.kind for change in found.flips[0].changes] == ["priority"] * 3


def test_parts_that_are_not_needed_are_left_out(tmp_path: Path) -> None:
    line = {"entity_access": {"entity": "orders.line", "pattern": "full-text"}}
    pack = store_pack(tmp_path, store(argument("fit", 1), plain=[argument("fit", 2, line)]))
    found = Search(all_tried(pack), ["plain"], ["quick"]).smallest()
    assert flips(found)[0] == ["orders.line must be found by words in the text"]


def test_where_nothing_is_enough_nothing_is_found(tmp_path: Path) -> None:
    pack = store_pack(tmp_path, store(argument("fit", 3), argument("cost", 3), argument("skills", 3)))
    found = Search(all_tried(pack), ["plain"], ["quick"]).smallest()
    assert (found.flips, found.proven) == ((), 2)


def test_against_nobody_a_side_wins_by_surviving(tmp_path: Path) -> None:
    stops = [veto({"compliance": {"regime": "gdpr"}})]
    pack = store_pack(tmp_path, store(argument("fit", 1), vetoes=stops))
    found = Search(all_tried(pack), ["quick"], []).smallest()
    assert flips(found) == [["gdpr does not apply"]]


def test_the_bound_on_work_ends_the_search(knowledge: KnowledgeBase) -> None:
    found = Search(all_tried(knowledge, most_work=500), ["odd"], ["quick"]).smallest()
    assert (found.sets, found.proven) == (0, 0)
