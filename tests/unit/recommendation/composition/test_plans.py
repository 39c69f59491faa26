"""The plans around a system: flow, scale, what runs today, what is assumed and what is asked."""

from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.composition import plans
from archrules.recommendation.composition.compose import compose_system
from tests.unit.recommendation.composition.shops import Part, context, shop, use_case
from tests.unit.recommendation.small_pack import Item, argument, decision, derivation, item, option
from tests.unit.recommendation.system_pack import APART, designed, system_pack

SYSTEM: Item = {"system": {"name": "$system"}}
REMEDY = {
    **decision("remedy", "bottleneck", {"fit": 1}),
    **option("remedy", "more", argument("fit", 1)),
    **option("remedy", "less", argument("fit", 0)),
}


def bottleneck(name: str) -> dict[str, Item]:
    found = {"name": name, "type": "database", "subject": "$system", "because": "it is full"}
    return derivation(f"find-{name}", [SYSTEM], {"bottleneck": found})


def test_row_of_a_service_names_products_as_people_write_them(apart: KnowledgeBase) -> None:
    feed = context("home", {"name": "feed", "tags": ["feed"]}, purpose="greets people")
    design = designed(apart, **shop(contexts=[feed]))
    (row,) = plans.service_rows(design, compose_system(design))
    assert (row.service, row.responsibility, row.tech, row.data_store) == (
        "home",
        "greets people",
        "TONGUE 1.2, 2 replicas",
        "PLAIN-DB 1.2; MEMORY-DB as cache",
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (use_case("buy", "orders"), "orders by itself"),
        (use_case("buy", "orders", actor="customer"), "customer (web) -> orders"),
        (use_case("buy", "orders", actor="customer", answer="later"), "customer (web) -> orders over amqp"),
        (
            use_case("buy", "orders", reads=["orders-data"], writes=["stock-data"]),
            "orders by itself; reads orders.orders-data; writes stock.stock-data; calls stock over https",
        ),
        (
            use_case("buy", "orders", writes=["stock-data"], answer="later"),
            "orders by itself; writes stock.stock-data; sends to stock over amqp",
        ),
        (
            use_case("buy", "orders", reads=["stock-data"], answer="later"),
            "orders by itself; reads stock.stock-data; takes what stock publishes over amqp",
        ),
        (use_case("buy", "orders", calls=[{"to": "bank"}]), "orders by itself; calls bank over https"),
    ],
    ids=str,
)
def test_flow_of_a_use_case(apart: KnowledgeBase, asked: Part, text: str) -> None:
    (flow,) = plans.flows(designed(apart, **shop(asked)))
    assert (flow.use_case, flow.text) == ("buy", text)


def test_scaling_is_the_remedy_for_each_bottleneck(tmp_path: Path) -> None:
    (found,) = plans.scaling(designed(system_pack(tmp_path, APART, REMEDY, bottleneck("disk"))))
    assert (found.bottleneck, found.because, found.solution, found.impact) == (
        "database: disk",
        "it is full",
        "About more: the shape of more",
        "the good of more",
    )


def test_bottleneck_without_a_remedy_is_told(tmp_path: Path) -> None:
    (found,) = plans.scaling(designed(system_pack(tmp_path, APART, bottleneck("disk"))))
    assert (found.solution, found.impact) == ("none of the known remedies applies", "open")


def test_what_runs_today(apart: KnowledgeBase) -> None:
    parts = [
        {"name": "web", "uses": ["db"], "contexts": ["stock", "orders"]},
        {"name": "db", "kind": "data-store", "technology": "plain-db"},
    ]
    existing = {
        "style": "modular-monolith",
        "release_interval": "30 d",
        "parts": parts,
        "problems": ["it is slow"],
    }
    assert list(plans.current_state(designed(apart, **shop(existing=existing)))) == [
        "modular monolith, released every 30 d",
        "data store db (PLAIN-DB)",
        "service web for orders, stock; uses db",
        "problem: it is slow",
    ]


def test_nothing_runs_today(apart: KnowledgeBase) -> None:
    assert list(plans.current_state(designed(apart))) == []


