"""The guide's 99.99 % is what is assumed; a brief that asks for less gets, and pays for, less. Both start simple."""

from typing import Any

import pytest

from archrules.api import recommend
from archrules.model.brief import Brief
from archrules.recommendation.recommendation import Recommendation

TOOL: dict[str, Any] = {
    "system": "room booking",
    "clients": [{"name": "web", "kind": "browser"}],
    "actors": [{"name": "employee", "clients": ["web"]}],
    "contexts": [{"name": "bookings", "entities": [{"name": "booking", "volume": "20k"}]}],
    "use_cases": [
        {
            "name": "book-room",
            "context": "bookings",
            "actor": "employee",
            "writes": ["booking"],
            "peak": "2/min",
        },
        {
            "name": "list-rooms",
            "context": "bookings",
            "actor": "employee",
            "reads": ["booking"],
            "peak": "10/min",
        },
    ],
    "teams": [{"name": "it", "size": 3, "contexts": ["bookings"]}],
}


def recommended(**objectives: str) -> Recommendation:
    return recommend(Brief.model_validate({**TOOL, **({"objectives": objectives} if objectives else {})}))


def risks(found: Recommendation) -> set[str]:
    return {risk.about for risk in found.data.risks if "is promised" in risk.text}


@pytest.fixture(scope="module")
def assumed() -> Recommendation:
    return recommended()


@pytest.fixture(scope="module")
def simple() -> Recommendation:
    return recommended(availability="99 %")


@pytest.mark.clause("S2-008")
def test_what_the_guide_asks_for_is_assumed_told_and_asked_about(assumed: Recommendation) -> None:
    assert "availability" in {one.default for one in assumed.data.assumptions}
    assert "availability" in {question.about for question in assumed.data.questions}
    assert any(target.startswith("up to 99.99 % takes") for target in assumed.data.reliability.targets)


@pytest.mark.clause("S2-008")
def test_four_nines_take_a_replica_in_each_zone_and_still_are_not_reached_on_one_site(
    assumed: Recommendation,
) -> None:
    (service,) = assumed.system.services
    assert service.replicas == 3
    assert risks(assumed) != set()
    assert not all(row.kept for row in assumed.data.reliability.reached)


@pytest.mark.clause("S0-012")
def test_two_nines_are_kept_by_a_single_replica(simple: Recommendation) -> None:
    (service,) = simple.system.services
    assert service.replicas == 1
    assert risks(simple) == set()
    assert all(row.kept for row in simple.data.reliability.reached)


@pytest.mark.clause("S0-012")
def test_either_promise_starts_with_one_deployable(assumed: Recommendation, simple: Recommendation) -> None:
    assert len(assumed.system.services) == len(simple.system.services) == 1


@pytest.mark.clause("S0-001")
def test_what_the_next_nine_costs_is_told(simple: Recommendation) -> None:
    assert any(
        "99.9 % (8.8 h a year) takes a second replica" in target for target in simple.data.reliability.targets
    )


@pytest.mark.clause("S0-012")
def test_a_tool_of_ten_people_promises_what_one_machine_does() -> None:
    found = recommend(Brief.model_validate({**TOOL, "scale": {"users": 10}}))
    assert found.data.reliability.targets[0].startswith("availability 99.5 %")
    assert {"availability-for-few", "few-people"} <= {one.default for one in found.data.assumptions}


@pytest.mark.parametrize("objectives", [{}, {"availability": "99.99 %"}, {"availability": "99.9 %"}])
def test_what_is_assumed_of_the_recovery_never_breaks_the_promise(objectives: dict[str, str]) -> None:
    assert not [
        risk for risk in recommended(**objectives).data.risks if "single loss of the site" in risk.text
    ]


@pytest.mark.clause("S4-054")
def test_a_recovery_that_breaks_the_promise_leaves_the_requirement_open() -> None:
    found = recommended(availability="99.99 %", rto="4 h")
    (row,) = (row for row in found.data.requirements if row.path == "objectives.rto")
    assert row.status == "open"
    assert "more than the 53 min of outage that 99.99 % allows" in row.grounds[0].because
