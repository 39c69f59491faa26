"""Load on each queue and topic: the calls whose messages it carries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.capacity import replicas
from archrules.analysis.defaults import Defaults
from archrules.analysis.design.decided import Decided, remote_calls
from archrules.analysis.given_facts import given
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

KINDS = {"event-stream": "topic", "message-queue": "queue"}
"""What carries the messages of a call, by its pattern."""


def is_published(call: Fact) -> bool:
    """Whether one context only reads what another owns; a client cannot subscribe, so it always asks."""
    return call.get("access") == "read" and call.text("source_kind") == "context"


def channel_name(call: Fact, pattern: str | None) -> str:
    """The topic or queue that carries a call: events are named after their owner, requests after who takes them."""
    context = call.text("target")
    if pattern == "event-stream":
        return f"{context}.events"
    return f"{context}.for-{call.text('source')}" if is_published(call) else f"{context}.requests"


@dataclass(slots=True)
class _Load:
    context: str
    kind: str
    sent: Fraction = Fraction(0)
    published: Fraction = Fraction(0)
    readers: set[str] = field(default_factory=set)
    payloads: set[Fraction] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    """By name."""

    def add(self, call: Fact) -> None:
        """Count what is sent in full, and what is published at the rate of its busiest reader."""
        rate = call.amount("rate_per_s")
        if is_published(call):
            self.published = max(self.published, rate)
            self.readers.add(call.text("source"))
        else:
            self.sent += rate
            self.readers.add(call.text("target"))
        if (payload := call.get("payload_bytes")) is not None:
            self.payloads.add(Fraction(str(payload)))
        self.calls.add(call.text("name"))


def channel_loads(decided: Decided, defaults: Defaults) -> Iterator[Given]:
    """`channel_load` for each queue and topic that calls between units need, and `channel_call` for each such call."""
    remote = remote_calls(decided)
    loads: dict[str, _Load] = {}
    for choice in decided.find("choice", decision="communication"):
        pattern = choice.text("option")
        for call in decided.find("call", name=choice.text("subject")) if pattern in KINDS else ():
            if call.text("name") in remote:
                name = channel_name(call, pattern)
                loads.setdefault(name, _Load(call.text("target"), KINDS[pattern])).add(call)
    for name, load in sorted(loads.items()):
        yield _fact(name, load, defaults)
        for carried in sorted(load.calls):
            origin = Origin(
                "computed", f"calls on {name}", "named after what they ask for", (f"call {carried}",)
            )
            yield given("channel_call", {"channel": name, "call": carried}, origin)


def _fact(name: str, load: _Load, defaults: Defaults) -> Given:
    used = ["consumer-capacity", "target-utilisation"]
    if not load.payloads:
        used.append("payload")
    rate = max(load.sent, load.published)
    payload = max(load.payloads) if load.payloads else defaults.amount("payload")
    capacity, utilisation = defaults.amount("consumer-capacity"), defaults.amount("target-utilisation")
    values: dict[str, Value | None] = {
        "channel": name,
        "context": load.context,
        "kind": load.kind,
        "messages_per_s": rate,
        "payload_bytes": payload,
        "bytes_per_s": rate * payload,
        "readers": len(load.readers),
        "consumers": replicas(rate, capacity, utilisation, 1),
    }
    formula = "what is sent to it summed, or what is read from it at the rate of its busiest reader, if that is more"
    inputs = tuple(f"call {call}" for call in sorted(load.calls))
    computed = Origin("computed", f"load of {name}", formula, inputs)
    return given(
        "channel_load", values, computed, *(defaults.origin(each, f"messages of {name}") for each in used)
    )
