"""What one replica is planned for: capacity x utilisation, of the defaults or of the brief."""

from fractions import Fraction

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.planned_replica import planned_replica
from archrules.knowledge_base.base import KnowledgeBase
from tests.unit.analysis.briefs import only


def found(knowledge: KnowledgeBase, **overrides: Fraction) -> list[dict[str, object]]:
    named = {name.replace("_", "-"): value for name, value in overrides.items()}
    defaults = Defaults(knowledge.with_parameters(named))
    facts = only(planned_replica(defaults), "planned_replica")
    return [
        {name: fact.get(name) for name in ("requests_per_s", "messages_per_s", "least")} for fact in facts
    ]


PLAN = {
    "replica_capacity": Fraction(200),
    "consumer_capacity": Fraction(5000),
    "target_utilisation": Fraction(3, 5),
    "minimum_replicas": Fraction(2),
}


def test_a_replica_is_filled_to_the_target(knowledge: KnowledgeBase) -> None:
    assert found(knowledge, **PLAN) == [{"requests_per_s": 120, "messages_per_s": 3000, "least": 2}]


@pytest.mark.parametrize("name", sorted(PLAN))
def test_nothing_is_compared_with_a_replica_that_carries_nothing(knowledge: KnowledgeBase, name: str) -> None:
    assert found(knowledge, **{**PLAN, name: Fraction(0)}) == []
