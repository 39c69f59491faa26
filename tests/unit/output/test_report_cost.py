"""What a report says of money."""

from archrules.model.cost import CostRow, MonthlyCost
from archrules.output.report_cost import cost_blocks
from tests.unit.output.report_data import recommendation

ROW = CostRow(item="database-node", nodes=4, price="220", total="880")
COST = MonthlyCost(currency="EUR", budget="1,000", total="880", exceeded=False, rows=(ROW,))


def told(**fields: object) -> str:
    return "\n\n".join(cost_blocks(recommendation(monthly_cost=COST.model_copy(update=fields))))


def test_without_prices_nothing_is_said() -> None:
    assert cost_blocks(recommendation()) == []


def test_each_kind_of_node_has_a_row() -> None:
    assert "| database-node | 4 | 220 | 880 |" in told()


def test_the_sum_stands_beside_the_budget() -> None:
    assert "Together 880 EUR a month, within the budget of 1,000 EUR." in told()
    assert "Together 1,200 EUR a month, more than the budget of 1,000 EUR." in told(
        total="1,200", exceeded=True
    )


def test_a_second_site_is_told_where_it_is_not_in_the_sum() -> None:
    assert "Not in the sum is the second site (pilot-light): a copy of each data store" in told(
        second_site="pilot-light"
    )
    assert "second site" not in told()


def test_what_has_no_price_is_named() -> None:
    assert "The brief gives no price for broker-node and cache-node." in told(
        unpriced=("broker-node", "cache-node")
    )
