"""Object stores beside the databases: which there are, whose, and who writes to them."""

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.system import DataStore, System
from archrules.recommendation.composition.compose import compose_system
from archrules.recommendation.composition.costs import monthly_cost
from archrules.recommendation.composition.data_model import data_model
from archrules.recommendation.composition.plans import service_rows
from tests.unit.recommendation.composition.shops import context, shop, use_case
from tests.unit.recommendation.small_pack import argument, decision, derivation, option, technology
from tests.unit.recommendation.system_pack import TOGETHER, between, composed, designed, system_pack

OPEN = {"cloud": {"provider": "any"}}
WHERE = [{"file_group": {"context": "$context"}}]
PROPERTIES = {"replicas": "3", "protocol": "https"}
PACK = {
    **decision("object-store", "context", {"fit": 1}, where=WHERE),
    **option("object-store", "own", argument("fit", 1), technology="shelf", properties=PROPERTIES),
    **option("object-store", "rented", argument("fit", 2, OPEN), properties=PROPERTIES),
    **technology("shelf", category="object-store"),
    **derivation(
        "versions",
        [{"choice": {"decision": "object-store", "subject": "$context"}}],
        {
            "guideline": {
                "decision": "object-store",
                "subject": "$context",
                "topic": "recovery",
                "text": "older versions are kept",
            }
        },
    ),
}
FILM = {"name": "film", "tags": ["media"], "payload": "2 MB", "volume": "10"}
OWN = {"constraints": {"cloud": "on-premises"}}


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("filed"), TOGETHER, PACK)


def object_store(system: System) -> DataStore:
    (store,) = [each for each in system.data_stores if each.role == "object-store"]
    return store


def test_contexts_of_a_unit_share_an_object_store(filed: KnowledgeBase) -> None:
    contexts = [context("films", FILM), context("orders"), context("books", {**FILM, "name": "cover"})]
    found = object_store(composed(filed, **shop(contexts=contexts), **OWN))
    assert (found.name, found.owner, found.technology, found.replicas) == ("shop-files", "shop", "shelf", 3)
    assert found.notes == ("files of books, films",)


def test_an_object_store_is_encrypted_and_keeps_versions_in_place_of_a_backup(filed: KnowledgeBase) -> None:
    found = object_store(composed(filed, **shop(contexts=[context("films", FILM)]), **OWN))
    assert (found.encryption_at_rest, found.backup) == (True, "older versions are kept")


def test_entities_lie_in_the_database_that_names_their_files(filed: KnowledgeBase) -> None:
    system = composed(filed, **shop(contexts=[context("films", FILM)]), **OWN)
    held = {store.role: store.entities for store in system.data_stores}
    assert held == {"database": ("films.film",), "object-store": ()}


def test_a_unit_writes_its_files_in_the_use_cases_that_touch_them(filed: KnowledgeBase) -> None:
    uses = [use_case("send", "films", writes=["film"]), use_case("count", "films", reads=["view"])]
    contexts = [context("films", FILM, {"name": "view"})]
    found = between(composed(filed, **shop(*uses, contexts=contexts), **OWN), "shop", "shop-files")
    assert (found.mode, found.access, found.protocol) == ("data", "read-write", "https")
    assert found.use_cases == ("send",)


def test_rows_alone_need_no_object_store(filed: KnowledgeBase) -> None:
    assert {store.role for store in composed(filed, **shop()).data_stores} == {"database"}


def test_a_store_without_a_product_is_named_by_its_role(filed: KnowledgeBase) -> None:
    design = designed(filed, **shop(contexts=[context("films", FILM)]))
    (row,) = service_rows(design, compose_system(design))
    assert row.data_store.endswith("; object-store (files of films)")


def test_what_a_provider_runs_has_no_nodes_to_pay_for(filed: KnowledgeBase) -> None:
    def nodes(**where: object) -> int:
        budget = {"monthly": 1000, "currency": "EUR", "unit_prices": {"database-node": 10}}
        design = designed(filed, **shop(contexts=[context("films", FILM)], budget=budget), **where)
        cost = monthly_cost(design, compose_system(design))
        assert cost is not None
        return sum(row.nodes for row in cost.rows)

    assert nodes(**OWN) == nodes() + 3


def test_an_entity_tells_its_files_beside_its_rows(filed: KnowledgeBase) -> None:
    (row,) = data_model(designed(filed, **shop(contexts=[context("films", FILM)])))
    assert row.size == "5 kB, 20 MB of files"
