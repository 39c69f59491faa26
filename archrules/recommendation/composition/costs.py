"""What the recommended system costs each month, as far as the brief gives prices for its nodes."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from archrules.model.cost import CostRow, MonthlyCost
from archrules.model.recommendation import Risk
from archrules.model.system import DataStore, System
from archrules.model.units import format_number
from archrules.recommendation.composition.files import OBJECT_STORE
from archrules.recommendation.composition.units import Design

_SECOND_SITES = ("active-active", "pilot-light", "warm-standby")
"""Tiers of recovery with nodes at a second site."""


def monthly_cost(design: Design, system: System) -> MonthlyCost | None:
    """The sum over all nodes that have a price; None where the brief has no budget or prices nothing."""
    budget = design.brief.budget
    if budget is None or not budget.unit_prices:
        return None
    counted = {item: nodes for item, nodes in _nodes(design, system).items() if nodes}
    prices = {str(item): price for item, price in budget.unit_prices.items()}
    priced = [(item, nodes, prices[item]) for item, nodes in sorted(counted.items()) if item in prices]
    total = sum((nodes * price for _, nodes, price in priced), Decimal(0))
    return MonthlyCost(
        currency=budget.currency,
        budget=_money(budget.monthly),
        total=_money(total),
        exceeded=total > budget.monthly,
        rows=tuple(
            CostRow(item=item, nodes=nodes, price=_money(price), total=_money(nodes * price))
            for item, nodes, price in priced
        ),
        second_site=_second_site(design),
        unpriced=tuple(sorted(counted.keys() - prices.keys())),
    )


def cost_risks(cost: MonthlyCost | None) -> Iterator[Risk]:
    """That the whole costs more than there is, though each part for itself did not."""
    if cost is not None and cost.exceeded:
        yield Risk(
            about="budget",
            text=(
                f"The nodes that have a price come to {cost.total} {cost.currency} a month, and there are "
                f"{cost.budget}. No single part is dearer than that, so none was ruled out for it."
            ),
            mitigation=(
                "Raise the budget, or save where the most nodes are: contexts with little load on one server with "
                "a schema each, fewer services, smaller nodes for what is hardly used, less promised than now."
            ),
        )


def _second_site(design: Design) -> str | None:
    """The tier of recovery where it keeps nodes at a second site all the time."""
    tiers = [fact.text("tier") for fact in design.memory.of_kind("recovery")]
    return next((tier for tier in tiers if tier in _SECOND_SITES), None)


def _nodes(design: Design, system: System) -> dict[str, int]:
    """How many nodes of each kind there are."""
    memory = [store for store in system.data_stores if _is_in_memory(design, store)]
    disks = [
        store for store in system.data_stores if store not in memory and not _is_a_service(design, store)
    ]
    return {
        "service-replica": sum(service.replicas or 0 for service in system.services),
        "database-node": sum(store.replicas or 0 for store in disks),
        "cache-node": sum(store.replicas or 0 for store in memory) + _cache_nodes(design),
        "broker-node": sum(broker.replicas or 0 for broker in system.brokers),
    }


def _cache_nodes(design: Design) -> int:
    chosen = {
        (unit.name, technology): design.option_property("cache", context, "replicas")
        for unit in design.units
        for context in unit.contexts
        if (technology := design.technology("cache", context)[0]) is not None
    }
    return sum(int(nodes) for nodes in chosen.values() if nodes and nodes.isdigit())


def _is_in_memory(design: Design, store: DataStore) -> bool:
    item = design.knowledge.technologies.get(store.technology or "")
    return item is not None and item.category == "in-memory"


def _is_a_service(design: Design, store: DataStore) -> bool:
    """Whether a provider runs it and bills what is used, so that it has no nodes to pay for."""
    if store.technology is None:
        return store.role == OBJECT_STORE
    item = design.knowledge.technologies.get(store.technology)
    return item is not None and item.only_on is not None


def _money(amount: Decimal) -> str:
    return format_number(Fraction(amount))
