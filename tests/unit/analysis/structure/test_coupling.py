"""Fan-in and fan-out, shares of calls, and what is deployed or owned together."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from archrules.analysis.structure.call_graph import Pair
from archrules.analysis.structure.coupling import (
    CallShares,
    Coupling,
    call_shares,
    contexts_of,
    couplings,
    joint_deployments,
    services_of_teams,
)
from tests.unit.analysis.structure.systems import Item, graph, graph_of, link, pairs

UNKNOWN = CallShares(None, None, None)


def coupling(name: str, *interactions: str, **fields: Any) -> Coupling:  # noqa: ANN401  # checked by pydantic
    return {one.element: one for one in couplings(graph(*interactions, **fields))}[name]


def of_contexts(**contexts: str) -> list[Item]:
    return [{"name": name, "context": context} for name, context in contexts.items()]


def test_callers_and_callees_are_counted_once() -> None:
    found = couplings(graph("a -> b", link("a -> b", name="again"), "c -> b"))
    assert [(one.element, one.callers, one.callees) for one in found] == [
        ("a", (), ("b",)),
        ("b", ("a", "c"), ()),
        ("c", (), ("b",)),
    ]


def test_messages_do_not_couple_in_time() -> None:
    assert coupling("a", "a ~> b").callees == ()


def test_client_is_a_caller_without_a_coupling_of_its_own() -> None:
    found = couplings(graph("web -> a", frontends=["web"]))
    assert [(one.element, one.callers) for one in found] == [("a", ("web",))]


@pytest.mark.parametrize(("name", "callers", "callees"), [("a", True, False), ("b", False, True)])
def test_unknown_mode_leaves_unknown_who_else_calls(name: str, *, callers: bool, callees: bool) -> None:
    found = coupling(name, "a ?> b")
    assert (found.callers_known, found.callees_known) == (callers, callees)


def test_unknown_mode_elsewhere_leaves_callers_known() -> None:
    found = coupling("c", "a ?> b", "c -> d")
    assert found.callers_known
    assert found.callees_known


def test_callers_are_unknown_where_interactions_may_be_left_out() -> None:
    assert not coupling("b", "a -> b", open=["interactions"]).callers_known


@given(pairs())
def test_fan_in_and_fan_out_add_up_to_the_pairs(calls: list[Pair]) -> None:
    found = couplings(graph_of(calls))
    assert sum(len(one.callers) for one in found) == sum(len(one.callees) for one in found) == len(calls)


def test_share_of_work_that_is_calls_of_other_services() -> None:
    work = ["a -> b", "a => db", "b ~> mq", "b => cache", "a -> bank"]
    made = graph(*work, data_stores=["db"], brokers=["mq"], caches=["cache"], external_systems=["bank"])
    assert call_shares(made).cross_service == Fraction(1, 5)


def test_work_of_others_than_services_has_no_share() -> None:
    made = graph("web -> a", "gate -> a", "a -> b", frontends=["web"], gateways=["gate"])
    assert call_shares(made).cross_service == 1


def test_share_of_what_is_sent_that_is_synchronous() -> None:
    messages = [link("b ~> mq", access="publish"), link("c ~> mq", access="subscribe")]
    assert call_shares(graph("a -> b", "a ~> c", *messages, brokers=["mq"])).synchronous == Fraction(1, 3)


@pytest.mark.parametrize(
    ("contexts", "share"),
    [({"a": "x", "b": "y", "c": "x"}, Fraction(1, 2)), ({"a": "x", "b": "y"}, None)],
    ids=str,
)
def test_share_of_calls_that_cross_contexts(contexts: dict[str, str], share: Fraction | None) -> None:
    made = graph("a -> b", "a -> c", services=of_contexts(**contexts))
    assert call_shares(made).cross_context == share


def test_services_with_a_context_in_common_do_not_cross() -> None:
    services = [{"name": "a", "context": "x", "contexts": ["y"]}, {"name": "b", "contexts": ["y", "z"]}]
    made = graph("a -> b", services=services)
    assert contexts_of("a", made) == {"x", "y"}
    assert call_shares(made).cross_context == 0


def test_context_of_a_gateway() -> None:
    assert contexts_of("g", graph(gateways=[{"name": "g", "context": "x"}])) == {"x"}


def test_nothing_has_no_shares() -> None:
    assert call_shares(graph()) == UNKNOWN


@pytest.mark.parametrize("unlisted", ["interactions", "services", "data_stores", "caches", "brokers"])
def test_shares_are_unknown_where_work_may_be_left_out(unlisted: str) -> None:
    assert call_shares(graph("a -> b", open=[unlisted])) == UNKNOWN


def test_shares_are_unknown_where_a_mode_is() -> None:
    assert call_shares(graph("a -> b", "b ?> a")) == UNKNOWN


def test_services_of_one_unit_are_deployed_jointly() -> None:
    units = {"a": "one", "b": "two", "c": "one", "d": "three"}
    services = [{"name": name, "deployment_unit": unit} for name, unit in units.items()]
    assert joint_deployments(graph(services=[*services, "e", "f"])) == {"one": ("a", "c")}


def test_data_store_beside_a_service_is_not_deployed_jointly() -> None:
    parts = {"services": [{"name": "a", "deployment_unit": "one"}]}
    assert joint_deployments(graph(**parts, data_stores=[{"name": "db", "deployment_unit": "one"}])) == {}


def test_services_of_a_team() -> None:
    services = [{"name": "b", "team": "red"}, {"name": "a", "team": "red"}, {"name": "c", "team": "blue"}]
    assert list(services_of_teams(graph(services=[*services, "d"])).items()) == [
        ("blue", ("c",)),
        ("red", ("a", "b")),
    ]
