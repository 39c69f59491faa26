"""JUnit XML: what readers of it find, counts that agree, and names that cannot break out."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml, TestSuite

from archrules.model.finding import FailLevel
from archrules.model.report import ReportData
from archrules.output.junit import junit_xml
from tests.unit.output.check_data import (
    clean,
    empty,
    finding,
    hostile,
    policy,
    realistic,
    report,
    waiver,
    waiver_record,
)

REPORTS: dict[str, Callable[[], ReportData]] = {
    "realistic": realistic,
    "clean": clean,
    "empty": empty,
    "hostile": hostile,
}
# What Jenkins, GitLab and pytest agree on: the attributes and children that each element may have.
ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"properties", "testcase"}),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"classname", "name"}, {"failure", "skipped", "system-out"}),
    "failure": ({"message", "type"}, set()),
    "skipped": ({"message"}, set()),
    "system-out": (set(), set()),
}


def parsed(*reports: ReportData, fail_on: FailLevel = "error") -> ET.Element:
    return ET.fromstring(junit_xml(reports, fail_on=fail_on))  # noqa: S314 - made here a moment ago


def suite_of(data: ReportData, fail_on: FailLevel = "error") -> TestSuite:
    (suite,) = JUnitXml.fromstring(junit_xml([data], fail_on=fail_on).encode())
    return suite


def outcomes(data: ReportData, fail_on: FailLevel = "error") -> dict[str, tuple[str, str]]:
    """Return for each test case whether it passed, failed or was skipped, and the message."""
    found = {}
    for case in suite_of(data, fail_on):
        assert len(case.result) < 2
        told = [(type(result).__name__, result.message) for result in case.result]
        found[case.name] = told[0] if told else ("Passed", "")
    return found


def text_of(data: ReportData, name: str) -> str:
    (case,) = [each for each in parsed(data).iter("testcase") if each.get("name") == name]
    return "".join(case.itertext()).strip()


@pytest.mark.parametrize("name", REPORTS)
def test_elements_hold_what_readers_know(name: str) -> None:
    for element in parsed(REPORTS[name]()).iter():
        attributes, children = ALLOWED[element.tag]
        assert set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children


@pytest.mark.parametrize("name", REPORTS)
def test_counts_are_those_of_the_test_cases(name: str) -> None:
    for counted in (parsed(REPORTS[name]()), *parsed(REPORTS[name]()).iter("testsuite")):
        assert [counted.get(count) for count in ("tests", "failures", "errors", "skipped")] == [
            str(len(list(counted.iter(tag)))) for tag in ("testcase", "failure", "error", "skipped")
        ]


def test_each_report_is_a_suite_and_each_policy_a_test_case() -> None:
    root = parsed(realistic(), clean())
    names = [[case.get("name") for case in suite.iter("testcase")] for suite in root]
    assert names == [
        ["nanoservice", "shared-database", "synchronous-chain", "timeout", "(waivers)"],
        ["nanoservice", "shared-database"],
    ]


def test_a_reader_finds_the_outcome_of_each_policy() -> None:
    assert outcomes(realistic()) == {
        "nanoservice": ("Skipped", "not applicable: the system has no element that it judges"),
        "shared-database": ("Failure", "1 finding: orders-db"),
        "synchronous-chain": ("Skipped", "warning: 1 finding, fails only at error or above"),
        "timeout": ("Skipped", "unknown: 15 elements, of which too little is known"),
        "(waivers)": ("Failure", "1 waiver malformed"),
    }


def test_a_satisfied_policy_passes() -> None:
    assert outcomes(clean())["shared-database"] == ("Passed", "")


@pytest.mark.parametrize(
    ("fail_on", "outcome"),
    [("never", "Skipped"), ("error", "Skipped"), ("warning", "Failure"), ("note", "Failure")],
)
def test_a_warning_fails_at_the_level_asked_for(fail_on: FailLevel, outcome: str) -> None:
    assert outcomes(report(finding(severity="warning")), fail_on)["shared-database"][0] == outcome


def test_what_is_set_never_to_fail_says_so() -> None:
    (_, message) = outcomes(report(finding()), "never")["shared-database"]
    assert message == "error: 1 finding, set never to fail"


def test_a_waived_finding_is_skipped_and_told() -> None:
    data = report(finding(waiver=waiver()))
    assert outcomes(data)["shared-database"] == ("Skipped", "waived: 1 finding")
    assert "waived by team orders until 2027-01-31" in text_of(data, "shared-database")


def test_a_failure_tells_element_place_and_remedy_and_what_is_unknown() -> None:
    data = report(
        *realistic().findings[:2],
        results=(policy(verdicts={"orders-db": "violated", "users-db": "unknown"}),),
    )
    lines = text_of(data, "shared-database").splitlines()
    assert lines[:3] == [
        "error shared-database on orders-db",
        "  orders-db is written by 2 services",
        "  at deploy/docker-compose.yml:12:3",
    ]
    assert lines[-1] == "shared-database: users-db"


def test_the_type_of_a_failure_is_its_severity() -> None:
    (failure,) = parsed(report(finding(severity="warning")), fail_on="note").iter("failure")
    assert failure.get("type") == "warning"


def test_waivers_that_need_a_look_are_told_without_failing() -> None:
    data = report(waivers=(waiver_record("unused", 7, "remove it"),))
    assert outcomes(data)["(waivers)"] == ("Passed", "")
    assert text_of(data, "(waivers)") == "waivers.yaml:7:3: unused: remove it"


def test_without_waivers_no_test_case_is_about_them() -> None:
    assert "(waivers)" not in outcomes(clean())


def test_the_suite_says_what_was_checked_with_what() -> None:
    found = [(each.get("name"), each.get("value")) for each in parsed(realistic()).iter("property")]
    assert found == [
        ("archrules", "0.1.0"),
        ("knowledge", f"archrules 0.1.0 {'0' * 64}"),
        ("profile", "production"),
        ("today", "2026-11-20"),
        ("input", "deploy/docker-compose.yml"),
        ("input", "shop.system.yaml"),
        ("verdicts", "4 policies: 2 violated, 1 unknown and 1 not applicable."),
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_there_is_no_time_in_it(name: str) -> None:
    found: set[Any] = {
        attribute for element in parsed(REPORTS[name]()).iter() for attribute in element.attrib
    }
    assert found & {"time", "timestamp", "hostname"} == set()


def shape(names: list[str]) -> list[str]:
    """Return the tags of a report in which the names stand everywhere."""
    results = tuple(policy(f"p{number}", {name: "violated"}) for number, name in enumerate(names))
    findings = [finding(f"p{number}", name, message=name) for number, name in enumerate(names)]
    return [
        element.tag for element in parsed(report(*findings, results=results, system_name=names[0])).iter()
    ]


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3, unique=True))
def test_any_name_is_text_and_nothing_else(names: list[str]) -> None:
    assert shape(names) == shape([f"plain {number}" for number, _ in enumerate(names)])
