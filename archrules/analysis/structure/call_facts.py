"""Synchronous cycles, chains and single points of failure as facts."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from archrules.analysis.given_facts import given, milliseconds
from archrules.analysis.structure.call_graph import CallGraph, Pair
from archrules.analysis.structure.chains import SynchronousChain, synchronous_chains
from archrules.analysis.structure.cycles import SynchronousCycle, synchronous_cycles
from archrules.analysis.structure.names import names_text, path_text
from archrules.analysis.structure.path_figures import path_figures
from archrules.analysis.structure.single_points import SinglePoint, single_points
from archrules.analysis.structure.stores import is_complete
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def call_facts(graph: CallGraph) -> Iterator[Given]:
    """All of them, each computed from the interactions that its origin names: those of a path in its order."""
    for cycle in synchronous_cycles(graph):
        yield from _cycle(cycle, graph)
    for chain in synchronous_chains(graph):
        yield _chain(chain, graph)
    for point in single_points(graph):
        yield _single_point(point, graph)


def interaction_paths(pairs: Iterable[Pair], graph: CallGraph) -> tuple[str, ...]:
    """The model paths of all work between the pairs, pair by pair."""
    return tuple(f"interactions.{link.name}" for pair in pairs for link in graph.work[pair])


def _calls(path: Sequence[str], graph: CallGraph) -> tuple[str, ...]:
    return tuple(f"interactions.{link.name}" for pair in pairwise(path) for link in graph.calls[pair])


def _cycle(cycle: SynchronousCycle, graph: CallGraph) -> Iterator[Given]:
    name = path_text(cycle.path)
    cuts = cycle.cuts
    values: dict[str, Value | None] = {
        "name": name,
        "size": len(cycle.members),
        "services": len(graph.services(cycle.members)),
        "length": len(cycle.path) - 1,
        "members": names_text(cycle.members),
        "calls_to_cut": cuts.calls,
        "cut": names_text([path_text(pair) for pair in cuts.pairs]),
        "exact": cuts.exact,
        "in_one_use_case": cycle.in_one_use_case,
    }
    formula = (
        "strongly connected component of the synchronous calls, its shortest cycle, minimum feedback arc set"
    )
    origin = Origin("computed", graph.path(cycle.path[0]), formula, _calls(cycle.path, graph))
    yield given("synchronous_cycle", values, origin)
    for member in cycle.members:
        member_values: dict[str, Value | None] = {
            "cycle": name,
            "element": member,
            "collection": graph.collections[member],
        }
        part = Origin("computed", graph.path(member), "strongly connected component of the synchronous calls")
        yield given("cycle_member", member_values, part)


def _chain(chain: SynchronousChain, graph: CallGraph) -> Given:
    figures = path_figures(chain.path, graph)
    values: dict[str, Value | None] = {
        "entry": chain.entry,
        "collection": graph.collections[chain.entry],
        "last": chain.path[-1],
        "length": chain.calls,
        "services": len(graph.services(chain.path)),
        "path": path_text(chain.path),
        "availability": figures.availability,
        "availability_at_most": figures.availability_at_most,
        "availability_unknown_of": names_text(figures.unknown_availability) or None,
        "latency_ms": milliseconds(figures.latency),
        "latency_at_least_ms": milliseconds(figures.latency_at_least),
        "latency_unknown_of": names_text([path_text(pair) for pair in figures.unknown_latency]) or None,
    }
    formula = (
        "longest path over synchronous calls, cycles passed the shortest way; availabilities multiplied, replicas in "
        "parallel; latencies added"
    )
    inputs = (*_calls(chain.path, graph), *(graph.path(name) for name in figures.promised))
    return given("synchronous_chain", values, Origin("computed", graph.path(chain.entry), formula, inputs))


def _single_point(point: SinglePoint, graph: CallGraph) -> Given:
    collection = graph.collections[point.element]
    exact = graph.complete and (collection != "data_stores" or is_complete(graph))
    values: dict[str, Value | None] = {
        "element": point.element,
        "collection": collection,
        "replicas": point.replicas,
        "dependents": len(point.dependents) if exact else None,
        "entries": len(point.entries) if exact else None,
        "cut_off": len(point.cut_off) if exact else None,
        "articulation": point.articulation if exact else None,
        "waiting": names_text(point.dependents) or None,
    }
    formula = (
        "paths from the entries over synchronous calls and uses of data stores that are not said to be degradable or "
        "in the background; dominators; articulation points"
    )
    users = [pair for pair in (*graph.calls, *graph.data_accesses) if pair[1] == point.element]
    origin = Origin("computed", graph.path(point.element), formula, interaction_paths(users, graph))
    return given("single_point_of_failure", values, origin)
