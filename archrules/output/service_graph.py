"""A system as the graph that is drawn: which boxes, which frames around them, which arrows.

Every format of the picture is written from this, so that all of them show the same. The order in which the
system lists its parts has no influence.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from archrules.model.system import DataStore, Element, System
from archrules.output.edges import (
    Edge,
    EdgeKind,
    Ends,
    collapsed,
    edges_between,
    marked,
    told_by_targets,
    two_way,
    without_usual_labels,
)
from archrules.output.frames import Frame, frames_of
from archrules.output.labels import identifier, wrapped
from archrules.output.marks import NO_MARKS, Mark, Marks, gravest, mark_text

NodeKind = Literal[
    "frontend",
    "gateway",
    "context",
    "service",
    "data store",
    "cache",
    "broker",
    "external system",
    "infrastructure",
    "not described",
]

NODE_LIMIT = 60
"""A graph of more nodes is drawn with each bounded context as one node."""

_KINDS: tuple[NodeKind, ...] = get_args(NodeKind)
_NAME_WIDTH = 24
_PAGE_WIDTH = 80
_COLLAPSED = "each bounded context is one box, arrows between two boxes are counted"
_PLURALS = {"cache": "caches", "infrastructure": "infrastructure parts"}


@dataclass(frozen=True, slots=True)
class Node:
    """A box: `key` is unique in the graph, of the signs `a-z0-9_`; `lines` are raw text, to be escaped.

    `mark` is the gravest finding on it, which the lines tell too.
    """

    key: str
    kind: NodeKind
    lines: tuple[str, ...]
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A frame around nodes: a bounded context, or a service that carries several of them."""

    key: str
    lines: tuple[str, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ServiceGraph:
    """What is drawn, in the order in which it is written; `remarks` on kinds of edges are for the legend."""

    title: tuple[str, ...]
    nodes: tuple[Node, ...]
    clusters: tuple[Cluster, ...]
    edges: tuple[Edge, ...]
    remarks: Mapping[EdgeKind, str]

    def all_nodes(self) -> tuple[Node, ...]:
        """All nodes, those outside of clusters first."""
        return (*self.nodes, *(node for cluster in self.clusters for node in cluster.nodes))

    def node_kinds(self) -> tuple[NodeKind, ...]:
        """The kinds of nodes that appear, in the order of a legend."""
        return tuple(sorted({node.kind for node in self.all_nodes()}, key=_KINDS.index))

    def edge_kinds(self) -> tuple[EdgeKind, ...]:
        """The kinds of edges that appear, in the order of a legend."""
        kinds: tuple[EdgeKind, ...] = get_args(EdgeKind)
        return tuple(sorted({edge.kind for edge in self.edges}, key=kinds.index))


_NONE: tuple[Cluster, ...] = ()


def service_graph(system: System, marks: Marks = NO_MARKS) -> ServiceGraph:
    """Return the graph to draw: in full, or above `NODE_LIMIT` nodes with one node per bounded context.

    `marks` say what a check found at which element and between which.
    """
    kinds = _kinds(system)
    nodes = _nodes(system, kinds, marks)
    frames = frames_of(system)
    telling = frozenset(element.name for element in system.elements() if element.technology)
    ends = Ends({name: node.key for name, node in nodes.items()}, kinds, telling)
    edges = edges_between(system.interactions, ends)
    if marks:
        edges = marked(edges, _between_keys(marks, ends.keys))
    title = _title(system, marks)
    if len(nodes) > NODE_LIMIT and frames:
        outside, clusters = _collapsed_nodes(nodes, frames), _NONE
        keys = {node.key: frames[name].key if name in frames else node.key for name, node in nodes.items()}
        edges = collapsed(edges, keys)
        title = (*title, f"{len(nodes)} elements: {_COLLAPSED}")
    else:
        outside, clusters = _framed_nodes(nodes, frames)
    plain, remarks = without_usual_labels(edges)
    told = told_by_targets(system.interactions, ends)
    return ServiceGraph(title, outside, clusters, two_way(plain), remarks | told)


def _title(system: System, marks: Marks) -> tuple[str, ...]:
    title = wrapped(system.name, width=_PAGE_WIDTH, lines=2)
    if not marks:
        return title
    whole = f"; the system as a whole: {marks.system}" if marks.system else ""
    return (*title, f"! where a policy is violated{whole}")


def _between_keys(marks: Marks, keys: Mapping[str, str]) -> dict[tuple[str, str], Mark]:
    return {
        (keys[source], keys[target]): mark
        for (source, target), mark in marks.uses.items()
        if source in keys and target in keys
    }


def _kinds(system: System) -> dict[str, NodeKind]:
    collections: dict[NodeKind, Sequence[Element]] = {
        "frontend": system.frontends,
        "gateway": system.gateways,
        "service": system.services,
        "data store": system.data_stores,
        "cache": system.caches,
        "broker": system.brokers,
        "external system": system.external_systems,
        "infrastructure": system.infrastructure,
    }
    kinds: dict[str, NodeKind] = {}
    for kind, elements in collections.items():
        kinds |= {element.name: kind for element in elements if element.name not in kinds}
    for interaction in system.interactions:
        for name in (interaction.source, interaction.target):
            kinds.setdefault(name, "not described")
    return kinds


def _nodes(system: System, kinds: Mapping[str, NodeKind], marks: Marks) -> dict[str, Node]:
    elements = {element.name: element for element in reversed(system.elements())}
    nodes = {}
    for name, kind in sorted(kinds.items(), key=lambda item: (_KINDS.index(item[1]), item[0])):
        mark: Mark = marks.elements.get(name, "")
        lines = (*_lines(name, elements.get(name)), *([mark_text(mark)] if mark else []))
        nodes[name] = Node(identifier(kind.replace(" ", "_"), name), kind, lines, mark)
    return nodes


def _lines(name: str, element: Element | None) -> tuple[str, ...]:
    if element is None:
        return wrapped(name, width=_NAME_WIDTH, lines=4) or (" ",)
    parts = [part for part in (element.technology, element.version) if part]
    if parts[:1] == [name]:  # said once
        return (*wrapped(" ".join(parts), width=_NAME_WIDTH, lines=4), *_details(name, element))
    lines = wrapped(name, width=_NAME_WIDTH, lines=4) or (" ",)
    return (*lines, *wrapped(" ".join(parts), width=_NAME_WIDTH, lines=2), *_details(name, element))


def _details(name: str, element: Element) -> tuple[str, ...]:
    lines: list[str] = []
    if isinstance(element, DataStore) and element.server and element.server != name:
        lines += wrapped(f"on {element.server}", width=_NAME_WIDTH, lines=1)
    if element.replicas is not None:
        lines.append(f"{element.replicas} replica{'' if element.replicas == 1 else 's'}")
    return tuple(lines)


def _framed_nodes(
    nodes: Mapping[str, Node], frames: Mapping[str, Frame]
) -> tuple[tuple[Node, ...], tuple[Cluster, ...]]:
    members: dict[Frame, list[Node]] = defaultdict(list)
    for name, node in nodes.items():
        if name in frames:
            members[frames[name]].append(node)
    clusters = tuple(Cluster(frame.key, frame.lines(), tuple(members[frame])) for frame in sorted(members))
    return tuple(node for name, node in nodes.items() if name not in frames), clusters


def _collapsed_nodes(nodes: Mapping[str, Node], frames: Mapping[str, Frame]) -> tuple[Node, ...]:
    members: dict[Frame, list[Node]] = defaultdict(list)
    for name, frame in frames.items():
        members[frame].append(nodes[name])
    contexts = [_context(frame, inside) for frame, inside in members.items()]
    outside = [node for name, node in nodes.items() if name not in frames]
    return tuple(sorted([*outside, *contexts], key=lambda node: (_KINDS.index(node.kind), node.key)))


def _context(frame: Frame, inside: Sequence[Node]) -> Node:
    mark = gravest(node.mark for node in inside)
    census = _census(Counter(node.kind for node in inside))
    lines = (*frame.lines(), *census, *([mark_text(mark)] if mark else []))
    return Node(frame.key, "context", lines, mark)


def _census(counts: Mapping[NodeKind, int]) -> list[str]:
    """How many elements of each kind a context holds, one line for each."""
    return [
        f"{count} {kind if count == 1 else _PLURALS.get(kind, f'{kind}s')}"
        for kind, count in sorted(counts.items(), key=lambda item: _KINDS.index(item[0]))
    ]
