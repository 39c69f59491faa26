"""Coupling of services, of the whole System, and its signs, as facts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archrules.analysis.given_facts import given
from archrules.analysis.structure.call_facts import interaction_paths
from archrules.analysis.structure.call_graph import CallGraph, Pair
from archrules.analysis.structure.coupling import (
    Coupling,
    call_shares,
    call_shares_are_known,
    couplings,
    joint_deployments,
    services_of_teams,
)
from archrules.analysis.structure.entries import is_exposed
from archrules.analysis.structure.names import names_text
from archrules.analysis.structure.signs import coupling_signs
from archrules.analysis.structure.stores import is_complete
from archrules.model.system import System
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def coupling_facts(system: System, graph: CallGraph) -> Iterator[Given]:
    """All of them: element by element, unit by unit, team by team, then of the whole."""
    stores: dict[str, list[Pair]] = {}
    for pair in graph.data_accesses:
        stores.setdefault(pair[0], []).append(pair)
    for coupling in couplings(graph):
        yield from _coupling(coupling, stores.get(coupling.element, []), graph)
    services = graph.services()
    listed = "services" not in graph.open
    placed = all(graph.elements[name].deployment_unit is not None for name in services)
    for unit, members in joint_deployments(graph).items():
        values: dict[str, Value | None] = {
            "unit": unit,
            "services": len(members) if listed and placed else None,
            "members": names_text(members),
        }
        yield given("joint_deployment", values, _counted(members, "services by unit of deployment", graph))
    owned = all(graph.elements[name].team is not None for name in services)
    for team, members in services_of_teams(graph).items():
        count = len(members) if listed and owned else None
        yield given(
            "team_services", {"team": team, "services": count}, _counted(members, "services by team", graph)
        )
    yield _structure(system, graph)
    yield from _signs(system, graph)


def _counted(services: Sequence[str], formula: str, graph: CallGraph) -> Origin:
    paths = tuple(graph.path(name) for name in services)
    return Origin("computed", paths[0], formula, paths)


def _coupling(coupling: Coupling, stores: Sequence[Pair], graph: CallGraph) -> Iterator[Given]:
    name = coupling.element
    values: dict[str, Value | None] = {
        "element": name,
        "collection": graph.collections[name],
        "fan_in": len(coupling.callers) if coupling.callers_known else None,
        "fan_out": len(coupling.callees) if coupling.callees_known else None,
        "stores": len(stores) if is_complete(graph) else None,
        "called_by": names_text(coupling.callers) or None,
        "calls": names_text(coupling.callees) or None,
    }
    called = ((caller, name) for caller in coupling.callers)
    calls = sorted({*called, *((name, callee) for callee in coupling.callees)})
    inputs = interaction_paths((*calls, *stores), graph)
    yield given(
        "coupling",
        values,
        Origin("computed", graph.path(name), "synchronous calls and data stores counted", inputs),
    )
    alone = coupling.callers_known and len(coupling.callers) == 1 and not is_exposed(name, graph)
    if alone and graph.services((name, *coupling.callers)) == (name, *coupling.callers):
        (caller,) = coupling.callers
        origin = Origin(
            "computed",
            graph.path(name),
            "the only synchronous caller",
            interaction_paths([(caller, name)], graph),
        )
        yield given("only_caller", {"service": name, "caller": caller}, origin)


def _structure(system: System, graph: CallGraph) -> Given:
    services = graph.services()
    listed = "services" not in graph.open
    teams = {graph.elements[name].team for name in services}
    calls = [pair for pair in graph.calls if graph.services(pair) == pair]
    paths = [use_case.path for use_case in system.use_cases]
    traced = bool(paths) and all(paths) and "use_cases" not in graph.open
    across = [path for path in paths if len(services_on(path, graph)) > 1]
    shares = call_shares(graph)
    values: dict[str, Value | None] = {
        "system": system.name,
        "services": len(services) if listed else None,
        "teams": len(teams) if listed and services and None not in teams else None,
        "calls_between_services": sum(len(graph.calls[pair]) for pair in calls) if graph.complete else None,
        "cross_service_share": shares.cross_service,
        "synchronous_share": shares.synchronous,
        "cross_context_share": shares.cross_context,
        "use_cases": len(paths) if traced else None,
        "use_cases_across_services": len(across) if traced else None,
    }
    inputs = (
        *interaction_paths(calls, graph),
        *(f"use_cases.{use_case.use_case}" for use_case in system.use_cases if use_case.path in across),
    )
    formula = "services, teams, interactions and paths of use cases counted"
    return given("system_structure", values, Origin("computed", "name", formula, inputs))


def services_on(path: Sequence[str], graph: CallGraph) -> set[str]:
    """The services among the elements of a path."""
    return {name for name in path if graph.collections.get(name) == "services"}


def _signs(system: System, graph: CallGraph) -> Iterator[Given]:
    for sign in coupling_signs(graph):
        values: dict[str, Value | None] = {
            "system": system.name,
            "sign": sign.sign,
            "shows": sign.shows,
            "services": len(sign.services) if sign.shows is not None else None,
            "because": sign.because or None,
        }
        inputs = tuple(graph.path(name) for name in sign.services)
        yield given(
            "coupling_sign", values, Origin("computed", "name", "services on which the sign shows", inputs)
        )
    if call_shares(graph).cross_service is None:
        unused = call_shares_are_known(graph)
        values = {"system": system.name, "sign": "calls-across-services", "shows": False if unused else None}
        yield given("coupling_sign", values, Origin("computed", "name", "the share of calls across services"))
