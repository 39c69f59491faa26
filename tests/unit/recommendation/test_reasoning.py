"""Deciding: vetoes exclude, arguments count once, weights come from the brief, earlier choices are facts."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.inference.memory import Support
from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.reasoning import Outcome, Weighed
from archrules.vocabulary.facts import Fact
from tests.unit.recommendation.small_pack import Item, argument, option
from tests.unit.recommendation.store_pack import order, reasoned, store_pack

CONTEXT: Item = {"context": {"name": "orders"}}
ORDER, LINE = (
    {"writes": {"use_case": "buy", "entity": f"orders.{name}", "context": "orders"}}
    for name in ("order", "line")
)
SOX: Item = {"compliance": {"regime": "sox"}}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


def forbidden(technology: str) -> Item:
    return {"forbidden": {"technology": technology}}


def reads(rate: int) -> Item:
    return {"context_load": {"context": "orders", "reads_per_s": rate}}


def store(knowledge: KnowledgeBase, *facts: Item, **priorities: int) -> Outcome:
    """The outcome for the store of `orders`."""
    return reasoned(knowledge, CONTEXT, *facts, priorities=priorities).outcomes["store", "orders"]


def weighed(outcome: Outcome, option: str) -> Weighed:
    return next(one for one in outcome.weighed if one.option.name == option)


def texts(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.text("because") for fact in facts]


def test_score_is_the_weighted_mean_of_the_points(knowledge: KnowledgeBase) -> None:
    found = weighed(store(knowledge, ORDER), "quick")
    assert found.points == {"fit": 2, "cost": -1}
    assert found.score == Fraction(2 * 2 - 1, 4)


def test_argument_without_conditions_always_holds(knowledge: KnowledgeBase) -> None:
    assert weighed(store(knowledge), "plain").points == {"fit": 1, "cost": 1}


def test_argument_that_does_not_hold_gives_no_points(knowledge: KnowledgeBase) -> None:
    assert weighed(store(knowledge), "quick").points == {"cost": -1}


def test_argument_counts_once_however_often_it_holds(knowledge: KnowledgeBase) -> None:
    once, twice = (weighed(store(knowledge, *facts), "quick") for facts in ([ORDER], [ORDER, LINE]))
    assert twice.points == once.points
    assert [(criterion, points, texts(facts)) for criterion, points, facts in twice.arguments] == [
        ("fit", 2, ["orders.line is written quickly", "orders.order is written quickly"]),
        ("cost", -1, ["so it is"]),
    ]


def test_points_of_one_criterion_are_clamped(tmp_path: Path) -> None:
    strong = option("store", "plain", argument("fit", 2), argument("fit", 2, CONTEXT), technology="plain-db")
    assert weighed(store(store_pack(tmp_path, strong)), "plain").points == {"fit": 3}


def test_tie_goes_to_the_more_proven_then_to_the_first_name(knowledge: KnowledgeBase) -> None:
    assert order(store(knowledge)) == ["plain", "odd", "quick"]


def test_veto_excludes_whatever_the_score(knowledge: KnowledgeBase) -> None:
    found = store(knowledge, ORDER, SOX, fit=10, cost=0)
    assert order(found) == ["plain", "odd"]
    assert texts(weighed(found, "quick").vetoes) == ["it forgets"]
    assert weighed(found, "quick").score == Fraction(20, 11)


def test_every_veto_that_holds_is_told(knowledge: KnowledgeBase) -> None:
    found = weighed(store(knowledge, SOX, reads(101)), "quick")
    assert texts(found.vetoes) == ["it forgets", "101 reads are too many"]


def test_veto_is_of_its_subject_only(knowledge: KnowledgeBase) -> None:
    found = reasoned(knowledge, CONTEXT, {"context": {"name": "stock"}}, reads(101)).outcomes
    assert not weighed(found["store", "stock"], "quick").vetoes
    assert weighed(found["store", "orders"], "quick").vetoes


@pytest.mark.parametrize(("rate", "excluded"), [(100, False), (101, True)])
def test_veto_compares_with_its_parameter(knowledge: KnowledgeBase, rate: int, *, excluded: bool) -> None:
    assert bool(weighed(store(knowledge, reads(rate)), "quick").vetoes) is excluded


def test_other_parameter_changes_what_is_excluded(knowledge: KnowledgeBase) -> None:
    changed = knowledge.with_parameters({"store/quick.many": 500})
    assert weighed(store(knowledge, reads(200)), "quick").vetoes
    assert not weighed(store(changed, reads(200)), "quick").vetoes


def test_barred_option_is_out_for_every_subject(knowledge: KnowledgeBase) -> None:
    found = reasoned(knowledge, CONTEXT, {"context": {"name": "stock"}}, forbidden("plain-db"))
    assert [order(found.outcomes["store", name])[0] for name in ("orders", "stock")] == ["odd", "odd"]
    assert texts(weighed(found.outcomes["store", "orders"], "plain").vetoes) == ["plain-db is forbidden"]


def test_what_all_options_share_argues_beside_their_own_arguments(knowledge: KnowledgeBase) -> None:
    found = weighed(store(knowledge, {"skill": {"team": "red", "technology": "quick-db"}}), "quick")
    assert found.points == {"cost": -1, "skills": 2}
    assert found.arguments[-1][2][0].text("because") == "quick-db is known"


def test_shared_argument_on_another_criterion_counts_nothing(knowledge: KnowledgeBase) -> None:
    shared = {
        "decision": "cache",
        "option": "none",
        "subject": "orders",
        "criterion": "fit",
        "points": 3,
        "because": "so",
    }
    found = reasoned(knowledge, CONTEXT, {"argued": shared}).outcomes["cache", "orders"]
    assert weighed(found, "none").points == {"speed": 0}


def test_priorities_replace_weights(knowledge: KnowledgeBase) -> None:
    told, untold = store(knowledge, ORDER, fit=1, cost=0, beauty=9), store(knowledge, ORDER)
    assert told.weights == {"fit": 1, "cost": 0, "skills": 1}
    assert untold.weights == {"fit": 2, "cost": 1, "skills": 1}


def test_priorities_change_the_choice(knowledge: KnowledgeBase) -> None:
    assert order(store(knowledge, ORDER, fit=10, cost=0))[0] == "quick"
    assert order(store(knowledge, ORDER, fit=0, cost=10))[0] == "plain"


def test_weights_of_zero_leave_maturity_to_decide(knowledge: KnowledgeBase) -> None:
    assert order(store(knowledge, ORDER, fit=0, cost=0, skills=0)) == ["plain", "quick", "odd"]


def test_choice_is_a_fact_with_its_reasons(knowledge: KnowledgeBase) -> None:
    found = reasoned(knowledge, CONTEXT)
    choice = found.outcomes["store", "orders"].choice
    assert choice is not None
    assert dict(choice.items) == {
        "decision": "store",
        "subject": "orders",
        "option": "plain",
        "technology": "plain-db",
    }
    (support,) = found.memory.supports(choice)
    assert support == Support("store/plain", support.facts)
    assert [fact.kind for fact in support.facts] == ["context", "argument", "argument"]


def test_later_decision_sees_the_earlier_choice(knowledge: KnowledgeBase) -> None:
    plain, quick = (reasoned(knowledge, CONTEXT, ORDER, priorities={"cost": cost}) for cost in (9, 0))
    assert [one.chosen("store", "orders") for one in (plain, quick)] == ["plain", "quick"]
    assert [one.chosen("cache", "orders") for one in (plain, quick)] == ["memory", "none"]


def test_no_option_survives(tmp_path: Path) -> None:
    found = reasoned(
        store_pack(tmp_path, option("store", "odd", argument("fit", 1), technology="plain-db")),
        CONTEXT,
        SOX,
        forbidden("plain-db"),
    )
    outcome = found.outcomes["store", "orders"]
    assert (order(outcome), outcome.choice, found.chosen("store", "orders")) == ([], None, None)
    assert found.chosen("cache", "orders") == "memory"


def test_nothing_is_decided_for_nobody(knowledge: KnowledgeBase) -> None:
    assert reasoned(knowledge, {"system": {"name": "shop"}}).outcomes == {}


def test_outcomes_are_in_order_of_decision_and_name(knowledge: KnowledgeBase) -> None:
    found = reasoned(knowledge, {"context": {"name": "stock"}}, CONTEXT)
    assert list(found.outcomes) == [
        ("store", "orders"),
        ("store", "stock"),
        ("cache", "orders"),
        ("cache", "stock"),
    ]


def test_unknown_decision_or_subject_has_no_choice(knowledge: KnowledgeBase) -> None:
    found = reasoned(knowledge, CONTEXT)
    assert found.chosen("store", "nowhere") is found.chosen("colour", "orders") is None


FACTS = st.sets(st.sampled_from([0, 1, 2, 3, 4]))
POSSIBLE: list[Item] = [
    ORDER,
    SOX,
    reads(200),
    forbidden("plain-db"),
    {"skill": {"team": "red", "technology": "quick-db"}},
]


def without(knowledge: KnowledgeBase, gone: str) -> KnowledgeBase:
    """The same knowledge with one option fewer for the store."""
    made = knowledge.decisions["store"]
    fewer = replace(made, options=tuple(one for one in made.options if one.name != gone))
    return replace(knowledge, decisions={**knowledge.decisions, "store": fewer})


@settings(max_examples=25)
@given(FACTS, st.sampled_from(["quick", "plain", "odd"]))
def test_option_that_is_gone_never_reorders_the_others(
    knowledge: KnowledgeBase, chosen: set[int], gone: str
) -> None:
    facts = [POSSIBLE[index] for index in sorted(chosen)]
    before, after = store(knowledge, *facts), store(without(knowledge, gone), *facts)
    assert order(after) == [name for name in order(before) if name != gone]
    assert [w.score for w in after.weighed] == [w.score for w in before.weighed if w.option.name != gone]
