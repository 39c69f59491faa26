"""What `check` reports, as data: what was read, verdicts, findings and waivers. Its order is always the same."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from archrules.model.base import Model
from archrules.model.finding import (
    DecidingParameter,
    FailLevel,
    FileName,
    Finding,
    Place,
    Remedy,
    Severity,
    Verdict,
)
from archrules.model.provenance import Citation, KnowledgeRecord
from archrules.model.waiver import Waiver, WaiverState

SCHEMA: Literal["archrules.report/1"] = "archrules.report/1"
Precision = Literal["very-high", "high", "medium", "low"]

_GRAVEST_FIRST = (Verdict.VIOLATED, Verdict.UNKNOWN, Verdict.SATISFIED)


class InputRecord(Model):
    """A file that was read, what it was read as, and how often each key that archrules does not know stood there."""

    file: FileName
    form: str = Field(description="such as system or compose")
    ignored: dict[str, int] = Field(default_factory=dict, description="keys that the format does not have")
    unused: dict[str, int] = Field(
        default_factory=dict, description="keys that say nothing of the architecture"
    )

    @property
    def ignored_count(self) -> int:
        """How many keys were ignored."""
        return sum(self.ignored.values())


class Missing(Model):
    """What nothing that was read says, and which input would."""

    what: str
    shown_by: str


class ElementVerdict(Model):
    """What a policy says about one element; where that is unknown, what is missing."""

    element: str
    verdict: Verdict
    missing: tuple[Missing, ...] = ()


class UnknownGroup(Model):
    """Elements of which a policy says nothing for the same reason."""

    policy: str
    elements: tuple[str, ...]
    missing: tuple[Missing, ...]


def _by_element(verdicts: tuple[ElementVerdict, ...]) -> tuple[ElementVerdict, ...]:
    _require_once("verdict on the element", [each.element for each in verdicts])
    return tuple(sorted(verdicts, key=lambda each: each.element))


def _precision_of(fields: dict[str, Any]) -> Precision:
    grades = {each.evidence for each in fields["parameters"]}
    return "high" if grades <= {"definition", "measured"} else "medium"


class PolicyResult(Model):
    """A policy, told independently of what it found, and its verdict on every element that it judges."""

    policy: str
    title: str
    why: str
    severity: Severity = Field(description="that of the policy itself, whatever the profile makes of it")
    tags: tuple[str, ...] = ()
    parameters: tuple[DecidingParameter, ...] = ()
    precision: Precision = Field(
        default_factory=_precision_of,
        description="how often its findings are right; unless said, as firm as the parameters are",
    )
    remedies: tuple[Remedy, ...] = ()
    sources: tuple[Citation, ...] = ()
    verdicts: Annotated[tuple[ElementVerdict, ...], AfterValidator(_by_element)] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict on any element; not applicable where there is none to judge."""
        found = {each.verdict for each in self.verdicts}
        return next((verdict for verdict in _GRAVEST_FIRST if verdict in found), Verdict.NOT_APPLICABLE)

    def unknown(self) -> tuple[UnknownGroup, ...]:
        """The elements with an unknown verdict, together where the same is missing."""
        groups: dict[tuple[Missing, ...], list[str]] = {}
        for each in self.verdicts:
            if each.verdict is Verdict.UNKNOWN:
                groups.setdefault(each.missing, []).append(each.element)
        return tuple(
            UnknownGroup(policy=self.policy, elements=tuple(elements), missing=missing)
            for missing, elements in groups.items()
        )


class WaiverProblem(Model):
    """Something to do about a waiver, and where."""

    place: Place
    text: str


class WaiverRecord(Model):
    """A waiver as it was read and what became of it; only an active one hides anything."""

    state: WaiverState
    place: Place
    waiver: Waiver | None = Field(default=None, description="absent where it is malformed")
    problems: tuple[WaiverProblem, ...] = ()


class Counts(Model):
    """How many policies, and how many elements under all policies, have each verdict."""

    policies: dict[Verdict, int]
    elements: dict[Verdict, int]


def _by_policy(results: tuple[PolicyResult, ...]) -> tuple[PolicyResult, ...]:
    _require_once("result for the policy", [each.policy for each in results])
    return tuple(sorted(results, key=lambda each: each.policy))


def _by_gravity(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    _require_once("finding with the fingerprint", [each.fingerprint for each in findings])
    return tuple(sorted(findings, key=lambda each: each.sort_key))


def _by_place(waivers: tuple[WaiverRecord, ...]) -> tuple[WaiverRecord, ...]:
    return tuple(sorted(waivers, key=lambda each: each.place.sort_key))


def _require_once(what: str, names: list[str]) -> None:
    name, count = max(Counter(names).items(), key=lambda found: found[1], default=("", 0))
    if count > 1:
        message = f"there is more than one {what} {name!r}"
        raise ValueError(message)


def _counted(fields: dict[str, Any]) -> Counts:
    return counts(fields["results"])


class ReportData(Model):
    """Everything in a report, as it is written as JSON."""

    schema_name: Literal["archrules.report/1"] = Field(default=SCHEMA, alias="schema")
    archrules_version: str
    knowledge: tuple[KnowledgeRecord, ...] = ()
    system_name: str
    system_digest: str | None = Field(default=None, description="SHA-256 over the canonical system")
    profile: str | None = None
    today: date | None = Field(default=None, description="the day as of which waivers count")
    inputs: tuple[InputRecord, ...] = Field(default=(), description="in the order in which they were named")
    results: Annotated[tuple[PolicyResult, ...], AfterValidator(_by_policy)] = ()
    findings: Annotated[tuple[Finding, ...], AfterValidator(_by_gravity)] = ()
    waivers: Annotated[tuple[WaiverRecord, ...], AfterValidator(_by_place)] = ()
    counts: Counts = Field(default_factory=_counted)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        judged = {each.policy for each in self.results}
        if strange := sorted({each.policy for each in self.findings} - judged):
            message = f"there is a finding but no result for the policy {strange[0]!r}"
            raise ValueError(message)
        if self.counts != counts(self.results):
            message = "the counts are not those of the results"
            raise ValueError(message)
        return self

    def failing(self, level: FailLevel) -> tuple[Finding, ...]:
        """The findings at or above a level that no waiver hides."""
        return tuple(finding for finding in self.findings if finding.fails(level))

    def unknown(self) -> Iterator[UnknownGroup]:
        """What is unknown, policy by policy."""
        for result in self.results:
            yield from result.unknown()


def counts(results: tuple[PolicyResult, ...]) -> Counts:
    """Count the verdicts on policies and elements."""
    policies = Counter(result.verdict for result in results)
    elements = Counter(each.verdict for result in results for each in result.verdicts)
    return Counts(
        policies={verdict: policies[verdict] for verdict in Verdict},
        elements={verdict: elements[verdict] for verdict in Verdict},
    )
