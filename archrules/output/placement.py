"""Where each node and frame of the picture stands, so that it fits a page and every engine draws the same.

Blocks stand in columns: what uses others stands to the left of them, as far as that leaves the text readable on
a page. All lengths are points, counted from the upper left corner of the graph, to the right and down.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archrules.output.blocks import GAP, Block, Place, blocks
from archrules.output.layers import layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archrules.output.service_graph import ServiceGraph

PAGE = (1190, 842)
"""The size of A3, landscape."""

GUTTERS = (64, 110)
"""Between columns: room for arrows to rise and fall, and for their labels; the wider one where there is room."""

_NEEDED_SCALE = 0.76
"""At this scale text of 12 points still has more than 9."""

_ENOUGH_SCALE = 0.95
_WORTH_OF_WIDTH = 0.1
_WORTH_OF_DIRECTION = 0.9
_WORTH_OF_GROUPS = 0.2
_SWEEPS = 8
_LIMITS = 24
_BANDS = {"frontend": 0, "gateway": 1, "external system": 3, "infrastructure": 3, "not described": 3}

Column = list[Block]
Arrow = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block and the rectangle that it fills."""

    block: Block
    place: Place


@dataclass(frozen=True, slots=True)
class Placement:
    """The places of all nodes, the blocks of each column from the left, and the size of the whole."""

    nodes: Mapping[str, Place]
    columns: tuple[tuple[PlacedBlock, ...], ...]
    width: int
    height: int


def placement(graph: ServiceGraph, *, reserve: int = 0) -> Placement:
    """Return where everything stands; no two nodes and no two frames overlap.

    `reserve` is the height, in points, that the page needs for more than the nodes.
    """
    parts = blocks(graph)
    home = {key: block.key for block in parts for key in block.places}
    arrows = [(home[edge.source], home[edge.target]) for edge in graph.edges]
    layer, bands = _layers(graph, home), _bands(graph, parts)
    ordered = sorted(parts, key=lambda block: (bands[block.key], layer[block.key], block.key))
    choices = _arrangements(ordered, (layer, bands))
    arrangement = max(choices, key=lambda each: each.worth(arrows, reserve))
    return _placed(_untangled(arrangement.columns, arrows), arrangement.gutter)


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """One way to stand the blocks in columns."""

    columns: list[Column]
    gutter: int
    grouped: bool

    def worth(self, arrows: Sequence[Arrow], reserve: int) -> tuple[float, float]:
        """Readable text first; then a balance of large text, arrows that go on to the right, and room."""
        width = sum(max(block.width for block in column) + self.gutter for column in self.columns)
        height = max((_height(column) for column in self.columns), default=0) + reserve
        scale = min(PAGE[0] / max(width, 1), PAGE[1] / max(height, 1))
        number = {block.key: index for index, column in enumerate(self.columns) for block in column}
        backward = sum(source != target and number[source] >= number[target] for source, target in arrows)
        balance = min(scale, _ENOUGH_SCALE) - _WORTH_OF_DIRECTION * backward / max(len(arrows), 1)
        room = _WORTH_OF_WIDTH * GUTTERS.index(self.gutter) + _WORTH_OF_GROUPS * self.grouped
        return min(scale, _NEEDED_SCALE), balance + room


def _layers(graph: ServiceGraph, home: Mapping[str, str]) -> dict[str, int]:
    strong: set[Arrow] = set()
    weak: set[Arrow] = set()
    for edge in graph.edges:
        pairs = weak if edge.kind in {"asynchronous", "supporting"} else strong
        pairs.add((home[edge.source], home[edge.target]))
    return layers(set(home.values()), [frozenset(strong), frozenset(weak)])


def _bands(graph: ServiceGraph, parts: Sequence[Block]) -> dict[str, int]:
    """Where a block belongs by its kind: at the entry, after it, in the midst, or among what is only used."""
    kinds = {node.key: node.kind for node in graph.all_nodes()}
    using = {edge.source for edge in graph.edges}
    used = {edge.target for edge in graph.edges}
    bands: dict[str, int] = {}
    for block in parts:
        kind = kinds.get(block.key, "context")
        if kind == "infrastructure" and block.key in using and block.key not in used:
            bands[block.key] = 0
        else:
            bands[block.key] = _BANDS.get(kind, 2)
    return bands


