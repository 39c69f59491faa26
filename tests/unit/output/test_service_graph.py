import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.model.system import System
from archrules.output.service_graph import NODE_LIMIT, ServiceGraph, service_graph
from tests.unit.output.graph_data import SYSTEMS, marketplace, platform, shuffled, system, systems, use


def lines(graph: ServiceGraph, key: str) -> tuple[str, ...]:
    return next(node.lines for node in graph.all_nodes() if node.key == key)


def members(graph: ServiceGraph) -> dict[tuple[str, ...], list[str]]:
    return {cluster.lines: [node.key for node in cluster.nodes] for cluster in graph.clusters}


@settings(max_examples=40)
@given(drawn=systems(), seed=st.integers(0, 5))
def test_the_order_of_a_system_changes_nothing(drawn: System, seed: int) -> None:
    assert service_graph(shuffled(drawn, seed)) == service_graph(drawn)


@settings(max_examples=40)
@given(drawn=systems())
def test_every_element_is_one_node_and_every_arrow_has_two_ends(drawn: System) -> None:
    graph = service_graph(drawn)
    keys = [node.key for node in graph.all_nodes()]
    assert len(keys) == len(set(keys)) >= len(drawn.elements())
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= set(keys)


def test_labels_tell_name_technology_and_replicas() -> None:
    one = {"name": "a", "technology": "python", "version": "3.12", "replicas": 2}
    assert service_graph(system(services=[one])).nodes[0].lines == ("a", "python 3.12", "2 replicas")


def test_a_technology_that_is_the_name_is_said_once() -> None:
    parts = [{"name": "sqs", "technology": "sqs"}, {"name": "kafka", "technology": "kafka", "version": "4.3"}]
    found = service_graph(system(brokers=parts)).nodes
    assert {node.lines for node in found} == {("sqs",), ("kafka 4.3",)}


@pytest.mark.parametrize(("replicas", "line"), [(0, "0 replicas"), (1, "1 replica"), (2, "2 replicas")])
def test_replicas_are_counted_in_words(replicas: int, line: str) -> None:
    assert service_graph(system(services=[{"name": "a", "replicas": replicas}])).nodes[0].lines == ("a", line)


def test_what_is_not_known_stands_in_no_label() -> None:
    assert service_graph(system(services=[{"name": "a"}])).nodes[0].lines == ("a",)


def test_a_database_tells_the_server_that_carries_it() -> None:
    stores = [
        {"name": "orders", "technology": "postgresql", "server": "main"},
        {"name": "main", "server": "main"},
    ]
    graph = service_graph(system(data_stores=stores))
    assert lines(graph, "data_store_orders") == ("orders", "postgresql", "on main")
    assert lines(graph, "data_store_main") == ("main",)


def test_elements_of_a_context_stand_in_its_frame_and_others_outside() -> None:
    graph = service_graph(system(services=[{"name": "a", "context": "sales"}, {"name": "b"}]))
    assert members(graph) == {("sales",): ["service_a"]}
    assert [node.key for node in graph.nodes] == ["service_b"]


def test_a_service_of_several_contexts_is_a_frame_with_what_it_owns() -> None:
    graph = service_graph(
        system(
            services=[{"name": "shop", "contexts": ["sales", "billing"]}],
            data_stores=[{"name": "db", "owner": "shop", "context": "sales"}],
            caches=[{"name": "memo", "owner": "shop"}],
        )
    )
    assert members(graph) == {
        ("shop", "contexts: billing, sales"): ["service_shop", "data_store_db", "cache_memo"]
    }


def test_a_service_of_one_context_among_contexts_stands_in_it() -> None:
    graph = service_graph(system(services=[{"name": "shop", "contexts": ["sales"]}]))
    assert members(graph) == {("sales",): ["service_shop"]}


def test_an_owned_store_without_context_stands_with_its_owner() -> None:
    graph = service_graph(
        system(services=[{"name": "a", "context": "sales"}], data_stores=[{"name": "db", "owner": "a"}])
    )
    assert members(graph) == {("sales",): ["service_a", "data_store_db"]}


def test_an_owned_store_with_a_context_stands_in_its_own() -> None:
    store = {"name": "db", "owner": "a", "context": "billing"}
    graph = service_graph(system(services=[{"name": "a", "context": "sales"}], data_stores=[store]))
    assert members(graph) == {("billing",): ["data_store_db"], ("sales",): ["service_a"]}


def test_a_name_that_nothing_describes_is_drawn_as_such() -> None:
    graph = service_graph(system(services=[{"name": "a"}], interactions=[use("a", "ghost")]))
    assert [(node.kind, node.lines) for node in graph.nodes] == [
        ("service", ("a",)),
        ("not described", ("ghost",)),
    ]


def test_up_to_the_limit_every_element_is_drawn() -> None:
    assert len(service_graph(marketplace()).all_nodes()) == NODE_LIMIT


def test_above_the_limit_contexts_are_one_node_each_with_what_they_hold() -> None:
    graph = service_graph(platform())
    assert graph.clusters == ()
    assert lines(graph, "context_catalog") == ("catalog", "5 services", "5 data stores", "1 cache")


def test_above_the_limit_the_title_says_what_is_drawn() -> None:
    assert service_graph(platform()).title[-1].startswith("100 elements: each bounded context is one box")


def test_above_the_limit_elements_without_context_stay() -> None:
    kinds = [node.kind for node in service_graph(platform()).nodes]
    assert kinds.count("frontend") == 4
    assert "service" not in kinds


def test_above_the_limit_arrows_between_contexts_are_counted() -> None:
    graph = service_graph(platform())
    assert max(edge.count for edge in graph.edges) > 1
    assert all(edge.source != edge.target for edge in graph.edges)


def test_above_the_limit_a_system_without_contexts_is_drawn_in_full() -> None:
    many = [{"name": f"service-{number}"} for number in range(NODE_LIMIT + 5)]
    assert len(service_graph(system(services=many)).nodes) == NODE_LIMIT + 5


def test_kinds_appear_in_the_legend_only_where_there_is_one() -> None:
    graph = service_graph(SYSTEMS["shop"]())
    assert graph.node_kinds() == (
        "frontend",
        "gateway",
        "service",
        "data store",
        "cache",
        "broker",
        "external system",
    )
    assert graph.edge_kinds() == ("synchronous", "asynchronous", "data")
