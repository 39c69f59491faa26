"""What the brief says of clients, contexts, entities and use cases, as facts."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import CompleteUseCase, DomainFacts, complete_use_case
from archrules.model.brief import Brief
from archrules.model.domain import UseCase
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin
from tests.unit.analysis.briefs import brief, only, origins, shop


def facts(of: Brief, defaults: Defaults) -> list[Given]:
    return list(DomainFacts(of, defaults).facts())


def fields(found: list[Fact], *names: str) -> list[tuple[object, ...]]:
    return [tuple(fact.get(name) for name in names) for fact in found]


def completed(defaults: Defaults, **given: Any) -> CompleteUseCase:  # noqa: ANN401  # checked by pydantic
    return complete_use_case(UseCase.model_validate({"name": "buy", "context": "orders", **given}), defaults)


def used(defaults: Defaults, **given: Any) -> list[str]:  # noqa: ANN401  # checked by pydantic
    """The defaults used for a use case, each with the field that it stands for."""
    found = completed(defaults, **given).assumed
    return [f"{origin.reference} for {origin.formula.removeprefix('use_cases.buy.')}" for origin in found]


COMPLETE = {"peak": "1/min", "latency": "2 s", "answer": "now", "idempotent": False, "traffic": "spiky"}


def test_use_case_that_says_all_needs_no_default(defaults: Defaults) -> None:
    assert used(defaults, **COMPLETE) == []
    assert completed(defaults, **COMPLETE) == CompleteUseCase(
        rate=Fraction(1, 60),
        latency_ms=Fraction(2000),
        answer="now",
        idempotent=False,
        traffic="spiky",
        assumed=(),
    )


@pytest.mark.parametrize(
    ("left_out", "default"),
    [
        ("peak", "peak-rate for peak"),
        ("answer", "answer for answer"),
        ("latency", "latency-simple for latency"),
        ("traffic", "traffic for traffic"),
    ],
)
def test_default_is_named_with_what_it_stands_for(defaults: Defaults, left_out: str, default: str) -> None:
    assert used(defaults, **{name: value for name, value in COMPLETE.items() if name != left_out}) == [
        default
    ]


@pytest.mark.parametrize(
    ("given", "latency"),
    [
        ({}, 80),
        ({"reads": ["order"]}, 80),
        ({"reads": ["order"], "writes": ["order"]}, 400),
        ({"calls": [{"to": "bank"}]}, 400),
        ({"answer": "later"}, None),
        ({"answer": "later", "latency": "5 s"}, 5000),
    ],
    ids=str,
)
def test_latency_left_out(defaults: Defaults, given: dict[str, Any], latency: int | None) -> None:
    assert completed(defaults, **given).latency_ms == latency


@pytest.mark.parametrize(
    ("given", "idempotent", "default"),
    [
        ({"reads": ["order"]}, True, False),
        ({"writes": ["order"]}, False, True),
        ({"calls": [{"to": "bank"}]}, False, True),
        ({"writes": ["order"], "idempotent": True}, True, False),
    ],
    ids=str,
)
def test_only_reading_may_be_repeated_unless_said(
    defaults: Defaults, given: dict[str, Any], *, idempotent: bool, default: bool
) -> None:
    assert completed(defaults, **given).idempotent is idempotent
    assert ("idempotent for idempotent" in used(defaults, **given)) is default


def test_unsaid_consistency_stays_unknown(defaults: Defaults) -> None:
    (found,) = only(facts(shop({"name": "buy", "context": "orders"}), defaults), "use_case")
    assert found.get("consistency") is None


def test_use_case_counts_contexts_not_entities(defaults: Defaults) -> None:
    buy = {
        "name": "buy",
        "context": "orders",
        "reads": ["level", "move"],
        "writes": ["order", "level", "move"],
    }
    (found,) = only(facts(shop(buy), defaults), "use_case")
    assert fields([found], "read_contexts", "write_contexts") == [(1, 2)]


def test_origins_of_a_use_case_are_its_path_and_the_defaults(defaults: Defaults) -> None:
    found = origins(
        facts(shop({"name": "buy", "context": "orders", "peak": "1/s", "answer": "later"}), defaults),
        "use_case",
    )
    assert found == [
        Origin("brief", "use_cases.buy"),
        Origin("default", "traffic", "use_cases.buy.traffic"),
    ]


def test_entity_is_named_with_its_context(defaults: Defaults) -> None:
    found = only(facts(shop(), defaults), "entity")
    assert fields(found, "name", "context", "payload_bytes")[1:] == [
        ("stock.level", "stock", 200),
        ("stock.move", "stock", 1000),
    ]


def test_entity_that_says_nothing_is_known_by_name(defaults: Defaults) -> None:
    (found,) = only(facts(brief(contexts=[{"name": "c", "entities": [{"name": "e"}]}]), defaults), "entity")
    assert dict(found.items) == {"name": "c.e", "context": "c", "relations": 0}


def test_each_tag_and_access_is_a_fact(defaults: Defaults) -> None:
    entity = {"name": "e", "tags": ["pii", "audit"], "access": ["point", "range"], "relations": ["e"]}
    found = facts(brief(contexts=[{"name": "c", "entities": [entity]}]), defaults)
    assert fields(only(found, "entity_tag"), "entity", "tag") == [("c.e", "pii"), ("c.e", "audit")]
    assert fields(only(found, "entity_access"), "entity", "pattern") == [("c.e", "point"), ("c.e", "range")]
    assert fields(only(found, "entity"), "relations") == [(1,)]


def test_own_entity_is_meant_where_two_contexts_have_one_of_that_name(defaults: Defaults) -> None:
    contexts = [{"name": name, "entities": [{"name": "note"}]} for name in ("a", "b")]
    use_cases = [{"name": "jot", "context": "b", "writes": ["note"], "reads": ["a.note"]}]
    found = facts(brief(contexts=contexts, use_cases=use_cases), defaults)
    assert fields(only(found, "writes"), "entity", "context") == [("b.note", "b")]
    assert fields(only(found, "reads"), "entity", "context") == [("a.note", "a")]


def test_external_system_in_units_of_facts(defaults: Defaults) -> None:
    (found,) = only(facts(shop(), defaults), "external_system")
    assert dict(found.items) == {
        "name": "bank",
        "protocol": "rest",
        "availability": Fraction(99, 100),
        "latency_ms": 300,
    }


def test_origin_is_the_path_of_each_part(defaults: Defaults) -> None:
    found = {origin.reference for _, parts in facts(shop(), defaults) for origin in parts}
    assert found == {
        "system",
        "clients.web",
        "clients.app",
        "external_systems.bank",
        "contexts.orders",
        "contexts.stock",
        "contexts.orders.entities.order",
        "contexts.stock.entities.level",
        "contexts.stock.entities.move",
    }
