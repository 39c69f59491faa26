"""Calls: the listed, the implied and the entries, summed over the use cases that make them."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.defaults import Defaults
from tests.unit.analysis.briefs import call_facts, calls, only, shop

UseCase = dict[str, Any]


def use_case(name: str = "buy", **fields: object) -> UseCase:
    return {"name": name, "context": "orders", "peak": "10/s", "latency": "200 ms", **fields}


def names(defaults: Defaults, *use_cases: UseCase) -> list[str]:
    return sorted(calls(shop(*use_cases), defaults))


def test_each_client_of_the_actor_enters(defaults: Defaults) -> None:
    assert names(defaults, use_case(actor="customer")) == ["app -> orders", "web -> orders"]


def test_use_case_without_actor_has_no_entry(defaults: Defaults) -> None:
    assert names(defaults, use_case()) == []


def test_entry_tells_what_the_client_is(defaults: Defaults) -> None:
    found = calls(shop(use_case(actor="customer")), defaults)["app -> orders"]
    assert [found.get(name) for name in ("source_kind", "client_kind", "target_kind")] == [
        "client",
        "native",
        "context",
    ]


def test_entry_has_rate_and_latency_of_its_use_case(defaults: Defaults) -> None:
    found = calls(shop(use_case(actor="clerk")), defaults)["web -> orders"]
    assert (found.get("rate_per_s"), found.get("latency_ms"), found.get("answer")) == (10, 200, "now")


@pytest.mark.parametrize(("verb", "access"), [("reads", "read"), ("writes", "write")])
def test_entry_writes_if_its_use_case_does(defaults: Defaults, verb: str, access: str) -> None:
    found = calls(shop({**use_case(actor="clerk"), verb: ["order"]}), defaults)["web -> orders"]
    assert found.get("access") == access


def test_listed_call_of_an_external_system(defaults: Defaults) -> None:
    found = calls(shop(use_case(calls=[{"to": "bank"}])), defaults)["orders -> bank"]
    assert [found.get(name) for name in ("source_kind", "client_kind", "target_kind", "access")] == [
        "context",
        None,
        "external",
        "write",
    ]


def test_call_of_the_own_context_is_none(defaults: Defaults) -> None:
    assert names(defaults, use_case(calls=[{"to": "orders"}], reads=["order"])) == []


@pytest.mark.parametrize(("verb", "access"), [("reads", "read"), ("writes", "write")])
def test_touching_what_another_context_owns_implies_a_call(
    defaults: Defaults, verb: str, access: str
) -> None:
    found = calls(shop({**use_case(), verb: ["stock.level"]}), defaults)
    assert {name: call.get("access") for name, call in found.items()} == {"orders -> stock": access}


def test_reading_and_writing_elsewhere_is_one_call_that_writes(defaults: Defaults) -> None:
    found = calls(shop(use_case(reads=["level"], writes=["move"])), defaults)["orders -> stock"]
    assert (found.get("access"), found.get("rate_per_s")) == ("write", 10)


def test_listed_call_stands_for_what_reading_would_imply(defaults: Defaults) -> None:
    found = calls(shop(use_case(reads=["level"], calls=[{"to": "stock", "answer": "later"}])), defaults)
    assert list(found) == ["orders -> stock (later)"]


def test_answers_now_and_later_are_two_calls(defaults: Defaults) -> None:
    both = use_case(calls=[{"to": "stock"}, {"to": "stock", "answer": "later"}])
    found = calls(shop(both), defaults)
    assert {name: call.get("answer") for name, call in found.items()} == {
        "orders -> stock": "now",
        "orders -> stock (later)": "later",
    }


def test_call_inherits_the_answer_of_its_use_case(defaults: Defaults) -> None:
    assert names(defaults, use_case(answer="later", calls=[{"to": "bank"}], reads=["level"])) == [
        "orders -> bank (later)",
        "orders -> stock (later)",
    ]


def test_call_answered_later_has_no_latency(defaults: Defaults) -> None:
    found = calls(shop(use_case(calls=[{"to": "bank", "answer": "later"}])), defaults)
    assert found["orders -> bank (later)"].get("latency_ms") is None


def test_what_is_told_live_is_a_call_of_its_own(defaults: Defaults) -> None:
    both = [use_case(actor="clerk"), use_case("watch", actor="clerk", updates="live", reads=["order"])]
    found = calls(shop(*both), defaults)
    assert {name: call.get("updates") for name, call in found.items()} == {
        "web -> orders": None,
        "web -> orders (live)": "live",
    }


def test_updates_on_request_are_an_ordinary_call(defaults: Defaults) -> None:
    assert names(defaults, use_case(actor="clerk", updates="on-request")) == ["web -> orders"]


def test_what_is_answered_later_can_be_told_live(defaults: Defaults) -> None:
    told = use_case(actor="clerk", updates="live", answer="later")
    assert names(defaults, told) == ["web -> orders (later, live)"]


def test_owners_publish_what_a_client_is_told_live(defaults: Defaults) -> None:
    watch = use_case("watch", actor="clerk", updates="live", reads=["order", "level"])
    found = calls(shop(watch), defaults)["orders -> stock (later)"]
    assert (found.get("access"), found.get("updates")) == ("read", None)


def test_writing_elsewhere_is_waited_for_even_if_told_live(defaults: Defaults) -> None:
    watch = use_case("watch", updates="live", writes=["level"])
    assert names(defaults, watch) == ["orders -> stock"]


def test_rates_are_summed(defaults: Defaults) -> None:
    found = calls(shop(use_case(reads=["level"]), use_case("look", reads=["move"], peak="30/min")), defaults)
    assert found["orders -> stock"].get("rate_per_s") == Fraction(21, 2)


def test_what_is_only_read_and_later_is_told_at_every_change(defaults: Defaults) -> None:
    later = use_case("bill", answer="later", reads=["stock.level"], peak="1/h")
    writing = [use_case(name, context="stock", writes=["level"], peak="30/s") for name in ("count", "move")]
    assert calls(shop(later, *writing), defaults)["orders -> stock (later)"].amount("rate_per_s") == 60
    assert calls(shop(later), defaults)["orders -> stock (later)"].amount("rate_per_s") == Fraction(1, 3600)


def test_what_is_read_at_once_is_asked_for_at_the_rate_of_who_asks(defaults: Defaults) -> None:
    asking = use_case("look", answer="now", reads=["stock.level"], peak="5/s")
    writing = use_case("count", context="stock", writes=["level"], peak="30/s")
    assert calls(shop(asking, writing), defaults)["orders -> stock"].amount("rate_per_s") == 5


def test_strictest_latency_counts(defaults: Defaults) -> None:
    found = calls(
        shop(use_case(reads=["level"]), use_case("look", reads=["move"], latency="50 ms")), defaults
    )
    assert found["orders -> stock"].get("latency_ms") == 50


def test_largest_payload_of_the_target_counts(defaults: Defaults) -> None:
    found = calls(shop(use_case(reads=["order", "level"], writes=["move"])), defaults)
    assert found["orders -> stock"].get("payload_bytes") == 1000


def test_a_call_carries_the_row_of_a_file_and_not_its_bytes(defaults: Defaults) -> None:
    held = [{"name": "level", "payload": "2 MB"}]
    contexts = [{"name": "orders"}, {"name": "stock", "entities": held}]
    found = calls(shop(use_case(reads=["stock.level"]), contexts=contexts), defaults)
    assert found["orders -> stock"].get("payload_bytes") == 500


def test_payload_of_an_external_system_is_unknown(defaults: Defaults) -> None:
    found = calls(shop(use_case(reads=["order"], calls=[{"to": "bank"}])), defaults)
    assert found["orders -> bank"].get("payload_bytes") is None


@pytest.mark.parametrize(
    ("first", "second", "together"), [(True, True, True), (True, False, False), (False, False, False)]
)
def test_call_is_idempotent_if_it_is_for_every_use_case(
    defaults: Defaults, *, first: bool, second: bool, together: bool
) -> None:
    both = [
        use_case(name, calls=[{"to": "bank"}], idempotent=safe)
        for name, safe in (("buy", first), ("refund", second))
    ]
    assert calls(shop(*both), defaults)["orders -> bank"].get("idempotent") is together


def test_call_says_for_itself_whether_it_is_idempotent(defaults: Defaults) -> None:
    told = use_case(calls=[{"to": "bank", "idempotent": True}], idempotent=False, actor="clerk")
    found = calls(shop(told), defaults)
    assert {name: call.get("idempotent") for name, call in found.items()} == {
        "orders -> bank": True,
        "web -> orders": False,
    }


def test_reading_elsewhere_is_idempotent_whatever_the_use_case(defaults: Defaults) -> None:
    found = calls(shop(use_case(writes=["order"], reads=["level"], idempotent=False)), defaults)
    assert found["orders -> stock"].get("idempotent") is True


def test_use_cases_of_a_call_are_told(defaults: Defaults) -> None:
    of = shop(use_case(reads=["level"]), use_case("look", reads=["move"]))
    found = only(call_facts(of, defaults), "call_use")
    assert [(fact.text("call"), fact.text("use_case")) for fact in found] == [
        ("orders -> stock", "buy"),
        ("orders -> stock", "look"),
    ]


def test_origin_names_every_path_behind_a_call(defaults: Defaults) -> None:
    of = shop(
        use_case(reads=["level"]),
        use_case("move-stock", calls=[{"to": "stock"}]),
        use_case("put", writes=["level"]),
    )
    ((_, (origin,)),) = [(fact, origins) for fact, origins in call_facts(of, defaults) if fact.kind == "call"]
    assert origin.inputs == ("use_cases.buy.reads", "use_cases.move-stock.calls", "use_cases.put.writes")


def namesakes(*use_cases: UseCase) -> dict[str, Any]:
    """A client that is called like the context `orders`, and one called like the bank."""
    return {
        "clients": [{"name": "orders", "kind": "partner"}, {"name": "bank", "kind": "machine"}],
        "actors": [{"name": "partner", "clients": ["orders"]}],
        "use_cases": use_cases,
    }


def test_client_and_context_of_one_name_make_two_calls(defaults: Defaults) -> None:
    enter = use_case("enter", context="stock", actor="partner", peak="3/s")
    inside = use_case("inside", reads=["level"], peak="5/s")
    found = calls(shop(**namesakes(enter, inside)), defaults)
    assert {name: call.get("rate_per_s") for name, call in found.items()} == {
        "orders (client) -> stock": 3,
        "orders -> stock": 5,
    }


def test_names_that_look_like_calls_keep_calls_apart(defaults: Defaults) -> None:
    odd = {
        "contexts": [{"name": name} for name in ("a", "b", "a -> b", "b -> c", "c", "c (later)")],
        "use_cases": [
            {"name": "1", "context": "a", "calls": [{"to": "b -> c"}, {"to": "c", "answer": "later"}]},
            {"name": "2", "context": "a -> b", "calls": [{"to": "c"}]},
            {"name": "3", "context": "a", "calls": [{"to": "c (later)"}]},
        ],
    }
    assert len(calls(shop(**odd), defaults)) == 4


ENTITIES = st.sampled_from(["order", "level", "move"])
USE_CASES = st.lists(
    st.fixed_dictionaries(
        {
            "reads": st.lists(ENTITIES, max_size=2, unique=True),
            "writes": st.lists(ENTITIES, max_size=2, unique=True),
        },
        optional={"answer": st.sampled_from(["now", "later"]), "actor": st.just("clerk")},
    ),
    max_size=4,
).map(lambda parts: [use_case(f"case {number}", **fields) for number, fields in enumerate(parts)])


@given(USE_CASES.flatmap(lambda cases: st.tuples(st.just(cases), st.permutations(cases))))
def test_order_of_use_cases_changes_nothing(
    defaults: Defaults, orders: tuple[list[UseCase], list[UseCase]]
) -> None:
    first, second = orders
    assert list(calls(shop(*first), defaults).values()) == list(calls(shop(*second), defaults).values())


def watched(defaults: Defaults, *changing: UseCase) -> Fraction | None:
    """How often what a live call of the web client shows is changed."""
    looking = use_case("look", actor="clerk", reads=["order", "stock.level"], updates="live")
    found = calls(shop(looking, *changing), defaults)["web -> orders (live)"].get("changes_per_s")
    return None if found is None else Fraction(str(found))


def test_a_use_case_that_changes_several_of_what_is_shown_counts_once(defaults: Defaults) -> None:
    assert watched(defaults, use_case("buy", writes=["order", "stock.level"])) == 10


def test_changes_of_all_use_cases_and_contexts_are_shown(defaults: Defaults) -> None:
    assert (
        watched(defaults, use_case("buy", writes=["order"]), use_case("count", writes=["stock.level"])) == 20
    )


def test_what_is_not_shown_may_change_unseen(defaults: Defaults) -> None:
    assert watched(defaults, use_case("move", writes=["stock.move"])) == 0


def test_who_asks_once_is_told_of_no_changes(defaults: Defaults) -> None:
    asking = use_case("look", actor="clerk", reads=["order"])
    found = calls(shop(asking, use_case("buy", writes=["order"])), defaults)["web -> orders"]
    assert found.get("changes_per_s") is None
