"""The entities in their stores: amounts, references, and the indexes that knowledge concludes."""

from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.data_model import EntityRow, LookupRow
from archrules.recommendation.composition.data_model import data_model
from tests.unit.recommendation.composition.shops import context, shop, use_case
from tests.unit.recommendation.small_pack import derivation
from tests.unit.recommendation.system_pack import TOGETHER, designed, system_pack

FOUND = {"entity": "$entity", "context": "$context", "pattern": "$pattern"}
INDEXES = derivation(
    "indexes", [{"entity_access": FOUND}], {"lookup_index": {**FOUND, "index": "index for {pattern}"}}
)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("indexed"), TOGETHER, INDEXES)


def row(knowledge: KnowledgeBase, name: str = "orders.order", **brief: Any) -> EntityRow:  # noqa: ANN401  # checked by pydantic
    return next(each for each in data_model(designed(knowledge, **brief)) if each.entity == name)


def orders(**entity: object) -> dict[str, Any]:
    return shop(
        contexts=[context("orders", {"name": "order", **entity}, {"name": "line"}), context("people")]
    )


def test_every_entity_stands_in_its_store_in_order(indexed: KnowledgeBase) -> None:
    found = list(data_model(designed(indexed, **orders())))
    assert [(each.store, each.entity, each.technology) for each in found] == [
        ("shop-plain-db", "orders.line", "plain-db"),
        ("shop-plain-db", "orders.order", "plain-db"),
        ("shop-plain-db", "people.people-data", "plain-db"),
    ]


def test_amounts_are_those_at_the_end_of_the_horizon(indexed: KnowledgeBase) -> None:
    brief = {**orders(volume=1000, growth="100 %/year", payload="3 kB"), "horizon": "1 year"}
    found = row(indexed, **brief)
    assert (found.rows, found.size) == ("2,000", "6 MB")


def test_amounts_that_are_only_bounded_are_told_as_such(indexed: KnowledgeBase) -> None:
    brief = orders(retention="1 d", payload="1 kB")
    brief["use_cases"] = [use_case("take", "orders", writes=["order"], traffic="steady")]
    found = row(indexed, **brief)
    assert str(found.rows).startswith("at most ")
    assert str(found.size).startswith("at most ")


def test_amounts_of_which_nothing_is_known_are_left_out(indexed: KnowledgeBase) -> None:
    found = row(indexed, **orders())
    assert (found.rows, found.size) == (None, None)


def test_rates_are_those_of_the_use_cases(indexed: KnowledgeBase) -> None:
    brief = orders()
    brief["use_cases"] = [
        use_case("take", "orders", writes=["order"]),
        use_case("see", "orders", reads=["order"]),
    ]
    found = row(indexed, **brief)
    assert (found.reads, found.writes) == ("10/s", "10/s")


def test_references_are_told_from_identifiers_of_what_others_own(indexed: KnowledgeBase) -> None:
    found = row(indexed, **orders(relations=["line", "people.people-data"]))
    assert (found.references, found.identifiers) == (("line",), ("people.people-data",))


def test_each_way_of_looking_up_has_what_answers_it(indexed: KnowledgeBase) -> None:
    found = row(indexed, **orders(access=["range", "point"]))
    assert found.lookups == (
        LookupRow(pattern="point", index="index for point"),
        LookupRow(pattern="range", index="index for range"),
    )
