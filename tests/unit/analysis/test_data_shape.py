"""What groups of entities are named, and what is computed over references."""

from typing import Any

import pytest

from archrules.analysis.data_shape import circular_references, data_shape
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.model.brief import Brief
from archrules.vocabulary.facts import Fact, Value
from tests.unit.analysis.briefs import brief, loads


def shape(of: Brief, defaults: Defaults, kind: str) -> list[Fact]:
    found = data_shape(of, DomainFacts(of, defaults), loads(of, defaults))
    return [fact for fact, _ in found if fact.kind == kind]


def values(facts: list[Fact], *names: str) -> list[tuple[Value | None, ...]]:
    return sorted(tuple(fact.get(name) for name in names) for fact in facts)


def entities(*found: dict[str, Any], **others: Any) -> Brief:  # noqa: ANN401  # checked by pydantic
    """One context `orders` with these entities, and `people.person` outside."""
    outside = {"name": "people", "entities": [{"name": "person"}]}
    return brief(contexts=[{"name": "orders", "entities": found}, outside], **others)


def test_entities_are_grouped_by_how_they_are_found(defaults: Defaults) -> None:
    of = entities(
        {"name": "order", "access": ["point", "range"], "volume": 10, "payload": "5 B"},
        {"name": "line", "access": ["point"], "volume": 30, "payload": "1 B"},
        {"name": "note"},
        use_cases=[{"name": "show", "context": "orders", "reads": ["order", "line"], "peak": "7/s"}],
    )
    found = shape(of, defaults, "access_group")
    assert values(found, "context", "pattern", "entities", "reads_per_s", "rows", "bytes") == [
        ("orders", "point", "line and order", 14, 40, 80),
        ("orders", "range", "order", 7, 10, 50),
    ]


def test_entities_are_grouped_by_what_they_hold(defaults: Defaults) -> None:
    of = entities({"name": "order", "tags": ["financial", "pii"]}, {"name": "bill", "tags": ["financial"]})
    assert values(shape(of, defaults, "tag_group"), "tag", "entities") == [
        ("financial", "bill and order"),
        ("pii", "order"),
    ]


def test_references_inside_a_context_are_told_from_those_to_others(defaults: Defaults) -> None:
    of = entities({"name": "order", "relations": ["people.person", "line"]}, {"name": "line"})
    assert values(shape(of, defaults, "reference_group"), "scope", "references") == [
        ("inside", "order to line"),
        ("outside", "order to people.person"),
    ]


@pytest.mark.parametrize(
    ("relations", "circular"),
    [
        ({"a": ["a"]}, {"orders.a"}),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, {"orders.a", "orders.b", "orders.c"}),
        ({"a": ["b"], "b": ["c"]}, set()),
        ({"a": ["b"], "b": ["b"]}, {"orders.b"}),
    ],
)
def test_entities_on_a_circle_of_references_are_found(
    relations: dict[str, list[str]], circular: set[str]
) -> None:
    of = entities(*({"name": name, "relations": relations.get(name, [])} for name in "abc"))
    assert {fact.text("entity") for fact, _ in circular_references(of)} == circular


def test_the_largest_entity_is_the_one_with_the_most_rows(defaults: Defaults) -> None:
    of = entities(
        {"name": "few", "volume": 10, "payload": "1 MB"},
        {"name": "many", "volume": 11, "payload": "1 B"},
        {"name": "also-many", "volume": 11, "payload": "2 B"},
        {"name": "nobody-knows"},
    )
    assert values(shape(of, defaults, "largest_entity"), "context", "entity", "rows", "bytes") == [
        ("orders", "orders.also-many", 11, 22)
    ]


@pytest.mark.parametrize(
    ("use_case", "found"),
    [
        ({"writes": ["order", "line"], "idempotent": True}, [("orders", "take")]),
        ({"writes": ["order"], "calls": [{"to": "people"}], "idempotent": True}, [("orders", "take")]),
        ({"writes": ["order"], "idempotent": True}, []),
        ({"writes": ["order", "line"], "idempotent": False}, []),
        ({"writes": ["order", "line"]}, []),
    ],
)
def test_repeated_writes_are_those_that_no_single_row_makes_safe(
    defaults: Defaults, use_case: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    of = entities(
        {"name": "order"}, {"name": "line"}, use_cases=[{"name": "take", "context": "orders", **use_case}]
    )
    assert values(shape(of, defaults, "repeated_writes"), "context", "use_cases") == found


def test_reads_of_several_entities_of_one_context_are_counted(defaults: Defaults) -> None:
    use_case = {"name": "show", "context": "orders", "reads": ["order", "line", "people.person"]}
    of = entities({"name": "order"}, {"name": "line"}, use_cases=[use_case])
    assert values(shape(of, defaults, "joined_read"), "use_case", "context", "entities", "names") == [
        ("show", "orders", 2, "line and order")
    ]
