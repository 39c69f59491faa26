"""Outcomes as people read them: order, reasons, conventions, and what is in conflict."""

from fractions import Fraction
from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.recommendation import DecisionResult
from archrules.recommendation.reasoning import Reasoning
from archrules.recommendation.results import Results, cite, joined_texts, score_text
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, make_fact
from archrules.vocabulary.origins import Origin
from tests.unit.recommendation.small_pack import Item, argument, derivation, option, veto
from tests.unit.recommendation.store_pack import reasoned, store_pack

CONTEXT: Item = {"context": {"name": "orders"}}
BUSY: Item = {"context_load": {"context": "orders", "reads_per_s": 101}}
ENTITIES: list[Item] = [
    {"writes": {"use_case": "buy", "entity": f"orders.{name}", "context": "orders"}} for name in "abcde"
]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


def result(reasoning: Reasoning, decision: str = "store") -> DecisionResult:
    return next(found for found in Results(reasoning).decisions() if found.decision == decision)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0.00"),
        (Fraction(1, 3), "0.33"),
        (Fraction(-1, 2), "-0.50"),
        (Fraction(3), "3.00"),
        (Fraction(2, 3), "0.67"),
        (Fraction(-1, 1000), "0.00"),
    ],
)
def test_score_has_two_places(value: Fraction, text: str) -> None:
    assert score_text(value) == text


def argued(text: str) -> Fact:
    return make_fact(VOCABULARY["argument"], {"because": text})


@pytest.mark.parametrize(
    ("texts", "joined"),
    [("a", "a"), ("aa", "a"), ("abc", "a; b; c"), ("abcde", "a; b; c; and 2 more"), ("aabbc", "a; b; c")],
)
def test_first_three_texts_are_written_out(texts: str, joined: str) -> None:
    assert joined_texts([argued(text) for text in texts]) == joined


def test_source_is_cited_once(knowledge: KnowledgeBase) -> None:
    references = knowledge.decisions["store"].item.sources * 2
    assert [(found.ref, found.title) for found in cite(knowledge, references)] == [("book", "The Book")]


def test_choice_runner_up_and_margin(knowledge: KnowledgeBase) -> None:
    found = result(reasoned(knowledge, CONTEXT, *ENTITIES, priorities={"fit": 6}))
    assert (found.choice, found.runner_up, found.margin, found.margin_text) == (
        "quick",
        "plain",
        "clear",
        "0.50",
    )


def test_options_are_in_order_of_rank_then_the_excluded_by_name(knowledge: KnowledgeBase) -> None:
    excluded = [BUSY, {"forbidden": {"technology": "plain-db"}}]
    assert [one.option for one in result(reasoned(knowledge, CONTEXT, *excluded)).options] == [
        "odd",
        "plain",
        "quick",
    ]


def test_only_option_left_leads_nobody(knowledge: KnowledgeBase) -> None:
    excluded = [BUSY, {"forbidden": {"technology": "plain-db"}}]
    found = result(reasoned(knowledge, CONTEXT, *excluded))
    assert (found.choice, found.runner_up, found.margin, found.margin_text) == ("odd", None, "only", "0.00")


def test_reason_names_rule_points_and_source(knowledge: KnowledgeBase) -> None:
    reason = result(reasoned(knowledge, CONTEXT, *ENTITIES)).option("quick").arguments[0]
    assert (reason.rule, reason.criterion, reason.points) == ("store/quick#argument-1", "fit", 2)
    assert reason.because == (
        "orders.a is written quickly; orders.b is written quickly; orders.c is written quickly; and 2 more"
    )
    assert [source.ref for source in reason.sources] == ["book"]


def test_reason_that_all_options_share_names_its_derivation(knowledge: KnowledgeBase) -> None:
    barred = result(reasoned(knowledge, CONTEXT, {"forbidden": {"technology": "plain-db"}})).option("plain")
    assert [(reason.rule, reason.because) for reason in barred.vetoes] == [
        ("forbidden", "plain-db is forbidden")
    ]


def test_option_says_what_it_gives_and_costs(knowledge: KnowledgeBase) -> None:
    found = result(reasoned(knowledge, CONTEXT)).option("quick")
    assert (found.gives, found.gives_up, found.revisit) == (
        ("the good of quick",),
        ("the price of quick",),
        ("more than 100 reads",),
    )


