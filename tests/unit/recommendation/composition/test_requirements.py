"""What the brief asks for, beside what was concluded of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.cost import MonthlyCost
from archrules.model.requirement import Requirement
from archrules.recommendation.composition.requirements import requirements
from tests.unit.recommendation.composition.shops import shop, use_case
from tests.unit.recommendation.small_pack import Item, derivation
from tests.unit.recommendation.system_pack import APART, designed, system_pack


def judged(name: str, status: str, because: str, **stated: Any) -> Mapping[str, Item]:  # noqa: ANN401  # any field
    """A rule that says so of every requirement with those fields."""
    fields = {"path": "$path", "text": "$text", **stated}
    found = {"path": "$path", "requirement": "$text", "status": status, "because": because}
    return derivation(name, [{"stated_requirement": fields}], {"requirement_status": found})


def found(
    pack: KnowledgeBase, *use_cases: dict[str, Any], cost: MonthlyCost | None = None, **fields: object
) -> dict[str, Requirement]:
    design = designed(pack, **shop(*use_cases, **fields))
    return {row.path: row for row in requirements(design, cost)}


def money(total: str, *, exceeded: bool, unpriced: tuple[str, ...] = ()) -> MonthlyCost:
    return MonthlyCost(currency="EUR", budget="900", total=total, exceeded=exceeded, unpriced=unpriced)


def test_what_no_rule_judges_is_open(apart: KnowledgeBase) -> None:
    row = found(apart, delivery="9 months")["delivery"]
    assert (row.status, row.grounds[0].rule) == ("open", None)
    assert row.grounds[0].because == "no rule of this knowledge judges it: have it checked"


def test_a_ground_names_its_rule(tmp_path: Path) -> None:
    pack = system_pack(tmp_path, APART, judged("soon", "met", "it is near", topic="delivery"))
    (ground,) = found(pack, delivery="9 months")["delivery"].grounds
    assert (ground.status, ground.because, ground.rule) == ("met", "it is near", "soon")


@pytest.mark.parametrize(
    ("statuses", "counts"),
    [(("met", "open"), "open"), (("open", "missed"), "missed"), (("met", "missed"), "missed")],
)
def test_of_several_conclusions_the_gravest_counts(
    tmp_path: Path, statuses: tuple[str, str], counts: str
) -> None:
    rules = (judged(f"says-{status}", status, status, topic="delivery") for status in statuses)
    row = found(system_pack(tmp_path, APART, *rules), delivery="9 months")["delivery"]
    assert (row.status, [ground.because for ground in row.grounds]) == (counts, [counts])


def test_requirements_follow_the_order_of_topics(apart: KnowledgeBase) -> None:
    rows = found(
        apart, use_case("buy", "orders"), delivery="9 months", horizon="1 years", objectives={"rto": "1 h"}
    )
    assert list(rows) == ["objectives.rto", "use_cases.*.latency", "use_cases.*.peak", "delivery", "horizon"]


def test_use_cases_with_one_reason_are_told_together_and_exceptions_first(tmp_path: Path) -> None:
    fine = judged("fine", "met", "in time", topic="use-case-latency")
    late = judged("late", "missed", "too late", topic="use-case-latency", subject="b")
    pack = system_pack(tmp_path, APART, fine, late)
    row = found(pack, *(use_case(name, "orders") for name in ("c", "b", "a")))["use_cases.*.latency"]
    assert (row.status, row.stated) == ("missed", 3)
    assert [(ground.status, ground.subjects) for ground in row.grounds] == [
        ("missed", ("b",)),
        ("met", ("a", "c")),
    ]


def test_what_a_rule_judges_beside_the_brief_is_told_last(tmp_path: Path) -> None:
    extra = {"path": "house.rule", "requirement": "our own", "status": "met", "because": "it is"}
    rule = derivation("ours", [{"system": {"name": "$system"}}], {"requirement_status": extra})
    rows = found(system_pack(tmp_path, APART, rule), delivery="9 months")
    assert list(rows) == ["delivery", "house.rule"]
    assert rows["house.rule"].requirement == "our own"


@pytest.mark.parametrize(
    ("cost", "status"),
    [
        (None, "open"),
        (money("800", exceeded=False), "met"),
        (money("1,000", exceeded=True), "missed"),
        (money("800", exceeded=False, unpriced=("broker-node",)), "open"),
        (money("1,000", exceeded=True, unpriced=("broker-node",)), "missed"),
    ],
)
def test_the_budget_is_held_to_the_sum_of_the_nodes(
    apart: KnowledgeBase, cost: MonthlyCost | None, status: str
) -> None:
    budget = {"monthly": 900, "currency": "EUR"}
    assert found(apart, cost=cost, budget=budget)["budget.monthly"].status == status


def test_a_second_site_that_is_not_summed_leaves_the_budget_open(apart: KnowledgeBase) -> None:
    cost = money("800", exceeded=False).model_copy(update={"second_site": "pilot-light"})
    row = found(apart, cost=cost, budget={"monthly": 900, "currency": "EUR"})["budget.monthly"]
    assert (row.status, "the second site that pilot-light keeps ready" in row.grounds[0].because) == (
        "open",
        True,
    )


def test_without_a_budget_money_is_no_requirement(apart: KnowledgeBase) -> None:
    assert found(apart, cost=money("800", exceeded=False)) == {}
