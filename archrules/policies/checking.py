"""check(): from a system to a report of what policies say about it."""

from __future__ import annotations

import os
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeAlias

from archrules.errors import ArchrulesError, NothingToCheckError
from archrules.importers.imported import Imported
from archrules.inference.compiled import compiled
from archrules.knowledge_base.rules import Policy
from archrules.knowledge_base.strata import rule_strata
from archrules.model.canonical import digest
from archrules.model.finding import FailLevel, Finding, Place, Verdict
from archrules.model.report import InputRecord, ReportData, WaiverRecord
from archrules.policies.judging import Numbers, judge_data
from archrules.policies.merging import merged
from archrules.policies.premises import premises, without_others
from archrules.policies.profiles import Profile, check_profile
from archrules.policies.python_judging import judge_python
from archrules.policies.python_policies import PythonPolicy
from archrules.policies.report import Report
from archrules.policies.selection import Selected, Wanted, adjusted, select, severity_of
from archrules.policies.subject import Subject, require_names, subject_of
from archrules.vocabulary.facts import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from archrules.knowledge_base.base import KnowledgeBase
    from archrules.model.system import System
    from archrules.model.waiver import Waiver
    from archrules.policies.judged import Judged
    from archrules.policies.waiver_file import WaiverEntry
    from archrules.policies.waiver_names import WaiverNames

Waivers: TypeAlias = "str | os.PathLike[str] | Iterable[WaiverEntry | Waiver]"
"""A file of waivers, or waivers that were read or made."""

_MADE = "(waivers)"
"""Where waivers stand that no file holds."""


def check_system(  # noqa: PLR0913  # all but the first two are named, and each has a default
    given: System | Imported,
    knowledge: KnowledgeBase,
    *,
    policies: Iterable[Wanted] | Wanted | None = None,
    profile: Profile = "production",
    today: date | None = None,
    waivers: Waivers | None = None,
    parameters: Mapping[str, int | Decimal | Fraction] | None = None,
    fail_on: FailLevel = "error",
) -> Report:
    """The report on a System, as such or as it was read, by the policies of the knowledge or those asked for.

    Raises:
        KnowledgeError: a folder of policies is at fault, or there is no such parameter.
        InputError: the file of waivers cannot be read, or names in the System are used twice or refer to nothing.
        NothingToCheckError: no policy is left, or none applies to any element of the System.
        UnknownNameError: there is no such policy or profile, or a policy names what the System does not have.
        ArchrulesError: there are waivers and nobody says which day it is.
    """
    chosen = check_profile(profile)
    require_names(given.system if isinstance(given, Imported) else given)
    given_values = {name: number(Fraction(value)) for name, value in (parameters or {}).items()}
    wanted = select(policies, knowledge, chosen)
    selected, part = adjusted(wanted, without_others(knowledge, _items(wanted)), given_values)
    subject, judged = _judge(given, selected, part, chosen)
    _require_some(judged, subject.system, chosen)
    found = merged(finding for each in judged for finding in each.findings)
    findings, applied = _waived(found, waivers, today, lambda: _names(judged, subject.system, knowledge))
    data = ReportData(
        archrules_version=version("archrules"),
        knowledge=part.records,
        system_name=subject.system.name,
        system_digest=digest(subject.system),
        profile=chosen,
        today=today if applied else None,
        inputs=tuple(_inputs(given)),
        results=tuple(each.result for each in judged),
        findings=findings,
        waivers=applied,
    )
    return Report(data, fail_on=fail_on, system=subject.system)


def findings_of(
    system: System, knowledge: KnowledgeBase, profile: Profile = "production"
) -> tuple[Finding, ...]:
    """What the policies of the knowledge find in a System; nothing where there is nothing to check.

    Raises:
        InferenceError: a rule cannot be computed, which is a fault of the knowledge.
    """
    try:
        selected = select(None, knowledge, profile)
    except NothingToCheckError:
        return ()
    _, judged = _judge(system, selected, knowledge, profile)
    return merged(finding for each in judged for finding in each.findings)


def _items(selected: Selected) -> list[Policy]:
    return [each for each in selected.policies.values() if isinstance(each, Policy)]


def _judge(
    given: System | Imported, selected: Selected, knowledge: KnowledgeBase, profile: Profile
) -> tuple[Subject, list[Judged]]:
    program = compiled(knowledge).program
    rules = [rule for each in premises(_items(selected), knowledge).values() for rule in each.rules]
    subject = subject_of(given, rule_strata(rules), program)
    return subject, list(_judged(selected, subject, knowledge, profile))


def _judged(
    selected: Selected, subject: Subject, knowledge: KnowledgeBase, profile: Profile
) -> Iterator[Judged]:
    for policy in selected.policies.values():
        severity = severity_of(policy, profile)
        if severity is None:
            continue
        if isinstance(policy, PythonPolicy):
            yield judge_python(policy, subject, severity)
        else:
            numbers = _numbers(policy, knowledge)
            yield judge_data(policy, subject, severity, numbers, selected.sources)


def _numbers(policy: Policy, knowledge: KnowledgeBase) -> Iterator[Numbers]:
    """The numbers of a policy and of what it rests on."""
    yield Numbers(policy.item.id, policy.item.parameters, policy.rule.parameters)
    for name, premise in premises([policy], knowledge).items():
        yield Numbers(name, premise.item.parameters, premise.rules[0].parameters)


def _require_some(judged: list[Judged], system: System, profile: Profile) -> None:
    verdicts = {each.verdict for one in judged for each in one.result.verdicts}
    if not system.elements():
        raise NothingToCheckError(f"{system.name} has no elements: describe at least one service")
    if verdicts <= {Verdict.NOT_APPLICABLE}:
        message = (
            f"no policy that was asked for applies to any element of {system.name} in the profile {profile}"
        )
        raise NothingToCheckError(message)


def _names(judged: list[Judged], system: System, knowledge: KnowledgeBase) -> WaiverNames:
    """What waivers can name."""
    from archrules.policies.waiver_names import WaiverNames, element_names  # few have waivers

    results = [each.result for each in judged]
    checked = frozenset(each.policy for each in results)
    return WaiverNames(checked, frozenset(knowledge.policies), element_names(system, results))


def _waived(
    findings: tuple[Finding, ...],
    waivers: Waivers | None,
    today: date | None,
    names: Callable[[], WaiverNames],
) -> tuple[tuple[Finding, ...], tuple[WaiverRecord, ...]]:
    """The findings, marked with the waivers that hide them, and what became of each waiver."""
    if waivers is None:
        return findings, ()
    from archrules.policies.waiver_file import WaiverEntry, load_waivers  # few have waivers
    from archrules.policies.waivers import apply_waivers

    if isinstance(waivers, str | os.PathLike):
        entries = load_waivers(waivers)
    else:
        entries = tuple(
            each if isinstance(each, WaiverEntry) else WaiverEntry(Place(file=_MADE, line=line), each)
            for line, each in enumerate(waivers, start=1)
        )
    if not entries:
        return findings, ()
    if today is None:
        raise ArchrulesError("waivers have a last day: say with `today` which day it is")
    applied = apply_waivers(findings, entries, today, names())
    return applied.findings, applied.waivers


def _inputs(given: System | Imported) -> Iterator[InputRecord]:
    if isinstance(given, Imported):
        whole = given.places.get("name")
        file = whole.file if whole else ""
        yield InputRecord(file=file, form=given.form, ignored=dict(given.ignored), unused=dict(given.unused))
