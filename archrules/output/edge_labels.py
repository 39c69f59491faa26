"""Where the labels of the arrows stand: beside their own arrow, as free of all else as can be.

All lengths are points, counted from the upper left corner of the graph, to the right and down.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from archrules.output.measures import FONT_SIZE, Place
from archrules.output.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archrules.output.ports import Point
    from archrules.output.routing import Route

_HEIGHT = 15
_AWAY = 4
_STEP = 2
"""How far the points are from each other by which a curve is measured."""

_MOST_STEPS = 300
_BOX_CELL = (32, 32)
_LINE_CELL = (8, 2)
"""Small enough that every line through a label, level or upright, is in several of them."""

_MOST_CHOICES = 40
_COST_OF_BOX = 1000
_COST_OF_LINE = 4
_COST_OF_END = 6
_COST_OF_OVERHANG = 60
_OVERHANG = 50


class _Crowd:
    """What already stands in the picture, found by the cells of a grid."""

    def __init__(self, width: int) -> None:
        self._inside = range(-_OVERHANG, width + _OVERHANG)
        self._boxes: dict[Point, list[Place]] = defaultdict(list)
        self._lines: Counter[Point] = Counter()

    def add_box(self, box: Place) -> None:
        for cell in _cells(box, _BOX_CELL):
            self._boxes[cell].append(box)

    def add_line(self, points: Iterable[Point]) -> None:
        self._lines.update({(x // _LINE_CELL[0], y // _LINE_CELL[1]) for x, y in points})

    def cost(self, box: Place) -> int:
        near = {other for cell in _cells(box, _BOX_CELL) for other in self._boxes.get(cell, ())}
        boxes = sum(_overlap(box, other) for other in near)
        lines = sum(self._lines.get(cell, 0) for cell in _cells(box, _LINE_CELL))
        outside = box.x not in self._inside or box.right not in self._inside
        return _COST_OF_BOX * boxes + _COST_OF_LINE * lines + _COST_OF_OVERHANG * outside


def label_centres(
    routes: Sequence[Route], boxes: Iterable[Place], frames: Iterable[Place], width: int
) -> dict[int, Point]:
    """Return the centre of the label of each route that has one, by the number of the route.

    `boxes` are the nodes and titles that no label should cover, `frames` those whose borders none should cross;
    `width` is that of the picture.
    """
    if not any(route.edge.text for route in routes):
        return {}
    crowd = _Crowd(width)
    for box in boxes:
        crowd.add_box(box)
    for frame in frames:
        crowd.add_line(_border(frame))
    samples = [list(_samples(route.points)) for route in routes]
    for points in samples:
        crowd.add_line(points)
    centres: dict[int, Point] = {}
    for number, route in enumerate(routes):
        if route.edge.text:
            label = _best(crowd, samples[number], text_width(route.edge.text, FONT_SIZE))
            crowd.add_box(label)
            centres[number] = (label.x + label.width // 2, label.y + label.height // 2)
    return centres


def _best(crowd: _Crowd, points: Sequence[Point], width: int) -> Place:
    """The least crowded place beside a curve, near its middle where it makes no difference."""
    choices: list[tuple[int, int, Place]] = []
    for number in range(0, len(points), len(points) // _MOST_CHOICES + 1):
        off_middle = abs(2 * number + 1 - len(points)) * _COST_OF_END // len(points)
        for box in _around(*points[number], width):
            choices.append((crowd.cost(box) + off_middle, len(choices), box))
    return min(choices, key=lambda choice: choice[:2])[2]


def _around(x: int, y: int, width: int) -> Iterator[Place]:
    yield Place(x - width // 2, y - _HEIGHT - 3, width, _HEIGHT)
    yield Place(x - width // 2, y + 3, width, _HEIGHT)
    yield Place(x + _AWAY, y - _HEIGHT // 2, width, _HEIGHT)
    yield Place(x - _AWAY - width, y - _HEIGHT // 2, width, _HEIGHT)
    for left in (x + _AWAY, x - _AWAY - width):
        yield Place(left, y - _HEIGHT, width, _HEIGHT)
        yield Place(left, y, width, _HEIGHT)


def _border(frame: Place) -> Iterator[Point]:
    for x in range(frame.x, frame.right, _LINE_CELL[0]):
        yield from ((x, frame.y), (x, frame.bottom))
    for y in range(frame.y, frame.bottom, _LINE_CELL[1]):
        yield from ((frame.x, y), (frame.right, y))


def _samples(points: Sequence[Point]) -> Iterator[Point]:
    """Points along the curves, a short step from each other."""
    for start in range(0, len(points) - 1, 3):
        a, b, c, d = points[start : start + 4]
        length = sum(abs(p[0] - q[0]) + abs(p[1] - q[1]) for p, q in ((a, b), (b, c), (c, d)))
        steps = min(max(length // _STEP, 1), _MOST_STEPS)
        for step in range(steps):
            yield _on_curve((a, b, c, d), step, steps)
    yield points[-1]


def _on_curve(points: tuple[Point, Point, Point, Point], step: int, steps: int) -> Point:
    rest = steps - step
    a, b, c, d = rest**3, 3 * rest**2 * step, 3 * rest * step**2, step**3
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    whole = steps**3
    return (a * ax + b * bx + c * cx + d * dx) // whole, (a * ay + b * by + c * cy + d * dy) // whole


def _cells(box: Place, size: Point) -> Iterator[Point]:
    for column in range(box.x // size[0], box.right // size[0] + 1):
        for row in range(box.y // size[1], box.bottom // size[1] + 1):
            yield column, row


def _overlap(a: Place, b: Place) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
