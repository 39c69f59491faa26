"""The table of entities in a report."""

from archrules.model.data_model import EntityRow, LookupRow
from archrules.output.report_data_model import data_model_blocks
from tests.unit.output.report_data import recommendation

ROW = EntityRow(entity="orders.order", store="shop-db", technology="postgresql", reads="3/s", writes="2/s")


def told(*rows: EntityRow) -> str:
    return "\n\n".join(filter(None, data_model_blocks(recommendation(data_model=rows))))


def test_nothing_is_said_of_no_entities() -> None:
    assert told() == ""


def test_an_entity_has_a_row_with_all_that_is_known() -> None:
    known = {
        "rows": "2,000",
        "size": "6 MB",
        "references": ("line",),
        "identifiers": ("people.person",),
        "lookups": (
            LookupRow(pattern="point", index="primary key"),
            LookupRow(pattern="range", index="B-tree"),
        ),
    }
    assert (
        "| orders.order | shop-db | 2,000 rows, 6 MB | 3/s, 2/s | line; people.person by its identifier "
        "| point: primary key; range: B-tree |"
    ) in told(ROW.model_copy(update=known))


def test_what_is_not_known_is_said_to_be() -> None:
    assert "| orders.order | shop-db | not known | 3/s, 2/s | nothing | not said |" in told(ROW)


def test_many_entities_are_counted_and_not_written() -> None:
    rows = [ROW.model_copy(update={"entity": f"orders.e{number:02}"}) for number in range(42)]
    text = told(*rows)
    assert "orders.e39" in text
    assert "orders.e40" not in text
    assert text.endswith("2 more in the data of the recommendation.")


def test_a_name_cannot_act_as_markup() -> None:
    assert "a\\|b" in told(ROW.model_copy(update={"entity": "a|b"}))
