"""Where arrows touch a node: spread over its side in the order of where they go, on the outline of its shape."""

from __future__ import annotations

from collections import defaultdict
from math import isqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from archrules.output.measures import Place
    from archrules.output.paths import Side
    from archrules.output.service_graph import NodeKind

Point = tuple[int, int]
Wish = tuple[str, "Side", float, int]
"""The node, its side, how far down the arrow goes next, and a number of the caller's for the end of the arrow."""

_USABLE_PERCENT = {"data store": 60, "cache": 60, "frontend": 70}
_MOST_USABLE_PERCENT = 84


def ports(
    wishes: Iterable[Wish], places: Mapping[str, Place], kinds: Mapping[str, NodeKind]
) -> dict[int, Point]:
    """Return a point for each end of an arrow, by its number."""
    sides: dict[tuple[str, Side], list[tuple[float, int]]] = defaultdict(list)
    for key, side, down, number in wishes:
        sides[key, side].append((down, number))
    points: dict[int, Point] = {}
    for (key, side), ends in sides.items():
        place, kind = places[key], kinds[key]
        room = place.height * _USABLE_PERCENT.get(kind, _MOST_USABLE_PERCENT) // 100
        for index, (_, number) in enumerate(sorted(ends)):
            y = place.middle - room // 2 + room * (2 * index + 1) // (2 * len(ends))
            inset = _inset(kind, side, place, abs(y - place.middle))
            points[number] = (place.x + inset if side == "left" else place.right - inset, y)
    return points


def _inset(kind: NodeKind, side: Side, place: Place, off: int) -> int:
    """How far the outline stands back from the border of the rectangle, so far off the middle."""
    shape = _INSETS.get(kind)
    return shape(side, place, off) if shape else 0


def _hexagon(_: Side, place: Place, off: int) -> int:
    return place.width * off // (2 * place.height)


def _ellipse(_: Side, place: Place, off: int) -> int:
    half = place.height // 2
    return (half - isqrt(max(half * half - off * off, 0))) * place.width // place.height


def _arrow(side: Side, place: Place, off: int) -> int:
    return 2 * off * 16 // place.height if side == "right" else 0


_INSETS: dict[str, Callable[[Side, Place, int], int]] = {
    "gateway": _hexagon,
    "not described": _ellipse,
    "broker": _arrow,
}
