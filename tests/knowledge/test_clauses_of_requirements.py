"""Clauses on what a recommendation says of the brief itself: what it meets, and what it asks back."""

import pytest

from archrules.api import load_knowledge
from archrules.knowledge_base.conditions import Pattern
from archrules.model.brief import Brief
from archrules.vocabulary.requirement_kinds import TOPICS
from tests.golden.briefs.examples import NAMES, brief, recommend_once, recommended


def without_peaks(name: str) -> Brief:
    """An example in which nobody knows how often anything happens."""
    whole = brief(name)
    unknown = tuple(each.model_copy(update={"peak": None}) for each in whole.use_cases)
    return whole.model_copy(update={"use_cases": unknown})


@pytest.mark.clause("S0-010")
@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_peak_is_asked_for_before_what_fewer_decisions_rest_on(name: str) -> None:
    questions = recommend_once(without_peaks(name)).data.questions
    counted = [question.decisions for question in questions if question.decisions]
    assert counted == sorted(counted, reverse=True)
    assert "peak-rate" in [question.about for question in questions[: len(counted)]]


@pytest.mark.clause("S4-054")
@pytest.mark.parametrize("name", NAMES)
def test_the_report_has_a_row_for_each_requirement(name: str) -> None:
    text = recommended(name).report().partition("\n### Requirements\n")[2].partition("\n### ")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    found = recommended(name).data.requirements
    assert len(rows) == len(found) > 0
    assert [row.path for row in found if not any(f"`{row.path}`" in line for line in rows)] == []


def test_rules_judge_every_topic_but_money_which_is_a_sum() -> None:
    judged = {
        constraint.operand
        for derivation in load_knowledge().derivations.values()
        for condition in derivation.rule.conditions
        if isinstance(condition, Pattern) and condition.kind == "stated_requirement"
        for constraint in condition.constraints
        if constraint.field == "topic"
    }
    assert judged == set(TOPICS) - {"budget"}
