"""The legend of the picture: the kinds of nodes and arrows that appear in it, and what goes without saying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from archrules.output.measures import FONT_SIZE, GAP, LINE_HEIGHT, Place, node_size
from archrules.output.service_graph import Node
from archrules.output.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archrules.output.edges import EdgeKind
    from archrules.output.service_graph import NodeKind, ServiceGraph

TITLE = "Legend"
ARROW_LENGTH = 44
ARROW_GAP = 6

Kind = TypeVar("Kind")

_SENTENCES: dict[EdgeKind, str] = {
    "synchronous": "synchronous call",
    "asynchronous": "asynchronous message",
    "data": "data access",
    "supporting": "support",
    "not stated": "way of use not stated",
}
_ROW_HEIGHT = 32
_BETWEEN = 22


@dataclass(frozen=True, slots=True)
class Sample(Generic[Kind]):
    """A kind of node or edge with its name, and the place of both."""

    kind: Kind
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Legend:
    """The samples, and the frame around them; that of an edge is an arrow of `ARROW_LENGTH` before a text."""

    nodes: tuple[Sample[NodeKind], ...]
    edges: tuple[Sample[EdgeKind], ...]
    frame: Place


def node_legend(graph: ServiceGraph) -> Iterator[tuple[NodeKind, str]]:
    """Give each kind of node that appears, with its name."""
    for kind in graph.node_kinds():
        yield kind, "bounded context" if kind == "context" else kind


def edge_legend(graph: ServiceGraph) -> Iterator[tuple[EdgeKind, str]]:
    """Give each kind of edge that appears, with its name and what goes without saying on its arrows."""
    for kind in graph.edge_kinds():
        remark = graph.remarks.get(kind)
        yield kind, f"{_SENTENCES[kind]} ({remark})" if remark else _SENTENCES[kind]


def legend(graph: ServiceGraph, *, width: int, top: int = 0) -> Legend:
    """Return the legend in rows of at most the given width where that can be, `top` points down."""
    kinds, ways = list(node_legend(graph)), list(edge_legend(graph))
    sizes = [node_size(Node("", kind, (text,))) for kind, text in kinds]
    sizes += [(ARROW_LENGTH + ARROW_GAP + text_width(text, FONT_SIZE), LINE_HEIGHT) for _, text in ways]
    places = list(_rows(sizes, width, top + LINE_HEIGHT + GAP // 2))
    right = max((place.right for place in places), default=0) + GAP
    bottom = max((place.bottom for place in places), default=top) + GAP // 2
    nodes = tuple(Sample(kind, text, place) for (kind, text), place in zip(kinds, places, strict=False))
    edges = tuple(
        Sample(kind, text, place) for (kind, text), place in zip(ways, places[len(kinds) :], strict=True)
    )
    return Legend(nodes, edges, Place(0, top, right, bottom - top))


def _rows(sizes: Iterable[tuple[int, int]], width: int, top: int) -> Iterator[Place]:
    x, y = GAP, top
    for wide, high in sizes:
        if x > GAP and x + wide > width - GAP:
            x, y = GAP, y + _ROW_HEIGHT
        yield Place(x, y + (_ROW_HEIGHT - high) // 2, wide, high)
        x += wide + _BETWEEN
