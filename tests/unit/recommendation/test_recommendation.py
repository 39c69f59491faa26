"""The Recommendation that people hold: finding decisions in it, and what it says of itself."""

import pytest

from archrules.errors import UnknownNameError
from archrules.model.brief import Brief
from archrules.recommendation.recommend import recommend_from
from archrules.recommendation.recommendation import Recommendation
from tests.unit.recommendation.store_pack import store_pack


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Recommendation:
    """Stores and caches for two contexts."""
    contexts = [{"name": name, "entities": [{"name": "thing"}]} for name in ("orders", "stock")]
    brief = Brief.model_validate({"system": "shop", "contexts": contexts})
    return recommend_from(brief, store_pack(tmp_path_factory.mktemp("pack")))


def test_decision_has_choice_runner_up_and_margin(found: Recommendation) -> None:
    decided = found.decision("store", "orders")
    assert decided.choice is not None
    assert decided.runner_up is not None
    assert (decided.choice.id, decided.choice.technology, decided.choice.release) == (
        "plain",
        "plain-db",
        "1.2",
    )
    assert (decided.runner_up.id, decided.margin) == ("odd", "tie")


def test_decisions_are_in_the_order_in_which_they_were_made(found: Recommendation) -> None:
    assert [(one.result.decision, one.result.subject) for one in found.decisions] == [
        ("store", "orders"),
        ("store", "stock"),
        ("cache", "orders"),
        ("cache", "stock"),
    ]


@pytest.mark.parametrize(
    ("decision", "subject", "message"),
    [
        ("stoer", None, "no decision 'stoer' was made (did you mean 'store'?)"),
        ("xyz", None, "no decision 'xyz' was made (did you mean 'cache' or 'store'?)"),
        ("store", "order", "the decision 'store' has no subject 'order' (did you mean 'orders'?)"),
        ("store", "xyz", "the decision 'store' has no subject 'xyz' (did you mean 'orders' or 'stock'?)"),
    ],
)
def test_unknown_decision_or_subject(
    found: Recommendation, decision: str, subject: str | None, message: str
) -> None:
    for ask in (found.decision, found.why):
        with pytest.raises(UnknownNameError) as caught:
            ask(decision, subject)
        assert str(caught.value) == message


def test_one_of_several_decisions_has_to_be_named(found: Recommendation) -> None:
    with pytest.raises(UnknownNameError) as caught:
        found.decision("store")
    assert str(caught.value) == (
        "the decision 'store' was made for several subjects; name one (did you mean 'orders' or 'stock'?)"
    )


def test_subject_may_be_left_out_where_there_is_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    brief = Brief.model_validate({"system": "shop", "contexts": [{"name": "orders"}]})
    found = recommend_from(brief, store_pack(tmp_path_factory.mktemp("pack")))
    assert found.decision("store").result.subject == "orders"


def test_why_explains_the_decision(found: Recommendation) -> None:
    assert found.why("store", "stock").text.startswith("store for stock: plain (plain-db 1.2), score ")


def test_why_without_a_subject_tells_each_in_short(found: Recommendation) -> None:
    explanation = found.why("store")
    assert explanation.text == "store: Which store? Decided for 2 subjects"
    assert [part.text.partition(" (")[0] for part in explanation.because[:-1]] == [
        "store for orders: plain",
        "store for stock: plain",
    ]


def test_what_is_told_in_short_names_choice_margin_and_runner_up(found: Recommendation) -> None:
    headline = found.why("store", "stock").text
    assert headline in {part.text for part in found.why("store").because}
    assert headline.endswith(" over odd")


def test_what_is_told_in_short_says_how_to_see_one_in_full(found: Recommendation) -> None:
    assert "name its subject too, such as 'orders'" in found.why("store").because[-1].text


def test_representation_says_what_it_is(found: Recommendation) -> None:
    assert repr(found) == "<Recommendation for 'shop': 4 decisions>"


def test_text_is_the_summary(found: Recommendation) -> None:
    assert str(found) == found.summary()


def test_a_decision_reads_as_one_line_that_why_starts_with(found: Recommendation) -> None:
    assert str(found.decision("store", "stock")) == found.why("store", "stock").text


def test_a_decision_is_represented_by_choice_and_margin(found: Recommendation) -> None:
    assert repr(found.decision("store", "orders")) == "<Decided 'store' for 'orders': 'plain', tie>"
