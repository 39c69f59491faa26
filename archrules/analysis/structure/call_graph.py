"""The call graph of a System: who waits for whom, who uses which data store, and of whom that is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from archrules.model.model_paths import interaction_names
from archrules.model.system import Element, Interaction, System
from archrules.model.system_references import COLLECTIONS

if TYPE_CHECKING:
    import networkx as nx

RUNNABLE = ("external_systems", "frontends", "gateways", "services")
"""Collections whose elements run code that calls and is called."""

CALL_COLLECTIONS = frozenset({"interactions", *RUNNABLE})
"""The lists that must be whole for the calls in them to be all calls."""

_WORK = frozenset({"sync", "async", "data", None})
"""Modes in which an element uses another to do its work, unlike start order, telemetry and the like."""

Pair = tuple[str, str]
"""The names of the element that calls and of the one that is called."""


class Link(NamedTuple):
    """An interaction and its unique name."""

    name: str
    interaction: Interaction


Links = Mapping[Pair, tuple[Link, ...]]
"""For each pair, sorted, what goes on between the two, in order of name."""


@dataclass(frozen=True, slots=True)
class CallGraph:
    """The interactions of one System by what they are. All mappings are in order of name.

    `calls` are synchronous ones between two elements that run code. `unclassified` are interactions between two such
    elements whose mode is unknown: each may be a call or not. `data_accesses` are uses of a data store by an element
    that runs code, whatever their mode. `work` is all of these, messages, and uses of caches and other things.
    Start order, configuration, registry, telemetry and load are in none of them; nor is what an element does with
    itself. `open` names the lists that may leave out some of what there is.
    """

    elements: Mapping[str, Element]
    collections: Mapping[str, str]
    calls: Links
    unclassified: Links
    data_accesses: Links
    work: Links
    open: frozenset[str]

    @property
    def complete(self) -> bool:
        """Whether these are all synchronous calls that there are."""
        return not self.unclassified and not self.open & CALL_COLLECTIONS

    def runnable(self) -> tuple[str, ...]:
        """The names of all elements that run code."""
        return tuple(name for name, collection in self.collections.items() if collection in RUNNABLE)

    def services(self, names: Iterable[str] | None = None) -> tuple[str, ...]:
        """Those of the names, or of all, that are services."""
        among = self.collections if names is None else names
        return tuple(name for name in among if self.collections[name] == "services")

    def path(self, name: str) -> str:
        """The model path of an element, such as `services.checkout`."""
        return f"{self.collections[name]}.{name}"

    def digraph(self) -> "nx.DiGraph[str]":
        """Elements that run code, and an edge for each pair with a call."""
        return directed(self.runnable(), self.calls)


def call_graph(system: System) -> CallGraph:
    """The call graph. Interactions with elements that the System does not list are left out."""
    collections: dict[str, str] = {}
    elements: dict[str, Element] = {}
    for collection in COLLECTIONS:
        for element in getattr(system, collection):
            collections.setdefault(element.name, collection)
            elements.setdefault(element.name, element)
    names = interaction_names(system)
    links = [Link(*named) for named in zip(names, system.interactions, strict=True)]
    work = [link for link in links if _is_work(link.interaction, collections)]

    def between(targets: Iterable[str], *modes: str | None) -> Links:
        return _links(
            link
            for link in work
            if collections[link.interaction.target] in targets and link.interaction.mode in modes
        )

    return CallGraph(
        elements=dict(sorted(elements.items())),
        collections=dict(sorted(collections.items())),
        calls=between(RUNNABLE, "sync"),
        unclassified=between(RUNNABLE, None),
        data_accesses=between({"data_stores"}, *_WORK),
        work=_links(work),
        open=frozenset(system.open),
    )


def _is_work(interaction: Interaction, collections: Mapping[str, str]) -> bool:
    return (
        interaction.mode in _WORK
        and interaction.source != interaction.target
        and collections.get(interaction.source) in RUNNABLE
        and interaction.target in collections
    )


def _links(links: Iterable[Link]) -> Links:
    found: dict[Pair, list[Link]] = {}
    for link in sorted(links, key=lambda link: link.name):
        found.setdefault((link.interaction.source, link.interaction.target), []).append(link)
    return {pair: tuple(between) for pair, between in sorted(found.items())}


def directed(nodes: Iterable[str], pairs: Iterable[Pair]) -> "nx.DiGraph[str]":
    """A graph filled in order of name, so that no walk over it depends on the order of the file.

    A walk over a view of part of a graph may follow the hashes of its nodes: make a graph of the part instead.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted(pairs))
    return graph