def test_migration_is_ordered_by_phase_rank_and_name(tmp_path: Path) -> None:
    order = {"d": (1, 2), "c": (2, 1), "b": (1, 1), "a": (2, 1)}
    steps = [
        derivation(
            f"step-{name}",
            [SYSTEM],
            {
                "migration_step": {
                    "name": name,
                    "phase": phase,
                    "rank": rank,
                    "does": f"do {name}",
                    "undo": "u",
                    "done_when": "w",
                }
            },
        )
        for name, (phase, rank) in order.items()
    ]
    found = plans.migration(designed(system_pack(tmp_path, APART, *steps)))
    assert [(step.number, step.does) for step in found] == [
        (1, "do b"),
        (2, "do d"),
        (3, "do a"),
        (4, "do c"),
    ]


def test_risks_and_questions_of_rules(tmp_path: Path) -> None:
    risk = derivation(
        "risk", [SYSTEM], {"risk": {"about": "$system", "text": "it burns", "mitigation": "water"}}
    )
    asks = derivation("asks", [SYSTEM], {"question": {"about": "$system", "text": "why?", "changes": "all"}})
    design = designed(system_pack(tmp_path, APART, risk, asks))
    assert [(one.about, one.text, one.mitigation) for one in plans.risks(design)] == [
        ("shop", "it burns", "water")
    ]
    assert [(one.about, one.text, one.changes) for one in plans.questions(design, (), {})] == [
        ("shop", "why?", "all")
    ]


def used(knowledge: KnowledgeBase, *use_cases: Part, **fields: object) -> dict[str, tuple[str, ...]]:
    """Default to what it was used for, once the system is composed."""
    design = designed(knowledge, **shop(*use_cases, **fields))
    compose_system(design)
    return {one.default: one.used_for for one in plans.assumptions(design)}


def test_default_is_assumed_once_with_all_that_it_was_used_for(apart: KnowledgeBase) -> None:
    found = used(apart, {"name": "a", "context": "orders"}, {"name": "b", "context": "stock"})
    assert found["peak-rate"] == ("use_cases.a.peak", "use_cases.b.peak")


def test_what_composition_assumes_is_listed(apart: KnowledgeBase) -> None:
    found = used(apart, use_case("pay", "orders", calls=[{"to": "bank"}], idempotent=True))
    assert found["replica-capacity"] == ("plan of a replica", "replicas of orders", "replicas of stock")
    assert found["retry-attempts"] == ("time of pay", "timeout of orders -> bank")
    assert "consumer-capacity" not in found


def test_what_the_brief_says_is_no_assumption(apart: KnowledgeBase) -> None:
    told = {"parameters": {"peak-rate": 5, "target-utilisation": "0.7"}, "horizon": "2 years"}
    found = used(apart, {"name": "a", "context": "orders"}, **told)
    assert {"peak-rate", "target-utilisation", "horizon"} & set(found) == set()


def test_assumption_says_value_reason_and_how_to_override_it(apart: KnowledgeBase) -> None:
    found = next(one for one in plans.assumptions(designed(apart)) if one.default == "horizon")
    assert (found.value, found.why, found.override, found.evidence) == (
        "24 things",
        "it is so",
        "say horizon",
        "convention",
    )


def test_default_in_use_asks_its_question(tmp_path: Path) -> None:
    asking = item(
        "horizon",
        value=24,
        unit="months",
        evidence="convention",
        override="o",
        question="how far?",
        changes="much",
    )
    pack = system_pack(tmp_path, APART, {"defaults/horizon.yaml": asking})
    asked = [
        [
            (one.about, one.text, one.changes)
            for one in plans.questions(design, tuple(plans.assumptions(design)), {})
        ]
        for design in (designed(pack), designed(pack, horizon="1 years"))
    ]
    assert asked == [[("horizon", "how far?", "much")], []]


def question_of(name: str) -> Item:
    return item(
        name, value=5, unit="things", evidence="convention", override="o", question=f"{name}?", changes="c"
    )


def test_questions_that_more_decisions_rest_on_come_first(tmp_path: Path) -> None:
    names = ("horizon", "latency-p99", "recovery-point", "recovery-time")
    asks = derivation("asks", [SYSTEM], {"question": {"about": "rule", "text": "why?", "changes": "all"}})
    defaults = {f"defaults/{name}.yaml": question_of(name) for name in names}
    design = designed(system_pack(tmp_path, APART, asks, defaults))
    assumed = tuple(plans.assumptions(design))
    resting = {"recovery-point": 7, "recovery-time": 2, "latency-p99": 2, "horizon": 0}
    assert [(one.about, one.decisions) for one in plans.questions(design, assumed, resting)] == [
        ("recovery-point", 7),
        ("latency-p99", 2),
        ("recovery-time", 2),
        ("rule", None),
        ("horizon", 0),
    ]
