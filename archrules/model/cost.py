"""What the recommended system costs each month, at the prices of the brief."""

from pydantic import Field

from archrules.model.base import Model


class CostRow(Model):
    """All nodes of one kind."""

    item: str = Field(description="the kind of node, as the brief prices it")
    nodes: int
    price: str = Field(description="for one node and month")
    total: str


class MonthlyCost(Model):
    """The sum over what has a price, beside the budget. What providers bill by use is not in it."""

    currency: str
    budget: str
    total: str
    exceeded: bool
    rows: tuple[CostRow, ...] = ()
    second_site: str | None = Field(
        default=None, description="how a second site is kept ready, whose nodes are not in the sum"
    )
    unpriced: tuple[str, ...] = Field(
        default=(), description="kinds of node that the brief gives no price for"
    )
