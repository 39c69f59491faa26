"""Queries of our own clients: one server puts pages together, where several services have what they show."""

from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.system import System
from archrules.recommendation.composition import plans
from archrules.recommendation.composition.reliability import reliability
from tests.unit.recommendation.composition.shops import Part, shop, use_case
from tests.unit.recommendation.small_pack import argument, option
from tests.unit.recommendation.system_pack import APART, TOGETHER, composed, designed, system_pack

OWN = {"call": {"name": "$call", "client_kind": "browser", "answer": "now"}}
QUERY = option(
    "communication", "query", argument("fit", 3, OWN), properties={"protocol": "graphql", "mode": "sync"}
)
PAGE = use_case("show", "orders", actor="customer", reads=["orders-data", "stock-data"])


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("apart"), APART, QUERY)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("together"), TOGETHER, QUERY)


def calls(system: System) -> dict[tuple[str, str], tuple[str | None, float]]:
    return {
        (one.source, one.target): (one.protocol, float(one.rate or 0))
        for one in system.interactions
        if one.mode == "sync"
    }


def test_server_fetches_what_a_page_shows(apart: KnowledgeBase) -> None:
    assert calls(composed(apart, **shop(PAGE))) == {
        ("web", "front-door"): ("graphql", 10),
        ("front-door", "graphql-server"): ("graphql", 10),
        ("graphql-server", "orders"): ("https", 10),
        ("graphql-server", "stock"): ("https", 10),
    }


def test_one_unit_answers_queries_itself(together: KnowledgeBase) -> None:
    system = composed(together, **shop(PAGE))
    assert calls(system) == {
        ("web", "front-door"): ("graphql", 10),
        ("front-door", "shop"): ("graphql", 10),
    }
    assert [one.name for one in system.gateways] == ["front-door"]


def test_server_stands_behind_the_way_in_and_runs_twice(apart: KnowledgeBase) -> None:
    way_in, server = composed(apart, **shop(PAGE)).gateways
    assert (way_in.exposure, server.exposure, server.replicas) == ("public", "internal", 2)


def test_without_queries_there_is_no_server(apart: KnowledgeBase) -> None:
    app = {
        "clients": [{"name": "app", "kind": "native"}],
        "actors": [{"name": "customer", "clients": ["app"]}],
    }
    system = composed(apart, **shop(PAGE, **app))
    assert ("orders", "stock") in calls(system)
    assert len(system.gateways) == 1


def test_what_other_use_cases_ask_for_is_still_asked_by_their_service(apart: KnowledgeBase) -> None:
    buy = use_case(
        "buy", "orders", actor="customer", reads=["stock-data"], writes=["orders-data"], peak="3/s"
    )
    found = calls(composed(apart, **shop(PAGE, buy)))
    assert (found["orders", "stock"], found["graphql-server", "stock"]) == (("https", 3), ("https", 10))


def test_use_cases_are_told_with_who_asks(apart: KnowledgeBase) -> None:
    buy = use_case("buy", "orders", actor="customer", reads=["stock-data"], writes=["orders-data"])
    system = composed(apart, **shop(PAGE, buy))
    uses = {(one.source, one.target): one.use_cases for one in system.interactions if one.target == "stock"}
    assert uses == {("orders", "stock"): ("buy",), ("graphql-server", "stock"): ("show",)}


def test_page_that_another_client_asks_its_service_for_is_put_together_there(apart: KnowledgeBase) -> None:
    """An app of our own asks by request, so the service has to know how to answer anyway."""
    clients: dict[str, Any] = {
        "clients": [{"name": "app", "kind": "native"}, {"name": "web", "kind": "browser"}],
        "actors": [{"name": "customer", "clients": ["app", "web"]}],
    }
    assert ("orders", "stock") in calls(composed(apart, **shop(PAGE, **clients)))


def test_a_service_is_queried_for_what_it_writes(apart: KnowledgeBase) -> None:
    writes = [use_case(name, name, actor="customer", writes=[f"{name}-data"]) for name in ("orders", "stock")]
    assert set(calls(composed(apart, **shop(*writes)))) == {
        ("web", "front-door"),
        ("front-door", "graphql-server"),
        ("graphql-server", "orders"),
        ("graphql-server", "stock"),
    }


def test_path_of_a_page_leads_through_the_server(apart: KnowledgeBase) -> None:
    (path,) = composed(apart, **shop(PAGE)).use_cases
    assert path.path == ("front-door", "graphql-server", "orders", "stock")


BUY = use_case("buy", "orders", actor="customer", reads=["stock-data"], writes=["orders-data"])


def flow(knowledge: KnowledgeBase, *use_cases: Part) -> list[str]:
    """The steps of the first use case."""
    return next(iter(plans.flows(designed(knowledge, **shop(*use_cases))))).text.split("; ")


def test_flow_begins_with_a_query(apart: KnowledgeBase) -> None:
    assert flow(apart, PAGE)[0] == "customer (web) -> orders over graphql"


@pytest.mark.parametrize(
    ("use_cases", "step"),
    [((PAGE,), "graphql-server calls stock over https"), ((BUY, PAGE), "calls stock over https")],
)
def test_flow_says_who_asks(apart: KnowledgeBase, use_cases: tuple[Part, ...], step: str) -> None:
    assert flow(apart, *use_cases)[-1] == step


def test_protection_is_told_from_the_server_on(apart: KnowledgeBase) -> None:
    found = reliability(designed(apart, **shop(PAGE)))
    assert [row.calls for row in found.calls] == ["graphql-server -> orders", "graphql-server -> stock"]


def test_client_of_that_name_keeps_it(apart: KnowledgeBase) -> None:
    named = {
        "clients": [{"name": "graphql-server", "kind": "browser"}],
        "actors": [{"name": "customer", "clients": ["graphql-server"]}],
    }
    _, server = composed(apart, **shop(PAGE, **named)).gateways
    assert server.name == "graphql-server gateway"
