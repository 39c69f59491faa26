"""What use cases can reach beside what is promised: how available they are, and how long their calls take."""

from fractions import Fraction

from archrules.model.resilience import CallTimes, Reached
from archrules.model.rounding import DIGITS, rounded_percent, rounded_time
from archrules.model.units import format_duration, format_number, format_percent
from archrules.recommendation.composition.units import Design
from archrules.vocabulary.facts import Fact

_TWO_HOURS = 120
"""From so many minutes on people count in hours."""

_MINUTES_OF_AN_HOUR = 60
_MOST_DIGITS = 12
"""A share that differs from another one only beyond is a millisecond in thirty years."""


def outage_text(minutes: Fraction) -> str:
    """A length of outage as people say it: hours to a tenth, or minutes."""
    return (
        f"{format_number(Fraction(round(minutes * 10 / _MINUTES_OF_AN_HOUR), 10))} h"
        if minutes >= _TWO_HOURS
        else f"{round(minutes)} min"
    )


def reached(design: Design) -> tuple[Reached, ...]:
    """Use cases that need the same parts together, the least available first."""
    promised = next(
        (fact.amount("availability") for fact in design.memory.of_kind("objectives")), Fraction(0)
    )
    needs: dict[str, list[Fact]] = {}
    for fact in design.memory.of_kind("use_case_need"):
        needs.setdefault(fact.text("use_case"), []).append(fact)
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in design.memory.of_kind("use_case_availability"):
        parts = tuple(_part(design, each) for each in needs.get(fact.text("use_case"), ()))
        groups.setdefault(parts, []).append(fact)
    ordered = sorted(groups.items(), key=lambda each: (each[1][0].amount("availability"), each[0]))
    return tuple(_row(parts, facts, promised) for parts, facts in ordered)


def _part(design: Design, fact: Fact) -> str:
    """A part as it is called in the System, or as people call it."""
    name = fact.text("part")
    match fact.text("kind"):
        case "service":
            return design.label(name)
        case "external":
            return design.external(name)
        case _:
            return name


def _row(parts: tuple[str, ...], facts: list[Fact], promised: Fraction) -> Reached:
    first = facts[0]
    at_most = "at most " if first.amount("open_parts") else ""
    return Reached(
        use_cases=tuple(fact.text("use_case") for fact in facts),
        needs=parts,
        availability=f"{at_most}{_beside(first.amount('availability'), promised)}",
        outage=outage_text(first.amount("downtime_minutes_per_year")),
        kept=first.amount("availability") >= promised,
        weakest=f"{first.text('weakest')}, {rounded_percent(first.amount('weakest_availability'))}",
    )


def _beside(reached: Fraction, promised: Fraction) -> str:
    """What is reached, with as many digits as tell it from what is promised."""
    texts = (rounded_percent(reached, digits) for digits in range(DIGITS, _MOST_DIGITS))
    same = format_percent(promised)
    return next((text for text in texts if text != same), same)


def call_times(design: Design) -> tuple[CallTimes, ...]:
    """Use cases that wait for calls, those first that usually take most of the time allowed."""
    found = design.memory.of_kind("use_case_time")
    return tuple(
        CallTimes(
            use_case=fact.text("use_case"),
            calls=int(fact.amount("calls")),
            layers=int(fact.amount("layers")),
            usual=_milliseconds(fact, "usual_ms"),
            allowed=format_duration(Fraction(round(fact.amount("allowed_ms")), 1000)),
            given_up=_milliseconds(fact, "deadline_ms"),
            late_share=rounded_percent(fact.amount("late_share")),
        )
        for fact in sorted(found, key=lambda fact: (-_tightness(fact), fact.sort_key))
    )


def _tightness(fact: Fact) -> Fraction:
    allowed = fact.amount("allowed_ms")
    return fact.amount("usual_ms") / allowed if allowed else Fraction(0)


def _milliseconds(fact: Fact, name: str) -> str:
    return rounded_time(Fraction(round(fact.amount(name)), 1000))
