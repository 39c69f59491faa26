"""The parts of the picture that stay together: a frame with its nodes, or a node with the data it alone uses.

All lengths are points. Places are counted from the upper left corner of the block, to the right and down.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archrules.output.layers import layers
from archrules.output.measures import FONT_SIZE, GAP, LINE_HEIGHT, Place, node_size
from archrules.output.stacks import Row, Size, folded, placed
from archrules.output.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archrules.output.edges import Edge
    from archrules.output.service_graph import Cluster, Node, ServiceGraph

_ARROW_LENGTH = 34
_MOST_LABELLED = 5
"""How many labelled arrows make a node higher."""


@dataclass(frozen=True, slots=True)
class Block:
    """Nodes with fixed places among each other, one above the other in each of the `stacks`, left to right.

    `cluster` is the frame to draw around them, if there is one; the first `head` points below its top are
    for its title.
    """

    key: str
    places: Mapping[str, Place]
    stacks: tuple[tuple[str, ...], ...]
    width: int
    height: int
    cluster: Cluster | None = None
    head: int = 0


def blocks(graph: ServiceGraph, *, stack_height: int) -> tuple[Block, ...]:
    """Return all blocks of the graph in a fixed order; stacks of more than the given height are folded."""
    beside = _beside(graph)
    loose: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        loose[beside.get(node.key, node.key)].append(node)
    uses: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        uses[edge.source].append(edge)
    sizes = _sizes(graph)
    alone = (_block(key, nodes, sizes, beside, uses, stack_height) for key, nodes in loose.items())
    framed = (
        _framed(_block(each.key, each.nodes, sizes, beside, uses, stack_height), each)
        for each in graph.clusters
    )
    return (*alone, *framed)


def _sizes(graph: ServiceGraph) -> dict[str, Size]:
    """How large each node is; a broker is as high as the names of channels on its arrows need it."""
    words = Counter(key for edge in graph.edges if edge.text for key in (edge.source, edge.target))
    sizes = {}
    for node in graph.all_nodes():
        width, height = node_size(node)
        labelled = min(words[node.key], _MOST_LABELLED) if node.kind == "broker" else 0
        sizes[node.key] = width, max(height, labelled * (LINE_HEIGHT + 2))
    return sizes


def _beside(graph: ServiceGraph) -> dict[str, str]:
    """For stores and caches, the service beside which they stand: the first that uses them in the same frame.

    Outside of frames that is only where no other uses them.
    """
    frames = {node.key: cluster.key for cluster in graph.clusters for node in cluster.nodes}
    kinds = {node.key: node.kind for node in graph.all_nodes()}
    users: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        same_frame = frames.get(edge.source) == frames.get(edge.target)
        if same_frame and kinds[edge.source] == "service" and kinds[edge.target] in {"data store", "cache"}:
            users[edge.target].append(edge.source)
    return {key: each[0] for key, each in users.items() if key in frames or len(set(each)) == 1}


def _block(
    key: str,
    nodes: Sequence[Node],
    all_sizes: Mapping[str, Size],
    beside: Mapping[str, str],
    uses: Mapping[str, Sequence[Edge]],
    stack_height: int,
) -> Block:
    sizes = {node.key: all_sizes[node.key] for node in nodes}
    within = [edge for key in sizes for edge in uses.get(key, ()) if edge.target in sizes]
    gap = _ARROW_LENGTH + max((text_width(edge.text, FONT_SIZE) for edge in within), default=0)
    places: dict[str, Place] = {}
    stacks: list[tuple[str, ...]] = []
    x = 0
    for rows in folded(list(_rows(sizes, beside, within)), sizes, stack_height):
        places |= placed(rows, sizes, x, gap)
        stacks.append(tuple(lead for lead, _ in rows))
        stacks.append(tuple(key for _, others in rows for key in others))
        x = max(place.right for place in places.values()) + gap
    bottom = max(place.bottom for place in places.values())
    return Block(key, places, tuple(filter(None, stacks)), x - gap, bottom)


def _framed(block: Block, cluster: Cluster) -> Block:
    head = LINE_HEIGHT * len(cluster.lines) + 3
    title = max(text_width(line, FONT_SIZE) for line in cluster.lines)
    width = max(block.width, title) + 2 * GAP
    places = {
        key: place.moved((width - block.width) // 2, head + GAP // 2) for key, place in block.places.items()
    }
    height = head + GAP // 2 + block.height + GAP
    return Block(block.key, places, block.stacks, width, height, cluster, head)


def _rows(sizes: Mapping[str, Size], beside: Mapping[str, str], edges: Sequence[Edge]) -> Iterator[Row]:
    """The rows of a block, callers above what they call."""
    leads = [key for key in sizes if beside.get(key) not in sizes]
    calls = frozenset((edge.source, edge.target) for edge in edges)
    layer = layers(leads, [calls])
    for lead in sorted(leads, key=lambda key: (layer[key], key)):
        yield lead, tuple(sorted(key for key in sizes if beside.get(key) == lead))
