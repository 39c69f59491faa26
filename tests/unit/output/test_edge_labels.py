import pytest

from archrules.output.edge_labels import label_centres
from archrules.output.edges import Edge
from archrules.output.measures import Place
from archrules.output.placement import placement
from archrules.output.routing import Route, routes
from archrules.output.service_graph import service_graph
from archrules.output.text_width import text_width
from tests.unit.output.graph_data import SYSTEMS, marketplace


def level(y: int, label: str) -> Route:
    return Route(Edge("a", "b", "synchronous", label), ((0, y), (100, y), (200, y), (300, y)), (308, y))


def boxes_of(name: str) -> tuple[list[Place], list[Place]]:
    """The labels and the nodes of a system."""
    graph = service_graph(marketplace() if name == "marketplace" else SYSTEMS[name]())
    placed = placement(graph, reserve=150)
    drawn = routes(graph, placed)
    frames = [each.place for column in placed.columns for each in column if each.block.cluster]
    centres = label_centres(drawn, placed.nodes.values(), frames, placed.width)
    labels = []
    for number, (x, y) in centres.items():
        width = text_width(drawn[number].edge.text, 12)
        labels.append(Place(x - width // 2, y - 6, width, 12))
    return labels, list(placed.nodes.values())


def overlap(a: Place, b: Place) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def test_a_label_stands_beside_the_middle_of_its_arrow() -> None:
    (x, y) = label_centres([level(100, "HTTP")], [], [], 300)[0]
    assert abs(x - 150) < 30
    assert 8 <= abs(y - 100) < 20


def test_an_arrow_without_label_gets_none() -> None:
    assert label_centres([level(100, "")], [], [], 300) == {}


def test_two_labels_do_not_cover_each_other() -> None:
    centres = label_centres([level(100, "HTTP"), level(104, "gRPC")], [], [], 300)
    assert abs(centres[0][0] - centres[1][0]) >= 30 or abs(centres[0][1] - centres[1][1]) >= 12


def test_a_label_gives_way_to_a_node() -> None:
    node = Place(60, 70, 180, 60)
    (x, y) = label_centres([level(100, "HTTP")], [node], [], 300)[0]
    assert not overlap(Place(x - 15, y - 6, 30, 12), node)


def test_a_label_gives_way_to_the_border_of_a_frame() -> None:
    frame = Place(120, 40, 60, 100)
    (x, y) = label_centres([level(100, "HTTP")], [], [frame], 300)[0]
    label = Place(x - 15, y - 7, 30, 15)
    assert not overlap(label, Place(frame.x, frame.y, 1, frame.height))
    assert not overlap(label, Place(frame.right, frame.y, 1, frame.height))


def test_a_label_gives_way_to_a_line_that_rises_steeply() -> None:
    upright = Route(Edge("c", "d", "synchronous"), ((150, 0), (150, 70), (150, 140), (150, 200)), (150, 208))
    (x, _) = label_centres([level(100, "HTTP"), upright], [], [], 300)[0]
    assert abs(x - 150) >= 15


@pytest.mark.parametrize("name", ["shop", "marketplace", "platform", "monolith"])
def test_no_label_covers_a_node(name: str) -> None:
    labels, nodes = boxes_of(name)
    assert not [(label, node) for label in labels for node in nodes if overlap(label, node)]


@pytest.mark.parametrize("name", ["shop", "marketplace", "monolith"])
def test_no_label_covers_another(name: str) -> None:
    labels, _ = boxes_of(name)
    assert not [(a, b) for at, a in enumerate(labels) for b in labels[:at] if overlap(a, b)]
