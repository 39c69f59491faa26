"""compare_subjects(): how the options stand for each subject, without the search of a comparison."""

import pytest

from archrules.errors import UnknownNameError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.comparison import compare_from
from archrules.recommendation.comparison_overview import ComparisonOverview, overview_from
from tests.unit.recommendation.flipping.shop import SHOP
from tests.unit.recommendation.store_pack import store_pack

BRIEF = Brief.model_validate(SHOP)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def found(knowledge: KnowledgeBase) -> ComparisonOverview:
    return overview_from(BRIEF, knowledge, "store", ["plain-db", "quick-db"])


def test_each_subject_stands_once_in_order(found: ComparisonOverview) -> None:
    assert [each.subject for each in found.standings] == ["orders", "stock"]


def test_a_standing_is_what_the_comparison_of_the_subject_says(
    found: ComparisonOverview, knowledge: KnowledgeBase
) -> None:
    alone = compare_from(BRIEF, knowledge, "store", "orders", ["plain-db", "quick-db"]).data
    first = found.standings[0]
    assert (first.winner, first.runner_up, first.margin, first.lead, first.choice) == (
        alone.winner,
        alone.runner_up,
        alone.margin,
        alone.lead,
        alone.choice,
    )


def test_without_options_all_are_compared(knowledge: KnowledgeBase) -> None:
    assert overview_from(BRIEF, knowledge, "store").data.asked == ()


def test_the_text_is_what_str_gives(found: ComparisonOverview) -> None:
    assert f"{found}\n" == found.text()


def test_representation_names_the_subjects(found: ComparisonOverview) -> None:
    assert repr(found) == "<ComparisonOverview of 'store': 'orders', 'stock'>"


@pytest.mark.parametrize(
    ("decision", "options", "message"),
    [
        ("stoer", [], "the knowledge has no decision 'stoer' (did you mean 'store'?)"),
        ("store", ["quik"], "no option or technology 'quik'"),
    ],
)
def test_what_is_not_there_is_told(
    knowledge: KnowledgeBase, decision: str, options: list[str], message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        overview_from(BRIEF, knowledge, decision, options)
    assert message in str(caught.value)
