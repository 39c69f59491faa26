"""Facts about people, money, promises and rules, as the brief states them or a default fills them in."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.assumed_promises import (
    MINUTES_PER_YEAR,
    Assumed,
    assumed_availability,
    assumed_recovery_time,
)
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import from_brief
from archrules.analysis.given_facts import given, milliseconds
from archrules.model.brief import Brief
from archrules.model.units import MONTH
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def horizon_seconds(brief: Brief, defaults: Defaults) -> Fraction:
    """How far ahead the brief plans, in seconds."""
    return brief.horizon if brief.horizon is not None else defaults.amount("horizon") * MONTH


def organisation_facts(brief: Brief, defaults: Defaults) -> Iterator[Given]:
    """All facts, in the order of the brief."""
    yield from _time(brief, defaults)
    yield from _objectives(brief, defaults)
    yield from _people(brief)
    yield from _money(brief)
    yield from _constraints(brief, defaults)
    yield from _existing(brief)
    for regime in brief.compliance:
        yield given("compliance", {"regime": regime}, from_brief("compliance"))
    for region in brief.regions:
        values: dict[str, Value | None] = {
            "name": region.name,
            "users": region.users,
            "round_trip_ms": milliseconds(region.round_trip),
        }
        yield given("region", values, from_brief(f"regions.{region.name}"))


def _time(brief: Brief, defaults: Defaults) -> Iterator[Given]:
    months = horizon_seconds(brief, defaults) / MONTH
    origin = from_brief("horizon") if brief.horizon is not None else defaults.origin("horizon", "horizon")
    yield given("horizon", {"months": months}, origin)
    if brief.delivery is not None:
        yield given("delivery", {"months": brief.delivery / MONTH}, from_brief("delivery"))
    if brief.scale.users is not None or brief.scale.users_projected is not None:
        scale: dict[str, Value | None] = {
            "users": brief.scale.users,
            "users_projected": brief.scale.users_projected,
        }
        yield given("scale", scale, from_brief("scale"))


def _objectives(brief: Brief, defaults: Defaults) -> Iterator[Given]:
    origins: list[Origin] = []

    def known(value: Fraction | None, name: str, field: str, factor: Fraction = Fraction(1)) -> Fraction:
        path = f"objectives.{field}"
        origins.append(from_brief(path) if value is not None else defaults.origin(name, path))
        return value * factor if value is not None else defaults.amount(name)

    def taken(value: Fraction | None, field: str, assumed: Assumed) -> Fraction:
        if value is None:
            origins.extend(assumed[1])
            return assumed[0]
        origins.append(from_brief(f"objectives.{field}"))
        return value

    objectives = brief.objectives
    availability = taken(objectives.availability, "availability", assumed_availability(brief, defaults))
    most, slowest = (
        known(objectives.latency_p95, "latency-complex", "latency_p95", Fraction(1000)),
        known(objectives.latency_p99, "latency-p99", "latency_p99", Fraction(1000)),
    )
    if objectives.latency_p95 is None:
        most = min(most, slowest)
    elif objectives.latency_p99 is None:
        slowest = max(most, slowest)
    values: dict[str, Value | None] = {
        "availability": availability,
        "downtime_minutes_per_year": (1 - availability) * MINUTES_PER_YEAR,
        "latency_p95_ms": most,
        "latency_p99_ms": slowest,
        "rto_s": taken(objectives.rto, "rto", assumed_recovery_time(availability, defaults)),
        "rpo_s": known(objectives.rpo, "recovery-point", "rpo"),
    }
    yield given("objectives", values, *origins)


def _people(brief: Brief) -> Iterator[Given]:
    for team in brief.teams:
        path = f"teams.{team.name}"
        yield given("team", {"name": team.name, "size": team.size}, from_brief(path))
        for skill in team.skills:
            yield given("skill", {"team": team.name, "technology": skill}, from_brief(f"{path}.skills"))
        for context in team.contexts:
            yield given("owns", {"team": team.name, "context": context}, from_brief(f"{path}.contexts"))
    yield from _owned_by_the_only_team(brief)
    if brief.teams:
        people: dict[str, Value | None] = {
            "engineers": sum(team.size for team in brief.teams),
            "teams": len(brief.teams),
        }
        inputs = tuple(f"teams.{team.name}.size" for team in brief.teams)
        yield given("organisation", people, Origin("computed", "organisation", "sum over the teams", inputs))


def _owned_by_the_only_team(brief: Brief) -> Iterator[Given]:
    """Where there is one team, it owns every context."""
    if len(brief.teams) != 1:
        return
    (team,) = brief.teams
    for context in brief.contexts:
        if context.name not in team.contexts:
            origin = Origin("computed", f"owner of {context.name}", "the only team", (f"teams.{team.name}",))
            yield given("owns", {"team": team.name, "context": context.name}, origin)


def _money(brief: Brief) -> Iterator[Given]:
    if brief.budget is None:
        return
    values: dict[str, Value | None] = {
        "monthly": Fraction(brief.budget.monthly),
        "currency": brief.budget.currency,
    }
    yield given("budget", values, from_brief("budget"))
    for item, price in brief.budget.unit_prices.items():
        yield given(
            "unit_price", {"item": item, "monthly": Fraction(price)}, from_brief("budget.unit_prices")
        )


def _constraints(brief: Brief, defaults: Defaults) -> Iterator[Given]:
    constraints = brief.constraints
    for kind, field, value, name in (
        ("licence_policy", "policy", constraints.licences, "licences"),
        ("skills_policy", "policy", constraints.skills, "skills"),
        ("cloud", "provider", constraints.cloud, "cloud"),
    ):
        path = f"constraints.{name}"
        origin = from_brief(path) if value is not None else defaults.origin(name, path)
        yield given(kind, {field: value or defaults.text(name)}, origin)
    for technology in constraints.mandated:
        yield given("mandated", {"technology": technology}, from_brief("constraints.mandated"))
    for technology in constraints.forbidden:
        yield given("forbidden", {"technology": technology}, from_brief("constraints.forbidden"))
    for region in constraints.data_residency:
        yield given("residency", {"region": region}, from_brief("constraints.data_residency"))


def _existing(brief: Brief) -> Iterator[Given]:
    existing = brief.existing
    if existing is None:
        return
    interval = existing.release_interval
    values: dict[str, Value | None] = {
        "name": brief.system,
        "style": existing.style,
        "release_interval_days": None if interval is None else interval / 86_400,
    }
    yield given("existing_system", values, from_brief("existing"))
    for part in existing.parts:
        path = f"existing.parts.{part.name}"
        fields: dict[str, Value | None] = {
            "name": part.name,
            "kind": part.kind,
            "technology": part.technology,
        }
        yield given("existing_part", fields, from_brief(path))
        for context in part.contexts:
            yield given(
                "existing_context", {"part": part.name, "context": context}, from_brief(f"{path}.contexts")
            )
