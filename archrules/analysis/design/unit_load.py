"""Load on each unit of deployment: what enters it from outside, and what other units ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.channel_load import KINDS
from archrules.analysis.design.decided import Decided, remote_calls, unit_of
from archrules.analysis.given_facts import given
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


@dataclass(slots=True)
class _Load:
    now: Fraction = Fraction(0)
    later: Fraction = Fraction(0)
    paths: set[str] = field(default_factory=set)

    def add(self, rate: Fraction, answer: str, path: str) -> None:
        """Count requests that are answered `now` or worked off `later`."""
        if answer == "now":
            self.now += rate
        else:
            self.later += rate
        self.paths.add(path)


def unit_loads(decided: Decided, defaults: Defaults) -> Iterator[Given]:
    """`unit_load` for each unit: its own use cases, and the calls that reach it from contexts of other units.

    What a content delivery network surely answers does not reach it. A call inside a unit adds nothing: the use
    case that makes it is counted already. What may be done later and is asked for one request at a time, as over HTTP,
    costs as much as any request; only messages are worked off in batches.
    """
    unit, remote = unit_of(decided), remote_calls(decided)
    kept_off = {fact.text("use_case"): fact.amount("share") for fact in decided.of_kind("edge_answer")}
    loads = {fact.text("name"): _Load() for fact in decided.of_kind("unit")}
    one_by_one = _asked_one_by_one(decided)
    for use_case in decided.of_kind("use_case"):
        load = loads.get(unit.get(use_case.text("context"), ""))
        if load is not None:
            path = f"use_cases.{use_case.text('name')}.peak"
            left = 1 - kept_off.get(use_case.text("name"), Fraction(0))
            rate = use_case.amount("rate_per_s")
            answer = "now" if use_case.text("name") in one_by_one else use_case.text("answer")
            load.add(rate if left == 1 else Fraction(ceil(rate * left)), answer, path)
    for call in decided.of_kind("call"):
        load = loads.get(unit.get(call.text("target"), ""))
        if load is not None and call.text("source_kind") == "context" and call.text("name") in remote:
            load.add(call.amount("rate_per_s"), call.text("answer"), f"call {call.text('name')}")
    for name, load in sorted(loads.items()):
        yield _fact(name, load, defaults)


def _asked_one_by_one(decided: Decided) -> set[str]:
    """The use cases that clients ask for with a request of its own for each."""
    patterns = {
        choice.text("subject"): choice.text("option")
        for choice in decided.find("choice", decision="communication")
    }
    asked = {
        call.text("name")
        for call in decided.of_kind("call")
        if call.text("source_kind") == "client"
        and patterns.get(call.text("name"), "message-queue") not in KINDS
    }
    return {use.text("use_case") for use in decided.of_kind("call_use") if use.text("call") in asked}


def _fact(unit: str, load: _Load, defaults: Defaults) -> Given:
    used = ["minimum-replicas", "replica-capacity", "target-utilisation"]
    work = load.now / defaults.amount("replica-capacity")
    if load.later:
        used.append("consumer-capacity")
        work += load.later / defaults.amount("consumer-capacity")
    values: dict[str, Value | None] = {
        "unit": unit,
        "now_per_s": load.now,
        "later_per_s": load.later,
        "work": work,
        "least": defaults.amount("minimum-replicas"),
        "utilisation": defaults.amount("target-utilisation"),
    }
    formula = "rates of its use cases and of the calls from other units summed; over what a replica carries"
    computed = Origin("computed", f"load of {unit}", formula, tuple(sorted(load.paths)))
    return given(
        "unit_load", values, computed, *(defaults.origin(name, f"replicas of {unit}") for name in used)
    )
