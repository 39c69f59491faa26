"""One policy against one system: its verdict on every element, and a finding for each violation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from archrules.errors import UnknownNameError, near_names
from archrules.knowledge_base.items import Parameter, Source, SourceReference
from archrules.knowledge_base.rules import Policy
from archrules.model.finding import DecidingParameter, Finding, Remedy, Severity, Step, Verdict
from archrules.model.provenance import Citation
from archrules.model.report import ElementVerdict, Missing, PolicyResult
from archrules.model.system import Interaction, System, UseCasePath
from archrules.policies.doubts import Doubting
from archrules.policies.missing import missing_of
from archrules.policies.profiles import own_severity, severities
from archrules.policies.python_policies import Judgement, Named, PythonPolicy
from archrules.policies.subject import Subject
from archrules.policies.verdicts import certainty_of, judge
from archrules.policies.violations import violations
from archrules.vocabulary.facts import Value, number, value_text


@dataclass(frozen=True, slots=True)
class Judged:
    """What one policy says about a whole system."""

    result: PolicyResult
    findings: tuple[Finding, ...]


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
    item = policy.item
    certainty = certainty_of(policy, subject.memory, subject.open_kinds)
    verdicts = judge(policy, subject.memory, subject.open_kinds, program=subject.program)
    doubting = Doubting(policy, subject.memory, subject.open_kinds, certainty)
    told = tuple(
        ElementVerdict(
            element=element,
            verdict=verdict,
            missing=missing_of(doubting.of(element), element, subject) if verdict is Verdict.UNKNOWN else (),
        )
        for element, verdict in verdicts.items()
    )
    result = PolicyResult(
        policy=item.id,
        title=item.title,
        why=item.why.strip(),
        severity=own_severity(severities(item.finding.severity)),
        tags=item.tags,
        parameters=tuple(_deciding(numbers)),
        remedies=tuple(
            Remedy(do=remedy.do, costs=remedy.costs, unless=remedy.unless) for remedy in item.remedies
        ),
        sources=citations(item.sources, sources),
        verdicts=told,
    )
    found = (
        violations(policy, subject, certainty)
        if any(verdict is Verdict.VIOLATED for verdict in verdicts.values())
        else ()
    )
    findings = (
        _finding(
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


def judge_python(policy: PythonPolicy, subject: Subject, severity: Severity) -> Judged:
    """A policy written in Python.

    Raises:
        ArchrulesError: it gives something else than judgements.
        UnknownNameError: it names what is not in the system.
    """
    names = _Names(policy.id, subject)
    judgements = [(names.of(each.element), each) for each in policy(subject.system)]
    result = PolicyResult(
        policy=policy.id,
        title=policy.title,
        why=policy.why,
        severity=own_severity(policy.severity),
        tags=policy.tags,
        precision="medium",
        remedies=policy.remedies,
        sources=policy.sources,
        verdicts=tuple(_verdicts(judgements)),
    )
    findings = (
        _finding(
            result,
            severity,
            element=name,
            message=each.message or policy.title,
            path=names.steps(each.path),
            discriminator=each.discriminator,
            places=(place,) if (place := subject.place(name)) else (),
        )
        for name, each in judgements
        if each.verdict is Verdict.VIOLATED
    )
    return Judged(result, tuple(findings))


def citations(references: Sequence[SourceReference], sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    """Sources as they are printed."""
    return tuple(
        Citation(ref=each.ref, title=sources[each.ref].title, where=each.where, url=sources[each.ref].url)
        for each in references
    )


def _finding(result: PolicyResult, severity: Severity, **fields: object) -> Finding:
    """A finding with what its policy says about itself."""
    return Finding.model_validate(
        {
            "policy": result.policy,
            "title": result.title,
            "severity": severity,
            "parameters": result.parameters,
            "remedies": result.remedies,
            "sources": result.sources,
            **fields,
        }
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


def _verdicts(judgements: Sequence[tuple[str, Judgement]]) -> Iterator[ElementVerdict]:
    """One verdict for each element: the gravest that was given."""
    gravest = (Verdict.VIOLATED, Verdict.UNKNOWN, Verdict.SATISFIED)
    by_element: dict[str, list[Judgement]] = {}
    for name, judgement in judgements:
        by_element.setdefault(name, []).append(judgement)
    for name, several in by_element.items():
        verdict = next(each for each in gravest if any(one.verdict is each for one in several))
        missing: dict[Missing, None] = {}
        for one in several:
            missing |= dict.fromkeys(one.missing)
        yield ElementVerdict(
            element=name,
            verdict=verdict,
            missing=tuple(missing) if verdict is Verdict.UNKNOWN else (),
        )


class _Names:
    """Finds out what a policy written in Python names."""

    def __init__(self, policy: str, subject: Subject) -> None:
        self._policy, self._subject = policy, subject

    def of(self, thing: Named) -> str:
        """The name of something in the system.

        Raises:
            UnknownNameError: the system has nothing of that name.
        """
        name = self._name(thing)
        known = self._subject.model_paths
        if name not in known:
            message = f"the policy {self._policy!r} names {name!r}, which the system does not have"
            raise UnknownNameError(message, near_names(name, known))
        return name

    def steps(self, path: Sequence[Named]) -> tuple[Step, ...]:
        """A path as its steps."""
        names = [self.of(each) for each in path]
        return tuple(Step(element=name, place=self._subject.place(name)) for name in names)

    def _name(self, thing: Named) -> str:
        match thing:
            case str():
                return thing
            case Interaction():
                named = self._subject.interactions.items()
                same = [name for name, each in named if each is thing]
                return next(iter(same or [name for name, each in named if each == thing]), thing.name or "")
            case UseCasePath():
                return thing.use_case
            case System():
                return self._subject.system.name
            case _:
                return thing.name