def test_release_is_the_one_to_use(knowledge: KnowledgeBase) -> None:
    support = {"technology_support": {"technology": "plain-db", "release": "1.2"}}
    found = result(reasoned(knowledge, CONTEXT, support))
    assert [(one.option, one.release) for one in found.options] == [
        ("plain", "1.2"),
        ("odd", None),
        ("quick", None),
    ]


def test_convention_behind_a_veto_is_told(knowledge: KnowledgeBase) -> None:
    (told,) = result(reasoned(knowledge, CONTEXT, BUSY)).conventions
    assert told.decides
    assert (told.parameter, told.value, told.unit, told.overridden) == (
        "store/quick.many",
        "100",
        "reads per second",
        False,
    )


def test_convention_that_decides_nothing_is_not_told(knowledge: KnowledgeBase) -> None:
    assert result(reasoned(knowledge, CONTEXT)).conventions == ()


def test_overridden_convention_is_told_with_its_new_value(knowledge: KnowledgeBase) -> None:
    changed = knowledge.with_parameters({"store/quick.many": 7})
    (told,) = result(reasoned(changed, CONTEXT, BUSY)).conventions
    assert (told.value, told.overridden) == ("7", True)


def test_definition_is_told_only_where_it_is_overridden(tmp_path: Path) -> None:
    parameter = {"value": 100, "unit": "x", "evidence": "definition", "why": "so", "source": {"ref": "book"}}
    load = {"context_load": {"context": "$context", "reads_per_s": "$reads"}}
    defined = option(
        "store",
        "quick",
        argument("fit", 1),
        argument("cost", 1),
        vetoes=[veto(load, {"test": "reads > many"})],
        technology="quick-db",
        parameters={"many": parameter},
    )
    pack = store_pack(tmp_path, defined)
    assert result(reasoned(pack, CONTEXT, BUSY)).conventions == ()
    (told,) = result(reasoned(pack.with_parameters({"store/quick.many": 9}), CONTEXT, BUSY)).conventions
    assert told.parameter == "store/quick.many"


def guided(folder: Path, text: str = "build {context} so", **more: object) -> KnowledgeBase:
    """The pack with one guideline for every context with the plain store."""
    choice = {"choice": {"decision": "store", "subject": "$context", "option": "plain"}}
    fields = {"decision": "store", "subject": "$context", "topic": "shape", "text": text}
    return store_pack(folder, derivation("shape", [choice], {"guideline": fields}, **more))


def test_guideline_belongs_to_the_subject_it_is_for(tmp_path: Path) -> None:
    reasoning = reasoned(guided(tmp_path), CONTEXT, {"context": {"name": "cart"}})
    told = {
        each.subject: [(one.topic, one.text, one.sources[0].ref) for one in each.guidelines]
        for each in Results(reasoning).decisions()
        if each.decision == "store"
    }
    assert told == {
        "cart": [("shape", "build cart so", "book")],
        "orders": [("shape", "build orders so", "book")],
    }


def test_guideline_of_another_choice_is_not_told(tmp_path: Path) -> None:
    written = [*ENTITIES, CONTEXT, {"skill": {"technology": "quick-db"}}]
    assert result(reasoned(guided(tmp_path), *written)).guidelines == ()


def test_convention_behind_a_guideline_is_told(tmp_path: Path) -> None:
    parameter = {"value": 7, "unit": "x", "evidence": "convention", "why": "so", "source": {"ref": "book"}}
    pack = guided(tmp_path, "build {context} {size} high", parameters={"size": parameter})
    told = [(one.parameter, one.decides) for one in result(reasoned(pack, CONTEXT)).conventions]
    assert told == [("shape.size", False)]


def test_decisions_that_read_a_default_are_counted_once_each(knowledge: KnowledgeBase) -> None:
    reasoning = reasoned(knowledge, CONTEXT, BUSY)
    (load,) = reasoning.memory.of_kind("context_load")
    for place in ("use_cases.a.peak", "use_cases.b.peak"):
        reasoning.memory.give(load, Origin("default", "peak-rate", place))
    results = Results(reasoning)
    results.decisions()
    assert results.resting_on_defaults() == {"peak-rate": 1}


def test_what_the_brief_says_rests_on_no_default(knowledge: KnowledgeBase) -> None:
    results = Results(reasoned(knowledge, CONTEXT, BUSY))
    results.decisions()
    assert results.resting_on_defaults() == {}
