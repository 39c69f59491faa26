"""Finds out what becomes of each waiver: only an active one hides its finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from archrules.model.finding import Finding, Place
from archrules.model.report import WaiverProblem, WaiverRecord
from archrules.model.waiver import Waiver, WaiverState
from archrules.policies.waiver_file import WaiverEntry
from archrules.policies.waiver_names import PATTERN_SIGNS, WaiverNames

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Applied:
    """The findings, each marked with the waiver that hides it, and what became of every waiver."""

    findings: tuple[Finding, ...]
    waivers: tuple[WaiverRecord, ...]


def apply_waivers(
    findings: Iterable[Finding],
    waivers: Iterable[WaiverEntry],
    today: date,
    names: WaiverNames | None = None,
) -> Applied:
    """Mark every finding that an active waiver names, and tell what became of each waiver.

    A waiver counts up to and including the day on which it expires. One that could hide several findings hides
    none, and one whose finding another waiver before it hides is unused. With `names`, one that is unused because it
    names what is not there is told so.
    """
    found = tuple(findings)
    matcher = _Matcher(found)
    hidden: dict[str, Waiver] = {}
    records = []
    for entry in sorted(waivers, key=lambda each: each.place.sort_key):
        waiver = entry.waiver
        if waiver is None:
            records.append(_malformed(entry))
            continue
        matches, broad = matcher.matches(waiver)
        state, told = _state(waiver, matches, today, broad=broad, hidden=hidden)
        if not matches and names is not None:
            told = names.missing(waiver) or told
        if state == "active":
            hidden[matches[0].fingerprint] = waiver
        problems = (WaiverProblem(place=entry.place, text=told),) if told else ()
        records.append(WaiverRecord(state=state, place=entry.place, waiver=waiver, problems=problems))
    marked = (each.model_copy(update={"waiver": hidden.get(each.fingerprint)}) for each in found)
    return Applied(tuple(marked), tuple(records))


class _Matcher:
    """Finds what a waiver means: by exact names, or else by what could be patterns."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_policy: dict[str, list[Finding]] = {}
        self._by_element: dict[tuple[str, str], list[Finding]] = {}
        for each in findings:
            self._by_policy.setdefault(each.policy, []).append(each)
            self._by_element.setdefault((each.policy, each.element), []).append(each)

    def matches(self, waiver: Waiver) -> tuple[list[Finding], bool]:
        """The findings that a waiver matches, and whether it could match others of another name as well."""
        element = waiver.element
        exact = self._by_element.get((waiver.policy, element), []) if element is not None else []
        found = exact or self._like(waiver)
        fitting = [each for each in found if _fits(waiver, each)]
        return fitting, not exact

    def _like(self, waiver: Waiver) -> list[Finding]:
        """The findings that match names taken as patterns; a name without a sign of one matches only itself."""
        return [
            finding
            for policy, findings in self._by_policy.items()
            if _is_like(policy, waiver.policy)
            for finding in findings
            if waiver.element is None or _is_like(finding.element, waiver.element)
        ]


def _is_like(name: str, pattern: str) -> bool:
    return name == pattern or (PATTERN_SIGNS.search(pattern) is not None and fnmatchcase(name, pattern))


def _fits(waiver: Waiver, finding: Finding) -> bool:
    return waiver.path in {None, finding.route} and waiver.discriminator in {None, finding.discriminator}


def _state(
    waiver: Waiver, matches: list[Finding], today: date, *, broad: bool, hidden: Mapping[str, Waiver]
) -> tuple[WaiverState, str]:
    """The state of a waiver, and what to do about it."""
    if not matches:
        return "unused", f"no finding of {_named(waiver)} is left: remove this waiver"
    if broad or len(matches) > 1:
        return "over-broad", _narrower(waiver, matches)
    if today > waiver.expires:
        when = waiver.expires.isoformat()
        return "expired", f"its last day was {when}: put {_named(waiver)} right, or have it accepted anew"
    if matches[0].fingerprint in hidden:
        return "unused", f"a waiver before it hides the finding of {_named(waiver)}: remove one of them"
    return "active", ""


def _named(waiver: Waiver) -> str:
    element = f" on '{waiver.element}'" if waiver.element is not None else ""
    path = f" along {' -> '.join(waiver.path)}" if waiver.path else ""
    discriminator = f" for '{waiver.discriminator}'" if waiver.discriminator is not None else ""
    return f"'{waiver.policy}'{element}{path}{discriminator}"


def _narrower(waiver: Waiver, matches: list[Finding]) -> str:
    """Why a waiver hides nothing, and what one that does would name."""
    count = "a finding" if len(matches) == 1 else f"{len(matches)} findings"
    names = sorted({(each.policy, each.element) for each in matches})
    if names == [(waiver.policy, waiver.element)]:
        return f"matches {count} of {_named(waiver)} and hides none: add the path or the discriminator of one"
    shown = ", ".join(f"'{policy}' on '{element}'" for policy, element in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (
        f"names no one finding but matches {count} and hides none: write one waiver for each of {shown}{more}"
    )


def _malformed(entry: WaiverEntry) -> WaiverRecord:
    problems = tuple(
        WaiverProblem(place=Place(file=each.file, line=each.line, column=each.column), text=each.message)
        for each in entry.faults
    )
    return WaiverRecord(state="malformed", place=entry.place, problems=problems)
