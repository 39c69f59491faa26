"""Time for each call: what is left of the time that a use case may take, and what fits into it.

A use case is given up after the larger of its own latency and the latency of the slowest requests that is promised;
one that serves others has no more time than they leave it, so a callee always gives up before its caller does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.decided import Decided, remote_calls
from archrules.analysis.design.waiting import Path, Wait, Waiting, waiting
from archrules.analysis.given_facts import given
from archrules.analysis.retries import amplification, fitting_retries
from archrules.analysis.tails import share_for_each, slow_share
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

_STEP = 10
"""Milliseconds to which settings are rounded down, so that people can read and compare them."""

_LATE = Fraction(5, 100)
"""The share of requests that may be later than the latency of a use case, which is a 95th percentile."""

_SLOW = Fraction(1, 100)
"""The share of its calls that are slower than the 99th percentile of a callee."""

MOST_CALLS = 1_000
"""From so many calls on nearly every request meets a slow one; more are not told apart."""

MOST_LAYERS = 20
"""Deeper chains are not multiplied further."""

_DEFAULTS = (
    "hop-latency",
    "own-work",
    "retry-attempts",
    "retry-backoff",
    "retry-backoff-cap",
    "shortest-timeout",
    "timeout-over-usual",
)


@dataclass(frozen=True, slots=True)
class _Budget:
    """The time of one use case in milliseconds."""

    deadline: Fraction
    own: Fraction

    def left(self, usual: Fraction, wait: Wait) -> Fraction:
        """What is left for a call if all others take as long as usual, rounded down."""
        left = self.deadline - self.own - (usual - wait.path.usual_ms)
        return Fraction(max(left, Fraction(0)) // _STEP * _STEP)


@dataclass(slots=True)
class _Budgets:
    """Gives each use case its time; callers come before those that serve them."""

    found: Waiting
    own_work: Fraction
    slowest: Fraction
    of_context: dict[str, Fraction] = field(default_factory=dict)

    def of(self, use_case: str) -> _Budget:
        fact = self.found.use_cases[use_case]
        latency = fact.amount("latency_ms")
        deadline = max(latency, self.slowest)
        if use_case not in self.found.started:
            deadline = min(deadline, self.of_context.get(fact.text("context"), deadline))
        budget = _Budget(deadline, self.own_work * min(latency, deadline))
        usual = self.found.path(use_case).usual_ms
        for wait in self.found.waits[use_case]:
            if wait.follows:
                target, left = wait.call.text("target"), budget.left(usual, wait)
                self.of_context[target] = min(left, self.of_context.get(target, left))
        return budget


@dataclass(frozen=True, slots=True)
class _Time:
    """What is left for one call in one use case."""

    use_case: str
    wait: Wait
    budget: _Budget
    left: Fraction

    @property
    def call(self) -> str:
        return self.wait.call.text("name")

    def fact(self, defaults: Defaults, *, tightest: bool) -> Given:
        path = self.wait.path
        least = max(
            defaults.amount("shortest-timeout"), path.usual_ms * defaults.amount("timeout-over-usual")
        )
        base, cap = defaults.amount("retry-backoff"), defaults.amount("retry-backoff-cap")
        most = int(defaults.amount("retry-attempts"))
        retries, attempt = fitting_retries(self.left, least, base, cap, most)
        values: dict[str, Value | None] = {
            "call": self.call,
            "use_case": self.use_case,
            "tightest": tightest,
            "deadline_ms": self.budget.deadline,
            "left_ms": self.left,
            "usual_ms": path.usual_ms,
            "layers": path.layers,
            "retries": retries,
            "attempt_ms": Fraction(attempt // _STEP * _STEP),
            "backoff_ms": base,
            "backoff_cap_ms": cap,
        }
        formula = (
            "deadline - own work - what the other calls usually take; attempts and pauses that fit in that"
        )
        inputs = (f"use_cases.{self.use_case}.latency", f"use_cases.{self.use_case}.calls")
        origin = Origin("computed", f"time for {self.call} in {self.use_case}", formula, inputs)
        used = (defaults.origin(name, f"timeout of {self.call}") for name in _DEFAULTS)
        return given("call_time", values, origin, *used)


def call_times(decided: Decided, defaults: Defaults) -> Iterator[Given]:
    """`call_time` for each call that leaves a unit and each use case that waits for it; `use_case_time` for those."""
    found = waiting(decided, defaults.amount("hop-latency"))
    promised = (fact.amount("latency_p99_ms") for fact in decided.of_kind("objectives"))
    budgets = _Budgets(found, defaults.amount("own-work"), max(promised, default=Fraction(0)))
    of_use_cases = {name: budgets.of(name) for name in found.waits}
    times = list(_times(decided, found, of_use_cases))
    tightest: dict[str, _Time] = {}
    for time in times:
        other = tightest.get(time.call, time)
        tightest[time.call] = min(other, time, key=lambda one: (one.left, one.use_case))
    for time in times:
        yield time.fact(defaults, tightest=tightest[time.call] is time)
    for name, budget in sorted(of_use_cases.items()):
        if found.path(name).calls:
            yield _use_case_time(name, found, budget, defaults)


def _times(decided: Decided, found: Waiting, budgets: dict[str, _Budget]) -> Iterator[_Time]:
    """The calls between units and to others, and those of clients, which wait for a whole use case."""
    remote = remote_calls(decided)
    for name, budget in sorted(budgets.items()):
        usual = found.path(name).usual_ms
        for wait in found.waits[name]:
            if wait.call.text("name") in remote:
                yield _Time(name, wait, budget, budget.left(usual, wait))
    for call in decided.find("call", source_kind="client", answer="now"):
        for use in decided.find("call_use", call=call.text("name")):
            name = use.text("use_case")
            path, budget = found.path(name), budgets[name]
            whole = Path(budget.own + path.usual_ms, path.layers + 1, path.calls + 1)
            left = Fraction(budget.deadline // _STEP * _STEP)
            yield _Time(name, Wait(call, whole, follows=False), budget, left)


def _use_case_time(name: str, found: Waiting, budget: _Budget, defaults: Defaults) -> Given:
    path, allowed = found.path(name), found.use_cases[name].amount("latency_ms")
    tries = int(defaults.amount("retry-attempts")) + 1
    values: dict[str, Value | None] = {
        "use_case": name,
        "calls": path.calls,
        "layers": path.layers,
        "allowed_ms": allowed,
        "deadline_ms": budget.deadline,
        "usual_ms": budget.own + path.usual_ms,
        "late_share": share_for_each(_LATE, path.calls),
        "slow_share": slow_share(_SLOW, min(path.calls, MOST_CALLS)),
        "amplification": amplification(tries, min(path.layers, MOST_LAYERS)),
    }
    formula = "own work and the usual times of its calls summed; tails by the number of calls"
    inputs = (f"use_cases.{name}.latency", f"use_cases.{name}.calls")
    origin = Origin("computed", f"time of {name}", formula, inputs)
    used = (
        defaults.origin(each, f"time of {name}") for each in ("hop-latency", "own-work", "retry-attempts")
    )
    return given("use_case_time", values, origin, *used)
