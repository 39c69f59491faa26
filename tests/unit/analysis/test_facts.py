"""All facts before any rule runs: each of a known kind, each with where it came from."""

from types import SimpleNamespace
from typing import cast

import pytest

from archrules.analysis.facts import COMPUTED, DOMAIN, OWNERSHIP, brief_facts, facts_of_domain, initial_facts
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import fits
from tests.unit.analysis.briefs import brief, shop

BUSY = shop(
    {"name": "buy", "context": "orders", "actor": "customer", "reads": ["level"], "writes": ["order"]},
    {"name": "pay", "context": "orders", "calls": [{"to": "bank"}], "answer": "later"},
    teams=[{"name": "red", "size": 4, "skills": ["plain"], "contexts": ["orders"]}],
    existing={"style": "monolith"},
)

WHOLE = brief(
    clients=[{"name": "web", "kind": "browser"}],
    actors=[{"name": "customer", "clients": ["web"]}],
    teams=[{"name": "red", "size": 4, "contexts": ["orders", "stock"]}],
    constraints={"cloud": "aws"},
    existing={"style": "monolith"},
    contexts=[
        {
            "name": "orders",
            "entities": [
                {
                    "name": "order",
                    "tags": ["financial"],
                    "access": ["point"],
                    "relations": ["line"],
                    "volume": 9,
                },
                {"name": "line", "relations": ["order", "item"]},
            ],
        },
        {
            "name": "stock",
            "entities": [
                {"name": "item", "visibility": "public", "volume": 900, "payload": "1 kB"},
                {"name": "level"},
                {"name": "photo", "tags": ["media"]},
            ],
        },
    ],
    use_cases=[
        {
            "name": "buy",
            "context": "orders",
            "actor": "customer",
            "reads": ["item"],
            "writes": ["order", "line", "level"],
            "idempotent": True,
        },
        {"name": "look", "context": "stock", "actor": "customer", "reads": ["item"], "peak": "900/s"},
        {
            "name": "track",
            "context": "orders",
            "actor": "customer",
            "reads": ["order", "line", "level", "item"],
        },
        {"name": "count", "context": "stock", "reads": ["order"], "writes": ["level"], "answer": "later"},
    ],
)
"""A brief of which facts of every kind that takes work can be computed."""


def test_every_value_fits_its_field(knowledge: KnowledgeBase) -> None:
    for fact, _ in initial_facts(BUSY, knowledge):
        assert all(fits(value, VOCABULARY[fact.kind].fields[name]) for name, value in fact.items)


def test_every_fact_says_where_it_came_from(knowledge: KnowledgeBase) -> None:
    assert [str(fact) for fact, origins in initial_facts(BUSY, knowledge) if not origins] == []


def test_every_default_and_item_named_exists(knowledge: KnowledgeBase) -> None:
    for _, origins in initial_facts(BUSY, knowledge):
        for origin in origins:
            assert origin.source != "default" or origin.reference in knowledge.defaults
            assert origin.source != "knowledge" or origin.reference in knowledge.by_id


def test_every_path_named_starts_at_a_field_of_the_brief(knowledge: KnowledgeBase) -> None:
    for _, origins in initial_facts(BUSY, knowledge):
        for origin in origins:
            paths = [origin.reference] if origin.source == "brief" else origin.inputs
            assert all(path.partition(".")[0] in Brief.model_fields for path in paths)


def test_facts_of_one_key_are_one(knowledge: KnowledgeBase) -> None:
    keys = [
        (fact.kind, fact.text(VOCABULARY[fact.kind].key))
        for fact, _ in initial_facts(BUSY, knowledge)
        if VOCABULARY[fact.kind].key
    ]
    assert len(set(keys)) == len(keys)


def test_brief_that_says_nothing_has_a_system_and_defaults(knowledge: KnowledgeBase) -> None:
    kinds = {fact.kind for fact, _ in initial_facts(brief(), knowledge)}
    assert kinds == {
        "cloud",
        "domain_size",
        "horizon",
        "licence_policy",
        "objectives",
        "planned_replica",
        "skills_policy",
        "system",
        "system_day_load",
        "system_load",
        "technology",
        "technology_support",
    }


@pytest.mark.parametrize("kinds", [*(made for made, _ in COMPUTED), OWNERSHIP], ids=min)
def test_facts_that_take_work_are_of_the_kinds_declared_for_them(
    kinds: frozenset[str], knowledge: KnowledgeBase
) -> None:
    stated = {fact.kind for fact, _ in brief_facts(WHOLE, knowledge, ())}
    assert {fact.kind for fact, _ in brief_facts(WHOLE, knowledge, kinds)} - stated == kinds


def test_facts_of_the_kinds_asked_for_are_the_same_as_without_asking(knowledge: KnowledgeBase) -> None:
    asked = frozenset({"call", "entity_load", "circular_reference"})
    found = [given for given in brief_facts(WHOLE, knowledge, asked) if given[0].kind in asked]
    assert found == [given for given in brief_facts(WHOLE, knowledge) if given[0].kind in asked]


def test_facts_of_the_domain_rest_on_its_fields_alone(knowledge: KnowledgeBase) -> None:
    domain = cast("Brief", SimpleNamespace(**{name: getattr(WHOLE, name) for name in DOMAIN}))
    assert list(facts_of_domain(domain, knowledge)) == list(facts_of_domain(WHOLE, knowledge))
