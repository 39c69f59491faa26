"""Services, stores and caches: how many, how large, how named, and whose."""

from dataclasses import replace
from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.system import Service
from archrules.recommendation.composition.plans import assumptions
from tests.unit.recommendation.composition.shops import context, shop, use_case
from tests.unit.recommendation.small_pack import derivation
from tests.unit.recommendation.system_pack import TOGETHER, composed, designed, system_pack

TEXT = {"name": "text", "access": ["full-text"]}
FEED = {"name": "feed", "tags": ["feed"]}


def service(knowledge: KnowledgeBase, name: str, **brief: Any) -> Service:  # noqa: ANN401  # checked by pydantic
    return next(one for one in composed(knowledge, **brief).services if one.name == name)


def test_one_service_for_each_unit(apart: KnowledgeBase, together: KnowledgeBase) -> None:
    assert [[one.name for one in composed(pack, **shop()).services] for pack in (apart, together)] == [
        ["orders", "stock"],
        ["shop"],
    ]


def test_service_says_what_it_is_there_for_and_owns(together: KnowledgeBase) -> None:
    contexts = [context("orders", {"name": "order"}, purpose="takes orders"), context("stock")]
    found = service(together, "shop", **shop(contexts=contexts))
    assert found.responsibility == "orders: takes orders; stock"
    assert found.owns == ("orders.order", "stock.stock-data")
    assert (found.context, found.contexts) == (None, ("orders", "stock"))


def test_service_runs_the_release_to_use(apart: KnowledgeBase) -> None:
    found = service(apart, "orders", **shop())
    assert (found.technology, found.version, found.context) == ("tongue", "1.2", "orders")


@pytest.mark.parametrize(
    ("teams", "team"),
    [
        ([], None),
        ([{"name": "red", "size": 2, "contexts": ["orders", "stock"]}], "red"),
        (
            [
                {"name": name, "size": 2, "contexts": [of]}
                for name, of in (("red", "orders"), ("blue", "stock"))
            ],
            None,
        ),
    ],
    ids=["nobody's", "one team's", "two teams'"],
)
def test_service_belongs_to_a_team_if_it_is_one(
    together: KnowledgeBase, teams: list[dict[str, Any]], team: str | None
) -> None:
    assert service(together, "shop", **shop(teams=teams)).team == team


@pytest.mark.parametrize(
    ("use_cases", "replicas"),
    [
        ([], 2),
        ([use_case("buy", "orders", peak="100/s")], 2),
        ([use_case("buy", "orders", peak="101/s")], 3),
        ([use_case("buy", "orders", peak="1000/s", answer="later")], 2),
        ([use_case("buy", "orders", peak="1001/s", answer="later")], 3),
        (
            [use_case("buy", "orders", peak="75/s"), use_case("log", "orders", peak="750/s", answer="later")],
            3,
        ),
        ([use_case("take", "stock", peak="150/s", writes=["orders-data"])], 3),
        ([use_case("take", "stock", peak="150/s", actor="customer")], 2),
    ],
    ids=str,
)
def test_replicas_carry_100_requests_or_1000_messages_a_second_at_half_load(
    apart: KnowledgeBase, use_cases: list[dict[str, Any]], replicas: int
) -> None:
    assert service(apart, "orders", **shop(*use_cases)).replicas == replicas


def test_one_replica_is_enough_where_nothing_asks_for_more(apart: KnowledgeBase) -> None:
    brief = shop(use_case("buy", "orders"), objectives={"availability": "99 %"})
    assert service(apart, "orders", **brief).replicas == 1


@pytest.mark.parametrize(
    ("kinds", "exposure"),
    [([], "internal"), (["partner"], "partner"), (["partner", "browser"], "public"), (["machine"], "public")],
)
def test_exposure_is_that_of_its_clients(apart: KnowledgeBase, kinds: list[str], exposure: str) -> None:
    brief = shop(
        use_case("buy", "orders", actor="anybody"),
        clients=[{"name": kind, "kind": kind} for kind in kinds],
        actors=[{"name": "anybody", "clients": kinds}],
    )
    assert service(apart, "orders", **brief).exposure == exposure
    assert service(apart, "stock", **brief).exposure == "internal"


def test_operations_are_the_use_cases_it_serves(apart: KnowledgeBase) -> None:
    brief = shop(use_case("buy", "orders", writes=["stock-data"]), use_case("count", "stock"))
    assert [service(apart, name, **brief).operations for name in ("orders", "stock")] == [1, 2]


