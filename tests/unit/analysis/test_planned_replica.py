"""What one replica is planned for: capacity x utilisation, of the defaults or of the brief."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.planned_replica import planned_replica
from archrules.knowledge_base.base import KnowledgeBase
from tests.unit.analysis.briefs import shop

UseCase = dict[str, Any]
LATER: UseCase = {"name": "work", "context": "orders", "reads": ["order"], "peak": "1/s", "answer": "later"}
PLAN = {
    "replica-capacity": Fraction(200),
    "consumer-capacity": Fraction(5000),
    "target-utilisation": Fraction(3, 5),
    "minimum-replicas": Fraction(2),
}


def found(
    knowledge: KnowledgeBase, use_case: UseCase = LATER, /, **changed: Fraction
) -> dict[str, dict[str, object]]:
    plan = PLAN | {name.replace("_", "-"): value for name, value in changed.items()}
    of, defaults = shop(use_case), Defaults(knowledge.with_parameters(plan))
    facts = planned_replica(of, DomainFacts(of, defaults), defaults)
    return {fact.kind: dict(fact.items) for fact, _ in facts}


def test_a_replica_is_filled_to_the_target(knowledge: KnowledgeBase) -> None:
    assert found(knowledge) == {
        "planned_replica": {"requests_per_s": 120, "least": 2},
        "planned_consumer": {"messages_per_s": 3000},
    }


@pytest.mark.parametrize(
    "unlike", [{"answer": "now"}, {"actor": "clerk"}], ids=["waited for", "asked for by a client"]
)
def test_where_there_are_no_messages_nothing_is_assumed_of_them(
    knowledge: KnowledgeBase, unlike: UseCase
) -> None:
    assert sorted(found(knowledge, {**LATER, **unlike})) == ["planned_replica"]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("replica_capacity", ["planned_consumer"]),
        ("minimum_replicas", ["planned_consumer"]),
        ("consumer_capacity", ["planned_replica"]),
        ("target_utilisation", []),
    ],
)
def test_nothing_is_compared_with_a_replica_that_carries_nothing(
    knowledge: KnowledgeBase, name: str, left: list[str]
) -> None:
    assert sorted(found(knowledge, **{name: Fraction(0)})) == left
