"""A system as a service graph in the DOT language of Graphviz.

The text gives the place of everything, so that every engine draws the same picture, and it draws it at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archrules.output.arrangement import PAGE
from archrules.output.dot_style import (
    CLUSTER,
    EDGE,
    EDGES,
    GRAPH,
    LEGEND,
    MARKS,
    NODE,
    NODES,
    TITLE_SIZE,
    WORDS,
)
from archrules.output.edge_labels import label_centres
from archrules.output.escaping import dot_text
from archrules.output.legend import ARROW_GAP, ARROW_LENGTH, TITLE, Legend, Sample, legend
from archrules.output.marks import NO_MARKS, Marks
from archrules.output.measures import FONT_SIZE, LINE_HEIGHT, Place
from archrules.output.placement import placement
from archrules.output.routing import ARROW, routes, straight
from archrules.output.service_graph import service_graph
from archrules.output.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import graphviz

    from archrules.model.system import System
    from archrules.output.edges import EdgeKind
    from archrules.output.ports import Point
    from archrules.output.routing import Route
    from archrules.output.service_graph import Cluster, Node, ServiceGraph

_GAP = 18
_LEAST_WIDTH = 640


def dot(system: System, marks: Marks = NO_MARKS) -> str:
    """Return the system as DOT text: elements by kind, bounded contexts as frames, ways of use as arrows.

    `marks` say what a check found, where.
    """
    import graphviz

    graph = service_graph(system, marks)
    drawing = graphviz.Digraph("service_graph", graph_attr=GRAPH, node_attr=NODE, edge_attr=EDGE)
    drawing.attr(label=_label(graph.title))
    if graph.all_nodes():
        _fill(drawing, graph)
    return str(drawing.source)


def _fill(drawing: graphviz.Digraph, graph: ServiceGraph) -> None:
    title = 3 * TITLE_SIZE // 2 * len(graph.title)
    below = legend(graph, width=PAGE[0]).frame.height
    placed = placement(graph, reserve=title + below + _GAP)
    frames = {each.block.key: each.place for column in placed.columns for each in column}
    for node in graph.nodes:
        _add_node(drawing, node, placed.nodes[node.key])
    for cluster in graph.clusters:
        _add_cluster(drawing, cluster, frames[cluster.key], placed.nodes)
    drawn = routes(graph, placed)
    titles = [_title_place(cluster.lines, frames[cluster.key]) for cluster in graph.clusters]
    around = [frames[cluster.key] for cluster in graph.clusters]
    centres = label_centres(drawn, [*placed.nodes.values(), *titles], around, placed.width)
    for number, route in enumerate(drawn):
        _add_edge(drawing, route, centres.get(number))
    lowest = max([placed.height, *(y for route in drawn for _, y in route.points)])
    _add_legend(drawing, legend(graph, width=max(placed.width, _LEAST_WIDTH), top=lowest + _GAP))


def _add_node(drawing: graphviz.Digraph, node: Node, place: Place) -> None:
    style = {**NODES[node.kind], **MARKS[node.mark]}
    drawing.node(node.key, label=_label(node.lines), **_placed(place), **style)


def _add_cluster(
    drawing: graphviz.Digraph, cluster: Cluster, frame: Place, places: Mapping[str, Place]
) -> None:
    with drawing.subgraph(name=f"cluster_{cluster.key}") as inside:
        inside.attr(
            label=_left_label(cluster.lines), **_framed(frame, _title_place(cluster.lines, frame)), **CLUSTER
        )
        for node in cluster.nodes:
            _add_node(inside, node, places[node.key])


def _add_edge(drawing: graphviz.Digraph, route: Route, centre: Point | None) -> None:
    edge = route.edge
    ends = [f"s,{_point(route.tail)}"] if route.tail else []
    ends.append(f"e,{_point(route.tip)}")
    more = {"dir": "both"} if edge.both else {}
    if centre:
        more |= {"label": _label([edge.text]), "lp": _point(centre), **WORDS[edge.mark]}
    pos = " ".join([*ends, *map(_point, route.points)])
    drawing.edge(edge.source, edge.target, pos=pos, **more, **{**EDGES[edge.kind], **MARKS[edge.mark]})


def _add_legend(drawing: graphviz.Digraph, placed: Legend) -> None:
    with drawing.subgraph(name="cluster_legend") as inside:
        inside.attr(label=TITLE, **_framed(placed.frame, _title_place([TITLE], placed.frame)), **LEGEND)
        for node in placed.nodes:
            key = f"legend_{node.kind.replace(' ', '_')}"
            inside.node(key, label=_label([node.text]), **_placed(node.place), **NODES[node.kind])
        for edge in placed.edges:
            _add_arrow_sample(inside, edge)


def _add_arrow_sample(drawing: graphviz.Digraph, sample: Sample[EdgeKind]) -> None:
    key, place = f"legend_{sample.kind.replace(' ', '_')}", sample.place
    y, start, tip = place.middle, place.x, place.x + ARROW_LENGTH
    words = Place(tip + ARROW_GAP, place.y, place.right - tip - ARROW_GAP, place.height)
    drawing.node(f"{key}_start", label="", style="invis", **_placed(Place(start, y, 1, 1)))
    drawing.node(key, label=_label([sample.text]), shape="plaintext", **_placed(words))
    points = [(start, y), *straight(start, tip - ARROW, y)]
    pos = " ".join([f"e,{_point((tip, y))}", *map(_point, points)])
    drawing.edge(f"{key}_start", key, pos=pos, **EDGES[sample.kind])


def _label(lines: Sequence[str]) -> str:
    """Lines of raw text as the value of a label, to be put between quotes by the builder."""
    from graphviz import nohtml

    value: str = nohtml(dot_text("\n".join(lines))[1:-1])
    return value


def _left_label(lines: Sequence[str]) -> str:
    from graphviz import nohtml

    value: str = nohtml("".join(f"{dot_text(line)[1:-1]}\\l" for line in lines))
    return value


def _title_place(lines: Sequence[str], frame: Place) -> Place:
    width = max(text_width(line, FONT_SIZE) for line in lines)
    return Place(frame.x + 8, frame.y + 3, width, LINE_HEIGHT * len(lines))


def _placed(place: Place) -> dict[str, str]:
    size = {"width": f"{place.width / 72:.4f}", "height": f"{place.height / 72:.4f}"}
    return {"pos": _centre(place), **size}


def _framed(frame: Place, title: Place) -> dict[str, str]:
    return {"bb": f"{frame.x},{-frame.bottom},{frame.right},{-frame.y}", "lp": _centre(title)}


def _centre(place: Place) -> str:
    return f"{place.x + place.width / 2:g},{-(place.y + place.height / 2):g}"


def _point(point: Point) -> str:
    """A point as DOT has it: upwards from the origin."""
    return f"{point[0]},{-point[1]}"
