"""The report of `check` for people: everything in it, the outcome at its end, and nothing that acts on a log."""

import re
from collections.abc import Callable

import pytest

from archrules.errors import printable
from archrules.model.finding import FailLevel
from archrules.model.report import InputRecord, ReportData
from archrules.output.check_text import check_text, failure_text, findings_text, outcome_text, verdicts_text
from tests.unit.output.check_data import (
    GUIDE,
    SPLIT,
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

COMMANDS = ("::stop-commands::x", "  ::error file=a::b", "##[add-mask]c", "##vso[task.x]y", "##TeamCity[z")


def sections(text: str) -> list[str]:
    return re.findall(r"^(Waived|Waivers to look at|Unknown)$", text, re.MULTILINE)


def test_sections_stand_only_where_there_is_something_to_tell() -> None:
    assert sections(check_text(realistic())) == ["Waived", "Waivers to look at", "Unknown"]
    assert sections(check_text(clean())) == []


def test_what_can_be_done_about_several_findings_of_a_policy_stands_once_behind_them() -> None:
    several = [finding(element=name, remedies=(SPLIT,), sources=(GUIDE,)) for name in ("a-db", "b-db")]
    other = finding("cycle", "a", remedies=(SPLIT,))
    blocks = check_text(report(*several, other)).split("\n\n")[1:-1]
    assert [block.splitlines()[0] for block in blocks] == [
        "error cycle on a",
        "error shared-database on a-db",
        "error shared-database on b-db",
        "for each of these 2, shared-database:",
    ]
    assert [block.count("  remedy: ") for block in blocks] == [1, 0, 0, 1]
    assert [block.count("  source: ") for block in blocks] == [0, 0, 0, 1]


def test_what_differs_between_findings_of_a_policy_stands_with_each() -> None:
    grave = finding(element="a-db", remedies=(SPLIT,))
    slight = finding(element="b-db", remedies=(SPLIT,), severity="note")
    accepted = finding(element="c-db", remedies=(SPLIT,), waiver=waiver("c-db"))
    text = check_text(report(grave, slight, accepted))
    assert text.count("  remedy: ") == 3
    assert "for each of these" not in text


def test_a_failure_tells_remedies_of_several_findings_once() -> None:
    several = [finding(element=name, remedies=(SPLIT,)) for name in ("a-db", "b-db", "c-db")]
    text = failure_text(report(*several))
    assert text.count("  remedy: ") == 1
    assert "for each of these 3, shared-database:" in text


def test_active_waivers_need_no_look() -> None:
    data = report(finding(waiver=waiver()), waivers=(waiver_record("active", 2, waiver=waiver()),))
    assert sections(check_text(data)) == ["Waived"]


def test_headings_and_severities_can_be_painted() -> None:
    painted = check_text(realistic(), paint=lambda what, word: f"<{what} {word}>")
    assert re.findall(r"<.*?>", painted) == [
        "<error error>",
        "<warning warning>",
        "<heading Waived>",
        "<error error>",
        "<heading Waivers to look at>",
        "<heading Unknown>",
    ]


def test_there_are_no_colours_unless_painted() -> None:
    assert "\x1b" not in check_text(realistic())


def test_the_head_says_what_judged_and_as_of_when() -> None:
    head = " ".join(check_text(realistic()).partition("\n\n")[0].split())
    assert head.startswith(
        "shop: archrules 0.1.0, knowledge archrules 0.1.0, profile production, waivers as of 2026-11-20 "
    )


def test_ignored_keys_are_told_most_frequent_first() -> None:
    ignored = {f"key {number}": number for number in range(1, 8)}
    (record,) = report(inputs=(InputRecord(file="a.yml", form="compose", ignored=ignored),)).inputs
    text = " ".join(check_text(report(inputs=(record,))).split())
    assert (
        "a.yml (compose): 28 unknown keys ignored: key 7 7, key 6 6, key 5 5, key 4 4, key 3 3 and 2 others"
        in text
    )


@pytest.mark.parametrize(
    ("data", "fail_on", "expected"),
    [
        (realistic(), "error", "1 finding fails and 1 waiver is malformed."),
        (realistic(), "warning", "2 findings (at warning or above) fail and 1 waiver is malformed."),
        (realistic(), "never", "1 waiver is malformed."),
        (report(finding(severity="note")), "note", "1 finding (at note or above) fails."),
        (report(finding(severity="note")), "warning", "Nothing fails."),
        (report(finding(waiver=waiver())), "note", "Nothing fails."),
        (clean(), "note", "Nothing fails."),
    ],
)
def test_the_last_line_is_the_outcome(data: ReportData, fail_on: FailLevel, expected: str) -> None:
    assert outcome_text(data, fail_on) == expected
    assert check_text(data, fail_on=fail_on).splitlines()[-1] == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (realistic(), "Findings: 1 error, 1 warning and 1 waived."),
        (report(finding(severity="note"), finding(element="b", severity="note")), "Findings: 2 notes."),
        (clean(), "Findings: none."),
    ],
)
def test_findings_are_counted_by_severity(data: ReportData, expected: str) -> None:
    assert findings_text(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (realistic(), "4 policies: 2 violated, 1 unknown and 1 not applicable."),
        (report(results=(policy(verdicts={"a": "satisfied"}),)), "1 policy: 1 satisfied."),
        (empty(), "0 policies: none judged."),
    ],
)
def test_policies_are_counted_by_verdict(data: ReportData, expected: str) -> None:
    assert verdicts_text(data) == expected


def test_a_failure_tells_only_what_fails() -> None:
    text = failure_text(realistic())
    assert re.findall(r"^(?:error|warning) (\S+ on \S+)$", text, re.MULTILINE) == [
        "shared-database on orders-db"
    ]
    assert text.splitlines()[-1] == "waivers.yaml:16:3: malformed: the field 'owner' is missing: add it"


def test_a_failure_shows_element_message_place_and_remedy() -> None:
    assert failure_text(report(*realistic().findings), fail_on="error").splitlines()[:6] == [
        "shop: 1 finding fails.",
        "",
        "error shared-database on orders-db",
        "  orders-db is written by 2 services",
        "  at deploy/docker-compose.yml:12:3",
        "  remedy: give each service a store of its own; costs: no joins; not if one team owns",
    ]


def test_a_failure_shows_what_fails_at_the_level_asked_for() -> None:
    assert "warning synchronous-chain on web" in failure_text(realistic(), fail_on="warning")


def test_without_failure_there_is_one_line() -> None:
    assert failure_text(clean()) == "shop: Nothing fails."


@pytest.mark.parametrize("text", [check_text(hostile()), failure_text(hostile())])
def test_no_name_acts_on_a_terminal(text: str) -> None:
    assert [line for line in text.split("\n") if line != printable(line, limit=len(line))] == []


@pytest.mark.parametrize("text", [check_text(hostile(COMMANDS)), failure_text(hostile(COMMANDS))])
def test_no_name_is_a_command_to_a_build_server(text: str) -> None:
    assert re.findall(r"^\s*::|##\[|##vso\[|##teamcity\[", text, re.MULTILINE | re.IGNORECASE) == []
    assert r"#\x23vso[" in text


@pytest.mark.parametrize("make", [realistic, clean, empty, hostile])
def test_a_report_ends_with_one_line_break(make: Callable[[], ReportData]) -> None:
    assert re.search(r"[^\n]\n\Z", check_text(make()))
