"""A team is given as many services as it has people for: style, boundaries and evolution tell one story."""

from typing import Any

import pytest

from archrules.model.brief import Brief
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import recommend_once

Part = dict[str, Any]
REASONED = ("payments", "calls", "seats")
"""By the strength of the reason to leave: card data, a promise, load."""


def _use_case(context: str, **fields: str | list[Part]) -> Part:
    return {
        "name": f"use-{context}",
        "context": context,
        "reads": [f"{context}-data"],
        "writes": [f"{context}-data"],
        "peak": "20/s",
        "traffic": "daily",
        **fields,
    }


def tickets(engineers: int) -> Brief:
    """One team with five contexts, three of which have a reason to run apart."""
    names = ("calls", "concerts", "mails", "payments", "seats")
    contexts: list[Part] = [{"name": name, "entities": [{"name": f"{name}-data"}]} for name in names]
    contexts[0]["availability"] = "99.99 %"
    contexts[3]["entities"][0]["tags"] = ["financial"]
    pays = [{"to": "bank", "answer": "now", "idempotent": True}]
    busy: dict[str, Part] = {"seats": {"peak": "3000/s"}, "payments": {"calls": pays}}
    return Brief.model_validate(
        {
            "system": "tickets",
            "contexts": contexts,
            "use_cases": [_use_case(name, **busy.get(name, {})) for name in names],
            "external_systems": [{"name": "bank", "availability": "99.99 %", "latency": "100 ms"}],
            "objectives": {"availability": "99.9 %"},
            "compliance": ["pci-dss"],
            "teams": [{"name": "product", "size": engineers, "contexts": list(names)}],
        }
    )


def _recommended(engineers: int) -> Recommendation:
    return recommend_once(tickets(engineers))


@pytest.mark.parametrize(
    ("engineers", "apart"), [(2, 0), (3, 0), (4, 1), (5, 1), (6, 2), (7, 2), (8, 3), (9, 3)]
)
def test_the_strongest_reasons_are_followed_as_far_as_there_are_people(engineers: int, apart: int) -> None:
    services = {service.name for service in _recommended(engineers).system.services}
    assert services == {"tickets", *REASONED[:apart]}


@pytest.mark.parametrize(("engineers", "needed"), [(2, [4, 6, 8]), (5, [6, 8]), (8, [])])
def test_the_evolution_says_at_how_many_people_the_next_context_leaves(
    engineers: int, needed: list[int]
) -> None:
    told = sorted(
        step.trigger
        for step in _recommended(engineers).data.evolution
        if step.measure == "engineers in product" and step.trigger.isdigit()
    )
    assert told == [str(each) for each in needed]


def test_the_boundary_says_why_a_context_with_a_reason_stays() -> None:
    result = _recommended(6).decision("service-boundary", "seats").result
    (own,) = (option for option in result.options if option.option == "own-service")
    (veto,) = own.vetoes
    assert veto.because.startswith("it has a reason to run apart (it takes 97.4 % of all requests")
    assert veto.because.endswith(
        "it would be service number 4 of product: that takes 8 engineers, and there are 6"
    )


def test_where_no_team_is_named_every_reason_is_followed() -> None:
    brief = tickets(2).model_copy(update={"teams": ()})
    services = {service.name for service in recommend_once(brief).system.services}
    assert services == {"tickets", *REASONED}
