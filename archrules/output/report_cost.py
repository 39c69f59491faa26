"""The part of a report about money: what the nodes cost each month, beside the budget."""

from archrules.model.recommendation import RecommendationData
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import heading, listed, table

_AT_SECOND_SITE = {
    "pilot-light": "a copy of each data store that runs there all the time",
    "warm-standby": "a copy of each data store and at least one replica of each service that run there all the time",
    "active-active": "about as many nodes again",
}
_COLUMNS = ("What", "Nodes", "Price of one", "Each month")


def cost_blocks(data: RecommendationData) -> list[str]:
    """Return the sum over what the brief gives prices for, none where it gives none."""
    cost = data.monthly_cost
    if cost is None:
        return []
    rows = [
        [markdown_cell(cell) for cell in (row.item, str(row.nodes), row.price, row.total)]
        for row in cost.rows
    ]
    verdict = "more than the budget of" if cost.exceeded else "within the budget of"
    total = f"Together {cost.total} {cost.currency} a month, {verdict} {cost.budget} {cost.currency}."
    kinds = listed([markdown_text(item) for item in cost.unpriced])
    unpriced = f" The brief gives no price for {kinds}." if cost.unpriced else ""
    second = (
        f" Not in the sum is the second site ({cost.second_site}): {_AT_SECOND_SITE[cost.second_site]}."
        if cost.second_site in _AT_SECOND_SITE
        else ""
    )
    text = f"{markdown_text(total)}{unpriced}{second} Storage, traffic and what providers bill by use come on top."
    return [heading(3, "Monthly Cost"), table(_COLUMNS, rows) if rows else "", text]
