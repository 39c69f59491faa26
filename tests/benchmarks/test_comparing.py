"""What a comparison looks for costs far less than as many recommendations would: counted in steps, not seconds."""

import pytest

from archrules.knowledge_base.loading import load_knowledge
from archrules.model.canonical import canonical
from archrules.recommendation.comparison import compare_from
from archrules.recommendation.recommend import reason_about
from tests.benchmarks.steps import calls_in
from tests.golden.comparisons.cases import brief_of, case_named

MOST_OF_A_REASONING = {
    "cart-redis-or-postgresql": 0.065,
    "ledger-one-primary-or-many": 0.13,
    "parts-mongodb-or-postgresql": 0.115,
}
"""For a variant of the brief, the share of the work of reasoning about the brief itself; more for smaller briefs."""


@pytest.mark.parametrize("name", MOST_OF_A_REASONING)
def test_a_variant_takes_a_small_part_of_the_work_of_a_reasoning(name: str) -> None:
    case, knowledge = case_named(name), load_knowledge()
    brief = canonical(brief_of(case))
    reason_about(brief, knowledge)  # compiles what is compiled once
    whole = calls_in(lambda: reason_about(brief, knowledge)).total()
    found = []
    work = calls_in(
        lambda: found.append(compare_from(brief, knowledge, case.decision, case.subject, case.options))
    ).total()
    turnings = found[0].data.turnings
    variants = turnings[0].singles + sum(turning.sets for turning in turnings)
    assert work / variants / whole <= MOST_OF_A_REASONING[name]