def test_contexts_of_a_unit_that_choose_alike_share_a_store(together: KnowledgeBase) -> None:
    (store,) = composed(together, **shop()).data_stores
    assert (store.name, store.owner, store.replicas, store.context) == ("shop-plain-db", "shop", 2, None)
    assert store.entities == ("orders.orders-data", "stock.stock-data")
    assert store.notes == ("one schema for each context: orders, stock",)


NEEDS = {
    **derivation(
        "needs",
        [{"context": {"name": "$context"}}],
        {"nodes_needed": {"context": "$context", "option": "plain", "nodes": 7}},
    ),
    **derivation(
        "needs-more",
        [{"entity_tag": {"context": "$context", "tag": "audit"}}],
        {"nodes_needed": {"context": "$context", "option": "plain", "nodes": 9}},
    ),
    **derivation(
        "recovered",
        [{"system": {"name": "$system"}}],
        {"recovery": {"tier": "any", "backup": "copied away", "restore": "tried"}},
    ),
    **derivation(
        "backed-up",
        [{"choice": {"decision": "datastore", "subject": "$context", "option": "plain"}}],
        {
            "guideline": {
                "decision": "datastore",
                "subject": "$context",
                "topic": "backup",
                "text": "each night",
            }
        },
    ),
}


@pytest.fixture(scope="module")
def needy(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("needy"), TOGETHER, NEEDS)


def test_store_has_as_many_nodes_as_its_neediest_context_needs(needy: KnowledgeBase) -> None:
    contexts = [context("orders"), context("log", {"name": "line", "tags": ["audit"]})]
    (store,) = composed(needy, **shop(contexts=contexts)).data_stores
    assert store.replicas == 9


def test_nodes_needed_of_another_configuration_do_not_count(needy: KnowledgeBase) -> None:
    (store,) = composed(needy, **shop(contexts=[context("search", TEXT)])).data_stores
    assert (store.technology, store.replicas) == ("docs-db", None)


def test_backup_is_what_is_said_of_all_data_and_of_this_store(needy: KnowledgeBase) -> None:
    (store,) = composed(needy, **shop()).data_stores
    assert store.backup == "copied away; each night"


def test_contexts_of_a_unit_that_choose_unlike_have_stores_of_their_own(together: KnowledgeBase) -> None:
    stores = composed(together, **shop(contexts=[context("orders"), context("search", TEXT)])).data_stores
    assert [(store.name, store.entities, store.notes) for store in stores] == [
        ("shop-docs-db", ("search.text",), ("for search",)),
        ("shop-plain-db", ("orders.orders-data",), ("for orders",)),
    ]


def test_contexts_apart_never_share_a_store(apart: KnowledgeBase) -> None:
    stores = composed(apart, **shop()).data_stores
    assert [(store.name, store.context) for store in stores] == [
        ("orders-plain-db", "orders"),
        ("stock-plain-db", "stock"),
    ]


def test_context_whose_name_begins_another_owns_only_its_entities(together: KnowledgeBase) -> None:
    contexts = [context("order", {"name": "x"}), context("orders", {"name": "y", "access": ["full-text"]})]
    stores = composed(together, **shop(contexts=contexts)).data_stores
    assert [store.entities for store in stores] == [("orders.y",), ("order.x",)]


def test_cache_is_of_the_contexts_that_chose_it(together: KnowledgeBase) -> None:
    contexts = [context("orders"), context("home", FEED), context("wall", FEED)]
    (cache,) = composed(together, **shop(contexts=contexts)).caches
    assert (cache.name, cache.owner, cache.notes) == ("shop-memory-db-cache", "shop", ("for home, wall",))


def test_capacity_that_the_brief_sets_is_no_assumption(apart: KnowledgeBase) -> None:
    brief = shop(use_case("buy", "orders", peak="100/s"), parameters={"replica-capacity": 10})
    assert service(apart, "orders", **brief).replicas == 20
    assert "replica-capacity" not in {one.default for one in assumptions(designed(apart, **brief))}


def test_replicas_are_unknown_where_no_rule_sizes_a_unit(apart: KnowledgeBase) -> None:
    silent = {name: one for name, one in apart.derivations.items() if not name.startswith("replicas-")}
    assert service(replace(apart, derivations=silent), "orders", **shop()).replicas is None
