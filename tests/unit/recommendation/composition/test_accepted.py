"""Findings in what is recommended: each named by the decisions that force it, with the paths of the brief."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.recommend import recommend_from
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import recommended
from tests.unit.recommendation.composition.shops import context, shop, use_case
from tests.unit.recommendation.small_pack import Item, policy
from tests.unit.recommendation.system_pack import APART, system_pack

CYCLE = policy(
    "cycle",
    {"system": {"name": "$system"}},
    {"synchronous_cycle": {"name": "$cycle", "members": "$members"}},
    finding={"severity": "error", "message": "{members} wait", "path": "synchronous_cycle"},
)
ROUND = shop(
    use_case("buy", "orders", calls=[{"to": "stock", "answer": "now"}], actor="customer"),
    use_case("reserve", "stock", writes=["orders.orders-data"], answer="now"),
)


def on(kind: str, /, **condition: Any) -> dict[str, Item]:  # noqa: ANN401  # any field of the kind
    """A policy that every element of the kind violates of which the condition holds."""
    return policy("wrong", {kind: {"name": "$it"}}, {kind: {"name": "$it", **condition}})


def accepted(folder: Path, brief: Mapping[str, Any], *policies: dict[str, Item]) -> dict[str, list[str]]:
    """The paths of the brief behind the findings that each decision accepts, by decision and subject."""
    found = recommend_from(
        Brief.model_validate({"system": "shop", **brief}), system_pack(folder, APART, *policies)
    )
    return {
        f"{decision.result.decision} {decision.result.subject}": sorted(
            path for each in decision.result.accepts for path in each.because
        )
        for decision in found.decisions
        if decision.result.accepts
    }


def test_circle_is_accepted_by_the_communication_of_the_calls_that_close_it(tmp_path: Path) -> None:
    assert accepted(tmp_path, ROUND, CYCLE) == {
        "communication orders -> stock": ["use_cases.buy.calls", "use_cases.reserve.writes"],
        "communication stock -> orders": ["use_cases.buy.calls", "use_cases.reserve.writes"],
    }


BUY = use_case("buy", "orders", calls=[{"to": "stock", "answer": "now"}], actor="customer")


@pytest.mark.parametrize(
    ("named", "decisions"),
    [
        (on("interaction", source="orders", target="stock"), {"communication orders -> stock"}),
        (on("interaction", target="orders"), {"communication web -> orders"}),
        (on("data_store", context="stock"), {"datastore stock"}),
        (on("gateway", exposure="public"), {"entry shop"}),
    ],
    ids=["call", "call of a client", "data store", "gateway"],
)
def test_finding_is_accepted_by_the_decision_on_its_element(
    tmp_path: Path, named: dict[str, Item], decisions: set[str]
) -> None:
    assert set(accepted(tmp_path, shop(BUY), named)) == decisions


def test_finding_on_what_nothing_decided_is_accepted_by_the_first_decision(tmp_path: Path) -> None:
    found = accepted(tmp_path, shop(BUY), on("frontend", kind="browser"))
    assert len(found) == 1


def test_without_policies_nothing_is_accepted(apart: KnowledgeBase) -> None:
    found = recommend_from(Brief.model_validate({"system": "shop", **ROUND}), apart)
    assert [decision.result.accepts for decision in found.decisions if decision.result.accepts] == []


@pytest.fixture(scope="module")
def example() -> Recommendation:
    return recommended("shop")


def test_accepted_finding_says_what_check_says(example: Recommendation) -> None:
    finding = example.decision("communication", "payments -> orders").result.accepts[0]
    assert (finding.policy, finding.severity, finding.element) == ("synchronous-cycle", "error", "checkout")
    assert finding.text == (
        "checkout, payments wait for one another; they would not without payments -> checkout"
    )


def test_explanation_tells_what_a_choice_accepts(example: Recommendation) -> None:
    lines = [line.strip() for line in example.why("communication", "payments -> orders").lines()]
    start = lines.index("accepts")
    assert lines[start + 1].startswith("synchronous-cycle (error) on checkout")
    assert lines[start + 2] == "brief: use_cases.place-order.calls"


def test_report_tells_what_a_choice_accepts(example: Recommendation) -> None:
    assert "- **Accepted:**\n  - *synchronous-cycle* (error): checkout, payments wait" in example.report()


def test_context_that_shares_a_unit_needs_no_circle(tmp_path: Path) -> None:
    alone = shop(use_case("buy", "orders", answer="now"), contexts=[context("orders")])
    assert accepted(tmp_path, alone, CYCLE) == {}
