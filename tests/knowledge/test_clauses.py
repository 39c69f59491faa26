"""Clauses that items without examples put into effect: defaults, and facts about products."""

from datetime import date

import pytest

from archrules.api import load_knowledge
from archrules.knowledge_base.items import TechnologyItem

KNOWLEDGE = load_knowledge()


def cited(clause: str) -> list[TechnologyItem]:
    """The technologies that cite a clause."""
    return [item for item in KNOWLEDGE.technologies.values() if clause in item.clauses]


@pytest.mark.parametrize(
    ("name", "milliseconds"),
    [
        pytest.param("latency-simple", 100, marks=pytest.mark.clause("S2-088")),
        pytest.param("latency-complex", 500, marks=pytest.mark.clause("S2-089")),
        pytest.param("latency-p99", 1000, marks=pytest.mark.clause("S2-090")),
    ],
)
def test_latency_is_by_default_what_the_guide_says(name: str, milliseconds: int) -> None:
    default = KNOWLEDGE.defaults[name]
    assert (default.value, default.unit, default.evidence) == (
        milliseconds,
        "milliseconds",
        "published-default",
    )


@pytest.mark.clause("S2-008")
def test_availability_is_by_default_what_the_guide_says_and_what_it_costs_is_asked() -> None:
    default = KNOWLEDGE.defaults["availability"]
    assert (str(default.value), default.unit) == ("99.99", "percent")
    assert "cost" in (default.question or "")


@pytest.mark.clause("S4-014")
@pytest.mark.parametrize("name", ["latency-simple", "latency-complex", "latency-p99", "peak-rate"])
def test_a_latency_or_rate_that_the_brief_leaves_out_is_asked_for(name: str) -> None:
    default = KNOWLEDGE.defaults[name]
    assert default.question
    assert default.changes


@pytest.mark.clause("S4-022")
def test_each_shape_of_traffic_has_an_average_and_the_steadier_has_the_higher_one() -> None:
    shapes = ("steady", "daily", "seasonal", "spiky")
    averages = [KNOWLEDGE.defaults[f"average-to-peak-{shape}"].value for shape in shapes]
    assert averages == sorted(averages, key=str, reverse=True)
    assert KNOWLEDGE.defaults["traffic"].value in shapes


@pytest.mark.clause("S2-091")
def test_at_least_two_replicas_run_by_default() -> None:
    assert KNOWLEDGE.defaults["minimum-replicas"].value == 2


@pytest.mark.parametrize(
    "names",
    [
        pytest.param({"postgresql", "mysql"}, marks=pytest.mark.clause("S4-032")),
        pytest.param({"mongodb", "redis", "cassandra", "dynamodb"}, marks=pytest.mark.clause("S4-033")),
    ],
)
def test_products_that_the_guide_names_are_options_of_a_decision(names: set[str]) -> None:
    offered = {option.technology for decision in KNOWLEDGE.decisions.values() for option in decision.options}
    assert names <= offered & KNOWLEDGE.technologies.keys()


@pytest.mark.clause("S3-023")
@pytest.mark.parametrize("item", cited("S3-023"), ids=lambda item: item.id)
def test_a_product_comes_with_releases_and_the_date_of_that_fact_or_is_a_service(
    item: TechnologyItem,
) -> None:
    if item.releases is None:
        assert item.only_on is not None
    else:
        assert all(line.latest and line.end_of_life for line in item.releases.lines)
        assert date.fromisoformat(item.releases.as_of) <= date.fromisoformat(KNOWLEDGE.as_of)


@pytest.mark.clause("S2-026")
@pytest.mark.parametrize("item", cited("S2-026"), ids=lambda item: item.id)
def test_every_fact_about_a_product_has_a_source_that_is_known(item: TechnologyItem) -> None:
    facts = [item.licence, *item.capabilities, *item.limits, *([item.releases] if item.releases else [])]
    assert [fact for fact in facts if fact.source.ref not in KNOWLEDGE.sources] == []
