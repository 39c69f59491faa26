"""What is a call, what is a use of data, and what is neither."""

import pytest

from archrules.analysis.structure.call_graph import call_graph, directed
from tests.unit.analysis.structure.systems import Item, graph, link, system

STORES = {"data_stores": ["db"]}


def test_synchronous_call_between_services() -> None:
    made = graph("a -> b")
    assert {pair: [one.name for one in links] for pair, links in made.calls.items()} == {
        ("a", "b"): ["a -> b"]
    }


@pytest.mark.parametrize("collection", ["services", "gateways", "frontends", "external_systems"])
def test_whatever_runs_code_calls_and_is_called(collection: str) -> None:
    assert set(graph("a -> b", "b -> a", **{collection: ["a"]}).calls) == {("a", "b"), ("b", "a")}


@pytest.mark.parametrize("collection", ["data_stores", "caches", "brokers", "infrastructure"])
def test_what_runs_no_code_of_a_caller_is_not_called(collection: str) -> None:
    assert graph("a -> b", **{collection: ["b"]}).calls == {}


@pytest.mark.parametrize("arrow", ["a ~> b", "a => b", "a +> b", "a ?> b"])
def test_only_a_synchronous_interaction_is_a_call(arrow: str) -> None:
    assert graph(arrow).calls == {}


def test_what_an_element_does_with_itself_is_no_call() -> None:
    assert graph("a -> a").calls == {}


def test_calls_between_the_same_two_stand_together() -> None:
    made = graph("a -> b", link("a -> b", name="again"))
    assert [one.name for one in made.calls["a", "b"]] == ["a -> b", "again"]


@pytest.mark.parametrize("arrow", ["a => db", "a -> db", "a ~> db", "a ?> db"])
def test_data_store_is_used_in_any_mode_of_work(arrow: str) -> None:
    assert list(graph(arrow, **STORES).data_accesses) == [("a", "db")]


def test_start_order_uses_no_data_store() -> None:
    assert graph("a +> db", **STORES).data_accesses == {}


def test_infrastructure_is_no_user_of_a_data_store() -> None:
    assert graph("a => db", infrastructure=["a"], **STORES).data_accesses == {}


def test_interaction_of_unknown_mode_may_be_a_call() -> None:
    made = graph("a ?> b")
    assert (list(made.unclassified), made.complete) == ([("a", "b")], False)


@pytest.mark.parametrize("arrow", ["a ?> cache", "a ?> a", "helper ?> a"])
def test_interaction_of_unknown_mode_that_could_be_no_call(arrow: str) -> None:
    assert graph(arrow, caches=["cache"], infrastructure=["helper"]).complete


@pytest.mark.parametrize(
    ("lists", "complete"),
    [
        ([], True),
        (["interactions"], False),
        (["services"], False),
        (["external_systems"], False),
        (["caches", "use_cases"], True),
    ],
    ids=str,
)
def test_calls_are_all_there_are_unless_a_list_is_open(lists: list[str], *, complete: bool) -> None:
    assert graph("a -> b", open=lists).complete is complete


@pytest.mark.parametrize("arrow", ["a -> b", "a ~> b", "a => b", "a ?> b"])
def test_all_that_is_used_to_work_is_work(arrow: str) -> None:
    assert list(graph(arrow).work) == [("a", "b")]


def test_interactions_with_what_is_not_listed_are_left_out() -> None:
    described = system("a -> b").model_copy(update={"services": ()})
    made = call_graph(described)
    assert (made.calls, made.work) == ({}, {})


def test_first_of_two_elements_of_one_name_is_meant() -> None:
    twice: list[Item] = [{"name": "a", "replicas": 1}, {"name": "a", "replicas": 2}]
    assert graph(services=twice).elements["a"].replicas == 1


def test_graph_is_filled_in_order_of_name() -> None:
    made = directed(["c", "a", "b"], [("c", "b"), ("a", "c"), ("a", "b")])
    assert (list(made), list(made.edges)) == (["a", "b", "c"], [("a", "b"), ("a", "c"), ("c", "b")])
