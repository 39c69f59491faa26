"""What the brief says of people, money, promises and rules, as facts."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.organisation_facts import horizon_seconds, organisation_facts
from archrules.model.units import MONTH
from archrules.vocabulary.origins import Given, Origin
from tests.unit.analysis.briefs import brief, only, origins, shop


def facts(defaults: Defaults, **fields: Any) -> list[Given]:  # noqa: ANN401  # checked by pydantic
    return list(organisation_facts(shop(**fields), defaults))


def values(found: list[Given], kind: str) -> list[dict[str, object]]:
    return [dict(fact.items) for fact in only(found, kind)]


@pytest.mark.parametrize(
    ("fields", "months", "origin"),
    [
        ({"horizon": "3 years"}, 36, Origin("brief", "horizon")),
        ({}, 24, Origin("default", "horizon", "horizon")),
    ],
)
def test_horizon(defaults: Defaults, fields: dict[str, str], months: int, origin: Origin) -> None:
    assert horizon_seconds(brief(**fields), defaults) == months * MONTH
    assert values(facts(defaults, **fields), "horizon") == [{"months": months}]
    assert origins(facts(defaults, **fields), "horizon") == [origin]


def test_promises_in_units_of_facts(defaults: Defaults) -> None:
    objectives = {
        "availability": "99.9 %",
        "latency_p95": "1 s",
        "latency_p99": "2 s",
        "rto": "1 h",
        "rpo": "5 min",
    }
    found = facts(defaults, objectives=objectives)
    assert values(found, "objectives") == [
        {
            "availability": Fraction(999, 1000),
            "downtime_minutes_per_year": Fraction("525.6"),
            "latency_p95_ms": 1000,
            "latency_p99_ms": 2000,
            "rto_s": 3600,
            "rpo_s": 300,
        }
    ]
    assert {origin.source for origin in origins(found, "objectives")} == {"brief"}


def test_promises_left_out_have_defaults(defaults: Defaults) -> None:
    found = facts(defaults)
    assert values(found, "objectives") == [
        {
            "availability": Fraction(995, 1000),
            "downtime_minutes_per_year": 2628,
            "latency_p95_ms": 400,
            "latency_p99_ms": 900,
            "rto_s": 7200,
            "rpo_s": 600,
        }
    ]
    assert [(origin.reference, origin.formula) for origin in origins(found, "objectives")] == [
        ("availability", "objectives.availability"),
        ("latency-complex", "objectives.latency_p95"),
        ("latency-p99", "objectives.latency_p99"),
        ("recovery-time", "objectives.rto"),
        ("recovery-point", "objectives.rpo"),
    ]


@pytest.mark.parametrize(
    ("stated", "latencies"),
    [({"latency_p99": "200 ms"}, (200, 200)), ({"latency_p95": "2 s"}, (2000, 2000))],
)
def test_a_latency_left_out_does_not_contradict_the_one_that_is_stated(
    defaults: Defaults, stated: dict[str, str], latencies: tuple[int, int]
) -> None:
    (found,) = values(facts(defaults, objectives=stated), "objectives")
    assert (found["latency_p95_ms"], found["latency_p99_ms"]) == latencies


def test_teams_with_what_they_own_and_can_do(defaults: Defaults) -> None:
    teams = [
        {"name": "red", "size": 4, "skills": ["plain"], "contexts": ["orders"]},
        {"name": "blue", "size": 3},
    ]
    found = facts(defaults, teams=teams)
    assert values(found, "team") == [{"name": "red", "size": 4}, {"name": "blue", "size": 3}]
    assert values(found, "skill") == [{"team": "red", "technology": "plain"}]
    assert values(found, "owns") == [{"team": "red", "context": "orders"}]
    assert values(found, "organisation") == [{"engineers": 7, "teams": 2}]
    assert origins(found, "organisation")[0].inputs == ("teams.red.size", "teams.blue.size")


def test_nobody_is_not_an_organisation(defaults: Defaults) -> None:
    assert values(facts(defaults), "organisation") == []


def test_money(defaults: Defaults) -> None:
    budget = {"monthly": "1500.50", "currency": "EUR", "unit_prices": {"database-node": "80"}}
    found = facts(defaults, budget=budget)
    assert values(found, "budget") == [{"monthly": Fraction("1500.5"), "currency": "EUR"}]
    assert values(found, "unit_price") == [{"item": "database-node", "monthly": 80}]


@pytest.mark.parametrize(
    ("kind", "field", "constraint", "said", "left_out"),
    [
        ("licence_policy", "policy", "licences", "osi-only", "any"),
        ("skills_policy", "policy", "skills", "require", "prefer"),
        ("cloud", "provider", "cloud", "aws", "any"),
    ],
)
def test_constraint_that_always_has_a_value(
    defaults: Defaults, kind: str, field: str, constraint: str, said: str, left_out: str
) -> None:
    told, untold = facts(defaults, constraints={constraint: said}), facts(defaults)
    assert values(told, kind) == [{field: said}]
    assert origins(told, kind) == [Origin("brief", f"constraints.{constraint}")]
    assert values(untold, kind) == [{field: left_out}]
    assert origins(untold, kind) == [Origin("default", constraint, f"constraints.{constraint}")]


def test_listed_constraints(defaults: Defaults) -> None:
    listed = {"mandated": ["plain"], "forbidden": ["odd"], "data_residency": ["eu"]}
    found = facts(defaults, constraints=listed)
    assert values(found, "mandated") == [{"technology": "plain"}]
    assert values(found, "forbidden") == [{"technology": "odd"}]
    assert values(found, "residency") == [{"region": "eu"}]


def test_time_and_scale_only_where_they_are_said(defaults: Defaults) -> None:
    assert values(facts(defaults), "delivery") == values(facts(defaults), "scale") == []
    found = facts(defaults, delivery="6 months", scale={"users": "2k"})
    assert values(found, "delivery") == [{"months": 6}]
    assert values(found, "scale") == [{"users": 2000}]


def test_regimes_and_regions(defaults: Defaults) -> None:
    region = {"name": "asia", "users": "25 %", "round_trip": "180 ms"}
    found = facts(defaults, compliance=["gdpr"], regions=[region])
    assert values(found, "compliance") == [{"regime": "gdpr"}]
    assert values(found, "region") == [{"name": "asia", "users": Fraction(1, 4), "round_trip_ms": 180}]


def test_what_runs_today(defaults: Defaults) -> None:
    part = {"name": "db", "kind": "data-store", "technology": "plain", "contexts": ["orders"]}
    existing = {"style": "monolith", "release_interval": "30 d", "parts": [part]}
    found = facts(defaults, existing=existing)
    assert values(found, "existing_system") == [
        {"name": "shop", "style": "monolith", "release_interval_days": 30}
    ]
    assert values(found, "existing_part") == [{"name": "db", "kind": "data-store", "technology": "plain"}]
    assert values(found, "existing_context") == [{"part": "db", "context": "orders"}]
