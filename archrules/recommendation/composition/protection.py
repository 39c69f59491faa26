"""What protects each call, as the knowledge set it: for the System, and row by row for people."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from archrules.model.resilience import ProtectedCalls
from archrules.model.system import MOST_REPLICAS, Bulkhead, CircuitBreaker, Interaction, Retry
from archrules.model.units import format_duration, format_percent
from archrules.recommendation.composition.units import Design
from archrules.vocabulary.facts import Fact

_MOST_ATTEMPTS = 100
"""The most that the model of a System takes; nobody who waits lives to see so many."""

_NOTHING = "-"
"""Stands in a cell where a call has no such protection."""


def protected(design: Design, call: Fact, interaction: Interaction) -> Interaction:
    """The interaction of a call with its timeout, retries, circuit breaker and bulkhead."""
    patterns = design.patterns(call)
    timeout = _setting(design, "call_timeout", call)
    update: dict[str, object] = {
        "timeout": timeout.amount("timeout_ms") / 1000 if timeout else None,
        "retry": _retry(design, call) if "retry-with-backoff" in patterns else "none",
        "circuit_breaker": _breaker(design, call) if "circuit-breaker" in patterns else "none",
        "bulkhead": _bulkhead(design, call) if "bulkhead" in patterns else "none",
    }
    return interaction.model_copy(update=update)


def joint_protection(group: Sequence[Interaction], *, patient: bool) -> dict[str, object]:
    """What protects several calls that go one way: the strictest of all, and nothing that some of them lack.

    A `patient` caller has a timeout for each of its calls; the longest is told.
    """
    timeouts = [one.timeout for one in group if isinstance(one.timeout, Fraction)]
    retries = [one.retry for one in group if isinstance(one.retry, Retry)]
    breakers = [one.circuit_breaker for one in group if isinstance(one.circuit_breaker, CircuitBreaker)]
    pools = [one.bulkhead for one in group if isinstance(one.bulkhead, Bulkhead)]
    first = group[0]
    return {
        "timeout": (max if patient else min)(timeouts, default=first.timeout),
        "retry": "none"
        if any(one.retry == "none" for one in group)
        else min(retries, key=lambda one: one.attempts, default=first.retry),
        "circuit_breaker": "none"
        if any(one.circuit_breaker == "none" for one in group)
        else min(breakers, key=_quickness, default=first.circuit_breaker),
        "bulkhead": "none"
        if any(one.bulkhead == "none" for one in group)
        else Bulkhead(calls=min(sum(one.calls for one in pools), MOST_REPLICAS))
        if pools
        else first.bulkhead,
    }


def _quickness(breaker: CircuitBreaker) -> tuple[bool, Fraction]:
    """Breakers that count in a window come first, the shortest window before all."""
    return breaker.window is None, breaker.window or Fraction(0)


def _setting(design: Design, kind: str, call: Fact) -> Fact | None:
    found = design.memory.find(kind, call=call.text("name"))
    return found[0] if found else None


def _retry(design: Design, call: Fact) -> Retry | Literal["none"]:
    found = _setting(design, "call_retry", call)
    attempts = int(found.amount("retries")) if found else 0
    if found is None or attempts < 1:
        return "none"
    return Retry(attempts=min(attempts, _MOST_ATTEMPTS), backoff=found.amount("first_ms") / 1000, jitter=True)


def _breaker(design: Design, call: Fact) -> CircuitBreaker | Literal["yes"]:
    found = _setting(design, "call_breaker", call)
    if found is None:
        return "yes"
    return CircuitBreaker(
        window=_amount(found, "window_s"),
        least_calls=_whole(found, "least_calls"),
        failed_share=_amount(found, "failed_share"),
        failures_in_a_row=_whole(found, "in_a_row"),
        open_for=_amount(found, "open_s"),
        probes=_whole(found, "probes"),
    )


def _bulkhead(design: Design, call: Fact) -> Bulkhead | Literal["yes"]:
    found = _setting(design, "call_bulkhead", call)
    size = _whole(found, "size") if found else None
    return "yes" if size is None else Bulkhead(calls=size)


def _amount(fact: Fact, name: str) -> Fraction | None:
    return None if fact.get(name) is None else fact.amount(name)


def _whole(fact: Fact, name: str) -> int | None:
    amount = _amount(fact, name)
    return None if amount is None else min(int(amount), MOST_REPLICAS)


@dataclass(frozen=True, slots=True)
class _Row:
    """One call as people read it."""

    source: str
    target: str
    context: str
    settings: tuple[str, ...]
    because: tuple[str, ...]


Ends = Callable[[Fact], tuple[str, str]]


def call_rows(design: Design, ends: Ends) -> tuple[ProtectedCalls, ...]:
    """Every protected call, those of one caller that are protected alike together; `ends` names caller and callee."""
    groups: dict[tuple[str, tuple[str, ...]], list[_Row]] = {}
    for row in sorted(_rows(design, ends), key=lambda row: (row.source, row.target, row.context)):
        groups.setdefault((row.source, row.settings), []).append(row)
    several = _in_several(groups.values())
    return tuple(
        ProtectedCalls(
            calls=f"{source} -> {_targets(group, several)}",
            timeout=settings[0],
            retries=settings[1],
            breaker=settings[2],
            bulkhead=settings[3],
            fallback=settings[4],
            because=tuple(dict.fromkeys(text for row in group for text in row.because)),
        )
        for (source, settings), group in groups.items()
    )


def _rows(design: Design, ends: Ends) -> Iterator[_Row]:
    """A row for each call of a context, and one for all that the entry calls of one callee."""
    entered: dict[tuple[str, str], list[Fact]] = {}
    for name in dict.fromkeys(fact.text("call") for fact in design.memory.of_kind("protection")):
        call = design.calls[name]
        if call.text("source_kind") == "client":
            entered.setdefault(ends(call), []).append(call)
        else:
            yield _row(design, [call], ends(call))
    for pair, calls in sorted(entered.items()):
        yield _row(design, calls, pair)


def _in_several(groups: Iterable[Sequence[_Row]]) -> set[tuple[str, str]]:
    """Caller and callee of which calls are protected in more than one way."""
    counted: dict[tuple[str, str], int] = {}
    for group in groups:
        for pair in {(row.source, row.target) for row in group}:
            counted[pair] = counted.get(pair, 0) + 1
    return {pair for pair, count in counted.items() if count > 1}


def _targets(group: Sequence[_Row], several: set[tuple[str, str]]) -> str:
    """The callees; where other calls of one are protected otherwise, with the contexts that are meant."""
    contexts: dict[str, dict[str, None]] = {}
    for row in group:
        contexts.setdefault(row.target, {})[row.context] = None
    source = group[0].source
    return ", ".join(
        f"{target} ({', '.join(found)})" if (source, target) in several and [*found] != [target] else target
        for target, found in contexts.items()
    )


def _row(design: Design, calls: Sequence[Fact], ends: tuple[str, str]) -> _Row:
    """What is set for calls that go one way: of several the range of timeouts, and the breaker that opens first."""
    found = {
        kind: [fact for call in calls for fact in design.memory.find(kind, call=call.text("name"))]
        for kind in ("call_timeout", "call_retry", "call_breaker", "call_bulkhead", "call_fallback")
    }
    breakers = sorted(found["call_breaker"], key=lambda fact: (fact.get("window_s") is None, fact.sort_key))
    settings = (
        _timeout_text(design, calls, found["call_timeout"]),
        _text(found["call_retry"], _retry_text),
        _text(breakers, _breaker_text),
        _text(found["call_bulkhead"], lambda fact: f"{fact.amount('size')} at once in each replica"),
        _text(found["call_fallback"], lambda fact: fact.text("text")),
    )
    because = [fact.text("because") for kind in ("call_timeout", "call_retry") for fact in found[kind]]
    contexts = ", ".join(dict.fromkeys(_what(call) for call in calls))
    return _Row(*ends, contexts, settings, tuple(dict.fromkeys(because)))


def _what(call: Fact) -> str:
    """What tells a call from others that go the same way: its context, or that an external system may answer later."""
    later = call.text("target_kind") == "external" and call.get("answer") == "later"
    return "later" if later else call.text("target")


def _text(facts: Sequence[Fact], tell: Callable[[Fact], str]) -> str:
    return tell(facts[0]) if facts else _NOTHING


def _timeout_text(design: Design, calls: Sequence[Fact], facts: Sequence[Fact]) -> str:
    """The timeout; where a client calls, from that of the quickest to that of the slowest of its use cases."""
    times = [fact.amount("timeout_ms") for fact in facts]
    for call in calls if facts else ():
        if call.text("source_kind") == "client":
            found = design.memory.find("call_time", call=call.text("name"))
            times += [fact.amount("left_ms") for fact in found]
    told = [format_duration(time / 1000) for time in sorted({*times})]
    return f"{told[0]} to {told[-1]}" if len(told) > 1 else told[0] if told else _NOTHING


def _retry_text(fact: Fact) -> str:
    retries = fact.amount("retries")
    if retries < 1:
        return f"none: {fact.text('because')}"
    first = format_duration(fact.amount("first_ms") / 1000)
    then = f"; then {fact.text('then')}" if fact.get("then") else ""
    if retries == 1:
        return f"1, after up to {first}{then}"
    cap = f", at most {_cap(fact)}" if _is_capped(fact) else ""
    return f"{retries}, after up to {first}, doubled each time{cap}{then}"


def _is_capped(fact: Fact) -> bool:
    """Whether the pauses before the attempts ever grow to the longest one allowed."""
    last = fact.amount("first_ms") * 2 ** int(fact.amount("retries") - 1)
    return fact.get("longest_ms") is not None and fact.amount("longest_ms") < last


def _cap(fact: Fact) -> str:
    return format_duration(fact.amount("longest_ms") / 1000)


def _breaker_text(fact: Fact) -> str:
    probes, rest = fact.amount("probes"), format_duration(fact.amount("open_s"))
    again = f"open {rest}, then {probes} call{'s' if probes > 1 else ''} to try"
    if fact.get("window_s") is None:
        return f"{fact.amount('in_a_row')} failures in a row; {again}"
    share, window = format_percent(fact.amount("failed_share")), format_duration(fact.amount("window_s"))
    return f"{share} of at least {fact.amount('least_calls')} calls in {window}; {again}"
