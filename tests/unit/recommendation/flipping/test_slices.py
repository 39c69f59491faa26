"""Slices: what one decision rests on, and nothing beside it."""

from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.flipping.slices import DecisionSlice
from archrules.vocabulary.facts import Fact
from tests.unit.recommendation.small_pack import argument, decision, derivation, option
from tests.unit.recommendation.store_pack import reasoned, store_pack

FACTS = (
    {"context": {"name": "orders", "purpose": "takes orders"}},
    {"context_load": {"context": "orders", "reads_per_s": 5, "writes_per_s": 7}},
    {"budget": {"monthly": 5, "currency": "EUR"}},
)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


def fact(knowledge: KnowledgeBase, kind: str) -> Fact:
    return reasoned(knowledge, *FACTS).memory.of_kind(kind)[0]


def rules(part: DecisionSlice) -> list[str]:
    return sorted(rule.id for stage in part.stages for rule in stage)


def test_it_has_the_derivations_that_the_decision_rests_on(knowledge: KnowledgeBase) -> None:
    assert rules(DecisionSlice(knowledge, "store")) == ["forbidden", "known"]


def test_it_has_no_derivations_of_another_decision(knowledge: KnowledgeBase) -> None:
    assert rules(DecisionSlice(knowledge, "cache")) == ["forbidden"]


def test_it_has_what_its_derivations_rest_on(tmp_path: Path) -> None:
    further = derivation(
        "trained", [{"team": {"name": "$team"}}], {"skill": {"team": "$team", "technology": "quick-db"}}
    )
    assert rules(DecisionSlice(store_pack(tmp_path, further), "store")) == ["forbidden", "known", "trained"]


def test_it_names_the_decisions_whose_choices_are_read(knowledge: KnowledgeBase) -> None:
    earlier = {name: DecisionSlice(knowledge, name).earlier for name in ("store", "cache")}
    assert earlier == {"store": (), "cache": ("store",)}


def test_a_choice_that_a_derivation_reads_is_one_that_is_read(tmp_path: Path) -> None:
    pack = store_pack(
        tmp_path,
        derivation(
            "quick-context",
            [{"choice": {"decision": "store", "subject": "$context", "option": "quick"}}],
            {"session_context": {"context": "$context"}},
        ),
        decision("extra", "context", {"fit": 1}),
        option("extra", "none", argument("fit", 0)),
        option("extra", "some", argument("fit", 1, {"session_context": {"context": "$context"}})),
    )
    assert DecisionSlice(pack, "extra").earlier == ("store",)


@pytest.mark.parametrize(("kind", "read"), [("context_load", True), ("budget", False)])
def test_only_kinds_that_a_rule_names_are_read(knowledge: KnowledgeBase, kind: str, *, read: bool) -> None:
    assert DecisionSlice(knowledge, "store").reads(fact(knowledge, kind)) is read


def test_of_a_fact_only_the_fields_that_a_rule_names_are_seen(knowledge: KnowledgeBase) -> None:
    part = DecisionSlice(knowledge, "store")
    assert part.seen_of(fact(knowledge, "context_load")) == ("context_load", "orders", 5)


def test_two_facts_with_other_figures_have_one_name(knowledge: KnowledgeBase) -> None:
    part = DecisionSlice(knowledge, "store")
    assert part.named(fact(knowledge, "context_load")) == ("context_load", "orders")


def test_without_an_option_its_kinds_are_not_read(knowledge: KnowledgeBase) -> None:
    part = DecisionSlice(knowledge, "store", options=["plain", "odd"])
    assert not part.reads(fact(knowledge, "context_load"))


def test_only_the_options_asked_for_are_left(knowledge: KnowledgeBase) -> None:
    part = DecisionSlice(knowledge, "store", options=["plain", "odd"])
    assert [option.name for option in part.decision.options] == ["odd", "plain"]
