"""How strongly the parts of a System hold together: fan-in and fan-out, shares of calls, joint deployment."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from archrules.analysis.structure.call_graph import CALL_COLLECTIONS, CallGraph, Link, Pair
from archrules.model.system import Service

WORK_COLLECTIONS = CALL_COLLECTIONS | {"brokers", "caches", "data_stores"}
"""The lists that must be whole for the work in them to be all that services use."""

Ends = Mapping[str, tuple[str, ...]]
"""Names by what they have in common."""


class Coupling(NamedTuple):
    """Who calls a service or gateway synchronously, and whom it calls, in order of name.

    `callers_known` and `callees_known` say whether these are certainly all.
    """

    element: str
    callers: tuple[str, ...]
    callees: tuple[str, ...]
    callers_known: bool
    callees_known: bool


def couplings(graph: CallGraph) -> tuple[Coupling, ...]:
    """The coupling of every service and gateway, in order of name."""
    callers, callees = _ends(graph.calls)
    perhaps_called, perhaps_calling = _ends(graph.unclassified)
    listed = not graph.open & CALL_COLLECTIONS
    return tuple(
        Coupling(
            element=name,
            callers=callers.get(name, ()),
            callees=callees.get(name, ()),
            callers_known=listed and name not in perhaps_called,
            callees_known=listed and name not in perhaps_calling,
        )
        for name, collection in graph.collections.items()
        if collection in {"gateways", "services"}
    )


def _ends(pairs: Iterable[Pair]) -> tuple[Ends, Ends]:
    """For each element those that call it, and for each those that it calls."""
    ordered = sorted(pairs)
    return _grouped((target, source) for source, target in ordered), _grouped(ordered)


def _grouped(entries: Iterable[tuple[str, str]]) -> Ends:
    """The second parts by the first, in the order given."""
    found: dict[str, list[str]] = {}
    for group, member in entries:
        found.setdefault(group, []).append(member)
    return {group: tuple(members) for group, members in found.items()}


class CallShares(NamedTuple):
    """Shares of one; None where unknown, or where there is nothing to have a share in.

    `cross_service`: of all that services use to do their work (calls, messages, data stores, caches), the synchronous
    calls of other services. `synchronous`: of the calls and messages that services send, the synchronous calls of other
    services. `cross_context`: of the synchronous calls between services, those between services that have no context in
    common.
    """

    cross_service: Fraction | None
    synchronous: Fraction | None
    cross_context: Fraction | None


def call_shares(graph: CallGraph) -> CallShares:
    """The shares, each interaction counted once, however often it happens."""
    if not call_shares_are_known(graph):
        return CallShares(None, None, None)
    work = [link for (source, _), links in graph.work.items() if _is_service(source, graph) for link in links]
    calls = [
        link
        for link in work
        if link.interaction.mode == "sync" and _is_service(link.interaction.target, graph)
    ]
    messages = [
        link for link in work if link.interaction.mode == "async" and link.interaction.access != "subscribe"
    ]
    crossing = [_crosses_contexts(link, graph) for link in calls]
    return CallShares(
        cross_service=_share(len(calls), len(work)),
        synchronous=_share(len(calls), len(calls) + len(messages)),
        cross_context=None if None in crossing else _share(crossing.count(True), len(crossing)),
    )


def call_shares_are_known(graph: CallGraph) -> bool:
    """Whether a share is None only because there is nothing to have a share in, or for want of a context."""
    return graph.complete and not graph.open & WORK_COLLECTIONS


def _is_service(name: str, graph: CallGraph) -> bool:
    return graph.collections[name] == "services"


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _crosses_contexts(link: Link, graph: CallGraph) -> bool | None:
    source, target = (contexts_of(name, graph) for name in (link.interaction.source, link.interaction.target))
    return source.isdisjoint(target) if source and target else None


def contexts_of(name: str, graph: CallGraph) -> frozenset[str]:
    """The contexts that an element serves; none where they are unknown."""
    element = graph.elements[name]
    several = element.contexts if isinstance(element, Service) else ()
    return frozenset({*several, *([element.context] if element.context is not None else [])})


def joint_deployments(graph: CallGraph) -> Ends:
    """For each unit of deployment that several services share, those services; all in order of name."""
    units = {name: graph.elements[name].deployment_unit for name in graph.services()}
    return {unit: services for unit, services in _by(units).items() if len(services) > 1}


def services_of_teams(graph: CallGraph) -> Ends:
    """For each team its services; all in order of name."""
    return _by({name: graph.elements[name].team for name in graph.services()})


def _by(groups: Mapping[str, str | None]) -> Ends:
    return _grouped(sorted((group, name) for name, group in groups.items() if group is not None))
