"""Who owns the contexts, and how the load on them spreads over the teams and over the month."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

_ANYWHERE = {"any", "on-premises"}


def ownership_facts(brief: Brief, defaults: Defaults, domain: DomainFacts) -> Iterator[Given]:
    """`ownership` where there are teams, `team_load` for each that owns a context, `average_load` at a provider."""
    owned = _owned(brief)
    if brief.teams:
        names = {name for contexts in owned.values() for name in contexts}
        values: dict[str, Value | None] = {
            "teams": len(owned),
            "contexts": len(names),
            "unowned": len(brief.contexts) - len(names),
        }
        paths = tuple(f"teams.{team.name}.contexts" for team in brief.teams)
        yield given("ownership", values, Origin("computed", "ownership", "counted over the teams", paths))
    yield from _team_loads(brief, domain, owned)
    if brief.use_cases and (brief.constraints.cloud or defaults.text("cloud")) not in _ANYWHERE:
        # Elsewhere nobody sells by the request, and what is assumed of the average would be told for nothing.
        yield _average_load(brief, defaults, domain)


def _owned(brief: Brief) -> dict[str, tuple[str, ...]]:
    """The contexts of each team that owns some; a team that is alone owns all."""
    if len(brief.teams) == 1:
        everything = tuple(sorted(context.name for context in brief.contexts))
        return {brief.teams[0].name: everything} if everything else {}
    return {team.name: tuple(sorted(team.contexts)) for team in brief.teams if team.contexts}


def _team_loads(brief: Brief, domain: DomainFacts, owned: dict[str, tuple[str, ...]]) -> Iterator[Given]:
    rates = {context.name: Fraction(0) for context in brief.contexts}
    paths: dict[str, list[str]] = {context.name: [] for context in brief.contexts}
    for use_case in brief.use_cases:
        rates[use_case.context] += domain.complete(use_case).rate
        paths[use_case.context].append(f"use_cases.{use_case.name}.peak")
    for team, contexts in sorted(owned.items()):
        total = sum((rates[name] for name in contexts), Fraction(0))
        busiest = min(contexts, key=lambda name: (-rates[name], name))
        values: dict[str, Value | None] = {
            "team": team,
            "contexts": len(contexts),
            "requests_per_s": total,
            "busiest": busiest,
            "busiest_per_s": rates[busiest],
            "others_per_s": total - rates[busiest],
        }
        inputs = tuple(sorted({f"teams.{team}", *(path for name in contexts for path in paths[name])}))
        formula = "rates of the use cases that enter its contexts, summed"
        yield given("team_load", values, Origin("computed", f"load of {team}", formula, inputs))


def _average_load(brief: Brief, defaults: Defaults, domain: DomainFacts) -> Given:
    peak = average = Fraction(0)
    assumed: set[Origin] = set()
    for use_case in brief.use_cases:
        complete = domain.complete(use_case)
        share = f"average-to-peak-{complete.traffic}"
        peak += complete.rate
        average += complete.rate * defaults.amount(share)
        assumed.add(defaults.origin(share, f"use_cases.{use_case.name}.peak"))
    values: dict[str, Value | None] = {
        "requests_per_s": average,
        "peak_ratio": peak / average if average else None,
    }
    paths = tuple(sorted(f"use_cases.{use_case.name}.peak" for use_case in brief.use_cases))
    formula = "rate of each use case x its average share of the peak, summed"
    return given("average_load", values, Origin("computed", "average load", formula, paths), *sorted(assumed))
