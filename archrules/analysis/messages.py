"""What contexts are left to do later, or publish for others: how much there is of it, whatever carries it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.capacity import replicas
from archrules.analysis.defaults import Defaults
from archrules.analysis.given_facts import given
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


@dataclass(slots=True)
class _Messages:
    """The messages about one context: sent to it, and published by it at the rate of its busiest reader."""

    sent: Fraction = Fraction(0)
    published: Fraction = Fraction(0)
    readers: set[str] = field(default_factory=set)
    payloads: list[Fraction] = field(default_factory=list)
    origins: set[Origin] = field(default_factory=set)


def message_loads(calls: Iterable[Given], defaults: Defaults) -> Iterator[Given]:
    """`message_load` for each context that calls without hurry reach; the calls are facts with their origins."""
    found: dict[str, _Messages] = {}
    for call, origins in calls:
        if call.kind == "call" and call.get("answer") == "later" and call.get("target_kind") == "context":
            _add(found.setdefault(call.text("target"), _Messages()), call, origins)
    for context, messages in sorted(found.items()):
        yield _load(context, messages, defaults)


def _add(messages: _Messages, call: Fact, origins: Iterable[Origin]) -> None:
    rate = call.amount("rate_per_s")
    if call.text("access") == "read" and call.text("source_kind") == "context":
        messages.published = max(messages.published, rate)
        messages.readers.add(call.text("source"))
    else:
        messages.sent += rate
        messages.readers.add(call.text("target"))
    if (payload := call.get("payload_bytes")) is not None:
        messages.payloads.append(Fraction(str(payload)))
    messages.origins.update(origins)


def _load(context: str, messages: _Messages, defaults: Defaults) -> Given:
    rate = max(messages.sent, messages.published)
    payload = max(messages.payloads, default=None)
    used = [] if payload is not None else [("payload", f"messages of {context}")]
    payload = defaults.amount("payload") if payload is None else payload
    used += [(name, f"consumers of {context}") for name in ("consumer-capacity", "target-utilisation")]
    capacity, utilisation = defaults.amount("consumer-capacity"), defaults.amount("target-utilisation")
    values: dict[str, Value | None] = {
        "context": context,
        "messages_per_s": rate,
        "payload_bytes": payload,
        "bytes_per_s": rate * payload,
        "readers": len(messages.readers),
        "consumers": replicas(rate, capacity, utilisation, 1),
    }
    inputs = tuple(sorted({path for origin in messages.origins for path in origin.inputs}))
    formula = "what is sent summed, what is read at the rate of its busiest reader; the larger of the two"
    computed = Origin("computed", f"messages of {context}", formula, inputs)
    return given("message_load", values, computed, *(defaults.origin(*use) for use in used))
