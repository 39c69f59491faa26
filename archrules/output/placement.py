"""Where each node and frame of the picture stands, so that it fits a page and every engine draws the same.

All lengths are points, counted from the upper left corner of the graph, to the right and down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archrules.output.arrangement import Arrangement, Arrow, Needs, best_arrangement, column_height
from archrules.output.blocks import Block, blocks
from archrules.output.layers import layers
from archrules.output.measures import FONT_SIZE, GAP, Place
from archrules.output.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archrules.output.service_graph import ServiceGraph

_STACK_HEIGHTS = (600, 900, 400)
"""How high the stacks of a frame may be; the first is taken where it makes no difference."""

_AROUND_LABEL = 30
_IN_FRONT, _MIDST = 1, 3
_BANDS = {"frontend": 0, "gateway": 2, "external system": 4, "infrastructure": 4, "not described": 4}


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
    label = max((text_width(edge.text, FONT_SIZE) for edge in graph.edges), default=0)
    needs = Needs(label + _AROUND_LABEL, reserve)
    choices: list[tuple[Block, ...]] = []
    for stack_height in _STACK_HEIGHTS:
        parts = blocks(graph, stack_height=stack_height)
        if parts not in choices:
            choices.append(parts)
    return _placed(max((_arranged(graph, parts, needs) for parts in choices), key=lambda each: each.worth))


def _arranged(graph: ServiceGraph, parts: Sequence[Block], needs: Needs) -> Arrangement:
    home = {key: block.key for block in parts for key in block.places}
    arrows = [(home[edge.source], home[edge.target]) for edge in graph.edges]
    layer, bands = _layers(graph, home), _bands(graph, parts)
    ordered = sorted(parts, key=lambda block: (bands[block.key], layer[block.key], block.key))
    return best_arrangement(ordered, (layer, bands), arrows, needs)


def _layers(graph: ServiceGraph, home: Mapping[str, str]) -> dict[str, int]:
    strong: set[Arrow] = set()
    weak: set[Arrow] = set()
    for edge in graph.edges:
        pairs = weak if edge.kind in {"asynchronous", "supporting"} else strong
        pairs.add((home[edge.source], home[edge.target]))
    return layers(set(home.values()), [frozenset(strong), frozenset(weak)])


def _bands(graph: ServiceGraph, parts: Sequence[Block]) -> dict[str, int]:
    """Where a block belongs by its kind: at the entry, before the way in, there, in the midst, or at the end."""
    kinds = {node.key: node.kind for node in graph.all_nodes()}
    using = {edge.source for edge in graph.edges}
    used = {edge.target for edge in graph.edges}
    in_front = {edge.source for edge in graph.edges if kinds.get(edge.target) == "gateway"}
    bands: dict[str, int] = {}
    for block in parts:
        kind = kinds.get(block.key, "context")
        if kind == "infrastructure" and block.key in using and block.key not in used:
            bands[block.key] = 0
        elif kind == "cache" and block.key in in_front:
            bands[block.key] = _IN_FRONT
        else:
            bands[block.key] = _BANDS.get(kind, _MIDST)
    return bands


def _placed(arrangement: Arrangement) -> Placement:
    columns, gutter = arrangement.columns, arrangement.gutter
    height = max((column_height(column) for column in columns), default=0)
    nodes: dict[str, Place] = {}
    placed: list[tuple[PlacedBlock, ...]] = []
    x = 0
    for column in columns:
        wide = max(block.width for block in column)
        y = (height - column_height(column)) // 2
        each: list[PlacedBlock] = []
        for block in column:
            left = x + (wide - block.width) // 2
            nodes |= {key: place.moved(left, y) for key, place in block.places.items()}
            each.append(PlacedBlock(block, Place(left, y, block.width, block.height)))
            y += block.height + GAP
        placed.append(tuple(each))
        x += wide + gutter
    return Placement(nodes, tuple(placed), max(x - gutter, 0), height)
