from itertools import pairwise

from archrules.output.legend import Legend, edge_legend, legend, node_legend
from archrules.output.measures import Place
from archrules.output.service_graph import service_graph
from tests.unit.output.graph_data import SYSTEMS, platform, system

SHOP = service_graph(SYSTEMS["shop"]())


def places(found: Legend) -> list[Place]:
    return [*(sample.place for sample in found.nodes), *(sample.place for sample in found.edges)]


def test_only_kinds_that_appear_are_explained() -> None:
    graph = service_graph(system(services=[{"name": "a"}]))
    assert list(node_legend(graph)) == [("service", "service")]
    assert list(edge_legend(graph)) == []


def test_what_goes_without_saying_is_said() -> None:
    assert list(edge_legend(SHOP)) == [
        ("synchronous", "synchronous call (HTTP where not named)"),
        ("asynchronous", "asynchronous message"),
        ("data", "data access (RESP, SQL)"),
    ]


def test_a_collapsed_context_is_called_by_its_full_name() -> None:
    assert ("context", "bounded context") in node_legend(service_graph(platform()))


def test_samples_lie_apart_within_the_frame() -> None:
    found = legend(SHOP, width=500)
    each = places(found)
    assert all(a.right <= b.x or b.right <= a.x or a.bottom <= b.y for a, b in pairwise(each))
    assert all(place.x > 0 and place.right < found.frame.right for place in each)
    assert all(found.frame.y < place.y and place.bottom < found.frame.bottom for place in each)


def test_rows_are_no_wider_than_asked() -> None:
    assert legend(SHOP, width=500).frame.width <= 500


def test_a_narrow_legend_is_higher() -> None:
    assert legend(SHOP, width=400).frame.height > legend(SHOP, width=2000).frame.height


def test_the_legend_begins_where_it_is_put() -> None:
    assert legend(SHOP, width=500, top=70).frame.y == 70
