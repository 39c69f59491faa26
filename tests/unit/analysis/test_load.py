"""Loads and volumes, worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.load import extraction_facts
from archrules.model.brief import Brief
from archrules.model.units import YEAR
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin
from tests.unit.analysis.briefs import brief, loads, only, origins, shop, written

READ = {"name": "read", "context": "orders", "reads": ["order", "level"], "peak": "30/s"}
WRITE = {"name": "write", "context": "orders", "writes": ["order"], "peak": "10/s", "answer": "later"}


def context_load(of: Brief, defaults: Defaults, context: str) -> Fact:
    return next(
        fact for fact in only(loads(of, defaults).facts(), "context_load") if fact.text("context") == context
    )


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("orders", {"reads_per_s": 30, "writes_per_s": 10, "requests_per_s": 40, "request_share": 1}),
        ("stock", {"reads_per_s": 30, "writes_per_s": 0, "requests_per_s": 0, "request_share": 0}),
    ],
)
def test_load_of_a_context(defaults: Defaults, context: str, expected: dict[str, int]) -> None:
    found = context_load(shop(READ, WRITE), defaults, context)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("actor", "answer", "messages"), [(None, "later", 10), ("clerk", "later", 0), (None, "now", 0)]
)
def test_what_no_client_asks_for_and_nobody_waits_for_is_a_message(
    defaults: Defaults, actor: str | None, answer: str, messages: int
) -> None:
    of = shop(READ, {**WRITE, "answer": answer, "actor": actor}, actors=[{"name": "clerk"}])
    assert context_load(of, defaults, "orders").get("messages_per_s") == messages


def test_load_of_the_system(defaults: Defaults) -> None:
    (found,) = only(loads(shop(READ, WRITE), defaults).facts(), "system_load")
    assert dict(found.items) == {
        "requests_per_s": 40,
        "reads_per_s": 60,
        "writes_per_s": 10,
        "deferred_share": Fraction(1, 4),
    }


def test_idle_system_has_shares_of_nothing(defaults: Defaults) -> None:
    idle = shop()
    assert context_load(idle, defaults, "orders").get("request_share") == 0
    (system,) = only(loads(idle, defaults).facts(), "system_load")
    assert system.get("deferred_share") == 0


def test_load_names_the_paths_it_is_summed_from(defaults: Defaults) -> None:
    found = context_load(shop(READ), defaults, "stock")
    origin = next(o for f, (o, *_) in loads(shop(READ), defaults).facts() if f == found)
    assert origin.inputs == ("use_cases.read.peak", "use_cases.read.reads")


def test_domain_is_counted(defaults: Defaults) -> None:
    (found,) = only(loads(shop(READ), defaults).facts(), "domain_size")
    assert dict(found.items) == {"contexts": 2, "entities": 3, "use_cases": 1}


def test_context_keeps_the_sum_of_its_entities(defaults: Defaults) -> None:
    contexts = [
        {
            "name": "log",
            "entities": [
                {"name": "line", "volume": "1000", "payload": "2 kB"},
                {"name": "page", "volume": "10"},
                {"name": "unknown"},
            ],
        }
    ]
    assert context_load(brief(contexts=contexts), defaults, "log").get("bytes") == 1000 * 2000 + 10 * 500


def test_context_tells_what_it_holds_at_most_apart_from_what_is_known(defaults: Defaults) -> None:
    held = [
        {"name": "cart", "payload": "2 B", "retention": "1 s"},
        {"name": "page", "volume": "10", "payload": "3 B"},
    ]
    of = brief(
        contexts=[{"name": "shop", "entities": held}],
        use_cases=[
            {"name": "fill", "context": "shop", "writes": ["cart"], "peak": "40/s", "traffic": "steady"}
        ],
    )
    found = context_load(of, defaults, "shop")
    assert (found.get("bytes"), found.get("bytes_at_most")) == (10 * 3, 10 * 3 + 40 * 2)


def entity_load(of: Brief, defaults: Defaults, entity: str) -> Fact:
    found = only(loads(of, defaults).facts(), "entity_load")
    return next(fact for fact in found if fact.text("entity") == entity)


@pytest.mark.parametrize(
    ("entity", "expected"),
    [("orders.order", (30, 10)), ("stock.level", (30, 0)), ("stock.move", (0, 0))],
)
def test_load_of_an_entity_is_that_of_the_use_cases_which_name_it(
    defaults: Defaults, entity: str, expected: tuple[int, int]
) -> None:
    found = entity_load(shop(READ, WRITE), defaults, entity)
    assert (found.get("reads_per_s"), found.get("writes_per_s")) == expected


def test_volume_of_an_entity_is_left_out_where_nothing_is_known(defaults: Defaults) -> None:
    found = entity_load(shop(READ), defaults, "orders.order")
    assert {found.get(name) for name in ("rows", "rows_at_most", "bytes", "bytes_at_most")} == {None}


def test_what_outlives_the_plan_is_deleted_when_the_brief_says_and_not_before(defaults: Defaults) -> None:
    found = entity_load(written(retention="10 years"), defaults, "log.line")
    assert (found.amount("kept_s"), found.amount("retention_s")) == (2 * YEAR, 10 * YEAR)


def load_origins(of: Brief, defaults: Defaults) -> list[Origin]:
    return [
        origin
        for origin in origins(loads(of, defaults).facts(), "context_load")
        if origin.source != "computed"
    ]


def test_default_payload_is_named_where_it_was_used(defaults: Defaults) -> None:
    assert load_origins(written(volume="1000"), defaults) == [
        Origin("default", "payload", "contexts.log.entities.line.payload")
    ]
    assert load_origins(written(volume="1000", payload="1 kB"), defaults) == []
    assert load_origins(written(), defaults) == []


def test_default_average_is_named_where_it_was_used(defaults: Defaults) -> None:
    assert load_origins(written(retention="1 d", payload="1 kB"), defaults) == [
        Origin("default", "average-to-peak-daily", "use_cases.log.peak")
    ]


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_more_requests_never_lower_a_load(defaults: Defaults, rate: int, more: int) -> None:
    first, second = (
        context_load(shop({**READ, "peak": f"{peak}/s"}, WRITE), defaults, "orders")
        for peak in (rate, rate + more)
    )
    assert first.amount("reads_per_s") <= second.amount("reads_per_s")
    assert first.amount("request_share") <= 1


def test_nothing_is_extracted_from_nothing(defaults: Defaults) -> None:
    of = shop(READ)
    assert list(extraction_facts(of, DomainFacts(of, defaults))) == []


def test_least_entangled_context_is_extracted_first(defaults: Defaults) -> None:
    contexts = [
        {"name": name, "entities": [{"name": f"{name}-entity"}]} for name in ("mail", "orders", "bills")
    ]
    use_cases = [
        {"name": "bill", "context": "bills", "reads": ["orders-entity"]},
        {"name": "remind", "context": "bills", "calls": [{"to": "mail"}, {"to": "orders"}]},
        {"name": "alone", "context": "mail", "reads": ["mail-entity"]},
    ]
    of = brief(contexts=contexts, use_cases=use_cases, existing={"style": "monolith"})
    found = only(extraction_facts(of, DomainFacts(of, defaults)), "extraction_order")
    assert [(fact.text("context"), fact.get("rank"), fact.get("coupling")) for fact in found] == [
        ("mail", 1, 1),
        ("bills", 2, 2),
        ("orders", 3, 2),
    ]


@pytest.mark.parametrize(
    ("traffic", "writes"),
    [("steady", 10), ("daily", 5), ("seasonal", 5), ("spiky", Fraction(5, 4))],
)
def test_writes_of_the_busiest_day_follow_the_shape_of_the_traffic(
    defaults: Defaults, traffic: str, writes: object
) -> None:
    of = shop({**WRITE, "peak": "10/s", "traffic": traffic, "reads": [], "writes": ["order"]})
    days = only(loads(of, defaults).facts(), "day_load")
    assert {fact.text("context"): fact.get("writes_per_s") for fact in days} == {"orders": writes, "stock": 0}


def test_the_busiest_day_of_the_system_is_that_of_its_contexts_together(defaults: Defaults) -> None:
    written = {"peak": "10/s", "traffic": "spiky", "reads": [], "writes": ["order", "stock.level"]}
    (found,) = only(loads(shop({**WRITE, **written}), defaults).facts(), "system_day_load")
    assert found.get("writes_per_s") == Fraction(5, 2)
