"""A migration is a complete plan: a step leads from what runs today to each unit that is planned."""

from typing import Any

import pytest

from archrules.model.brief import Brief
from tests.golden.briefs.examples import recommend_once
from tests.knowledge.test_people_for_services import tickets

Part = dict[str, Any]
CONTEXTS = ("calls", "concerts", "mails", "payments", "seats")


def _service(name: str, *contexts: str) -> Part:
    return {"name": name, "kind": "service", "technology": "java", "contexts": list(contexts)}


def _store(name: str, *contexts: str) -> Part:
    return {"name": name, "kind": "data-store", "technology": "postgresql", "contexts": list(contexts)}


PARTS: dict[str, list[Part]] = {
    "one for all": [_service("old", *CONTEXTS), _store("old-db", *CONTEXTS)],
    "one for each": [_service(f"old-{name}", name) for name in CONTEXTS],
    "front and back": [_service("front", *CONTEXTS[:3]), _service("back", *CONTEXTS[3:])],
    "some are new": [_service("old", "concerts", "seats")],
    "a store without a service": [_service("old", *CONTEXTS[:4]), _store("seats-db", "seats")],
}
LANGUAGES = ("java", "go")
"""That of today, and another."""


def brief(parts: list[Part], language: str, engineers: int) -> Brief:
    """A few contexts that run today in these parts, to be written in a language, and the people for that."""
    data = tickets(engineers).model_dump(mode="json", exclude_defaults=True)
    data["existing"] = {"style": "services", "parts": parts}
    data["constraints"] = {"mandated": [language]}
    return Brief.model_validate(data)


@pytest.mark.parametrize("engineers", [2, 6, 10])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parts", PARTS)
def test_a_step_reaches_each_unit(parts: str, language: str, engineers: int) -> None:
    recommendation = recommend_once(brief(PARTS[parts], language, engineers))
    told = [step.does for step in recommendation.data.migration]
    units = {service.name for service in recommendation.system.services}
    missing = {unit for unit in units if not any(_reaches(does, unit) for does in told)}
    assert missing == set()


def _reaches(does: str, unit: str) -> bool:
    return any(f"{words} {unit}{end}" in does for words in ("the unit", "module of") for end in ",;: ")
