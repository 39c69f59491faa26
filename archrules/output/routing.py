"""The arrows as curves: level past the nodes, bent only where there is nothing.

All lengths are points, counted from the upper left corner of the graph, to the right and down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archrules.output.paths import Path, Paths
from archrules.output.ports import Point, Wish, ports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archrules.output.edges import Edge
    from archrules.output.measures import Place
    from archrules.output.paths import Side
    from archrules.output.placement import Placement
    from archrules.output.service_graph import ServiceGraph

ARROW = 8
"""The length of an arrow's head."""

_LOOP = 12

Level = tuple[int, int, int]
"""A straight, level piece of an arrow: from one x to another, so far down."""


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow as Bézier curves: a point, then two control points and the next point, again and again.

    The curve ends where the head of the arrow begins; `tip` is its point, and `tail` that of the other head of
    an arrow with two.
    """

    edge: Edge
    points: tuple[Point, ...]
    tip: Point
    tail: Point | None = None


def routes(graph: ServiceGraph, placement: Placement) -> tuple[Route, ...]:
    """Return the curve of each edge, in the order of the edges."""
    paths = Paths(placement)
    kinds = {node.key: node.kind for node in graph.all_nodes()}
    ways = [None if edge.source == edge.target else paths.of(edge) for edge in graph.edges]
    heights = _heights(ways, placement.nodes)
    ends = ports(_wishes(ways, heights, placement.nodes), placement.nodes, kinds)
    return tuple(
        _loop(edge, placement.nodes[edge.source])
        if path is None
        else _curve(path, heights[number], ends[2 * number], ends[2 * number + 1])
        for number, (edge, path) in enumerate(zip(graph.edges, ways, strict=True))
    )


def _heights(ways: Sequence[Path | None], places: Mapping[str, Place]) -> dict[int, list[int]]:
    """How far down each path passes its gates.

    Short paths choose first; and what passes through a part of a column before what passes through all of it.
    """
    paths = {number: path for number, path in enumerate(ways) if path}
    heights = {number: [0] * len(path.gates) for number, path in paths.items()}
    wishes = {number: list(_line(path, places)) for number, path in paths.items()}
    order = sorted(paths, key=lambda number: (len(paths[number].gates), number))
    for through_all in (False, True):
        for number in order:
            for index, gate in enumerate(paths[number].gates):
                if (gate.lanes.part_of is None) == through_all:
                    heights[number][index] = gate.lanes.take(wishes[number][index])
    return heights


def _line(path: Path, places: Mapping[str, Place]) -> Iterator[float]:
    """How far down the straight line between the two nodes passes each gate; where the path turns, no line."""
    source, target = places[path.edge.source], places[path.edge.target]
    for index, gate in enumerate(path.gates):
        if path.turn is not None:
            yield source.middle if index < path.turn else target.middle
        else:
            share = ((gate.start + gate.end) / 2 - path.leave) / ((path.meet - path.leave) or 1)
            yield source.middle + (target.middle - source.middle) * min(max(share, 0), 1)


def _wishes(
    ways: Sequence[Path | None], heights: Mapping[int, Sequence[int]], places: Mapping[str, Place]
) -> Iterator[Wish]:
    """Where each end of each path would like to touch its node: towards the first thing it leads to."""
    for number, path in enumerate(ways):
        if path:
            source, target = places[path.edge.source], places[path.edge.target]
            passed = heights[number]
            yield path.edge.source, path.source_side, passed[0] if passed else target.middle, 2 * number
            yield path.edge.target, path.target_side, passed[-1] if passed else source.middle, 2 * number + 1


def _curve(path: Path, heights: Sequence[int], start: Point, tip: Point) -> Route:
    levels = _levels(path, heights, start, tip)
    points = [(levels[0][0], levels[0][2])]
    for index, (begin, end, y) in enumerate(levels):
        points += straight(begin, end, y)
        if index + 1 < len(levels):
            after = levels[index + 1]
            a, b = (end, y), (after[0], after[2])
            points += _turn(a, b, path.source_side) if path.turn == index else _bend(a, b)
    return Route(path.edge, tuple(points), tip, start if path.edge.both else None)


def _levels(path: Path, heights: Sequence[int], start: Point, tip: Point) -> list[Level]:
    out = 1 if path.source_side == "right" else -1
    into = 1 if path.target_side == "left" else -1
    first = start[0] + out * ARROW if path.edge.both else start[0]
    leave = max(path.leave * out, first * out) * out
    end = tip[0] - into * ARROW
    meet = min(path.meet * into, (end - into * 2) * into) * into
    gates = [(gate.start, gate.end, y) for gate, y in zip(path.gates, heights, strict=True)]
    return [(first, leave, start[1]), *gates, (meet, end, tip[1])]


def straight(begin: int, end: int, y: int) -> list[Point]:
    """Return the rest of a curve that is a level line."""
    third = (end - begin) // 3
    return [(begin + third, y), (end - third, y), (end, y)]


def _bend(a: Point, b: Point) -> list[Point]:
    middle = (a[0] + b[0]) // 2
    return [(middle, a[1]), (middle, b[1]), b]


def _turn(a: Point, b: Point, side: Side) -> list[Point]:
    out = 1 if side == "right" else -1
    reach = out * min(16 + abs(a[1] - b[1]) // 8, 60)
    far = max(a[0] * out, b[0] * out) * out + reach
    return [(far, a[1]), (far, b[1]), b]


def _loop(edge: Edge, place: Place) -> Route:
    """From the top of a node back to it."""
    x, y = place.right - 30, place.y
    points = ((x, y), (x, y - _LOOP), (x + 18, y - _LOOP), (x + 18, y - ARROW))
    return Route(edge, points, (x + 18, y))
