"""How options stand for each subject, in three formats."""

from archrules.model.comparison_overview import OverviewData, Standing
from archrules.output.comparison_overview import overview_json, overview_markdown, overview_text
from tests.unit.output.comparison_data import RECORD


def data(*subjects: str) -> OverviewData:
    standings = tuple(
        Standing(subject=name, winner="oak", runner_up="elm", margin="clear", verdict="oak wins.")
        for name in subjects
    )
    return OverviewData(
        system_name="shop",
        brief_digest="def",
        knowledge=(RECORD,),
        decision="store",
        title="Store",
        question="Which store?",
        asked=("oak", "elm"),
        standings=standings,
    )


def test_text_has_a_line_for_each_subject_and_a_hint() -> None:
    assert overview_text(data("orders", "stock")).splitlines() == [
        "Store for 2 subjects: oak or elm",
        "",
        "orders: oak wins.",
        "stock: oak wins.",
        "",
        "For reasons, and what would turn a choice, name its subject, such as 'orders'.",
    ]


def test_markdown_has_a_row_for_each_subject() -> None:
    assert "| `orders` | oak wins. |\n| `stock` | oak wins. |" in overview_markdown(data("orders", "stock"))


def test_no_name_acts_as_markup() -> None:
    assert "<b>" not in overview_markdown(data("<b>", "stock"))


def test_no_name_reaches_the_terminal_unescaped() -> None:
    assert "\x1b" not in overview_text(data("a\x1b[2J", "stock"))


def test_json_holds_all_of_it() -> None:
    assert OverviewData.model_validate_json(overview_json(data("orders"))) == data("orders")
