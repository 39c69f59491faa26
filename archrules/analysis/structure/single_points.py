"""Single points of failure: elements on synchronous paths of which there is, or may be, only one replica."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from archrules.analysis.structure.call_graph import CallGraph, Link, directed
from archrules.analysis.structure.entries import OURS, entries, is_exposed
from archrules.analysis.structure.stores import carriers
from archrules.model.system import Element, Service

if TYPE_CHECKING:
    import networkx as nx

_JUDGED = OURS | {"data_stores"}
_SPARED = {"degradable", "background"}
_OUTSIDE = ""  # stands before all entries; no element has an empty name


class SinglePoint(NamedTuple):
    """An element that others need, with at most one replica, or None where that number is unknown.

    `dependents` wait for it, directly or through others; `entries` are those whose paths reach it, itself if it is
    one; `cut_off` are the elements, other than data stores, that no path from an entry reaches without it: those that
    it dominates. It is an `articulation` point if the graph, taken without directions, falls apart without it.
    All in order of name.
    """

    element: str
    replicas: int | None
    dependents: tuple[str, ...]
    entries: tuple[str, ...]
    cut_off: tuple[str, ...]
    articulation: bool


def single_points(graph: CallGraph) -> tuple[SinglePoint, ...]:
    """Services, gateways and data stores with at most one replica, or an unknown number, that others need.

    An element needs whom it calls synchronously and which data stores it uses, unless all that it does there is said to
    be degradable or in the background. What the platform scales by itself is never alone. A data store that another one
    carries stands or falls with the one that carries it, which is judged instead. An element for which nothing waits is
    one if it is a gateway or exposed and needs others, or if others can certainly be reached only through it.
    """
    needs = _needs(graph)
    starts = entries(graph)
    cut_off = _dominated(needs, starts, graph)
    articulation = _articulation_points(needs, graph)
    found = []
    for name in sorted(needs):
        if graph.collections[name] not in _JUDGED or _is_redundant(graph.elements[name]):
            continue
        reached_from = _reached_from(name, needs)
        point = SinglePoint(
            element=name,
            replicas=graph.elements[name].replicas,
            dependents=reached_from,
            entries=tuple(sorted({name, *reached_from}.intersection(starts))),
            cut_off=cut_off.get(name, ()),
            articulation=name in articulation,
        )
        leads_on = bool(needs.out_degree(name)) and _is_way_in(name, graph)
        if point.entries and (point.dependents or leads_on or (point.cut_off and graph.complete)):
            found.append(point)
    return tuple(found)


def _needs(graph: CallGraph) -> "nx.DiGraph[str]":
    called = [pair for pair, links in graph.calls.items() if _is_needed(links)]
    used = [
        (user, carriers(store, graph)[-1])
        for (user, store), links in graph.data_accesses.items()
        if _is_needed(links)
    ]
    return directed(graph.runnable(), [*called, *used])


def _is_needed(links: Sequence[Link]) -> bool:
    return any(link.interaction.criticality not in _SPARED for link in links)


def _is_redundant(element: Element) -> bool:
    if isinstance(element, Service) and element.scaling == "automatic":
        return True
    return element.replicas is not None and element.replicas > 1


def _is_way_in(name: str, graph: CallGraph) -> bool:
    return graph.collections[name] == "gateways" or is_exposed(name, graph)


def _reached_from(name: str, needs: "nx.DiGraph[str]") -> tuple[str, ...]:
    import networkx as nx

    return tuple(sorted(nx.ancestors(needs, name)))


def _dominated(
    needs: "nx.DiGraph[str]", starts: Sequence[str], graph: CallGraph
) -> Mapping[str, tuple[str, ...]]:
    """For each element what it dominates: the elements other than data stores that only paths through it reach."""
    import networkx as nx

    rooted = directed(needs, [*needs.edges, *((_OUTSIDE, start) for start in starts)])
    if _OUTSIDE not in rooted:
        return {}
    before = nx.immediate_dominators(rooted, _OUTSIDE)
    found: dict[str, list[str]] = {}
    for name in sorted(before):
        above = before[name]
        while graph.collections.get(name) != "data_stores" and above is not None and above != _OUTSIDE:
            found.setdefault(above, []).append(name)
            above = before[above]
    return {name: tuple(below) for name, below in found.items()}


def _articulation_points(needs: "nx.DiGraph[str]", graph: CallGraph) -> set[str]:
    """A data store that one element uses hangs on that element only, and is left out."""
    import networkx as nx

    joined: nx.Graph[str] = nx.Graph(needs)
    hanging = [
        name for name in needs if graph.collections[name] == "data_stores" and joined.degree(name) == 1
    ]
    joined.remove_nodes_from(hanging)
    return set(nx.articulation_points(joined))
