"""What decisions and options say of themselves: one line, with the details in their fields."""

from archrules.model.recommendation import DecisionResult, OptionResult
from tests.unit.output.comparison_data import ASH, OAK, veto


def result(**fields: object) -> DecisionResult:
    made = {"decision": "store", "title": "Store", "question": "Which?", "subject": "orders"}
    return DecisionResult.model_validate({**made, **fields})


def chosen(**fields: object) -> DecisionResult:
    return result(choice="oak-single", options=(OAK, ASH), **fields)


def test_an_option_says_its_release_and_score() -> None:
    assert str(OAK) == "oak-single (oak 18.1), score 1.50"


def test_an_option_says_why_it_is_ruled_out() -> None:
    assert str(ASH) == "ash, ruled out: it burns"


def test_an_option_counts_further_reasons_against_it() -> None:
    twice = ASH.model_copy(update={"vetoes": (veto("it burns"), veto("it rots"), veto("it bends"))})
    assert str(twice) == "ash, ruled out: it burns, and 2 more"


def test_an_option_is_represented_by_its_id_and_fate() -> None:
    assert [repr(each) for each in (OAK, ASH)] == [
        "<OptionResult 'oak-single': score 1.50>",
        "<OptionResult 'ash': ruled out>",
    ]


def test_a_decision_says_what_was_chosen_and_how_clearly() -> None:
    decided = chosen(runner_up="elm", margin="close", margin_text="0.30")
    assert (
        str(decided) == "store for orders: oak-single (oak 18.1), score 1.50, a close call of 0.30 over elm"
    )


def test_a_decision_without_a_rival_says_so() -> None:
    assert str(chosen(margin="only")).endswith("score 1.50, the only option left")


def test_a_decision_says_that_nothing_survives() -> None:
    assert str(result()) == "store for orders: no option survives"


def test_a_decision_is_represented_by_choice_and_margin() -> None:
    assert [repr(each) for each in (chosen(margin="tie"), result())] == [
        "<DecisionResult 'store' for 'orders': 'oak-single', tie>",
        "<DecisionResult 'store' for 'orders': no option survives>",
    ]


def test_nothing_unprintable_is_said() -> None:
    hostile = OptionResult.model_validate({**OAK.model_dump(), "option": "a\x1b[2J"})
    assert "\x1b" not in str(hostile)
    assert "\x1b" not in repr(hostile)
