"""Trials: what single changes do, how much work is done, and which of them matter."""

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.flipping.changes import Change, Lever
from archrules.recommendation.flipping.nearness import elements_behind, is_near
from archrules.recommendation.flipping.trials import Trials
from archrules.recommendation.recommend import reason_about
from tests.unit.recommendation.flipping.shop import all_levers, scene, shop, trials
from tests.unit.recommendation.store_pack import store_pack


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def levers(knowledge: KnowledgeBase) -> list[Lever]:
    return all_levers(scene(knowledge))


@pytest.fixture(scope="module")
def tried(knowledge: KnowledgeBase, levers: list[Lever]) -> Trials:
    found = trials(knowledge)
    found.try_all(levers)
    return found


def texts(changes: list[Change]) -> list[str]:
    return [change.text for change in changes]


def test_a_subject_that_the_brief_has_not_is_an_error(knowledge: KnowledgeBase) -> None:
    with pytest.raises(ValueError, match="no such subject"):
        trials(knowledge, shop(contexts=[], use_cases=[], teams=[]))


def test_a_change_that_matters_is_kept_with_its_standing(tried: Trials) -> None:
    sox = next(trial for trial in tried.tried if trial.change.text == "sox applies")
    assert sox.standing.options["quick"].vetoes == {"store/quick#veto-1"}


def test_a_change_that_does_nothing_is_not_kept(tried: Trials) -> None:
    assert "it runs on aws" not in texts([trial.change for trial in tried.tried])


def test_a_dial_that_does_nothing_when_turned_fully_is_not_turned_less(
    knowledge: KnowledgeBase, levers: list[Lever]
) -> None:
    budget = next(lever for lever in levers if lever.about == frozenset() and "EUR" in _first(lever))
    found = trials(knowledge)
    found.try_all([budget])
    assert (found.singles, len(found.tried)) == (4, 0)


def _first(lever: Lever) -> str:
    ladders = lever.ladders() if hasattr(lever, "ladders") else (lever.changes,)
    return next((change.text for ladder in ladders for change in ladder), "")


def test_of_changes_that_do_the_same_the_nearest_is_one_that_touches(tried: Trials) -> None:
    barred = [each for each in tried.touching() if each.standing.options["quick"].vetoes]
    reasons = [sorted(each.standing.options["quick"].vetoes) for each in barred]
    assert sorted(reasons) == [["store/quick#veto-1"], ["store/quick#veto-2"]]


def test_changes_that_leave_all_as_it_was_do_not_touch(tried: Trials) -> None:
    assert [each for each in tried.touching() if each.standing == tried.base] == []


def test_work_ends_at_the_bound(knowledge: KnowledgeBase, levers: list[Lever]) -> None:
    found = trials(knowledge, most_work=500)
    found.try_all(levers)
    assert (found.complete, len(found.tried) < len(levers)) == (False, True)


def test_work_below_the_bound_is_complete(tried: Trials) -> None:
    assert (tried.complete, tried.exhausted, tried.spent) == (True, False, False)


def test_the_choice_with_changes_is_that_of_all_options(tried: Trials) -> None:
    sox = next(trial.change for trial in tried.tried if trial.change.text == "sox applies")
    assert (tried.choice(()), tried.choice((sox,))) == ("quick", "plain")


def test_elements_behind_facts_hold_what_they_rest_on(knowledge: KnowledgeBase) -> None:
    reasoning = reason_about(shop(), knowledge)
    facts = reasoning.memory.find("argument", option="quick", subject="orders")
    found = elements_behind(reasoning.memory, facts)
    assert {"use_cases.buy", "contexts.orders"} <= found
    assert found.isdisjoint({"use_cases.look", "contexts.stock", "teams.side"})


def test_elements_behind_facts_are_found_through_earlier_choices(knowledge: KnowledgeBase) -> None:
    reasoning = reason_about(shop(), knowledge)
    facts = reasoning.memory.find("veto", decision="cache", subject="orders")
    assert "teams.back" in elements_behind(reasoning.memory, facts)


def test_levers_are_near_that_are_about_a_known_element_or_everything(levers: list[Lever]) -> None:
    near = [lever for lever in levers if is_near(lever, frozenset({"contexts.stock"}))]
    assert {frozenset(), frozenset({"contexts.stock"})} <= {lever.about for lever in near}
    assert all(not lever.about or "contexts.stock" in lever.about for lever in near)
