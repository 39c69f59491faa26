import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.model.system import System
from archrules.output.blocks import Block, blocks
from archrules.output.measures import Place, node_size
from archrules.output.service_graph import Node, service_graph
from archrules.output.text_width import text_width
from tests.unit.output.graph_data import marketplace, system, systems, use


def of(drawn: System, key: str) -> Block:
    return next(block for block in blocks(service_graph(drawn), stack_height=600) if block.key == key)


def apart(a: Place, b: Place) -> bool:
    return a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@pytest.mark.parametrize(
    "kind", ["service", "data store", "gateway", "broker", "external system", "not described"]
)
def test_a_node_is_larger_than_its_text(kind: str) -> None:
    lines = ("a name of some length", "and more")
    width, height = node_size(Node("key", kind, lines))  # type: ignore[arg-type] # a literal, one by one
    assert width > text_width(lines[0], 12)
    assert height > 2 * 14


@settings(max_examples=40)
@given(drawn=systems(), stack_height=st.sampled_from([60, 200, 600]))
def test_nodes_of_a_block_lie_apart_and_inside_of_it(drawn: System, stack_height: int) -> None:
    for block in blocks(service_graph(drawn), stack_height=stack_height):
        places = list(block.places.values())
        assert all(apart(a, b) for at, a in enumerate(places) for b in places[:at])
        assert all(
            place.x >= 0
            and block.head <= place.y
            and place.right <= block.width
            and place.bottom <= block.height
            for place in places
        )


@settings(max_examples=40)
@given(drawn=systems())
def test_every_node_is_in_one_stack_of_one_block(drawn: System) -> None:
    graph = service_graph(drawn)
    keys = [key for block in blocks(graph, stack_height=600) for stack in block.stacks for key in stack]
    assert sorted(keys) == sorted(node.key for node in graph.all_nodes())


def test_a_store_stands_to_the_right_of_the_only_service_that_uses_it() -> None:
    drawn = system(services=[{"name": "a"}], data_stores=[{"name": "db"}], interactions=[use("a", "db")])
    assert of(drawn, "service_a").stacks == (("service_a",), ("data_store_db",))


def test_a_store_that_several_use_outside_of_frames_stands_alone() -> None:
    drawn = system(
        services=[{"name": "a"}, {"name": "b"}],
        data_stores=[{"name": "db"}],
        interactions=[use("a", "db"), use("b", "db")],
    )
    assert of(drawn, "data_store_db").stacks == (("data_store_db",),)


def test_callers_stand_above_what_they_call() -> None:
    drawn = system(
        services=[{"name": name, "context": "sales"} for name in "abc"],
        interactions=[use("c", "a", "sync"), use("a", "b", "sync")],
    )
    assert of(drawn, "context_sales").stacks == (("service_c", "service_a", "service_b"),)


def test_a_frame_is_as_wide_as_its_title() -> None:
    drawn = system(services=[{"name": "a", "context": "a context with quite a name"}])
    assert blocks(service_graph(drawn), stack_height=600)[0].width > text_width(
        "a context with quite a name", 12
    )


def test_high_stacks_are_folded() -> None:
    graph = service_graph(marketplace())
    tall = max(block.height for block in blocks(graph, stack_height=2000))
    assert max(block.height for block in blocks(graph, stack_height=150)) < tall


def test_a_broker_is_as_high_as_the_names_of_its_channels() -> None:
    names = ["a", "b", "c", "d"]
    drawn = system(
        services=[{"name": name} for name in names],
        brokers=[{"name": "bus"}],
        interactions=[use("bus", name, "async", channel=f"for-{name}") for name in names],
    )
    assert of(drawn, "broker_bus").places["broker_bus"].height >= len(names) * 15
