"""The Report that people hold: whether all is well, what failed, what is unknown, and how to write it down."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from archrules.errors import UnknownNameError, printable
from archrules.model.finding import FailLevel, Severity
from archrules.model.report import Missing, ReportData
from archrules.policies.report import Report, Unknown, exit_code, format_of
from tests.unit.output.check_data import (
    clean,
    empty,
    finding,
    hostile,
    place,
    policy,
    realistic,
    report,
    waiver,
    waiver_record,
)


@pytest.mark.parametrize(
    ("severity", "fail_on", "ok"),
    [
        ("error", "error", False),
        ("warning", "error", True),
        ("warning", "warning", False),
        ("note", "warning", True),
        ("note", "note", False),
        ("error", "never", True),
    ],
)
def test_all_is_well_below_the_level_at_which_findings_fail(
    severity: Severity,
    fail_on: FailLevel,
    ok: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert Report(report(finding(severity=severity)), fail_on=fail_on).ok is ok


def test_findings_fail_at_error_unless_said() -> None:
    assert [Report(report(finding(severity=each))).ok for each in ("error", "warning")] == [False, True]


def test_all_is_well_where_a_waiver_hides_what_would_fail() -> None:
    assert Report(report(finding(waiver=waiver()))).ok


@pytest.mark.parametrize(
    ("state", "ok"),
    [("active", True), ("expired", True), ("unused", True), ("over-broad", True), ("malformed", False)],
)
def test_of_waivers_only_a_malformed_one_is_a_failure_in_itself(state: str, ok: bool) -> None:  # noqa: FBT001 - what is expected
    assert Report(report(waivers=(waiver_record(state, 2, "look"),))).ok is ok


def test_what_is_unknown_fails_nothing() -> None:
    assert Report(report(results=(policy(verdicts={"a": "unknown"}),)), fail_on="note").ok


def test_a_report_counts_as_true_even_when_it_fails() -> None:
    assert bool(Report(report(finding())))


def test_findings_are_all_findings_waived_ones_marked() -> None:
    found = Report(realistic()).findings
    assert [(each.element, each.waiver is not None) for each in found] == [
        ("legacy-db", True),
        ("orders-db", False),
        ("web", False),
    ]


@pytest.mark.parametrize(
    ("level", "elements"),
    [
        ("error", ["orders-db"]),
        ("warning", ["orders-db", "web"]),
        ("note", ["orders-db", "web"]),
        ("never", []),
    ],
)
def test_what_failed_at_a_level(level: FailLevel, elements: list[str]) -> None:
    assert [each.element for each in Report(realistic()).failed(at=level)] == elements


def test_what_is_unknown_is_told_by_policy_and_element() -> None:
    missing = (Missing(what="whether it rests", shown_by="a System file"),)
    result = policy("p", {"b": "unknown", "a": "unknown", "c": "satisfied"}, missing={"a": missing})
    assert Report(report(results=(result,))).unknown == (Unknown("p", "a", missing), Unknown("p", "b", ()))


def test_as_text_it_tells_what_fails_at_its_level() -> None:
    assert re.findall(r"^\w+ (\S+) on ", str(Report(realistic())), re.MULTILINE) == ["shared-database"]
    assert re.findall(r"^\w+ (\S+) on ", str(Report(realistic(), fail_on="warning")), re.MULTILINE) == [
        "shared-database",
        "synchronous-chain",
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (clean(), "<Report for 'shop': Nothing fails>"),
        (
            report(finding(places=(place(12),))),
            "<Report for 'shop': 1 finding fails: shared-database on orders-db (deploy/docker-compose.yml:12:3)>",
        ),
        (
            report(finding(element="a"), finding(element="b")),
            "<Report for 'shop': 2 findings fail: shared-database on a; shared-database on b>",
        ),
    ],
)
def test_its_representation_names_what_fails(data: ReportData, expected: str) -> None:
    assert repr(Report(data)) == expected


@pytest.mark.parametrize("count", range(1, 40))
def test_its_representation_is_short_enough_for_pytest_to_show_all_of_it(count: int) -> None:
    found = repr(Report(report(*(finding(element=f"element {number}") for number in range(count)))))
    assert len(found) <= 240
    shown = found.count(" on element")
    assert found.endswith(f"; and {count - shown} more>") or shown == count


def test_its_representation_is_one_safe_line() -> None:
    found = repr(Report(hostile()))
    assert len(found) <= 240
    assert printable(found, limit=240) == found


@pytest.mark.parametrize("name", ["report.txt", "REPORT.TXT"])
def test_a_text_file_is_the_report_for_people(tmp_path: Path, name: str) -> None:
    made = Report(realistic())
    assert made.write(tmp_path / name).read_text("utf-8") == made.text()


def test_a_json_file_is_the_report_for_programs(tmp_path: Path) -> None:
    written = Report(realistic()).write(str(tmp_path / "report.json"))
    assert ReportData.model_validate_json(written.read_bytes()) == realistic()


@pytest.mark.parametrize("name", ["report.sarif", "report.sarif.json"])
def test_a_sarif_file_is_for_code_scanning(tmp_path: Path, name: str) -> None:
    written = json.loads(Report(realistic()).write(tmp_path / name).read_bytes())
    assert written["version"] == "2.1.0"


def test_an_xml_file_is_junit(tmp_path: Path) -> None:
    written = Report(realistic()).write(tmp_path / "report.xml").read_text("utf-8")
    assert ET.fromstring(written).tag == "testsuites"  # noqa: S314 - made here a moment ago


def test_a_format_that_is_named_wins_over_the_name_of_the_file(tmp_path: Path) -> None:
    written = Report(clean()).write(tmp_path / "report.xml", form="text")
    assert written.read_text("utf-8") == Report(clean()).text()


@pytest.mark.parametrize("name", ["report", "report.html", "txt", "report.sarif.gz"])
def test_a_name_that_says_no_format_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownNameError, match=r"end it with one of \.txt, \.json, \.sarif, \.xml"):
        Report(clean()).write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_does_not_exist_is_refused_with_one_like_it(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"there is no format 'sarf' \(did you mean 'sarif'\?\)"):
        Report(clean()).write(tmp_path / "report.txt", form="sarf")  # type: ignore[arg-type]  # wrong on purpose


def test_the_name_of_a_file_says_its_format() -> None:
    names = ("a.txt", "a.json", "a.sarif", "a.sarif.json", "a.b.xml")
    assert [format_of(Path(name)) for name in names] == ["text", "json", "sarif", "sarif", "junit"]


def test_junit_fails_at_the_level_of_the_report() -> None:
    data = report(finding(severity="warning"))
    assert ["<failure" in Report(data, fail_on=level).junit() for level in ("error", "warning")] == [
        False,
        True,
    ]


def test_sarif_holds_waived_findings_only_where_asked_for() -> None:
    made = Report(report(finding(waiver=waiver())))
    assert ["suppressions" in text for text in (made.sarif(), made.sarif(include_waived=True))] == [
        False,
        True,
    ]


def test_text_can_be_painted() -> None:
    assert "[error]" in Report(report(finding())).text(paint=lambda _, word: f"[{word}]")


@pytest.mark.parametrize(
    ("data", "fail_on", "code"),
    [
        (report(finding()), None, 1),
        (report(finding()), "error", 1),
        (report(finding()), "never", 0),
        (report(finding(severity="warning")), None, 0),
        (report(finding(severity="warning")), "warning", 1),
        (report(finding(waiver=waiver())), "note", 0),
        (report(waivers=(waiver_record("malformed", 2, "look"),)), "never", 1),
        (clean(), "note", 0),
        (empty(), "note", 0),
    ],
)
def test_the_exit_code_says_whether_something_fails(
    data: ReportData, fail_on: FailLevel | None, code: int
) -> None:
    assert exit_code(Report(data), fail_on) == code


def test_the_exit_code_is_by_the_level_of_the_report_unless_said() -> None:
    assert exit_code(Report(report(finding(severity="note")), fail_on="note")) == 1
