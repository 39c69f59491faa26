"""The measures of the picture, in points: of text, of nodes, of the space around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archrules.output.text_width import text_width

if TYPE_CHECKING:
    from archrules.output.service_graph import Node

FONT_SIZE = 12
LINE_HEIGHT = 15
GAP = 12
"""Between a node and the next one below it, and between a frame and what is in it."""

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


def node_size(node: Node) -> tuple[int, int]:
    """Return the width and height that hold the lines of the node in its shape."""
    widest = max(text_width(line, FONT_SIZE) for line in node.lines)
    width = widest * _WIDTH_PERCENT.get(node.kind, 100) // 100 + 18 + _EXTRA_WIDTH.get(node.kind, 0)
    height = (
        _LINE_HEIGHT_IN.get(node.kind, LINE_HEIGHT) * len(node.lines) + 4 + _EXTRA_HEIGHT.get(node.kind, 0)
    )
    return width, height
