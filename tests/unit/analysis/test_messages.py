"""Who follows what a context publishes, counted by hand."""

from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.messages import followed_contexts
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import call_facts, shop

UseCase = dict[str, Any]
CONTEXTS = [
    {"name": "orders", "entities": [{"name": "order"}]},
    {"name": "stock", "entities": [{"name": "level"}]},
    {"name": "reports"},
]


def use_case(name: str, of: str = "orders", **fields: object) -> UseCase:
    return {"name": name, "context": of, "reads": ["level"], "answer": "later", **fields}


def given(of: Brief, defaults: Defaults) -> list[Given]:
    return list(followed_contexts(call_facts(of, defaults)))


def readers(defaults: Defaults, *use_cases: UseCase) -> dict[str, object]:
    found = given(shop(*use_cases, contexts=CONTEXTS), defaults)
    return {fact.text("context"): fact.get("readers") for fact, _ in found}


def test_each_context_that_reads_without_hurry_follows(defaults: Defaults) -> None:
    assert readers(defaults, use_case("a"), use_case("b", "reports")) == {"stock": 2}


def test_a_context_follows_once_however_many_use_cases_read(defaults: Defaults) -> None:
    assert readers(defaults, use_case("a"), use_case("b")) == {"stock": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"answer": "now"},
        {"writes": ["level"]},
        {"reads": [], "calls": [{"to": "bank"}]},
        {"of": "stock", "actor": "customer"},
    ],
    ids=str,
)
def test_nobody_follows(defaults: Defaults, fields: dict[str, Any]) -> None:
    assert readers(defaults, use_case("a", **fields)) == {}


def test_what_a_client_is_told_live_is_followed(defaults: Defaults) -> None:
    assert readers(defaults, use_case("a", answer="now", updates="live")) == {"stock": 1}


def test_origin_names_every_path_behind_it(defaults: Defaults) -> None:
    both = [use_case("a"), use_case("b", "reports")]
    ((_, (origin,)),) = given(shop(*both, contexts=CONTEXTS), defaults)
    assert origin.inputs == ("use_cases.a.reads", "use_cases.b.reads")
