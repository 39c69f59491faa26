from hypothesis import given, settings

from archrules.model.system import System
from archrules.output.arrangement import PAGE
from archrules.output.measures import Place
from archrules.output.placement import Placement, placement
from archrules.output.service_graph import service_graph
from tests.unit.output.graph_data import SYSTEMS, marketplace, system, systems, use


def placed(drawn: System) -> Placement:
    return placement(service_graph(drawn), reserve=150)


def apart(a: Place, b: Place) -> bool:
    return a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@settings(max_examples=40)
@given(drawn=systems())
def test_no_two_nodes_and_no_two_frames_overlap(drawn: System) -> None:
    found = placed(drawn)
    frames = [each.place for column in found.columns for each in column]
    for places in (list(found.nodes.values()), frames):
        assert all(apart(a, b) for at, a in enumerate(places) for b in places[:at])


@settings(max_examples=40)
@given(drawn=systems())
def test_everything_lies_within_the_size_of_the_whole(drawn: System) -> None:
    found = placed(drawn)
    assert all(
        place.x >= 0 and place.y >= 0 and place.right <= found.width and place.bottom <= found.height
        for place in found.nodes.values()
    )


@settings(max_examples=40)
@given(drawn=systems())
def test_each_node_has_a_place(drawn: System) -> None:
    graph = service_graph(drawn)
    assert set(placed(drawn).nodes) == {node.key for node in graph.all_nodes()}


def test_what_uses_others_stands_to_the_left_of_them() -> None:
    nodes = placed(SYSTEMS["shop"]()).nodes
    chain = ["frontend_web_shop", "gateway_api_gateway", "service_ordering", "service_payment"]
    assert sorted(chain, key=lambda key: nodes[key].x) == chain


def test_frontends_stand_to_the_left_where_nothing_is_known_of_their_use() -> None:
    nodes = placed(system(frontends=[{"name": "web"}], services=[{"name": "a"}])).nodes
    assert nodes["frontend_web"].right < nodes["service_a"].x


def test_what_stands_in_one_column_is_near_to_what_it_is_joined_to() -> None:
    names = "abcdef"
    drawn = system(
        frontends=[{"name": f"page-{name}"} for name in names],
        services=[{"name": f"service-{name}"} for name in names],
        interactions=[
            use(f"page-{page}", f"service-{service}", "sync")
            for page, service in zip(names, reversed(names), strict=True)
        ],
    )
    nodes = placed(drawn).nodes
    pages = sorted(names, key=lambda name: nodes[f"frontend_page_{name}"].y)
    services = sorted(names, key=lambda name: nodes[f"service_service_{name}"].y)
    assert pages == services[::-1] or [*reversed(pages)] != services


def test_sixty_elements_have_the_proportions_of_a_page() -> None:
    found = placed(marketplace())
    assert min(PAGE[0] / found.width, PAGE[1] / (found.height + 150)) > 9 / 12
