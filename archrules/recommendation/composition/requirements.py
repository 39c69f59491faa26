"""Each requirement of the brief with what the knowledge concluded of it: met, missed or open."""

from collections.abc import Iterable, Iterator, Mapping

from archrules.model.cost import MonthlyCost
from archrules.model.requirement import Requirement, RequirementGround, RequirementStatus
from archrules.recommendation.composition.units import Design
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.requirement_kinds import TOPICS

_STATUSES: Mapping[str, RequirementStatus] = {"missed": "missed", "open": "open", "met": "met"}
"""The status that counts most comes first."""

_SUMMARISED = {
    "use-case-latency": ("use_cases.*.latency", "answers to use cases in time"),
    "use-case-consistency": ("use_cases.*.consistency", "use cases as consistent as stated"),
    "use-case-peak": ("use_cases.*.peak", "use cases as often as stated at the peak"),
}
"""Topics that nearly every use case states: their path and what is asked for."""

_NOT_JUDGED = RequirementGround(status="open", because="no rule of this knowledge judges it: have it checked")


def requirements(design: Design, cost: MonthlyCost | None) -> Iterator[Requirement]:
    """What the brief states, by topic; then what rules conclude of other paths."""
    grounds = _grounds(design)
    stated: dict[str, list[Fact]] = {}
    for fact in design.memory.of_kind("stated_requirement"):
        stated.setdefault(fact.text("topic"), []).append(fact)
    if "budget" in stated:
        grounds.setdefault(stated["budget"][0].text("path"), []).append(_of_money(cost))
    for topic in TOPICS:
        facts = stated.get(topic, [])
        if topic in _SUMMARISED and facts:
            yield _summary(*_SUMMARISED[topic], facts, grounds)
        else:
            yield from (_row(fact.text("path"), fact.text("text"), grounds) for fact in facts)
    known = {fact.text("path") for facts in stated.values() for fact in facts}
    others = {
        fact.text("path"): fact.text("requirement") for fact in design.memory.of_kind("requirement_status")
    }
    yield from (_row(path, text, grounds) for path, text in sorted(others.items()) if path not in known)


def _grounds(design: Design) -> dict[str, list[RequirementGround]]:
    """What rules conclude, by path."""
    found: dict[str, list[RequirementGround]] = {}
    for fact in design.memory.of_kind("requirement_status"):
        ground = RequirementGround(
            status=_STATUSES[fact.text("status")],
            because=fact.text("because"),
            rule=design.memory.supports(fact)[0].rule,
        )
        found.setdefault(fact.text("path"), []).append(ground)
    return found


def _of_money(cost: MonthlyCost | None) -> RequirementGround:
    """Whether the nodes cost more than there is, which is a sum and no matter of opinion."""
    if cost is None:
        return RequirementGround(
            status="open",
            because="the brief gives no price of a node (budget.unit_prices), so nothing is summed",
        )
    sum_of_nodes = (
        f"the nodes that have a price come to {cost.total} of {cost.budget} {cost.currency} a month"
    )
    if cost.exceeded:
        return RequirementGround(status="missed", because=sum_of_nodes)
    if cost.unpriced:
        missing = f"{sum_of_nodes}; the brief gives no price for {', '.join(cost.unpriced)}"
        return RequirementGround(status="open", because=missing)
    if cost.second_site is not None:
        beside = f"{sum_of_nodes}, and the second site that {cost.second_site} keeps ready is not among them"
        return RequirementGround(status="open", because=beside)
    on_top = f"{sum_of_nodes}; storage, traffic and what is billed by use have to fit into the rest"
    return RequirementGround(status="met", because=on_top)


def _row(path: str, text: str, grounds: Mapping[str, list[RequirementGround]]) -> Requirement:
    counting = _counting(grounds.get(path, ()))
    return Requirement(path=path, requirement=text, status=counting[0].status, grounds=counting)


def _counting(found: Iterable[RequirementGround]) -> tuple[RequirementGround, ...]:
    """Those of the status that counts; where nothing was concluded, that it is open."""
    by_status: dict[str, list[RequirementGround]] = {}
    for ground in found:
        by_status.setdefault(ground.status, []).append(ground)
    status = next((status for status in _STATUSES if status in by_status), None)
    return tuple(by_status[status]) if status else (_NOT_JUDGED,)


def _summary(
    path: str, text: str, facts: Iterable[Fact], grounds: Mapping[str, list[RequirementGround]]
) -> Requirement:
    """All use cases that state one sort of requirement; those with equal grounds are told together."""
    together: dict[RequirementGround, list[str]] = {}
    names = {fact.text("path"): fact.text("subject") for fact in facts}
    for place, name in names.items():
        for ground in _counting(grounds.get(place, ())):
            together.setdefault(ground, []).append(name)
    order = list(_STATUSES)
    told = sorted(
        together.items(), key=lambda item: (order.index(item[0].status), -len(item[1]), item[0].because)
    )
    return Requirement(
        path=path,
        requirement=text,
        status=told[0][0].status,
        stated=len(names),
        grounds=tuple(ground.model_copy(update={"subjects": tuple(sorted(who))}) for ground, who in told),
    )
