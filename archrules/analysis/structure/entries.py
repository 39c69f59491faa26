"""Where synchronous paths begin: at the elements of ours that are asked first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archrules.analysis.structure.call_graph import CallGraph, directed
from archrules.model.system import Gateway, Service

if TYPE_CHECKING:
    import networkx as nx

OURS = frozenset({"gateways", "services"})
"""Collections whose elements run code of ours, other than at a client."""

_CLIENTS = frozenset({"external_systems", "frontends"})


def entries(graph: CallGraph) -> tuple[str, ...]:
    """The services and gateways at which requests enter, in order of name.

    These are those that a frontend or external system calls, those that are exposed unless a gateway is how they are
    reached, and those that none of the others calls. In a cycle that nothing outside it calls all members are entries:
    which of them is asked first is not known.
    """
    return tuple(sorted(name for group in entry_groups(graph) for name in group))


def entry_groups(graph: CallGraph) -> tuple[tuple[str, ...], ...]:
    """The entries, each by itself or, in a cycle that nothing outside it calls, with the others that it may be."""
    calls = graph.digraph()
    found = {name for name in calls if _is_asked_first(name, calls, graph)}
    groups: list[tuple[str, ...]] = [(name,) for name in found]
    groups += [tuple(sorted(members)) for members in _called_by_no_other(graph) if not members & found]
    return tuple(sorted(groups))


def is_exposed(name: str, graph: CallGraph) -> bool:
    """Whether a service or gateway is known to be there for clients or partners."""
    element = graph.elements[name]
    return isinstance(element, Service | Gateway) and element.exposure in {"public", "partner"}


def _is_asked_first(name: str, calls: "nx.DiGraph[str]", graph: CallGraph) -> bool:
    if graph.collections[name] not in OURS:
        return False
    callers = {graph.collections[caller] for caller in calls.predecessors(name)}
    return bool(callers & _CLIENTS) or (is_exposed(name, graph) and "gateways" not in callers)


def _called_by_no_other(graph: CallGraph) -> Iterator[set[str]]:
    """Services and gateways that no other of them calls, and cycles of them that none outside the cycle calls."""
    import networkx as nx

    ours = {name for name in graph.runnable() if graph.collections[name] in OURS}
    parts = nx.condensation(directed(ours, (pair for pair in graph.calls if ours.issuperset(pair))))
    yield from (parts.nodes[part]["members"] for part, callers in parts.in_degree() if not callers)
