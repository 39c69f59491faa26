"""Availability of use cases by hand: a server 99 %, a site 99.9 %, taking over 99.8 and 99.5 %."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.use_case_availability import use_case_availabilities
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin
from tests.unit.analysis.design.decisions import Item, call, memory, placed, use_case

SERVER, SITE = Fraction("0.99"), Fraction("0.999")
PAIR = 1 - (1 - SERVER) ** 2
BANK: Item = {"external_system": {"name": "bank", "availability": 1}}


def chosen(decision: str, subject: str, option: str, technology: str | None = "db") -> Item:
    made = {"decision": decision, "subject": subject, "option": option, "technology": technology}
    return {"choice": {name: value for name, value in made.items() if value is not None}}


def store(context: str, option: str = "single", technology: str = "db") -> Item:
    return chosen("datastore", context, option, technology)


def copies(subject: str, decision: str = "datastore", **fields: object) -> Item:
    return {"redundancy": {"decision": decision, "subject": subject, **fields}}


def replicas(unit: str, number: int) -> Item:
    return {"sizing": {"about": unit, "quantity": "replicas", "value": number, "unit": "replicas"}}


def touches(verb: str, name: str, context: str) -> Item:
    return {verb: {"use_case": name, "entity": f"{context}.data", "context": context}}


PLACES = placed(orders="orders", stock="stock")
BUY = use_case("buy", "orders")


def facts(defaults: Defaults, kind: str, *given: Item) -> list[Fact]:
    return [
        fact for fact, _ in use_case_availabilities(memory(*PLACES, *given), defaults) if fact.kind == kind
    ]


def available(defaults: Defaults, name: str, *given: Item) -> Fraction:
    return next(
        fact.amount("availability")
        for fact in facts(defaults, "use_case_availability", *given)
        if fact.text("use_case") == name
    )


def needs(defaults: Defaults, name: str, *given: Item) -> set[str]:
    return {
        fact.text("part")
        for fact in facts(defaults, "use_case_need", *given)
        if fact.text("use_case") == name
    }


def test_a_single_replica_on_a_site(defaults: Defaults) -> None:
    assert available(defaults, "buy", BUY) == SERVER * SITE


def test_replicas_stand_in_for_each_other(defaults: Defaults) -> None:
    assert available(defaults, "buy", BUY, replicas("orders", 2)) == PAIR * SITE


def test_the_way_in_is_a_pair_that_clients_need(defaults: Defaults) -> None:
    entry = chosen("entry", "shop", "gateway"), *call("web", "orders", "buy", source_kind="client")
    assert available(defaults, "buy", BUY, *entry) == SERVER * PAIR * SITE


def test_without_a_way_in_clients_need_none(defaults: Defaults) -> None:
    entry = chosen("entry", "shop", "none", None), *call("web", "orders", "buy", source_kind="client")
    assert needs(defaults, "buy", BUY, *entry) == {"orders", "the site"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"copies": 2, "needed": 1, "takes_over": True}, PAIR * Fraction("0.998")),
        ({"copies": 3, "needed": 2, "takes_over": False}, Fraction("0.999702")),
        ({"copies": 2, "needed": 1, "groups": 2}, PAIR**2),
        ({"promised": Fraction(1)}, Fraction(1)),
        ({"copies": 1, "needed": 1}, SERVER),
    ],
    ids=str,
)
def test_a_store_is_as_available_as_its_copies(
    defaults: Defaults, fields: dict[str, Any], expected: Fraction
) -> None:
    given = BUY, store("orders"), copies("orders", **fields), touches("writes", "buy", "orders")
    assert available(defaults, "buy", *given) == SERVER * expected * SITE


def test_a_store_that_is_not_touched_is_not_needed(defaults: Defaults) -> None:
    assert needs(defaults, "buy", BUY, store("orders"), copies("orders", copies=1)) == {"orders", "the site"}


FILE: Item = {"file": {"entity": "orders.data", "context": "orders"}}


def test_what_touches_a_file_needs_the_object_store_beside_the_store(defaults: Defaults) -> None:
    files = chosen("object-store", "orders", "rented", "shelf"), copies("orders", "object-store", promised=1)
    given = BUY, store("orders"), copies("orders", copies=1), touches("writes", "buy", "orders"), *files
    assert needs(defaults, "buy", *given) == {"orders", "the site", "db of orders"}
    assert needs(defaults, "buy", *given, FILE) == {"orders", "the site", "db of orders", "shelf of orders"}


def test_an_object_store_is_as_available_as_is_promised_of_it(defaults: Defaults) -> None:
    files = chosen("object-store", "orders", "rented", "shelf"), FILE, touches("reads", "buy", "orders")
    promised = copies("orders", "object-store", promised=Fraction(99, 100))
    assert available(defaults, "buy", BUY, *files, promised) == SERVER * Fraction(99, 100) * SITE


def test_an_object_store_of_no_product_is_called_by_what_it_is(defaults: Defaults) -> None:
    files = chosen("object-store", "orders", "any", None), FILE, touches("reads", "buy", "orders")
    assert needs(defaults, "buy", BUY, *files) == {"orders", "the site", "object store of orders"}


def test_contexts_of_a_unit_that_chose_alike_share_an_object_store(defaults: Defaults) -> None:
    named = ("orders", "stock")
    given = [
        *placed(orders="shop", stock="shop"),
        BUY,
        *(chosen("object-store", context, "rented", "shelf") for context in named),
        *(touches("reads", "buy", context) for context in named),
        *({"file": {"entity": f"{context}.data", "context": context}} for context in named),
    ]
    assert needs(defaults, "buy", *given) == {"shop", "the site", "shelf of shop"}


def test_a_store_of_which_nothing_is_known_is_left_out_and_told(defaults: Defaults) -> None:
    given = BUY, store("orders"), touches("reads", "buy", "orders")
    (found,) = facts(defaults, "use_case_availability", *given)
    assert (found.get("parts"), found.get("open_parts")) == (3, 1)
    assert found.amount("availability") == SERVER * SITE


def test_contexts_of_one_unit_that_chose_alike_share_a_store(defaults: Defaults) -> None:
    given = [
        *placed(orders="shop", stock="shop"),
        BUY,
        store("orders"),
        store("stock"),
        copies("orders", copies=1),
        copies("stock", copies=1),
        touches("reads", "buy", "orders"),
        *call("orders", "stock", "buy", access="read")[::2],
        touches("reads", "buy", "stock"),
    ]
    found = use_case_availabilities(memory(*given), defaults)
    assert {fact.text("part") for fact, _ in found if fact.kind == "use_case_need"} == {
        "shop",
        "db of shop",
        "the site",
    }


def test_stores_of_one_unit_and_product_are_told_apart_by_their_configuration(defaults: Defaults) -> None:
    given = [
        *placed(orders="shop", stock="shop"),
        BUY,
        store("orders"),
        store("stock", "sharded"),
        touches("reads", "buy", "orders"),
        touches("reads", "buy", "stock"),
        *call("orders", "stock", "buy", access="read")[::2],
    ]
    found = use_case_availabilities(memory(*given), defaults)
    names = {fact.text("part") for fact, _ in found if fact.kind == "use_case_need"}
    assert names == {"shop", "single of shop", "sharded of shop", "the site"}


def test_a_callee_and_its_store_are_needed(defaults: Defaults) -> None:
    given = [
        BUY,
        *call("orders", "stock", "buy", access="read"),
        store("stock"),
        copies("stock", copies=1),
        touches("reads", "buy", "stock"),
    ]
    assert needs(defaults, "buy", *given) == {"orders", "stock", "db of stock", "the site"}


def test_what_can_be_answered_from_the_last_good_answer_need_not_be_up(defaults: Defaults) -> None:
    fallback: Item = {"protection": {"call": "orders -> stock", "pattern": "fallback"}}
    given = BUY, *call("orders", "stock", "buy", access="read"), fallback
    assert needs(defaults, "buy", *given) == {"orders", "the site"}


def test_what_serves_a_call_needs_its_parts_too(defaults: Defaults) -> None:
    asked = call("orders", "stock", "buy", access="write")
    charged = call("stock", "bank", "take", target_kind="external", access="write")
    given = BUY, use_case("take", "stock"), BANK, *asked, *charged
    assert needs(defaults, "buy", *given) == {"orders", "stock", "bank", "the site"}


def test_of_several_that_may_serve_a_call_the_least_available_counts(defaults: Defaults) -> None:
    asked = call("orders", "stock", "buy", access="write")
    weak: Item = {"external_system": {"name": "post", "availability": Fraction(1, 2)}}
    given = [
        BUY,
        use_case("take", "stock"),
        use_case("send", "stock"),
        BANK,
        weak,
        *asked,
        *call("stock", "bank", "take", target_kind="external", access="write"),
        *call("stock", "post", "send", target_kind="external", access="write"),
    ]
    assert needs(defaults, "buy", *given) == {"orders", "stock", "post", "the site"}


def test_an_external_system_of_which_nothing_is_known_is_left_out(defaults: Defaults) -> None:
    silent: Item = {"external_system": {"name": "bank"}}
    given = BUY, silent, *call("orders", "bank", "buy", target_kind="external", access="write")
    assert available(defaults, "buy", *given) == SERVER * SITE


def test_two_active_sites_take_over_from_each_other(defaults: Defaults) -> None:
    recovery: Item = {"recovery": {"tier": "active-active"}}
    assert available(defaults, "buy", BUY, recovery) == SERVER * (1 - (1 - SITE) ** 2) * Fraction("0.995")


LATER = use_case("log", "orders", answer="later")
LEFT = call("web", "orders", "log", source_kind="client", answer="later")


def test_what_is_left_for_later_needs_what_takes_it_on(defaults: Defaults) -> None:
    given = LATER, *LEFT, store("orders"), copies("orders", copies=1), touches("writes", "log", "orders")
    assert needs(defaults, "log", *given) == {"orders", "db of orders", "the site"}


def test_a_message_of_a_client_needs_the_broker_alone(defaults: Defaults) -> None:
    given = [
        LATER,
        *LEFT,
        chosen("communication", "web -> orders", "event-stream", None),
        chosen("broker", "shop", "log"),
        copies("shop", "broker", copies=3, needed=2),
    ]
    assert needs(defaults, "log", *given) == {"log", "the site"}
    assert available(defaults, "log", *given) == Fraction("0.999702") * SITE


def test_a_table_of_messages_is_no_broker(defaults: Defaults) -> None:
    given = [
        LATER,
        *LEFT,
        chosen("communication", "web -> orders", "message-queue", None),
        chosen("broker", "shop", "table"),
    ]
    assert needs(defaults, "log", *given) == {"orders", "the site"}


def test_what_nobody_starts_and_is_done_later_promises_nothing(defaults: Defaults) -> None:
    assert needs(defaults, "log", LATER) == set()


def test_the_weakest_part_and_what_would_be_reached_without_it(defaults: Defaults) -> None:
    (found,) = facts(defaults, "use_case_availability", BUY)
    assert (found.get("weakest"), found.get("weakest_kind")) == ("orders", "service")
    assert (found.get("weakest_availability"), found.get("without_weakest")) == (SERVER, SITE)


def test_each_part_may_be_out_for_its_part_of_what_is_allowed(defaults: Defaults) -> None:
    """Formula A6: with ten parts each may be out for a tenth of it."""
    promise: Item = {"objectives": {"availability": Fraction("0.9999")}}
    (found,) = facts(defaults, "use_case_availability", BUY, promise)
    assert found.amount("minutes_for_each") == Fraction("52.56") / 2


def test_a_part_counts_the_use_cases_that_need_it(defaults: Defaults) -> None:
    found = {
        fact.text("part"): fact.get("use_cases")
        for fact in facts(defaults, "part_availability", BUY, use_case("count", "stock"))
    }
    assert found == {"orders": 1, "stock": 1, "the site": 2}


def test_origins_name_the_use_case_and_the_defaults(defaults: Defaults) -> None:
    given = dict(use_case_availabilities(memory(*PLACES, BUY), defaults))
    by_kind = {fact.kind: origins for fact, origins in given.items()}
    assert by_kind["use_case_availability"][0].inputs == ("use_cases.buy",)
    assert (
        Origin("default", "server-availability", "availability of the site") in by_kind["part_availability"]
    )


def test_a_part_tells_of_how_many_that_fall_short_it_is_the_weakest(defaults: Defaults) -> None:
    promise: Item = {"objectives": {"availability": Fraction("0.999")}}
    silent = use_case("look", "orders"), *call("orders", "stock", "look", access="read")
    given = BUY, *silent, replicas("stock", 2), promise
    found = {
        fact.text("part"): (fact.get("short_use_cases"), fact.get("worst_use_case"))
        for fact in facts(defaults, "part_availability", *given)
    }
    assert found == {"orders": (2, "look"), "stock": (0, None), "the site": (0, None)}


def test_without_a_promise_nothing_falls_short(defaults: Defaults) -> None:
    assert {fact.get("short_use_cases") for fact in facts(defaults, "part_availability", BUY)} == {0}


def test_one_use_case_that_needs_most_parts_is_marked(defaults: Defaults) -> None:
    given = BUY, use_case("look", "orders"), *call("orders", "stock", "look", access="read")
    found = {
        fact.text("use_case"): fact.get("most_parts")
        for fact in facts(defaults, "use_case_availability", *given)
    }
    assert found == {"buy": False, "look": True}
