"""The evaluator: a decision made again and again stands as the whole reasoning leaves it."""

from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from archrules.model.canonical import canonical
from archrules.recommendation.flipping.edits import edited
from archrules.recommendation.flipping.evaluation import Evaluator
from archrules.recommendation.flipping.standing import Standing, standing_of
from archrules.recommendation.reasoning import Reasoning
from archrules.recommendation.recommend import reason_about
from tests.unit.recommendation.flipping.shop import all_levers, changes_of, scene, shop
from tests.unit.recommendation.store_pack import store_pack

EXAMPLES = sorted((Path(__file__).resolve().parents[4] / "docs" / "examples").glob("*.yaml"))


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


def reasoned(reasoning: Reasoning, decision: str, subject: str) -> object:
    """Weights and options by the whole reasoning; None if there is no such subject."""
    outcome = reasoning.outcomes.get((decision, subject))
    return told(standing_of(outcome, reasoning.memory, str)) if outcome else None


def told(standing: Standing | None) -> object:
    return standing and (standing.weights, standing.options)


@pytest.mark.parametrize(("decision", "subject"), [("store", "orders"), ("cache", "orders")])
def test_it_agrees_with_the_whole_reasoning_on_every_change(
    knowledge: KnowledgeBase, decision: str, subject: str
) -> None:
    evaluator = Evaluator(knowledge, decision, subject)
    wrong = []
    for change in changes_of(all_levers(scene(knowledge))):
        brief = edited(shop(), change.edits)
        if told(evaluator.standing(brief)) != reasoned(reason_about(brief, knowledge), decision, subject):
            wrong.append(change.text)
    assert wrong == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_agrees_with_the_whole_reasoning_about_every_decision_of_an_example(path: Path) -> None:
    from archrules.api import load_brief

    known, brief = load_knowledge(), canonical(load_brief(path))
    reasoning = reason_about(brief, known)
    wrong = [
        key
        for key in reasoning.outcomes
        if told(Evaluator(known, *key).standing(brief)) != reasoned(reasoning, *key)
    ]
    assert wrong == []


def test_options_stand_the_same_without_the_others(knowledge: KnowledgeBase) -> None:
    few = Evaluator(knowledge, "store", "orders", ["plain", "quick"]).standing(shop())
    every = Evaluator(knowledge, "store", "orders").standing(shop())
    assert few is not None
    assert every is not None
    assert few.options == {name: every.options[name] for name in ("plain", "quick")}


def test_a_brief_without_the_subject_has_no_standing(knowledge: KnowledgeBase) -> None:
    assert Evaluator(knowledge, "store", "billing").standing(shop()) is None


def test_what_no_rule_reads_is_not_reasoned_about_again(knowledge: KnowledgeBase) -> None:
    evaluator = Evaluator(knowledge, "store", "orders")
    first = evaluator.standing(shop())
    assert evaluator.standing(shop(description="another one")) is first


def test_other_weights_are_reasoned_about(knowledge: KnowledgeBase) -> None:
    evaluator = Evaluator(knowledge, "store", "orders")
    found = [evaluator.standing(shop(priorities={"fit": weight})) for weight in (1, 9)]
    assert [standing.weights["fit"] for standing in found if standing] == [1, 9]


def test_looking_at_a_known_brief_is_less_work(knowledge: KnowledgeBase) -> None:
    evaluator = Evaluator(knowledge, "store", "orders")
    evaluator.standing(shop())
    first = evaluator.work
    evaluator.standing(shop())
    assert evaluator.work - first < first
