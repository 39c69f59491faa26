from collections.abc import Iterator

from hypothesis import given, settings

from archrules.model.system import System
from archrules.output.measures import Place
from archrules.output.placement import Placement, placement
from archrules.output.ports import Point
from archrules.output.routing import Route, routes
from archrules.output.service_graph import service_graph
from tests.unit.output.graph_data import SYSTEMS, marketplace, system, systems, use


def drawn_routes(drawn: System) -> tuple[Placement, tuple[Route, ...]]:
    graph = service_graph(drawn)
    found = placement(graph)
    return found, routes(graph, found)


def along(points: tuple[Point, ...]) -> Iterator[tuple[float, float]]:
    """Points of the curve, close to each other."""
    for start in range(0, len(points) - 1, 3):
        for step in range(21):
            t = step / 20
            weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
            four = list(zip(weights, points[start : start + 4], strict=True))
            yield sum(w * p[0] for w, p in four), sum(w * p[1] for w, p in four)


def crossed(route: Route, places: dict[str, Place]) -> set[str]:
    others = {
        key: place for key, place in places.items() if key not in {route.edge.source, route.edge.target}
    }
    return {
        key
        for x, y in along(route.points)
        for key, place in others.items()
        if place.x < x < place.right and place.y < y < place.bottom
    }


def touches(point: Point, place: Place) -> bool:
    return place.x <= point[0] <= place.right and place.y <= point[1] <= place.bottom


@settings(max_examples=40)
@given(drawn=systems())
def test_no_arrow_crosses_a_node(drawn: System) -> None:
    found, drawn_arrows = drawn_routes(drawn)
    assert [route.edge for route in drawn_arrows if crossed(route, dict(found.nodes))] == []


def test_no_arrow_crosses_a_node_among_sixty() -> None:
    found, drawn_arrows = drawn_routes(marketplace())
    assert not any(crossed(route, dict(found.nodes)) for route in drawn_arrows)


@settings(max_examples=40)
@given(drawn=systems())
def test_every_arrow_ends_at_its_target(drawn: System) -> None:
    found, drawn_arrows = drawn_routes(drawn)
    assert all(touches(route.tip, found.nodes[route.edge.target]) for route in drawn_arrows)


@settings(max_examples=40)
@given(drawn=systems())
def test_every_arrow_begins_at_its_source(drawn: System) -> None:
    found, drawn_arrows = drawn_routes(drawn)
    assert all(
        touches(route.tail or route.points[0], found.nodes[route.edge.source]) for route in drawn_arrows
    )


@settings(max_examples=40)
@given(drawn=systems())
def test_curves_have_two_control_points_between_points(drawn: System) -> None:
    _, drawn_arrows = drawn_routes(drawn)
    assert all(len(route.points) % 3 == 1 and len(route.points) >= 4 for route in drawn_arrows)


def test_an_arrow_both_ways_has_two_heads() -> None:
    both = system(
        services=[{"name": "a"}, {"name": "b"}], interactions=[use("a", "b", "sync"), use("b", "a", "sync")]
    )
    _, (route,) = drawn_routes(both)
    assert route.tail is not None


def test_arrows_at_one_side_of_a_node_touch_it_at_different_heights() -> None:
    _, drawn_arrows = drawn_routes(SYSTEMS["shop"]())
    leaving = [route.points[0] for route in drawn_arrows if route.edge.source == "service_ordering"]
    assert len(set(leaving)) == 3


def test_a_service_that_uses_itself_has_a_loop() -> None:
    found, (route,) = drawn_routes(system(services=[{"name": "a"}], interactions=[use("a", "a", "sync")]))
    assert min(y for _, y in route.points) < found.nodes["service_a"].y
