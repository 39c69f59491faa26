"""One policy written in Python against one system: its verdict on every element, and a finding for each violation."""

from collections.abc import Iterator, Sequence

from archrules.errors import UnknownNameError, near_names
from archrules.model.finding import Severity, Step, Verdict
from archrules.model.report import ElementVerdict, Missing, PolicyResult
from archrules.model.system import Interaction, System, UseCasePath
from archrules.policies.judged import Judged, finding_of
from archrules.policies.profiles import own_severity
from archrules.policies.python_policies import Judgement, Named, PythonPolicy
from archrules.policies.subject import Subject


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
        finding_of(
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
