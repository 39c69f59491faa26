"""The parts of the picture that stay together: a frame with its nodes, or a node with the data it alone uses.

All lengths are points. Places are counted from the upper left corner of the block, to the right and down.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archrules.output.layers import layers
from archrules.output.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archrules.output.edges import Edge
    from archrules.output.service_graph import Cluster, Node, ServiceGraph

FONT_SIZE = 12
LINE_HEIGHT = 15
GAP = 12
"""Between a node and the next one below it, and between a frame and what is in it."""

_ARROW_LENGTH = 34
_LARGEST_STACK = 600
_EXTRA_WIDTH = {"gateway": 30, "broker": 26, "infrastructure": 26, "external system": 8, "not described": 30}
_EXTRA_HEIGHT = {
    "data store": 4,
    "cache": 4,
    "broker": 6,
    "context": 6,
    "frontend": 6,
    "external system": 6,
    "not described": 10,
}
# The lid of a cylinder grows with it.
_LINE_HEIGHT_IN = {"data store": LINE_HEIGHT + 3, "cache": LINE_HEIGHT + 3}

Row = tuple[str, tuple[str, ...]]
"""A node and the stores and caches that stand beside it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle: its upper left corner and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right border."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower border."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """How far down the middle is."""
        return self.y + self.height // 2

    def moved(self, x: int, y: int) -> Place:
        """Return the same rectangle, moved to the right and down."""
        return Place(self.x + x, self.y + y, self.width, self.height)


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


def node_size(node: Node) -> tuple[int, int]:
    """Return the width and height that hold the lines of the node in its shape."""
    widest = max(text_width(line, FONT_SIZE) for line in node.lines)
    width = widest + 18 + _EXTRA_WIDTH.get(node.kind, 0)
    height = (
        _LINE_HEIGHT_IN.get(node.kind, LINE_HEIGHT) * len(node.lines) + 4 + _EXTRA_HEIGHT.get(node.kind, 0)
    )
    return width, height


def blocks(graph: ServiceGraph) -> tuple[Block, ...]:
    """Return all blocks of the graph in a fixed order."""
    beside = _beside(graph)
    loose: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        loose[beside.get(node.key, node.key)].append(node)
    alone = (_block(key, nodes, beside, graph.edges) for key, nodes in loose.items())
    framed = (_framed(_block(each.key, each.nodes, beside, graph.edges), each) for each in graph.clusters)
    return (*alone, *framed)


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


def _block(key: str, nodes: Sequence[Node], beside: Mapping[str, str], edges: Iterable[Edge]) -> Block:
    sizes = {node.key: node_size(node) for node in nodes}
    within = [edge for edge in edges if edge.source in sizes and edge.target in sizes]
    gap = _ARROW_LENGTH + max((text_width(edge.text, FONT_SIZE) for edge in within), default=0)
    places: dict[str, Place] = {}
    stacks: list[tuple[str, ...]] = []
    x = 0
    for rows in _folded(list(_rows(sizes, beside, within)), sizes):
        places |= _placed(rows, sizes, x, gap)
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


def _rows(
    sizes: Mapping[str, tuple[int, int]], beside: Mapping[str, str], edges: Sequence[Edge]
) -> Iterator[Row]:
    """The rows of a block, callers above what they call."""
    leads = [key for key in sizes if beside.get(key) not in sizes]
    calls = frozenset((edge.source, edge.target) for edge in edges)
    layer = layers(leads, [calls])
    for lead in sorted(leads, key=lambda key: (layer[key], key)):
        yield lead, tuple(sorted(key for key in sizes if beside.get(key) == lead))


def _row_height(row: Row, sizes: Mapping[str, tuple[int, int]]) -> int:
    lead, others = row
    return max(sizes[lead][1] + GAP, sum(sizes[key][1] + GAP for key in others))


def _folded(rows: Sequence[Row], sizes: Mapping[str, tuple[int, int]]) -> list[list[Row]]:
    """The rows in as many stacks of like height as it takes for none to be too high."""
    total = sum(_row_height(row, sizes) for row in rows)
    limit = total / -(-total // _LARGEST_STACK)
    stacks: list[list[Row]] = [[]]
    height = 0
    for row in rows:
        if stacks[-1] and height + _row_height(row, sizes) / 2 > limit:
            stacks.append([])
            height = 0
        stacks[-1].append(row)
        height += _row_height(row, sizes)
    return stacks


def _placed(stack: Sequence[Row], sizes: Mapping[str, tuple[int, int]], x: int, gap: int) -> dict[str, Place]:
    """The places of a stack of rows; all boxes of a column are equally wide."""
    wide = max(sizes[lead][0] for lead, _ in stack)
    others_wide = max((sizes[key][0] for _, others in stack for key in others), default=0)
    places: dict[str, Place] = {}
    y = 0
    for lead, others in stack:
        height = _row_height((lead, others), sizes) - GAP
        places[lead] = Place(x, y + (height - sizes[lead][1]) // 2, wide, sizes[lead][1])
        below = y + (height - sum(sizes[key][1] + GAP for key in others) + GAP) // 2
        for key in others:
            places[key] = Place(x + wide + gap, below, others_wide, sizes[key][1])
            below += sizes[key][1] + GAP
        y += height + GAP
    return places
