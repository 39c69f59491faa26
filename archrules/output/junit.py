"""The report of `check` as JUnit XML: one suite for each system, one test case for each policy.

A policy fails where a finding counts at the level asked for. One with lesser or waived findings, or of which nothing
is known or judged, is skipped with the reason, so that viewers show it and builds go on.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from archrules.model.finding import FailLevel, Finding, Verdict
from archrules.model.report import PolicyResult, ReportData
from archrules.output.check_text import finding_blocks, verdicts_text
from archrules.output.finding_text import named, one_line, unknown_lines, waiver_lines
from archrules.output.report_markup import counted

_WAIVERS = "(waivers)"
_NOTHING_JUDGED = "not applicable: the system has no element that it judges"


def junit_xml(reports: Sequence[ReportData], *, fail_on: FailLevel = "error") -> str:
    """Return the reports as one document; without time stamps, so that equal reports are equal bytes."""
    suites = [_suite(data, fail_on) for data in reports]
    root = ET.Element("testsuites", name="archrules")
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def reason_to_skip(result: PolicyResult, findings: list[Finding], fail_on: FailLevel) -> str:
    """Why a policy that does not fail did not pass either, given its findings; empty where it did."""
    lesser = [each for each in findings if each.waiver is None]
    if lesser:
        level = f"fails only at {fail_on} or above" if fail_on != "never" else "set never to fail"
        return f"{lesser[0].severity}: {counted(len(lesser), 'finding')}, {level}"
    if findings:
        return f"waived: {counted(len(findings), 'finding')}"
    if result.verdict is Verdict.UNKNOWN:
        elements = sum(len(group.elements) for group in result.unknown())
        return f"unknown: {counted(elements, 'element')}, of which too little is known"
    return _NOTHING_JUDGED if result.verdict is Verdict.NOT_APPLICABLE else ""


def _suite(data: ReportData, fail_on: FailLevel) -> ET.Element:
    cases = [_case(data, result, fail_on) for result in data.results]
    if data.waivers:
        cases.append(_waivers(data))
    failures = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    suite = ET.Element(
        "testsuite",
        name=one_line(data.system_name),
        tests=str(len(cases)),
        failures=str(failures),
        errors="0",
        skipped=str(skipped),
    )
    _properties(suite, data)
    suite.extend(cases)
    return suite


def _properties(suite: ET.Element, data: ReportData) -> None:
    facts = [
        ("archrules", data.archrules_version),
        *(("knowledge", f"{each.name} {each.version} {each.digest}") for each in data.knowledge),
        *([("profile", data.profile)] if data.profile is not None else []),
        *([("today", data.today.isoformat())] if data.today is not None else []),
        *(("input", each.file) for each in data.inputs),
        ("verdicts", verdicts_text(data)),
    ]
    properties = ET.SubElement(suite, "properties")
    for name, value in facts:
        ET.SubElement(properties, "property", name=name, value=one_line(value))


def _case(data: ReportData, result: PolicyResult, fail_on: FailLevel) -> ET.Element:
    findings = [each for each in data.findings if each.policy == result.policy]
    failing = [each for each in findings if each.fails(fail_on)]
    others = [each for each in findings if not each.fails(fail_on)]
    case = _new_case(data, result.policy)
    if failing:
        message = f"{counted(len(failing), 'finding')}: {named([each.element for each in failing])}"
        failure = ET.SubElement(case, "failure", message=message, type=failing[0].severity)
        failure.text = _text([*failing, *others], result)
    elif reason := reason_to_skip(result, others, fail_on):
        ET.SubElement(case, "skipped", message=reason)
        if text := _text(others, result):
            ET.SubElement(case, "system-out").text = text
    return case


def _text(findings: list[Finding], result: PolicyResult) -> str:
    blocks = [*finding_blocks(findings)]
    blocks += [unknown_lines(group) for group in result.unknown()]
    return "\n\n".join("\n".join(block) for block in blocks)


def _waivers(data: ReportData) -> ET.Element:
    """The waivers as a test case of their own, which fails where one is malformed."""
    case = _new_case(data, _WAIVERS)
    malformed = [each for each in data.waivers if each.state == "malformed"]
    lines = "\n".join(line for each in data.waivers for line in waiver_lines(each))
    if malformed:
        message = f"{counted(len(malformed), 'waiver')} malformed"
        ET.SubElement(case, "failure", message=message, type="malformed").text = lines
    elif lines:
        ET.SubElement(case, "system-out").text = lines
    return case


def _new_case(data: ReportData, name: str) -> ET.Element:
    return ET.Element("testcase", classname=one_line(data.system_name), name=one_line(name))
