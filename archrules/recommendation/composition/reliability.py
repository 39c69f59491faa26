"""What is promised, what keeps it when parts fail, and how data comes back."""

from collections.abc import Iterator
from fractions import Fraction

from archrules.model.recommendation import Reliability
from archrules.model.resilience import FailureMode, RecoveryStep
from archrules.model.units import format_duration, format_percent
from archrules.recommendation.composition.interactions import publisher
from archrules.recommendation.composition.promises import call_times, outage_text, reached
from archrules.recommendation.composition.protection import call_rows
from archrules.recommendation.composition.queries import Queries, is_query
from archrules.recommendation.composition.units import Design
from archrules.vocabulary.facts import Fact


def reliability(design: Design) -> Reliability:
    """Targets, fault tolerance patterns, what is set for each call, and backup."""
    queries = Queries(design)
    targets, backup = [], []
    for fact in design.memory.of_kind("objectives"):
        outage = outage_text(fact.amount("downtime_minutes_per_year"))
        stated = design.brief.objectives
        assumed = [
            "" if value is not None else " (assumed, the brief does not say)"
            for value in (stated.availability, stated.rto, stated.rpo)
        ]
        targets += [
            f"availability {format_percent(fact.amount('availability'))}: at most {outage} of outage a year"
            + assumed[0],
            f"RTO {format_duration(fact.amount('rto_s'))}: running again within that time" + assumed[1],
            _point(fact.amount("rpo_s")) + assumed[2],
        ]
    for fact in design.memory.of_kind("promise_price"):
        targets.append(f"{fact.text('promise')} takes {fact.text('takes')}; {fact.text('next')}")
    for fact in design.memory.of_kind("recovery"):
        targets.append(f"recovery tier: {fact.text('tier')}")
        backup += [fact.text("backup"), fact.text("restore")]
    backup += notes(design, "recovery")
    return Reliability(
        targets=tuple(targets),
        patterns=tuple(_patterns(design, queries)),
        backup=tuple(backup),
        calls=call_rows(design, lambda call: _ends(design, call, queries)),
        call_notes=tuple(notes(design, "calls")),
        promise=_promise(design),
        reached=reached(design),
        times=call_times(design),
        promise_notes=tuple(notes(design, "promise")),
        recovery=tuple(_recovery(design)),
        failures=tuple(_failures(design)),
    )


def _point(seconds: Fraction) -> str:
    """The recovery point objective in words."""
    if not seconds:
        return "RPO 0: nothing that was confirmed may be lost"
    return f"RPO {format_duration(seconds)}: at most that much data lost"


def _promise(design: Design) -> str:
    """The availability that is promised, in words."""
    found = design.memory.of_kind("objectives")
    return format_percent(found[0].amount("availability")) if found else ""


def _ends(design: Design, call: Fact, queries: Queries) -> tuple[str, str]:
    """Who sends and who takes over our own network: what a client calls is called by the way in."""
    (own, _), (pages, _) = queries.split(call)
    if queries.server and (is_query(design, call) or (pages and not own)):
        return queries.server, design.end(call, "target")
    way_in = design.option_property("entry", design.brief.system, "role")
    if way_in and call.text("source_kind") == "client":
        return design.element("gateway", way_in), design.end(call, "target")
    if design.mode(call) == "async" and call.text("target_kind") == "context":
        return publisher(design, call)
    return design.end(call, "source"), design.end(call, "target")


def _patterns(design: Design, queries: Queries) -> Iterator[str]:
    """Each pattern with how many callers and callees it lies between, and each measure with the services."""
    by_pattern: dict[str, set[tuple[str, str]]] = {}
    for fact in design.memory.of_kind("protection"):
        ends = _ends(design, design.calls[fact.text("call")], queries)
        by_pattern.setdefault(fact.text("pattern"), set()).add(ends)
    everywhere = set[tuple[str, str]]().union(*by_pattern.values())
    for pattern, pairs in sorted(by_pattern.items()):
        told = ", ".join(" -> ".join(pair) for pair in sorted(pairs))
        yield f"{pattern.replace('-', ' ')}: {'every call' if pairs == everywhere else told}"
    by_measure: dict[str, list[str]] = {}
    for fact in design.memory.of_kind("service_measure"):
        by_measure.setdefault(fact.text("measure"), []).append(design.label(fact.text("unit")))
    for measure, units in sorted(by_measure.items()):
        told = "every service" if len(units) == len(design.units) else ", ".join(units)
        yield f"{measure.replace('-', ' ')}: {told}"


def _recovery(design: Design) -> Iterator[RecoveryStep]:
    """The steps in order; what is done to several parts at once is one step."""
    steps: dict[tuple[Fraction, Fraction, str, str], list[str]] = {}
    for fact in design.memory.of_kind("recovery_step"):
        key = fact.amount("phase"), fact.amount("rank"), fact.text("does"), fact.text("done_when")
        steps.setdefault(key, []).extend([fact.text("part")] if fact.get("part") else [])
    for number, ((_, _, does, done), parts) in enumerate(sorted(steps.items()), start=1):
        yield RecoveryStep(number=number, does=does, parts=tuple(sorted(parts)), done_when=done)


def _failures(design: Design) -> Iterator[FailureMode]:
    """How parts fail; parts of which the same is said are told together."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for fact in design.memory.of_kind("failure_mode"):
        key = fact.text("fails"), fact.text("follows"), fact.text("answer")
        told.setdefault(key, []).append(f"{fact.text('part')} ({fact.text('use_cases')})")
    for (fails, follows, answer), parts in sorted(told.items(), key=lambda each: each[1]):
        yield FailureMode(parts=tuple(parts), fails=fails, follows=follows, answer=answer)


def notes(design: Design, section: str) -> Iterator[str]:
    """What the knowledge says of a part of the report, by topic."""
    for fact in design.memory.find("report_note", section=section):
        yield f"{fact.text('topic')}: {fact.text('text')}"
