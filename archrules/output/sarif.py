"""The report of `check` as SARIF 2.1.0, in the form that code scanning on GitHub reads."""

from collections.abc import Sequence

from archrules.model.finding import Finding, Place
from archrules.model.report import ReportData, UnknownGroup, WaiverRecord
from archrules.output.escaping import terminal_text
from archrules.output.finding_text import named, one_line, path_text
from archrules.output.json_text import json_text
from archrules.output.sarif_places import (
    Json,
    code_flows,
    link,
    location,
    message,
    physical,
    related,
)
from archrules.output.sarif_rules import rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 25_000
"""GitHub refuses a file with more in one run."""

_MOST_RELATED = 20


def sarif_json(
    reports: Sequence[ReportData], *, include_waived: bool = False, most_results: int = MOST_RESULTS
) -> str:
    """Return the reports as one file, a run for each, and each a category of its own, as GitHub demands.

    Waived findings are left out unless asked for, as GitHub would show them like any other; then they are suppressed
    results. What is unknown, and what is to be done about waivers, are notifications of the run.
    """
    runs = [
        _run(data, category, include_waived=include_waived, most_results=most_results)
        for data, category in zip(reports, _categories(reports), strict=True)
    ]
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": runs})


def _run(data: ReportData, category: str, *, include_waived: bool, most_results: int) -> Json:
    rules = {result.policy: index for index, result in enumerate(data.results)}
    findings = [each for each in data.findings if include_waived or each.waiver is None]
    shown = findings[:most_results]
    driver = {
        "name": "archrules",
        "version": one_line(data.archrules_version),
        "rules": [rule(result) for result in data.results],
    }
    packs = dict.fromkeys((one_line(each.name), one_line(each.version)) for each in data.knowledge)
    extensions = [{"name": f"archrules knowledge: {name}", "version": version} for name, version in packs]
    return {
        "tool": {"driver": driver, **({"extensions": extensions} if extensions else {})},
        "automationDetails": {"id": f"archrules/{category}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(data, len(findings) - len(shown))],
        "results": [_result(each, rules[each.policy], _fallback(data)) for each in shown],
    }


def _categories(reports: Sequence[ReportData]) -> list[str]:
    """The name of each system; where several have the same, its first file too, and then a number."""
    names = [_undivided(data.system_name) for data in reports]
    files = [_undivided(data.inputs[0].file) if data.inputs else "" for data in reports]
    told = [
        f"{name}/{file}" if names.count(name) > 1 else name for name, file in zip(names, files, strict=True)
    ]
    return [
        f"{each}/{told[:at].count(each) + 1}" if told.count(each) > 1 else each
        for at, each in enumerate(told)
    ]


def _undivided(name: str) -> str:
    """A name without the sign that divides categories."""
    return terminal_text(name).replace("%", "%25").replace("/", "%2F")


def _fallback(data: ReportData) -> Place | None:
    """Where findings without a place are shown: at the start of the first file."""
    return Place(file=data.inputs[0].file) if data.inputs else None


def _result(finding: Finding, index: int, fallback: Place | None) -> Json:
    others = related(finding)[:_MOST_RELATED]
    links = [link(f"{place.file}:{place.line}", number) for number, (_, place) in enumerate(others, start=1)]
    place = finding.places[0] if finding.places else fallback
    result: Json = {
        "ruleId": finding.policy,
        "ruleIndex": index,
        "level": finding.severity,
        "message": message(_text(finding), f" See {', '.join(links)}." if links else ""),
        "locations": [location(finding.element, place)],
        "partialFingerprints": {
            "archrules/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        },
    }
    if others:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": physical(place), "message": message(text)}
            for number, (text, place) in enumerate(others, start=1)
        ]
    if flows := code_flows(finding.path):
        result["codeFlows"] = flows
    if finding.waiver is not None:
        justification = one_line(finding.waiver.reason)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    return result


def _text(finding: Finding) -> str:
    """Sentences, the first of which says enough where there is no room for more."""
    sentences = [
        finding.message,
        *([f"Path: {path_text(finding.path)}"] if finding.path else []),
        *(f"Remedy: {one_line(each.do)}" for each in finding.remedies),
    ]
    return " ".join(f"{one_line(sentence).rstrip('.')}." for sentence in sentences)


# ---- what GitHub does not show, and other readers do


def _invocation(data: ReportData, left_out: int) -> Json:
    told = [_unknown(group) for group in data.unknown()]
    if left_out:
        told.append(_notification("warning", f"{left_out} more findings are not in this file"))
    waivers = [each for record in data.waivers for each in _about(record)]
    return {
        "executionSuccessful": True,
        **({"toolExecutionNotifications": told} if told else {}),
        **({"toolConfigurationNotifications": waivers} if waivers else {}),
    }


def _unknown(group: UnknownGroup) -> Json:
    missing = "; ".join(f"nothing says {each.what}, shown by: {each.shown_by}" for each in group.missing)
    text = f"unknown: {named(group.elements)}{f': {missing}' if missing else ''}"
    return {**_notification("note", text), "associatedRule": {"id": group.policy}}


def _about(record: WaiverRecord) -> list[Json]:
    return [
        {
            **_notification("warning", f"{record.state} waiver: {each.text}"),
            "locations": [{"physicalLocation": physical(each.place)}],
        }
        for each in record.problems
    ]


def _notification(level: str, text: str) -> Json:
    return {"level": level, "message": message(text)}