def _arrangements(parts: Sequence[Block], groups: Iterable[Mapping[str, int]]) -> Iterator[_Arrangement]:
    """Columns of several heights, in which no column holds blocks of two groups; last, without groups."""
    tallest = max((block.height for block in parts), default=0)
    total = sum(block.height + GAP for block in parts)
    limits = sorted({max(tallest, total * step // _LIMITS) for step in range(1, _LIMITS + 1)}, reverse=True)
    for group in (*groups, dict.fromkeys((block.key for block in parts), 0)):
        members: dict[int, Column] = defaultdict(list)
        for block in parts:
            members[group[block.key]].append(block)
        for limit in limits:
            for spread in (_filled, _levelled):
                columns = [column for number in sorted(members) for column in spread(members[number], limit)]
                for gutter in GUTTERS:
                    yield _Arrangement(columns, gutter, grouped=len(members) > 1)


def _filled(ordered: Sequence[Block], limit: int) -> list[Column]:
    columns: list[Column] = []
    height = 0
    for block in ordered:
        if not columns or height + block.height > limit:
            columns.append([])
            height = 0
        columns[-1].append(block)
        height += block.height + GAP
    return columns


def _levelled(ordered: Sequence[Block], limit: int) -> list[Column]:
    """As many columns, of like height: each block, the highest first, goes to the lowest column."""
    columns: list[Column] = [[] for _ in _filled(ordered, limit)]
    heights = [0] * len(columns)
    for block in sorted(ordered, key=lambda block: -block.height):
        lowest = heights.index(min(heights))
        columns[lowest].append(block)
        heights[lowest] += block.height + GAP
    return columns


def _height(column: Column) -> int:
    return sum(block.height + GAP for block in column) - GAP


def _untangled(columns: list[Column], arrows: Iterable[Arrow]) -> list[Column]:
    """The columns, each ordered so that blocks stand near the mean height of those they are joined to."""
    joined: dict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        joined[source].append(target)
        joined[target].append(source)
    columns = list(columns)
    middles = {key: middle for column in columns for key, middle in _middles(column).items()}
    for sweep in range(_SWEEPS):
        for index in range(len(columns)) if sweep % 2 else reversed(range(len(columns))):
            columns[index] = _settled(columns[index], joined, middles)
            middles |= _middles(columns[index])
    return columns


def _settled(column: Column, joined: Mapping[str, Sequence[str]], middles: Mapping[str, float]) -> Column:
    """A column in the order in which its blocks would stand if each stood level with its neighbours elsewhere."""
    own = {block.key for block in column}
    wishes: dict[str, tuple[float, str]] = {}
    for key in own:
        near = [other for other in joined.get(key, ()) if other != key]
        heights = [middles[other] for other in near if other not in own] or [middles[other] for other in near]
        wishes[key] = (sum(heights) / len(heights) if heights else middles[key]), key
    return sorted(column, key=lambda block: wishes[block.key])


def _middles(column: Column) -> dict[str, float]:
    """How far below the middle of the picture the middle of each block of a column is."""
    middles: dict[str, float] = {}
    y = -_height(column) / 2
    for block in column:
        middles[block.key] = y + block.height / 2
        y += block.height + GAP
    return middles


def _placed(columns: Sequence[Column], gutter: int) -> Placement:
    height = max((_height(column) for column in columns), default=0)
    nodes: dict[str, Place] = {}
    placed: list[tuple[PlacedBlock, ...]] = []
    x = 0
    for column in columns:
        wide = max(block.width for block in column)
        y = (height - _height(column)) // 2
        each: list[PlacedBlock] = []
        for block in column:
            left = x + (wide - block.width) // 2
            nodes |= {key: place.moved(left, y) for key, place in block.places.items()}
            each.append(PlacedBlock(block, Place(left, y, block.width, block.height)))
            y += block.height + GAP
        placed.append(tuple(each))
        x += wide + gutter
    return Placement(nodes, tuple(placed), max(x - gutter, 0), height)
