"""Explanations go down to the brief, defaults, knowledge and earlier choices, and end nowhere else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.recommend import reason_about
from archrules.recommendation.results import Results
from archrules.recommendation.why import Explainer, Explanation
from tests.unit.recommendation.small_pack import argument, decision, derivation, option, veto
from tests.unit.recommendation.store_pack import store_pack

SHOP: dict[str, Any] = {
    "system": "shop",
    "contexts": [{"name": "orders", "entities": [{"name": "order", "volume": "1000"}]}],
    "use_cases": [
        {"name": "buy", "context": "orders", "writes": ["order"], "reads": ["order"], "peak": "200/s"}
    ],
    "teams": [{"name": "red", "size": 3, "skills": ["plain-db"]}],
    "constraints": {"forbidden": ["quick-db"]},
}
SIZE = {
    **derivation(
        "large",
        [{"context_load": {"context": "$context", "bytes": {">": 10}}}],
        {"derived_flag": {"name": "large", "subject": "$context", "holds": True}},
    ),
    **decision("size", "context", {"fit": 1}, after=["store"]),
    **option(
        "size",
        "small",
        argument("fit", 1),
        vetoes=[veto({"derived_flag": {"name": "large", "subject": "$context"}}, because="it is large")],
    ),
    **option(
        "size",
        "big",
        argument("fit", 2, {"choice": {"decision": "store", "subject": "$context", "option": "plain"}}),
        argument("fit", -1, {"horizon": {"months": "$months"}}, because="{months} months are long"),
    ),
    **decision("place", "context", {"fit": 1}, after=["store"]),
    **option(
        "place",
        "here",
        argument("fit", 1),
        vetoes=[veto({"choice": {"decision": "store", "option": "plain"}}, because="plain is there")],
    ),
    **option(
        "place",
        "there",
        argument("fit", 1),
        vetoes=[veto({"choice": {"decision": "store", "option": "plain"}}, because="plain is here")],
    ),
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"), SIZE)


def why(knowledge: KnowledgeBase, decision: str, **fields: object) -> Explanation:
    reasoning = reason_about(Brief.model_validate({**SHOP, **fields}), knowledge)
    found = next(one for one in Results(reasoning).decisions() if one.decision == decision)
    return Explainer(reasoning).outcome(reasoning.outcomes[decision, "orders"], found)


def part(explanation: Explanation, start: str) -> Explanation:
    """The first statement below that starts so."""
    return next(one for one in every(explanation) if one.text.startswith(start))


def every(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for below in explanation.because:
        yield from every(below)


def test_headline_tells_choice_release_score_and_lead(knowledge: KnowledgeBase) -> None:
    assert why(knowledge, "store").text == (
        "store for orders: plain (plain-db 1.2), score 1.25, a clear lead of 0.50 over odd"
    )


def test_headline_without_a_choice(knowledge: KnowledgeBase) -> None:
    assert why(knowledge, "place").text == "place for orders: no option survives"


def test_chapters_in_order(knowledge: KnowledgeBase) -> None:
    assert [one.text for one in why(knowledge, "store").because] == [
        "for and against",
        "gives up",
        "runner-up: odd, score 0.75",
        "excluded",
    ]


def test_price_of_the_choice_is_told(knowledge: KnowledgeBase) -> None:
    assert [one.text for one in part(why(knowledge, "store"), "gives up").because] == ["the price of plain"]


def test_guideline_is_told_with_the_choice_that_it_rests_on(tmp_path: Path) -> None:
    choice = {"choice": {"decision": "store", "subject": "$context", "option": "plain"}}
    fields = {"decision": "store", "subject": "$context", "topic": "pool", "text": "nine for {context}"}
    pack = store_pack(tmp_path, SIZE, derivation("pool", [choice], {"guideline": fields}))
    (told,) = part(why(pack, "store"), "how to build it").because
    assert told.text == "pool: nine for orders"
    assert [one.text for one in told.because] == [
        "rule pool [The Book]",
        "decided before: store for orders: plain",
    ]


def test_argument_is_told_with_criterion_points_and_rule(knowledge: KnowledgeBase) -> None:
    found = part(why(knowledge, "store"), "for and against").because[0]
    assert found.text == "fit +1: so it is"
    assert found.because[0].text == "rule store/plain#argument-1 [The Book]"


def test_derived_argument_is_told_down_to_brief_and_knowledge(knowledge: KnowledgeBase) -> None:
    found = part(why(knowledge, "store"), "skills +2: plain-db is known")
    assert list(found.lines()) == [
        "skills +2: plain-db is known",
        "  rule known [The Book]",
        "  skill {team: red, technology: plain-db}",
        "    brief: teams.red.skills",
        "  context {name: orders}",
        "    brief: contexts.orders",
        "  option {decision: store, name: plain, technology: plain-db, category: things}",
        "    knowledge store/plain [The Book]",
    ]


def test_excluded_option_is_told_with_every_veto(knowledge: KnowledgeBase) -> None:
    found = part(why(knowledge, "store"), "excluded").because[0]
    assert (found.text, [one.text for one in found.because]) == (
        "quick",
        ["quick-db is forbidden", "200 reads are too many"],
    )


def test_computed_fact_names_its_formula_and_its_defaults(knowledge: KnowledgeBase) -> None:
    load = part(part(why(knowledge, "size"), "excluded"), "context_load")
    computed, default = load.because
    assert computed.text.startswith("computed: rates of the use cases summed; rows at the end of the horizon")
    assert computed.text.endswith(
        "from contexts.orders.entities.order, use_cases.buy.peak, use_cases.buy.reads, use_cases.buy.writes"
    )
    assert default.text == "default payload for contexts.orders.entities.order.payload [The Book]"


def test_default_is_told_with_its_source(knowledge: KnowledgeBase) -> None:
    found = part(why(knowledge, "size"), "horizon {months: 24}")
    assert [one.text for one in found.because] == ["default horizon for horizon [The Book]"]


def test_earlier_choice_is_told_and_not_explained_again(knowledge: KnowledgeBase) -> None:
    found = part(why(knowledge, "size"), "decided before")
    assert found == Explanation("decided before: store for orders: plain")


def test_conflict_tells_requirements_and_earlier_choices(knowledge: KnowledgeBase) -> None:
    found = part(why(knowledge, "place"), "in conflict")
    assert [one.text for one in found.because] == ["decided before: store for orders: plain"]


LEAVES = ("brief: ", "default ", "knowledge ", "computed: ", "decided before: ", "rule ", "the price of ")


@pytest.mark.parametrize("decision", ["store", "cache", "size", "place"])
def test_every_explanation_ends_in_something_given(knowledge: KnowledgeBase, decision: str) -> None:
    leaves = [one.text for one in every(why(knowledge, decision)) if not one.because]
    assert [
        text for text in leaves if not text.startswith(LEAVES) and not text.endswith("(explained above)")
    ] == []


def test_other_ways_are_counted(tmp_path: Path) -> None:
    ways = [
        derivation(
            f"way-{number}",
            [{"context": {"name": "$context"}}],
            {"derived_flag": {"name": "large", "subject": "$context", "holds": True}},
        )
        for number in range(2)
    ]
    found = why(store_pack(tmp_path, SIZE, *ways), "size")
    flag = part(part(found, "excluded"), "derived_flag")
    assert flag.text == "derived_flag {name: large, subject: orders, holds: true} (and in 2 other ways)"


def test_text_is_one_statement_a_line() -> None:
    tree = Explanation("a\n b", (Explanation("c", (Explanation("d"),)), Explanation("e")))
    assert str(tree) == "a b\n  c\n    d\n  e"


def test_explanation_as_plain_data() -> None:
    tree = Explanation("a", (Explanation("b"),))
    assert json.loads(json.dumps(tree.as_dict())) == {"text": "a", "because": [{"text": "b"}]}
