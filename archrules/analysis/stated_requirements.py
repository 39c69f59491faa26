"""The requirements that a brief states, each at its place; what a default fills in is none of them."""

from collections.abc import Iterator
from fractions import Fraction

from archrules.analysis.domain_facts import from_brief
from archrules.analysis.given_facts import given
from archrules.model.brief import Brief
from archrules.model.units import MONTH, format_duration, format_number, format_percent, format_rate
from archrules.vocabulary.origins import Given

_MONTHS_OF_A_YEAR = 12
_WITHOUT_LOSS = {
    "recovery-time": "no outage after losing the site",
    "recovery-point": "no data lost with the site",
}
"""What an objective of no time at all asks for."""


def stated_requirements(brief: Brief) -> Iterator[Given]:
    """`stated_requirement` for each; where anything will do (any licence, any cloud), nothing is asked for."""
    for path, topic, subject, text in (
        *_objectives(brief),
        *_of_contexts(brief),
        *_of_use_cases(brief),
        *_organisation(brief),
        *_constraints(brief),
    ):
        values = {"path": path, "topic": topic, "subject": subject, "text": text}
        yield given("stated_requirement", {**values}, from_brief(path))


_Stated = tuple[str, str, str | None, str]
"""Path, topic, subject if it is about one, and what is asked for."""


def _objectives(brief: Brief) -> Iterator[_Stated]:
    asked = brief.objectives
    if asked.availability is not None:
        text = f"available {format_percent(asked.availability)} of the time"
        yield "objectives.availability", "availability", None, text
    for field, topic, duration, text in (
        ("latency_p95", "latency-p95", asked.latency_p95, "95 of 100 answers within {}"),
        ("latency_p99", "latency-p99", asked.latency_p99, "99 of 100 answers within {}"),
        ("rto", "recovery-time", asked.rto, "after losing the site, running again within {}"),
        ("rpo", "recovery-point", asked.rpo, "after losing the site, at most the last {} of data lost"),
    ):
        if duration is not None:
            told = text.format(format_duration(duration)) if duration else _WITHOUT_LOSS.get(topic, text)
            yield f"objectives.{field}", topic, None, told.format("no time")


def _of_contexts(brief: Brief) -> Iterator[_Stated]:
    for context in brief.contexts:
        if context.availability is not None:
            text = f"{context.name} available {format_percent(context.availability)} of the time"
            yield f"contexts.{context.name}.availability", "context-availability", context.name, text


def _of_use_cases(brief: Brief) -> Iterator[_Stated]:
    for use_case in brief.use_cases:
        name, path = use_case.name, f"use_cases.{use_case.name}"
        if use_case.latency is not None:
            within = f"95 of 100 answers to {name} within {format_duration(use_case.latency)}"
            yield f"{path}.latency", "use-case-latency", name, within
        if use_case.consistency is not None:
            consistent = f"{use_case.consistency} consistency of {name}"
            yield f"{path}.consistency", "use-case-consistency", name, consistent
        if use_case.peak is not None:
            often = f"{name} {format_rate(use_case.peak)} at the peak"
            yield f"{path}.peak", "use-case-peak", name, often


def _organisation(brief: Brief) -> Iterator[_Stated]:
    if (budget := brief.budget) is not None:
        monthly = f"{format_number(Fraction(budget.monthly))} {budget.currency}"
        yield "budget.monthly", "budget", None, f"at most {monthly} a month"
    for regime in brief.compliance:
        yield f"compliance.{regime}", "compliance", regime, f"complies with {regime}"
    if brief.delivery is not None:
        within = f"first release within {_in_months(brief.delivery)}"
        yield "delivery", "delivery", None, within
    if brief.horizon is not None:
        yield "horizon", "horizon", None, f"planned {_in_months(brief.horizon)} ahead"


def _constraints(brief: Brief) -> Iterator[_Stated]:
    asked = brief.constraints
    if asked.licences == "osi-only":
        yield (
            "constraints.licences",
            "licences",
            None,
            "only licences that the Open Source Initiative approved",
        )
    if asked.skills == "require":
        yield "constraints.skills", "skills", None, "only technologies that a team has run"
    if asked.cloud not in {None, "any"}:
        yield "constraints.cloud", "cloud", asked.cloud, f"runs on {asked.cloud.removeprefix('on-')}"
    for field, topic, names, text in (
        ("data_residency", "data-residency", asked.data_residency, "data stays in {}"),
        ("mandated", "mandated", asked.mandated, "{} is used where it applies"),
        ("forbidden", "forbidden", asked.forbidden, "{} is not used"),
    ):
        for name in names:
            yield f"constraints.{field}.{name}", topic, name, text.format(name)


def _in_months(duration: Fraction) -> str:
    """A duration as plans give it: in months where it has whole ones and they make no years."""
    months = duration / MONTH
    in_months = months.denominator == 1 and months % _MONTHS_OF_A_YEAR != 0
    return f"{format_number(months)} months" if in_months else format_duration(duration)
