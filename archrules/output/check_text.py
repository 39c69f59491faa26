"""The report of `check` as text for people: narrow, and without colours unless the caller paints it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archrules.model.finding import SEVERITIES, FailLevel, Finding, Verdict
from archrules.model.report import InputRecord, ReportData
from archrules.output.finding_text import (
    Paint,
    advice_lines,
    finding_lines,
    item,
    one_line,
    plain,
    unknowns_lines,
    waiver_lines,
    what_lines,
)
from archrules.output.report_markup import counted, listed

_SHOWN_KEYS = 5
# In the log of a build these would be commands to its server: at the start of a line, or anywhere in it.
_COMMAND = re.compile(r"(^ *(?=::)|#(?=#(?:|vso|teamcity)\[))(.)", re.IGNORECASE | re.MULTILINE)
_WORDS = {
    Verdict.VIOLATED: "violated",
    Verdict.UNKNOWN: "unknown",
    Verdict.SATISFIED: "satisfied",
    Verdict.NOT_APPLICABLE: "not applicable",
}


def check_text(data: ReportData, *, fail_on: FailLevel = "error", paint: Paint = plain) -> str:
    """Return the whole report: what was read, findings, waivers, what is unknown, and a summary at the end."""
    waived = [finding_lines(each, full=False, paint=paint) for each in data.findings if each.waiver]
    waivers = [line for each in data.waivers for line in waiver_lines(each, 1)]
    unknown = unknowns_lines(data.unknown())
    blocks = [
        _head(data),
        *finding_blocks([each for each in data.findings if each.waiver is None], paint=paint),
        *([[paint("heading", "Waived")], *waived] if waived else []),
        *([[paint("heading", "Waivers to look at"), *waivers]] if waivers else []),
        *([[paint("heading", "Unknown"), *unknown]] if unknown else []),
        [*item(findings_text(data), 0), *item(verdicts_text(data), 0), outcome_text(data, fail_on)],
    ]
    return f"{joined(blocks)}\n"


def failure_text(data: ReportData, *, fail_on: FailLevel = "error") -> str:
    """Return only what fails: element, message, place, path and remedies of each finding, and malformed waivers."""
    blocks = finding_blocks(data.failing(fail_on), full=False)
    malformed = [waiver_lines(each) for each in data.waivers if each.state == "malformed"]
    head = [f"{one_line(data.system_name)}: {outcome_text(data, fail_on)}"]
    return joined([head, *blocks, *malformed])


def outcome_text(data: ReportData, fail_on: FailLevel) -> str:
    """Return in one line what fails at a level, or that nothing does."""
    failing = data.failing(fail_on)
    malformed = sum(each.state == "malformed" for each in data.waivers)
    parts = []
    if failing:
        grades = "" if fail_on == "error" else f" (at {fail_on} or above)"
        parts.append(f"{counted(len(failing), 'finding')}{grades} {'fails' if len(failing) == 1 else 'fail'}")
    if malformed:
        parts.append(f"{counted(malformed, 'waiver')} {'is' if malformed == 1 else 'are'} malformed")
    return f"{listed(parts)}." if parts else "Nothing fails."


def findings_text(data: ReportData) -> str:
    """Return how many findings of each severity there are, and how many are waived."""
    waived = sum(each.waiver is not None for each in data.findings)
    found = [
        counted(number, severity)
        for severity in SEVERITIES
        if (number := sum(e.severity == severity and e.waiver is None for e in data.findings))
    ]
    parts = [*found, *([f"{waived} waived"] if waived else [])]
    return f"Findings: {listed(parts) or 'none'}."


def verdicts_text(data: ReportData) -> str:
    """Return how many policies have each verdict."""
    found = [
        f"{number} {word}" for verdict, word in _WORDS.items() if (number := data.counts.policies[verdict])
    ]
    noun = "policy" if len(data.results) == 1 else "policies"
    return f"{len(data.results)} {noun}: {listed(found) or 'none judged'}."


def finding_blocks(
    findings: Sequence[Finding], *, full: bool = True, paint: Paint = plain
) -> Iterator[list[str]]:
    """A block for each; what is the same for several of one policy, one after the other, stands once, behind them."""
    for _, several in groupby(findings, key=_shared):
        group = list(several)
        if len(group) == 1:
            yield finding_lines(group[0], full=full, paint=paint)
            continue
        yield from (what_lines(each, full=full, paint=paint) for each in group)
        advice = advice_lines(group[0], full=full)
        if advice:
            yield [f"for each of these {len(group)}, {one_line(group[0].policy)}:", *advice]


def joined(blocks: Iterable[list[str]]) -> str:
    """Return blocks of lines with an empty line between them, in which no line commands a server that logs it."""
    text = "\n\n".join("\n".join(block) for block in blocks)
    return _COMMAND.sub(lambda sign: f"{sign[1]}\\x{ord(sign[2]):02x}", text)


def _shared(finding: Finding) -> tuple[object, ...]:
    told = finding.parameters, finding.remedies, finding.sources
    return finding.severity, finding.policy, finding.waiver, *told


def _head(data: ReportData) -> list[str]:
    facts = [
        f"archrules {one_line(data.archrules_version)}",
        *(f"knowledge {one_line(each.name)} {one_line(each.version)}" for each in data.knowledge),
        *([f"profile {one_line(data.profile)}"] if data.profile is not None else []),
        *([f"waivers as of {data.today.isoformat()}"] if data.today is not None else []),
    ]
    lines = item(f"{one_line(data.system_name)}: {', '.join(facts)}", 0)
    return lines + [line for each in data.inputs for line in item(_input(each))]


def _input(record: InputRecord) -> str:
    read = f"{one_line(record.file)} ({one_line(record.form)})"
    if not record.ignored:
        return read
    often = sorted(record.ignored.items(), key=lambda key: (-key[1], key[0]))
    shown = ", ".join(f"{one_line(name)} {number}" for name, number in often[:_SHOWN_KEYS])
    more = f" and {len(often) - _SHOWN_KEYS} others" if len(often) > _SHOWN_KEYS else ""
    return f"{read}: {counted(record.ignored_count, 'unknown key')} ignored: {shown}{more}"
