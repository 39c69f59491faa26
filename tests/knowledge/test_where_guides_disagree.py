"""Guides contradict one another; the facts of a brief decide, so each side must win for some brief."""

from typing import Any

import pytest

from archrules.model.brief import Brief
from archrules.recommendation.recommendation import Recommendation
from tests.golden.briefs.examples import recommend_once

Part = dict[str, Any]

LEDGER: Part = {"name": "ledger", "entities": [{"name": "entry", "tags": ["financial"], "volume": "1M"}]}
INVOICES: Part = {
    "name": "invoices",
    "entities": [{"name": "invoice", "tags": ["financial"], "volume": "1M"}],
}
CLOSE: Part = {
    "name": "close-month",
    "context": "ledger",
    "writes": ["entry", "invoices.invoice"],
    "peak": "1/s",
    "latency": "2 s",
    "idempotent": True,
}
SHOW: Part = {"name": "show-invoice", "context": "invoices", "reads": ["invoice"], "peak": "30000/s"}
"""So many readers that invoices have a server of their own, with replicas."""


def team(name: str, *contexts: str, size: int = 6) -> Part:
    return {"name": name, "size": size, "skills": ["java", "postgresql"], "contexts": list(contexts)}


def books(*teams: Part, **fields: object) -> Recommendation:
    data = {"system": "books", "contexts": [LEDGER, INVOICES], "use_cases": [CLOSE, SHOW], "teams": teams}
    return recommend_once(Brief.model_validate({**data, **fields}))


def chosen(recommendation: Recommendation, decision: str, subject: str) -> str | None:
    return recommendation.decision(decision, subject).result.choice


@pytest.mark.clause("S1-023")
def test_two_databases_of_one_team_are_written_by_two_phase_commit() -> None:
    assert chosen(books(team("finance", "ledger", "invoices")), "consistency", "close-month") == (
        "two-phase-commit"
    )


@pytest.mark.clause("S1-023")
def test_two_databases_of_two_teams_are_written_by_a_saga() -> None:
    teams = team("finance", "ledger"), team("sales", "invoices"), team("platform")
    assert chosen(books(*teams), "consistency", "close-month") == "saga-orchestrated"


def test_a_call_to_a_bank_ends_two_phase_commit_where_one_team_owns_all() -> None:
    banked = {**CLOSE, "calls": [{"to": "bank", "answer": "now", "idempotent": True}]}
    fields = {"external_systems": [{"name": "bank"}], "use_cases": [banked, SHOW]}
    found = books(team("finance", "ledger", "invoices"), **fields)
    assert chosen(found, "consistency", "close-month") == "saga-orchestrated"


@pytest.mark.clause("S1-023", "S1-024")
@pytest.mark.parametrize(
    ("tag", "choice"), [("financial", "local-transaction"), ("analytics", "eventual-events")]
)
def test_what_is_written_decides_between_strong_and_eventual(tag: str, choice: str) -> None:
    contexts = [{"name": name, "entities": [{"name": f"{name}-data", "tags": [tag]}]} for name in ("a", "b")]
    use_case = {"name": "do", "context": "a", "writes": ["a-data", "b-data"], "peak": "5/s"}
    teams = team("one", "a"), team("two", "b"), team("three")
    brief = {"system": "books", "contexts": contexts, "use_cases": [use_case], "teams": teams}
    found = recommend_once(Brief.model_validate(brief))
    assert chosen(found, "consistency", "do") == choice


@pytest.mark.clause("S0-012")
@pytest.mark.parametrize(
    ("availability", "choice"), [("99.9 %", "modular-monolith"), ("99.99 %", "service-based")]
)
def test_what_is_promised_decides_whether_two_teams_start_with_one_deployable(
    availability: str, choice: str
) -> None:
    contexts = [{"name": f"c{number}", "entities": [{"name": f"e{number}"}]} for number in range(6)]
    use_cases = [
        {"name": f"u{number}", "context": f"c{number}", "writes": [f"e{number}"], "peak": "20/s"}
        for number in range(6)
    ]
    teams = team("one", "c0", "c1", "c2"), team("two", "c3", "c4", "c5")
    brief = {"system": "books", "contexts": contexts, "use_cases": use_cases, "teams": teams}
    found = recommend_once(Brief.model_validate({**brief, "objectives": {"availability": availability}}))
    assert chosen(found, "architecture-style", "books") == choice
