"""What the composed system costs, as far as there are prices."""

from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.cost import MonthlyCost
from archrules.recommendation.composition.compose import compose_system
from archrules.recommendation.composition.costs import cost_risks, monthly_cost
from tests.unit.recommendation.composition.shops import context, shop, use_case
from tests.unit.recommendation.small_pack import argument, derivation, option, technology
from tests.unit.recommendation.system_pack import TOGETHER, designed, system_pack

FEED = {"entity_tag": {"context": "$context", "tag": "feed"}}
SESSION = {"entity_tag": {"context": "$context", "tag": "session"}}
STORES = {
    **option(
        "datastore", "sessions", argument("fit", 3, SESSION), technology="quick", properties={"replicas": "3"}
    ),
    **option(
        "datastore", "rented", argument("fit", 3, FEED), technology="rented", properties={"replicas": "3"}
    ),
    **technology("quick", category="in-memory"),
    **technology("rented", **{"only-on": "aws"}),
}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("stores"), TOGETHER, STORES)


def cost(knowledge: KnowledgeBase, monthly: int = 1000, *tags: str, **prices: int) -> MonthlyCost | None:
    named = {name.replace("_", "-"): price for name, price in prices.items()}
    contexts = [context("orders", {"name": "order", "tags": list(tags)})]
    budget = {"monthly": monthly, "currency": "EUR", "unit_prices": named}
    design = designed(knowledge, **shop(contexts=contexts, budget=budget))
    return monthly_cost(design, compose_system(design))


def rows(found: MonthlyCost | None) -> list[tuple[str, int, str]]:
    assert found is not None
    return [(row.item, row.nodes, row.total) for row in found.rows]


def test_services_and_databases_are_summed(stores: KnowledgeBase) -> None:
    found = cost(stores, service_replica=50, database_node=200)
    assert rows(found) == [("database-node", 2, "400"), ("service-replica", 2, "100")]
    assert found is not None
    assert (found.total, found.exceeded, found.unpriced) == ("500", False, ())


def test_a_store_in_memory_is_paid_for_as_a_cache(stores: KnowledgeBase) -> None:
    assert rows(cost(stores, 1000, "session", cache_node=80, database_node=200)) == [("cache-node", 3, "240")]


def test_what_a_provider_bills_by_use_has_no_nodes(stores: KnowledgeBase) -> None:
    assert rows(cost(stores, 1000, "feed", database_node=200)) == []


def test_kinds_of_node_without_a_price_are_named(stores: KnowledgeBase) -> None:
    found = cost(stores, service_replica=50)
    assert found is not None
    assert found.unpriced == ("database-node",)


def test_brokers_are_paid_for(apart: KnowledgeBase) -> None:
    budget = {"monthly": 9, "currency": "EUR", "unit_prices": {"broker-node": 3}}
    sent = use_case("tell", "orders", calls=[{"to": "stock", "answer": "later"}], answer="later")
    design = designed(apart, **shop(sent, budget=budget))
    assert rows(monthly_cost(design, compose_system(design))) == [("broker-node", 3, "9")]


def test_caches_are_paid_for_with_all_their_nodes(tmp_path: Path) -> None:
    memory = option("cache", "two", argument("fit", 3), technology="memory-db", properties={"replicas": "2"})
    pack = system_pack(tmp_path, TOGETHER, memory)
    budget = {"monthly": 9, "currency": "EUR", "unit_prices": {"cache-node": 3}}
    design = designed(pack, **shop(budget=budget))
    assert rows(monthly_cost(design, compose_system(design))) == [("cache-node", 2, "6")]


@pytest.mark.parametrize(("tier", "told"), [("pilot-light", "pilot-light"), ("backup-and-restore", None)])
def test_a_second_site_that_is_not_in_the_sum_is_told(tmp_path: Path, tier: str, told: str | None) -> None:
    text = {"tier": tier, "backup": "copies", "restore": "tests"}
    pack = system_pack(
        tmp_path, TOGETHER, derivation("recover", [{"system": {"name": "$system"}}], {"recovery": text})
    )
    budget = {"monthly": 9, "currency": "EUR", "unit_prices": {"service-replica": 3}}
    design = designed(pack, **shop(budget=budget))
    found = monthly_cost(design, compose_system(design))
    assert found is not None
    assert found.second_site == told


@pytest.mark.parametrize("budget", [None, {"monthly": 9, "currency": "EUR"}], ids=["none", "no prices"])
def test_without_prices_there_is_no_sum(stores: KnowledgeBase, budget: dict[str, Any] | None) -> None:
    design = designed(stores, **shop(**({"budget": budget} if budget else {})))
    assert monthly_cost(design, compose_system(design)) is None


@pytest.mark.parametrize(("monthly", "exceeded"), [(500, False), (499, True)])
def test_a_sum_beyond_the_budget_is_a_risk(stores: KnowledgeBase, monthly: int, *, exceeded: bool) -> None:
    found = cost(stores, monthly, service_replica=50, database_node=200)
    assert [risk.about for risk in cost_risks(found)] == (["budget"] if exceeded else [])


def test_no_prices_are_no_risk() -> None:
    assert list(cost_risks(None)) == []
