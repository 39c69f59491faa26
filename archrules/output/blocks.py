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
# The slanted sides of these take a share of their width.
_WIDTH_PERCENT = {"gateway": 130, "not described": 125}
_EXTRA_WIDTH = {"gateway": 10, "broker": 26, "infrastructure": 26, "external system": 8, "not described": 10}
_EXTRA_HEIGHT = {
    "data store": 4,
    "cache": 4,
    "broker": 6,
    "gateway": 4,
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
    width = widest * _WIDTH_PERCENT.get(node.kind, 100) // 100 + 18 + _EXTRA_WIDTH.get(node.kind, 0)
    height = (
        _LINE_HEIGHT_IN.get(node.kind, LINE_HEIGHT) * len(node.lines) + 4 + _EXTRA_HEIGHT.get(node.kind, 0)
    )
    return width, height


def blocks(graph: ServiceGraph, *, stack_height: int) -> tuple[Block, ...]:
    """Return all blocks of the graph in a fixed order; stacks of more than the given height are folded."""
    beside = _beside(graph)
    loose: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        loose[beside.get(node.key, node.key)].append(node)
    uses: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        uses[edge.source].append(edge)
    alone = (_block(key, nodes, beside, uses, stack_height) for key, nodes in loose.items())
    framed = (
        _framed(_block(each.key, each.nodes, beside, uses, stack_height), each) for each in graph.clusters
    )
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


def _block(
    key: str,
    nodes: Sequence[Node],
    beside: Mapping[str, str],
    uses: Mapping[str, Sequence[Edge]],
    stack_height: int,
) -> Block:
    sizes = {node.key: node_size(node) for node in nodes}
    within = [edge for key in sizes for edge in uses.get(key, ()) if edge.target in sizes]
    gap = _ARROW_LENGTH + max((text_width(edge.text, FONT_SIZE) for edge in within), default=0)
    places: dict[str, Place] = {}
    stacks: list[tuple[str, ...]] = []
    x = 0
    for rows in _folded(list(_rows(sizes, beside, within)), sizes, stack_height):
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


def _height(rows: Iterable[Row], sizes: Mapping[str, tuple[int, int]]) -> int:
    """How high the rows are when they stand as close as the higher of their two stacks lets them."""
    leads = others = 0
    for lead, beside in rows:
        leads += sizes[lead][1] + GAP
        others += sum(sizes[key][1] + GAP for key in beside)
    return max(leads, others) - GAP


def _folded(rows: Sequence[Row], sizes: Mapping[str, tuple[int, int]], stack_height: int) -> list[list[Row]]:
    """The rows in as many parts of like height as it takes for none to be too high."""
    total = _height(rows, sizes)
    limit = total / -(-total // stack_height)
    parts: list[list[Row]] = [[]]
    for row in rows:
        if parts[-1] and _height([*parts[-1], row], sizes) - _height([row], sizes) / 2 > limit:
            parts.append([])
        parts[-1].append(row)
    return parts


def _placed(rows: Sequence[Row], sizes: Mapping[str, tuple[int, int]], x: int, gap: int) -> dict[str, Place]:
    """The places of rows: two stacks, all boxes of each equally wide, and what belongs together on a level."""
    leads = [lead for lead, _ in rows]
    others = [key for _, beside in rows for key in beside]
    wide = max(sizes[lead][0] for lead in leads)
    others_wide = max((sizes[key][0] for key in others), default=0)
    height = _height(rows, sizes)
    tops = _levels(rows, sizes, height)
    return {
        **{key: Place(x, tops[key], wide, sizes[key][1]) for key in leads},
        **{key: Place(x + wide + gap, tops[key], others_wide, sizes[key][1]) for key in others},
    }


def _levels(rows: Sequence[Row], sizes: Mapping[str, tuple[int, int]], height: int) -> dict[str, int]:
    """How far down each box begins: the higher stack is close, the other as level with it as can be."""
    heights = {key: size[1] for key, size in sizes.items()}
    leads = [lead for lead, _ in rows]
    others = [key for _, beside in rows for key in beside]
    if sum(heights[key] + GAP for key in leads) - GAP == height:
        tops = _pushed([(key, 0) for key in leads], heights, height)
        wishes = [
            (key, tops[lead] + heights[lead] // 2 - sum(heights[each] + GAP for each in beside) // 2)
            for lead, beside in rows
            for key in beside
        ]
        return tops | _pushed(wishes, heights, height)
    tops = _pushed([(key, 0) for key in others], heights, height)
    wishes = [(lead, _middle(beside, tops, heights) - heights[lead] // 2) for lead, beside in rows]
    return tops | _pushed(wishes, heights, height)


def _middle(keys: Sequence[str], tops: Mapping[str, int], heights: Mapping[str, int]) -> int:
    return (tops[keys[0]] + tops[keys[-1]] + heights[keys[-1]]) // 2 if keys else 0


def _pushed(wishes: Sequence[tuple[str, int]], heights: Mapping[str, int], limit: int) -> dict[str, int]:
    """Tops near what is wished, one below the other, pushed down where they would touch, up at the end."""
    tops: dict[str, int] = {}
    bottom = -GAP
    for key, wish in wishes:
        tops[key] = max(wish, bottom + GAP)
        bottom = tops[key] + heights[key]
    below = limit + GAP
    for key, _ in reversed(wishes):
        tops[key] = min(tops[key], below - GAP - heights[key])
        below = tops[key]
    return tops
