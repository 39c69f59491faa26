"""One policy that is data against one system: its verdict on every element, and a finding for each violation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from archrules.knowledge_base.items import Parameter, Source, SourceReference
from archrules.knowledge_base.rules import Policy
from archrules.model.finding import DecidingParameter, Remedy, Severity, Verdict
from archrules.model.provenance import Citation
from archrules.model.report import ElementVerdict, PolicyResult
from archrules.policies.doubts import Doubting
from archrules.policies.judged import Judged, finding_of
from archrules.policies.missing import missing_of
from archrules.policies.profiles import own_severity, severities
from archrules.policies.subject import Subject
from archrules.policies.verdicts import certainty_of, judge
from archrules.policies.violations import violations
from archrules.vocabulary.facts import Value, number, value_text


@dataclass(frozen=True, slots=True)
class Numbers:
    """A rule whose numbers decide, as they were written and as they are."""

    item: str
    written: Mapping[str, Parameter]
    values: Mapping[str, Value]


def judge_data(
    policy: Policy,
    subject: Subject,
    severity: Severity,
    numbers: Iterable[Numbers],
    sources: Mapping[str, Source],
) -> Judged:
    """A policy that is data. `numbers` are those that decide, its own and those of derivations it rests on."""
    certainty = certainty_of(policy, subject.memory, subject.open_kinds)
    verdicts = judge(policy, subject.memory, subject.open_kinds, program=subject.program)
    doubting = Doubting(policy, subject.memory, subject.open_kinds, certainty)
    told = [
        ElementVerdict(
            element=element,
            verdict=verdict,
            missing=missing_of(doubting.of(element), element, subject) if verdict is Verdict.UNKNOWN else (),
        )
        for element, verdict in verdicts.items()
    ]
    told += _unlisted(policy, subject, verdicts)
    result = _result(policy, told, numbers, sources)
    found = violations(policy, subject, certainty) if Verdict.VIOLATED in verdicts.values() else []
    findings = (
        finding_of(
            result,
            severity,
            element=each.element,
            message=each.message,
            path=each.path,
            discriminator=each.discriminator,
            supports=each.supports,
            places=(each.place,) if each.place else (),
        )
        for each in found
    )
    return Judged(result, tuple(findings))


def _result(
    policy: Policy,
    verdicts: Iterable[ElementVerdict],
    numbers: Iterable[Numbers],
    sources: Mapping[str, Source],
) -> PolicyResult:
    item = policy.item
    return PolicyResult(
        policy=item.id,
        title=item.title,
        why=item.why.strip(),
        severity=own_severity(severities(item.finding.severity)),
        tags=item.tags,
        parameters=tuple(_deciding(numbers)),
        remedies=tuple(Remedy(do=each.do, costs=each.costs, unless=each.unless) for each in item.remedies),
        sources=citations(item.sources, sources),
        verdicts=tuple(verdicts),
    )


def _unlisted(policy: Policy, subject: Subject, verdicts: Mapping[str, Verdict]) -> Iterator[ElementVerdict]:
    """That the whole is unknown, where nothing listed is judged and what there is to judge may not be listed."""
    kind, whole = str(policy.elements.kind), subject.system.name
    judged = {*verdicts.values()} - {Verdict.NOT_APPLICABLE}
    if kind in subject.open_kinds and not judged and whole not in verdicts:
        missing = missing_of([kind], whole, subject)
        yield ElementVerdict(element=whole, verdict=Verdict.UNKNOWN, missing=missing)


def citations(references: Sequence[SourceReference], sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    """Sources as they are printed."""
    return tuple(
        Citation(ref=each.ref, title=sources[each.ref].title, where=each.where, url=sources[each.ref].url)
        for each in references
    )


def _deciding(numbers: Iterable[Numbers]) -> Iterator[DecidingParameter]:
    for each in numbers:
        for name, written in each.written.items():
            value = value_text(each.values[name])
            full = f"{each.item}.{name}"
            yield DecidingParameter(
                name=full,
                value=value,
                unit=written.unit,
                evidence=written.evidence,
                override=f"`--parameter {full}=…`, or `parameters={{{full!r}: …}}` in Python",
                overridden=each.values[name] != number(Fraction(written.value)),
            )
