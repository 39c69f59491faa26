"""Search indexes beside the stores: which there are, whose, and who fills them."""

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from tests.unit.recommendation.composition.shops import context, shop
from tests.unit.recommendation.small_pack import argument, decision, option, technology
from tests.unit.recommendation.system_pack import TOGETHER, between, composed, system_pack

MEDIA = {"entity_tag": {"context": "$context", "tag": "media"}}
PACK = {
    **decision("search", "context", {"fit": 1}),
    **option("search", "built-in", argument("fit", 1)),
    **option(
        "search", "engine", argument("fit", 2, MEDIA), technology="engine", properties={"replicas": "3"}
    ),
    **technology("engine"),
}
PAGES = {"name": "page", "tags": ["media"]}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("searched"), TOGETHER, PACK)


def test_contexts_of_a_unit_share_an_index(searched: KnowledgeBase) -> None:
    contexts = [context("films", PAGES), context("orders"), context("books", PAGES)]
    found = composed(searched, **shop(contexts=contexts)).data_stores
    (index,) = [store for store in found if store.role == "search"]
    assert (index.name, index.owner, index.technology, index.replicas) == ("shop-engine", "shop", "engine", 3)
    assert index.notes == ("search index for books, films",)


def test_an_index_holds_no_entity_of_its_own_and_needs_no_backup(searched: KnowledgeBase) -> None:
    found = composed(searched, **shop(contexts=[context("films", PAGES)])).data_stores
    (index,) = [store for store in found if store.role == "search"]
    assert index.entities == ()
    assert str(index.backup).startswith("not needed")


def test_a_unit_fills_and_asks_its_index(searched: KnowledgeBase) -> None:
    system = composed(searched, **shop(contexts=[context("films", PAGES)]))
    found = between(system, "shop", "shop-engine")
    assert (found.mode, found.access, found.protocol) == ("data", "read-write", "engine")


def test_what_the_store_searches_itself_needs_no_index(searched: KnowledgeBase) -> None:
    roles = {store.role for store in composed(searched, **shop()).data_stores}
    assert roles == {"database"}


def test_nothing_is_searched_where_nothing_was_decided(together: KnowledgeBase) -> None:
    contexts = [context("films", PAGES)]
    assert [store.role for store in composed(together, **shop(contexts=contexts)).data_stores] == ["database"]
