"""In which order units come back."""

from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.design.restore_order import restore_ranks
from tests.unit.analysis.design.decisions import Item, call, computed, placed

PLACES = placed(orders="orders", stock="stock", users="users")


def ranks(*facts: Item) -> dict[str, object]:
    return {fact.text("unit"): fact.get("rank") for fact in computed(restore_ranks, *facts)}


def test_units_that_wait_for_nobody_come_first() -> None:
    assert ranks(*PLACES) == {"orders": 1, "stock": 1, "users": 1}


def test_a_caller_comes_after_its_callees() -> None:
    facts = *PLACES, *call("orders", "stock"), *call("stock", "users")
    assert ranks(*facts) == {"users": 1, "stock": 2, "orders": 3}


def test_units_that_wait_for_each_other_come_together() -> None:
    facts = *PLACES, *call("orders", "stock"), *call("stock", "orders"), *call("orders", "users")
    assert ranks(*facts) == {"users": 1, "stock": 2, "orders": 2}


def test_what_can_be_done_later_is_not_waited_for() -> None:
    assert ranks(*PLACES, *call("orders", "stock", answer="later"))["orders"] == 1


def test_a_call_inside_a_unit_makes_no_order() -> None:
    inside, *_ = call("orders", "stock")
    assert ranks(*placed(orders="shop", stock="shop"), inside) == {"shop": 1}


def test_clients_and_others_make_no_order() -> None:
    facts = *call("web", "orders", source_kind="client"), *call("orders", "bank", target_kind="external")
    assert ranks(*PLACES, *facts)["orders"] == 1


def test_a_unit_says_how_many_wait_for_it() -> None:
    facts = *PLACES, *call("orders", "stock"), *call("users", "stock")
    found = {fact.text("unit"): fact.get("waited_for_by") for fact in computed(restore_ranks, *facts)}
    assert found == {"orders": 0, "stock": 2, "users": 0}


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=15))
def test_no_unit_comes_before_what_it_waits_for(pairs: set[tuple[int, int]]) -> None:
    facts = placed(**{f"c{number}": f"c{number}" for number in range(6)})
    for source, target in sorted(pairs):
        if source != target:
            facts += call(f"c{source}", f"c{target}")
    found = {fact.text("unit"): fact.amount("rank") for fact in computed(restore_ranks, *facts)}
    assert all(found[f"c{target}"] <= found[f"c{source}"] for source, target in pairs)
