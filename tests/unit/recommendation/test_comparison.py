"""compare(): what people get, and what it says of the sides and of what would turn the choice."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import BriefError, UnknownNameError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.model.canonical import digest
from archrules.model.comparison import ComparisonData, Turning
from archrules.recommendation.comparison import Comparison, compare_from
from archrules.recommendation.recommend import recommend_from
from tests.unit.recommendation.flipping.shop import SHOP, shop
from tests.unit.recommendation.small_pack import argument, option, veto
from tests.unit.recommendation.store_pack import store_pack

BRIEF = Brief.model_validate(SHOP)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """`plain-db` has a large option that few reads rule out and that is worse than the other."""
    large = option(
        "store",
        "plain-large",
        argument("fit", 1),
        vetoes=[veto({"compliance": {"regime": "hipaa"}}, because="it is too large")],
        technology="plain-db",
    )
    return store_pack(tmp_path_factory.mktemp("pack"), large)


@pytest.fixture(scope="module")
def found(knowledge: KnowledgeBase) -> Comparison:
    """`quick-db` wins over `plain-db` for `orders`."""
    return compare_from(BRIEF, knowledge, "store", "orders", ["plain-db", "quick-db"])


def compared(knowledge: KnowledgeBase, *options: str, **fields: Any) -> ComparisonData:  # noqa: ANN401
    return compare_from(shop(**fields), knowledge, "store", "orders", options).data


def turn_texts(turning: Turning) -> list[list[str]]:
    return [[turn.text for turn in flip.turns] for flip in turning.flips]


def test_sides_are_in_order_of_rank_under_the_names_that_were_given(found: Comparison) -> None:
    assert [side.name for side in found.data.sides] == ["quick-db", "plain-db"]


def test_a_technology_stands_for_its_best_configuration(found: Comparison) -> None:
    assert found.data.side("plain-db").best.option == "plain"


def test_the_other_configurations_of_a_technology_are_told(found: Comparison) -> None:
    assert [each.option for each in found.data.side("plain-db").configurations] == ["plain", "plain-large"]


def test_a_configuration_that_is_ruled_out_does_not_stand_for_its_technology(
    knowledge: KnowledgeBase,
) -> None:
    side = compared(knowledge, "quick-db", "odd", compliance=["sox"]).side("quick-db")
    assert (side.survives, [veto.because for veto in side.best.vetoes]) == (False, ["it forgets"])


def test_winner_and_runner_up(found: Comparison) -> None:
    assert (found.winner, found.runner_up) == (found.data.side("quick-db"), found.data.side("plain-db"))


def test_the_lead_is_exact(found: Comparison) -> None:
    first, second = (Fraction(found.data.side(name).best.score) for name in ("quick-db", "plain-db"))
    assert (found.data.lead, found.data.lead_text) == (str(first - second), "0.50")


@pytest.mark.parametrize(
    ("options", "margin"),
    [(("quick", "plain"), "clear"), (("plain", "odd"), "tie"), (("plain", "plain-large"), "close")],
)
def test_the_margin_is_that_between_the_first_two_sides(
    knowledge: KnowledgeBase, options: tuple[str, ...], margin: str
) -> None:
    assert compared(knowledge, *options).margin == margin


def test_a_side_that_alone_survives_has_no_lead(knowledge: KnowledgeBase) -> None:
    data = compared(knowledge, "quick", "plain", compliance=["sox"])
    assert (data.winner, data.margin, data.lead, data.runner_up) == ("plain", "only", None, None)


def test_where_no_side_survives_none_wins(knowledge: KnowledgeBase) -> None:
    data = compared(knowledge, "quick", "plain-large", compliance=["hipaa", "sox"])
    assert (data.winner, data.margin) == (None, None)


def test_what_is_chosen_of_all_options_is_told(knowledge: KnowledgeBase) -> None:
    data = compared(knowledge, "plain", "odd")
    assert (data.winner, data.choice) == ("plain", "quick")


def test_criteria_come_by_weight_with_the_points_of_each_side(found: Comparison) -> None:
    assert [(row.criterion, row.weight, row.points) for row in found.data.criteria] == [
        ("fit", 2, {"quick-db": 2, "plain-db": 1}),
        ("cost", 1, {"quick-db": -1, "plain-db": 1}),
        ("skills", 1, {"quick-db": 2}),
    ]


def test_priorities_of_the_brief_are_the_weights(knowledge: KnowledgeBase) -> None:
    rows = compared(knowledge, "quick", "plain", priorities={"fit": 7}).criteria
    assert {row.criterion: row.weight for row in rows} == {"fit": 7, "cost": 1, "skills": 1}


def test_without_names_all_options_are_compared(knowledge: KnowledgeBase) -> None:
    assert [side.name for side in compared(knowledge).sides] == ["quick", "plain", "odd", "plain-large"]


def test_every_other_side_is_told_what_it_needs(knowledge: KnowledgeBase) -> None:
    turnings = compared(knowledge).turnings
    assert [(each.side, each.against) for each in turnings] == [
        ("plain", "quick"),
        ("odd", "quick"),
        ("plain-large", "quick"),
    ]


def test_the_results_are_those_of_the_recommendation(knowledge: KnowledgeBase) -> None:
    recommended = recommend_from(BRIEF, knowledge).decision("store", "orders").result
    assert tuple(side.best for side in compared(knowledge).sides) == recommended.options


def test_a_side_that_wins_has_no_turning(found: Comparison) -> None:
    with pytest.raises(KeyError, match="quick-db"):
        found.turning("quick-db")


def test_what_would_turn_it_is_told_with_its_place_in_the_brief(found: Comparison) -> None:
    flip = next(flip for flip in found.turning("plain-db").flips if flip.turns[0].kind == "compliance")
    assert [(each.path, each.before, each.after) for each in flip.turns[0].changes] == [
        ("compliance", ["gdpr"], ["gdpr", "sox"])
    ]


def test_a_threshold_is_told_where_a_rounder_number_is_shown(found: Comparison) -> None:
    turns = [turn for flip in found.turning("plain-db").flips for turn in flip.turns]
    look = next(turn for turn in turns if turn.kind == "peak")
    assert (look.text, look.threshold) == ("look is called at least 110/s at its peak, not 20/s", "101/s")


def test_how_both_stand_then_is_told(found: Comparison) -> None:
    flip = found.turning("plain-db").flips[0]
    assert (flip.winner, flip.winner_score, flip.loser, flip.choice) == ("plain", "0.75", None, "plain")


def test_a_side_with_no_fewer_points_anywhere_dominates(knowledge: KnowledgeBase) -> None:
    dominated = {each.side: each.dominated for each in compared(knowledge, "plain", "plain-large").turnings}
    assert dominated == {"plain-large": True}


def test_a_side_with_fewer_points_somewhere_does_not_dominate(found: Comparison) -> None:
    assert not found.turning("plain-db").dominated


def test_the_bound_on_work_is_told(knowledge: KnowledgeBase) -> None:
    few = compare_from(BRIEF, knowledge, "store", "orders", ["quick", "odd"], most_work=400)
    assert few.turning("odd").bounded


def test_below_the_bound_nothing_is_told(found: Comparison) -> None:
    assert not found.turning("plain-db").bounded


def test_brief_and_knowledge_are_recorded(found: Comparison, knowledge: KnowledgeBase) -> None:
    data = found.data
    assert (data.brief_digest, [each.digest for each in data.knowledge]) == (
        digest(BRIEF),
        [knowledge.digest],
    )


@pytest.mark.parametrize(
    ("options", "parameters"), [(("plain", "odd"), []), (("plain", "quick"), ["store/quick.many"])]
)
def test_only_conventions_of_what_is_compared_are_told(
    knowledge: KnowledgeBase, options: tuple[str, ...], parameters: list[str]
) -> None:
    use_cases = [{"name": "look", "context": "orders", "reads": ["order"], "peak": "200/s"}]
    told = compared(knowledge, *options, use_cases=use_cases).conventions
    assert [each.parameter for each in told] == parameters


@pytest.mark.parametrize(
    ("decision", "subject", "message"),
    [
        ("stoer", None, "the knowledge has no decision 'stoer' (did you mean 'store'?)"),
        ("store", "order", "the decision 'store' has no subject 'order' (did you mean 'orders'?)"),
        (
            "store",
            None,
            "the decision 'store' was made for several subjects; name one (did you mean 'orders' or 'stock'?)",
        ),
    ],
)
def test_unknown_decision_or_subject(
    knowledge: KnowledgeBase, decision: str, subject: str | None, message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        compare_from(BRIEF, knowledge, decision, subject)
    assert str(caught.value) == message


def test_a_decision_that_the_brief_has_no_subject_for_is_an_error(knowledge: KnowledgeBase) -> None:
    with pytest.raises(UnknownNameError, match="the brief has nothing that the decision 'store' is made for"):
        compare_from(Brief(system="shop"), knowledge, "store")


def test_unknown_option(knowledge: KnowledgeBase) -> None:
    with pytest.raises(UnknownNameError, match="no option or technology 'quik'"):
        compare_from(BRIEF, knowledge, "store", "orders", ["quik"])


def test_the_subject_may_be_left_out_where_there_is_one(tmp_path: Path) -> None:
    brief = Brief.model_validate({"system": "shop", "contexts": [{"name": "orders"}]})
    assert compare_from(brief, store_pack(tmp_path), "store").data.subject == "orders"


def test_a_brief_with_names_of_nothing_is_an_error(knowledge: KnowledgeBase) -> None:
    with pytest.raises(BriefError, match="no decision has a criterion 'beauty'"):
        compare_from(shop(priorities={"beauty": 3}), knowledge, "store", "orders")


def test_text_without_its_last_break_is_what_it_prints_as(found: Comparison) -> None:
    assert f"{found}\n" == found.text()


def test_json_holds_the_data(found: Comparison) -> None:
    assert ComparisonData.model_validate_json(found.json()) == found.data


def test_json_names_its_form(found: Comparison) -> None:
    assert '"schema": "archrules.comparison/1"' in found.json()


def test_representation_says_what_it_is(found: Comparison) -> None:
    assert repr(found) == "<Comparison of 'store' for 'orders': 'quick-db', 'plain-db'>"


def test_the_order_in_which_a_brief_lists_things_means_nothing(
    found: Comparison, knowledge: KnowledgeBase
) -> None:
    turned = {key: value[::-1] if isinstance(value, list) else value for key, value in SHOP.items()}
    brief = Brief.model_validate(dict(reversed(turned.items())))
    assert compare_from(brief, knowledge, "store", "orders", ["plain-db", "quick-db"]).json() == found.json()
