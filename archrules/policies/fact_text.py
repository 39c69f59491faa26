"""Facts as sentences: what a finding rests on, told to people."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from archrules.model.units import format_duration, format_percent
from archrules.policies.words import told
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, value_text

_SIGNS = {
    "calls-across-services": "services do their work by calling one another",
    "joint-deployment": "services are deployed together",
    "shared-stores": "services share data stores",
    "synchronous-cycles": "services wait for one another",
}


def fact_text(fact: Fact, fields: Iterable[str]) -> str:
    """A sentence: for a computed fact what was found, for another what the given fields say; empty if nothing."""
    sentence = _SENTENCES.get(fact.kind)
    if sentence is not None:
        return sentence(fact)
    parts = [text for field in fields if (text := told(fact, field))]
    name = _name(fact)
    return f"{name} {' and '.join(parts)}" if parts else ""


def _name(fact: Fact) -> str:
    """What the fact is about, or where its kind has no key all that it says."""
    key = VOCABULARY[fact.kind].key
    if key and fact.get(key) is not None:
        return fact.text(key)
    values = ", ".join(f"{field.replace('_', ' ')} {value_text(value)}" for field, value in fact.items)
    return f"{fact.kind.replace('_', ' ')} ({values})"


def _text(fact: Fact, field: str, unknown: str = "unknown elements") -> str:
    return unknown if fact.get(field) is None else fact.text(field)


def _counted(fact: Fact, field: str, one: str, several: str) -> str:
    number = fact.get(field)
    if number is None:
        return several
    return f"{value_text(number)} {one if number == 1 else several}"


def _store_use(fact: Fact) -> str:
    reads, writes = fact.get("reads"), fact.get("writes")
    verb = "writes" if writes and reads is False else "reads and writes" if writes and reads else "writes to"
    if not writes:
        verb = "reads" if reads and writes is False else "uses"
    through = "" if fact.get("direct") else ", through what it carries"
    return f"{fact.text('user')} {verb} {fact.text('store')}{through}"


def _store_sharing(fact: Fact) -> str:
    where = f"the {fact.text('level')} {fact.text('store')}"
    if fact.get("written_by_several"):
        return f"{_text(fact, 'written_by')} write to {where}"
    if fact.get("used_by") is None:
        return f"nothing is known to use {where}"
    return f"{_text(fact, 'used_by')} use {where}"


def _cycle(fact: Fact) -> str:
    """Named by its shortest way round; who else waits in it, and the fewest calls to cut."""
    calls = fact.get("calls_to_cut")
    perhaps = ", and perhaps without fewer" if fact.get("exact") is False else ""
    waiting = f"{fact.text('members')} wait for one another, shortest {fact.text('name')}"
    if calls is None:
        return waiting
    noun = "call" if calls == 1 else "calls"
    return f"{waiting}; without {value_text(calls)} {noun} ({_text(fact, 'cut')}) they would not{perhaps}"


def _chain(fact: Fact) -> str:
    """The path with what it implies for latency and availability, as far as that is known."""
    parts = [f"{fact.text('path')} is {_counted(fact, 'length', 'call', 'calls')}"]
    latency, at_least = fact.get("latency_ms"), fact.amount("latency_at_least_ms")
    if latency is not None:
        parts.append(f"together {format_duration(fact.amount('latency_ms') / 1000)}")
    elif at_least > 0:
        parts.append(
            f"at least {format_duration(at_least / 1000)} without those of unknown latency "
            f"({_text(fact, 'latency_unknown_of')})"
        )
    availability = fact.get("availability")
    if isinstance(availability, Fraction | int):
        parts.append(f"{format_percent(Fraction(availability))} available")
    elif fact.get("availability_at_most") is not None:
        share = format_percent(fact.amount("availability_at_most"))
        parts.append(f"at most {share} available, whatever the others are")
    return "; ".join(parts)


def _single_point(fact: Fact) -> str:
    if fact.get("waiting") is None:
        return f"{fact.text('element')} is where requests come in"
    return f"{fact.text('element')} is needed by {fact.text('waiting')}"


def _sign(fact: Fact) -> str:
    what = _SIGNS[fact.text("sign")]
    return f"{what}: {fact.text('because')}" if fact.get("because") is not None else what


def _structure(fact: Fact) -> str:
    share = fact.get("cross_service_share")
    if share is None:
        return f"{_counted(fact, 'services', 'service', 'services')} in all"
    return (
        f"{format_percent(Fraction(round(Fraction(share) * 1000), 1000))} of what services use to do their work are "
        "synchronous calls of other services"
    )


def _coupling(fact: Fact) -> str:
    parts = []
    if fact.get("fan_in") is not None:
        parts.append(f"is called by {_counted(fact, 'fan_in', 'element', 'elements')}")
    if fact.get("fan_out") is not None:
        parts.append(f"calls {_counted(fact, 'fan_out', 'element', 'elements')}")
    return f"{fact.text('element')} {' and '.join(parts) or 'calls and is called'}"


_SENTENCES: Mapping[str, Callable[[Fact], str]] = {
    "store_use": _store_use,
    "store_sharing": _store_sharing,
    "synchronous_cycle": _cycle,
    "cycle_member": lambda fact: f"{fact.text('element')} waits in the cycle {fact.text('cycle')}",
    "synchronous_chain": _chain,
    "single_point_of_failure": _single_point,
    "coupling": _coupling,
    "only_caller": lambda fact: f"only {fact.text('caller')} calls {fact.text('service')}",
    "joint_deployment": lambda fact: f"{fact.text('members')} are deployed together as {fact.text('unit')}",
    "team_services": lambda fact: (
        f"{fact.text('team')} has {_counted(fact, 'services', 'service', 'services')}"
    ),
    "system_structure": _structure,
    "coupling_sign": _sign,
}
