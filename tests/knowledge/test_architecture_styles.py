"""Every architecture style is chosen for some brief, and what is then composed has its shape and passes a check."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

import archrules
from archrules.model.brief import Brief
from archrules.model.system import Service
from tests.golden.briefs.examples import recommend_once

Part = dict[str, Any]


def brief(contexts: int, teams: Sequence[tuple[int, int]], **fields: Any) -> Brief:  # noqa: ANN401  # checked by pydantic
    """Contexts with a use case each, dealt out to teams, each of some engineers and some contexts."""
    names = [f"context-{number}" for number in range(contexts)]
    peak, answer = fields.pop("peak", "20/s"), fields.pop("answer", "now")
    use_cases = [
        {
            "name": f"use-{name}",
            "context": name,
            "writes": [f"{name}-data"],
            "peak": peak,
            "answer": answer,
            "traffic": fields.get("traffic", "daily"),
        }
        for name in names
    ]
    use_cases += fields.pop("use_cases", [])
    fields.pop("traffic", None)
    people, first = [], 0
    for number, (size, owned) in enumerate(teams):
        people.append({"name": f"team-{number}", "size": size, "contexts": names[first : first + owned]})
        first += owned
    inside = [
        {"name": name, "entities": [{"name": f"{name}-data"}, {"name": f"{name}-note"}]} for name in names
    ]
    data: Part = {"system": "shop", "contexts": inside, "use_cases": use_cases, "teams": people, **fields}
    return Brief.model_validate(data)


FOLLOWING: Part = {
    "name": "follow",
    "context": "context-5",
    "reads": ["context-0.context-0-data"],
    "writes": ["context-5-data"],
    "peak": "800/s",
    "answer": "later",
    "consistency": "eventual",
}
"""A use case that works off later what another context did."""


def busy(*contexts: int) -> list[Part]:
    """Use cases that bring so much load to some contexts that they run apart."""
    return [
        {"name": f"busy-{number}", "context": f"context-{number}", "reads": [f"context-{number}-data"]}
        | {"peak": "1000/s"}
        for number in contexts
    ]


BRIEFS: Mapping[str, Brief] = {
    "monolith": brief(2, [(3, 2)], delivery="4 months"),
    "modular-monolith": brief(5, [(9, 5)]),
    "service-based": brief(9, [(6, 3), (6, 3), (6, 3)]),
    "microservices": brief(24, [(9, 3)] * 8, use_cases=busy(0, 3, 6, 9)),
    "event-driven": brief(6, [(9, 2), (9, 2), (9, 2)], peak="800/s", answer="later", use_cases=[FOLLOWING]),
    "serverless": brief(
        4, [(4, 4)], delivery="4 months", peak="10/s", traffic="spiky", constraints={"cloud": "aws"}
    ),
}
"""By the style that an architect would name for it."""

EACH = pytest.mark.parametrize("style", BRIEFS)


def services(style: str) -> Sequence[Service]:
    return recommend_once(BRIEFS[style]).system.services


def test_every_style_has_a_brief() -> None:
    options = archrules.load_knowledge().decisions["architecture-style"].options
    assert set(BRIEFS) == {option.name for option in options}


@EACH
def test_the_style_is_chosen(style: str) -> None:
    choice = recommend_once(BRIEFS[style]).decision("architecture-style").choice
    assert choice is not None
    assert choice.id == style


@EACH
def test_its_system_passes_a_check_or_a_decision_names_what_is_found(style: str) -> None:
    recommendation = recommend_once(BRIEFS[style])
    named = {(each.policy, each.element) for one in recommendation.decisions for each in one.result.accepts}
    found = {(each.policy, each.element) for each in archrules.check(recommendation.system).findings}
    assert found == named


@EACH
def test_each_context_has_one_service_and_each_store_one_owner(style: str) -> None:
    system = recommend_once(BRIEFS[style]).system
    placed = [context for service in system.services for context in service.contexts]
    assert sorted(placed) == sorted(context.name for context in BRIEFS[style].contexts)
    owners = {store.name: store.owner for store in system.data_stores}
    writers = {each.source for each in system.interactions if each.target in owners}
    assert writers <= {service.name for service in system.services}
    assert [e for e in system.interactions if e.target in owners and owners[e.target] != e.source] == []


@pytest.mark.parametrize(
    ("style", "count"),
    [
        ("monolith", 1),
        ("modular-monolith", 1),
        ("service-based", 3),
        ("microservices", 24),
        ("event-driven", 3),
        ("serverless", 1),
    ],
)
def test_it_has_as_many_deployables_as_the_style_says(style: str, count: int) -> None:
    assert len(services(style)) == count


@EACH
def test_only_functions_scale_by_themselves(style: str) -> None:
    expected = {("automatic", True)} if style == "serverless" else {(None, False)}
    assert {(each.scaling, each.replicas is None) for each in services(style)} == expected
