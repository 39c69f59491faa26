"""Single points of failure: who is one, who waits for it, and who can be reached only through it."""

from typing import Any

import pytest
from hypothesis import given

from archrules.analysis.structure.call_graph import Pair
from archrules.analysis.structure.entries import entries
from archrules.analysis.structure.single_points import SinglePoint, single_points
from tests.unit.analysis.structure.systems import Item, graph, graph_of, link, pairs, reached


def points(*interactions: str | Item, **fields: Any) -> dict[str, SinglePoint]:  # noqa: ANN401  # checked by pydantic
    return {point.element: point for point in single_points(graph(*interactions, **fields))}


def replicated(**replicas: int | None) -> list[Item]:
    return [{"name": name, **({} if n is None else {"replicas": n})} for name, n in replicas.items()]


@pytest.mark.parametrize("replicas", [0, 1, None])
def test_callee_with_at_most_one_replica_or_an_unknown_number(replicas: int | None) -> None:
    found = points("a -> b", services=replicated(a=2, b=replicas))
    assert {name: point.replicas for name, point in found.items()} == {"b": replicas}


def test_callee_with_two_replicas_is_none() -> None:
    assert points("a -> b", services=replicated(a=2, b=2)) == {}


def test_callee_that_the_platform_scales_is_none() -> None:
    assert (
        points("a -> b", services=[{"name": "a", "replicas": 2}, {"name": "b", "scaling": "automatic"}]) == {}
    )


def test_all_that_wait_are_dependents() -> None:
    assert points("a -> b", "b -> c", "x ~> c")["c"].dependents == ("a", "b")


def test_entries_are_those_whose_paths_reach_it() -> None:
    assert points("a -> b", "b -> c", "x -> c", "y -> z")["c"].entries == ("a", "x")


def test_entry_itself_is_one_of_its_entries() -> None:
    assert points("a -> b")["a"].entries == ("a",)


def test_what_is_reached_only_through_it_is_cut_off() -> None:
    assert points("a -> b", "b -> c", "c -> d", "a -> d")["b"].cut_off == ("c",)


def test_another_way_round_cuts_nothing_off() -> None:
    assert points("a -> b", "a -> c", "b -> d", "c -> d")["b"].cut_off == ()


def test_data_stores_are_not_counted_as_cut_off() -> None:
    assert points("a -> b", "b => db", data_stores=["db"])["b"].cut_off == ()


def test_data_store_that_a_service_uses() -> None:
    assert points("a => db", data_stores=["db"])["db"].dependents == ("a",)


def test_cache_is_none() -> None:
    assert "cache" not in points("a => cache", caches=["cache"])


@pytest.mark.parametrize("collection", ["frontends", "external_systems"])
def test_what_others_run_is_none(collection: str) -> None:
    assert "b" not in points("a -> b", **{collection: ["b"]})


@pytest.mark.parametrize("criticality", ["degradable", "background"])
def test_call_that_may_fail_makes_none(criticality: str) -> None:
    assert points(link("a -> b", criticality=criticality)) == {}


def test_call_that_must_not_fail_counts_beside_one_that_may() -> None:
    calls = [link("a -> b", criticality="background"), link("a -> b", criticality="critical", name="c")]
    assert "b" in points(*calls)


def test_use_of_data_that_may_fail_makes_none() -> None:
    assert points(link("a => db", criticality="degradable"), data_stores=["db"]) == {}


def test_server_stands_for_the_schema_and_database_on_it() -> None:
    stores = [{"name": "s", "server": "d"}, {"name": "d", "server": "v"}, {"name": "v", "replicas": 1}]
    found = points("a => s", data_stores=stores)
    assert {name: point.dependents for name, point in found.items()} == {"v": ("a",)}


def test_gateway_that_nothing_calls_is_one_if_it_leads_on() -> None:
    assert "g" in points("g -> a", "b -> a", gateways=["g"])


def test_exposed_service_is_one_if_it_needs_a_data_store() -> None:
    public = [{"name": "a", "exposure": "public"}]
    assert "a" in points("a => db", services=public, data_stores=["db"])


def test_worker_for_which_nothing_waits_is_none() -> None:
    assert "a" not in points("a => db", data_stores=["db"])


def test_exposed_service_that_needs_nothing_is_none() -> None:
    assert points(services=[{"name": "a", "exposure": "public"}]) == {}


def test_only_way_to_another_is_one_though_nothing_waits_for_it() -> None:
    assert set(points("a -> b")) == {"a", "b"}


@pytest.mark.parametrize("fields", [{"open": ["interactions"]}, {"services": ["c", "d"]}], ids=str)
def test_only_way_is_uncertain_where_there_may_be_another(fields: dict[str, Any]) -> None:
    interactions = ["a -> b", *(["c ?> d"] if "services" in fields else [])]
    assert set(points(*interactions, **fields)) == {"b"}


def test_articulation_point_joins_two_parts() -> None:
    found = points("a -> c", "b -> c", "c -> d", "a -> b")
    assert {name: point.articulation for name, point in found.items()} == {
        "a": False,
        "b": False,
        "c": True,
        "d": False,
    }


def test_data_store_of_one_service_makes_it_no_articulation_point() -> None:
    assert not points("a -> b", "b => db", data_stores=["db"])["b"].articulation


def test_shared_data_store_joins_its_users() -> None:
    assert points("a => db", "b => db", data_stores=["db"])["db"].articulation


@given(pairs())
def test_cut_off_is_what_is_no_longer_reached_without_it(calls: list[Pair]) -> None:
    made = graph_of(calls)
    starts = entries(made)
    whole = set().union(*(reached(start, calls) for start in starts)) if starts else set()
    for point in single_points(made):
        name = point.element
        rest = set().union(*(reached(start, calls, name) for start in starts))
        assert set(point.cut_off) == whole - rest - {name}


@given(pairs())
def test_dependents_are_those_from_which_it_is_reached(calls: list[Pair]) -> None:
    names = {name for pair in calls for name in pair}
    for point in single_points(graph_of(calls)):
        waiting = {name for name in names if point.element in reached(name, calls)}
        assert set(point.dependents) == waiting - {point.element}


@given(pairs())
def test_articulation_point_is_one_without_which_the_graph_falls_apart(calls: list[Pair]) -> None:
    both = [*calls, *((b, a) for a, b in calls)]
    names = {name for pair in calls for name in pair}

    def parts(without: str) -> int:
        return len({frozenset(reached(name, both, without)) for name in names - {without}})

    for point in single_points(graph_of(calls)):
        assert point.articulation == (parts(point.element) > parts(""))
