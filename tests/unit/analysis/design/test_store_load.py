"""Load of stores: contexts of one unit and one configuration share a server."""

from decimal import Decimal
from fractions import Fraction

from archrules.analysis.design.store_load import store_loads
from archrules.vocabulary.facts import Fact
from tests.unit.analysis.design.decisions import Item, computed, placed


def chosen(context: str, option: str, **load: object) -> list[Item]:
    choice = {"decision": "datastore", "subject": context, "option": option, "technology": "db"}
    return [{"choice": choice}, {"context_load": {"context": context, **load}}]


def stores(*facts: Item) -> dict[tuple[str, str], Fact]:
    found = computed(store_loads, *facts)
    return {(fact.text("unit"), fact.text("option")): fact for fact in found}


ORDERS = chosen("orders", "single", reads_per_s=20, writes_per_s=5, bytes=1000)
STOCK = chosen("stock", "single", reads_per_s=3, writes_per_s=2)


def test_contexts_of_one_unit_and_configuration_are_summed() -> None:
    (found,) = stores(*placed(orders="shop", stock="shop"), *ORDERS, *STOCK).values()
    assert {name: found.get(name) for name in ("contexts", "reads_per_s", "writes_per_s", "bytes")} == {
        "contexts": 2,
        "reads_per_s": 23,
        "writes_per_s": 7,
        "bytes": 1000,
    }


def test_only_reads_that_reach_the_store_count() -> None:
    arriving: Item = {"origin_load": {"context": "orders", "reads_per_s": 4}}
    (found,) = stores(*placed(orders="shop", stock="shop"), *ORDERS, *STOCK, arriving).values()
    assert found.get("reads_per_s") == 7


def test_writes_of_the_busiest_day_are_summed_apart_from_the_peak() -> None:
    days: list[Item] = [
        {"day_load": {"context": "orders", "writes_per_s": 2}},
        {"day_load": {"context": "stock", "writes_per_s": 1}},
    ]
    (found,) = stores(*placed(orders="shop", stock="shop"), *ORDERS, *STOCK, *days).values()
    assert (found.get("writes_per_s"), found.get("day_writes_per_s")) == (7, 3)


def test_what_a_cache_answers_takes_no_share_of_the_server() -> None:
    facts: list[Item] = [
        {"origin_load": {"context": "orders", "reads_per_s": 10}},
        {"sizing": {"about": "orders", "quantity": "reads-behind-the-cache", "value": 4, "unit": "reads"}},
        {
            "utilisation": {
                "resource": "database",
                "context": "orders",
                "share": Decimal("0.75"),
                "by_reads": Decimal("0.5"),
            }
        },
    ]
    (found,) = stores(*placed(orders="shop"), *ORDERS, *facts).values()
    assert (found.get("reads_per_s"), found.get("share")) == (4, Fraction(9, 20))


def test_contexts_of_two_units_have_stores_of_their_own() -> None:
    found = stores(*placed(orders="orders", stock="stock"), *ORDERS, *STOCK)
    assert sorted(found) == [("orders", "single"), ("stock", "single")]


def test_contexts_that_chose_unlike_have_stores_of_their_own() -> None:
    found = stores(*placed(orders="shop", stock="shop"), *ORDERS, *chosen("stock", "cluster", reads_per_s=3))
    assert sorted(found) == [("shop", "cluster"), ("shop", "single")]


def test_shares_of_a_server_are_summed_where_they_are_known() -> None:
    shares = [
        {"utilisation": {"resource": resource, "context": context, "share": share}}
        for resource, context, share in (
            ("database", "orders", Decimal("0.25")),
            ("database", "stock", Decimal("0.5")),
            ("compute", "orders", Decimal("0.125")),
        )
    ]
    (found,) = stores(*placed(orders="shop", stock="shop"), *ORDERS, *STOCK, *shares).values()
    assert found.get("share") == Fraction(3, 4)


def test_a_share_that_nobody_knows_is_unknown() -> None:
    (found,) = stores(*placed(orders="shop"), *ORDERS).values()
    assert found.get("share") is None


def test_a_store_without_a_product_has_no_technology() -> None:
    choice = {"decision": "datastore", "subject": "orders", "option": "none"}
    (found,) = stores(*placed(orders="shop"), {"choice": choice}).values()
    assert found.get("technology") is None


def test_other_decisions_are_no_stores() -> None:
    assert stores({"choice": {"decision": "cache", "subject": "orders", "option": "none"}}) == {}


def test_a_store_is_called_by_its_product() -> None:
    (found,) = stores(*placed(orders="shop", stock="shop"), *ORDERS, *STOCK).values()
    assert found.text("store") == "db of shop"


def test_stores_of_one_product_in_one_unit_are_called_by_their_configurations() -> None:
    found = stores(*placed(orders="shop", stock="shop"), *ORDERS, *chosen("stock", "cluster", reads_per_s=3))
    assert [fact.text("store") for fact in found.values()] == ["cluster of shop", "single of shop"]
