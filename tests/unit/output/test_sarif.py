"""SARIF: valid by the standard, and in the form that code scanning on GitHub reads."""

import json
from typing import Any

import pytest

from archrules.model.finding import Finding, MatchedFact, Step, Support
from archrules.model.provenance import KnowledgeRecord
from archrules.model.report import InputRecord, ReportData
from archrules.output.sarif import sarif_json
from tests.unit.output.check_data import (
    FILE,
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
from tests.unit.output.code_scanning import github_faults, schema_faults

Json = dict[str, Any]
REPORTS = {"realistic": realistic, "clean": clean, "empty": empty, "hostile": hostile}


def log(*reports: ReportData, **options: Any) -> Json:  # noqa: ANN401 - passed on
    found: Json = json.loads(sarif_json(reports, **options))
    return found


def run_of(data: ReportData, **options: Any) -> Json:  # noqa: ANN401 - passed on
    (found,) = log(data, **options)["runs"]
    assert isinstance(found, dict)
    return found


def result_of(found: Finding, **fields: Any) -> Json:  # noqa: ANN401 - passed on
    (result,) = run_of(report(found, **fields))["results"]
    assert isinstance(result, dict)
    return result


@pytest.mark.parametrize("include_waived", [False, True])
@pytest.mark.parametrize("name", REPORTS)
def test_a_file_is_valid_by_the_schema_of_oasis(name: str, include_waived: bool) -> None:  # noqa: FBT001 - a case
    assert schema_faults(log(REPORTS[name](), include_waived=include_waived)) == []


def test_the_schema_finds_what_is_wrong() -> None:
    wrong = log(realistic())
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert schema_faults(wrong) == [
        "$.runs[0].results[0].locations[0].physicalLocation.region.startLine: 0 is less than the minimum of 1"
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_a_file_is_as_code_scanning_wants_it(name: str) -> None:
    assert github_faults(log(REPORTS[name]())) == []


def test_results_are_there_even_when_there_are_none() -> None:
    assert run_of(clean())["results"] == []


def test_each_report_is_a_run() -> None:
    several = [report(system_name="a"), report(system_name="b")]
    categories = [run["automationDetails"]["id"] for run in log(*several)["runs"]]
    assert categories == ["archrules/a/", "archrules/b/"]


def test_systems_of_one_name_are_told_apart_by_their_files() -> None:
    files = ["a/compose.yml", "b/compose.yml", "b/compose.yml"]
    several = [report(inputs=(InputRecord(file=file, form="compose"),)) for file in files]
    assert [run["automationDetails"]["id"] for run in log(*several)["runs"]] == [
        "archrules/shop/a%2Fcompose.yml/",
        "archrules/shop/b%2Fcompose.yml/1/",
        "archrules/shop/b%2Fcompose.yml/2/",
    ]


def test_rules_do_not_depend_on_what_was_found() -> None:
    judged = {"orders-db": "violated", "users-db": "unknown"}
    dirty = report(finding(severity="note"), results=(policy(verdicts=judged),))
    tidy = report(results=(policy(verdicts={"other": "satisfied"}),))
    assert run_of(dirty)["tool"] == run_of(tidy)["tool"]


def test_a_result_has_the_severity_of_the_finding() -> None:
    assert result_of(finding(severity="note"), results=(policy(severity="error"),))["level"] == "note"


def test_a_result_stands_where_the_element_does() -> None:
    location = result_of(finding(places=(place(12, 5, width=9), place(30))))["locations"]
    assert location == [
        {
            "logicalLocations": [{"kind": "resource", "name": "orders-db"}],
            "physicalLocation": {
                "artifactLocation": {"uri": FILE},
                "region": {"startLine": 12, "startColumn": 5, "endLine": 12, "endColumn": 14},
            },
        }
    ]


def test_a_finding_without_a_place_stands_at_the_start_of_the_first_file() -> None:
    (location,) = result_of(finding())["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": FILE},
        "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2},
    }


def test_a_finding_in_no_file_names_its_element_alone() -> None:
    (location,) = result_of(finding(), inputs=())["locations"]
    assert location == {"logicalLocations": [{"kind": "resource", "name": "orders-db"}]}


def test_fingerprints_are_those_of_the_finding() -> None:
    found = finding()
    assert result_of(found)["partialFingerprints"] == {
        "archrules/v1": found.fingerprint,
        "primaryLocationLineHash": found.fingerprint,
    }


def test_a_message_tells_first_what_is_wrong_then_path_and_remedies() -> None:
    (error, warning) = run_of(realistic())["results"]
    assert error["message"]["text"].startswith(
        "orders-db is written by 2 services. Remedy: give each service"
    )
    assert warning["message"]["text"] == (
        "a request at web waits for 4 services in a row, at best 99.6 % available. "
        "Path: web -> checkout (waits 200 ms) -> inventory -> pricing. Remedy: answer from a copy."
    )


def test_related_places_are_linked_from_the_message() -> None:
    supports = (Support(facts=(MatchedFact(text="billing writes", places=(place(41, 7),)),)),)
    result = result_of(finding(places=(place(12),), supports=supports))
    assert result["message"]["text"].endswith(f"See [{FILE}:41](1).")
    assert [(each["id"], each["message"]["text"]) for each in result["relatedLocations"]] == [
        (1, "billing writes")
    ]


def test_a_path_is_a_code_flow() -> None:
    path = (Step(element="a", place=place(1)), Step(element="b", place=place(2), note="waits"))
    (flow,) = result_of(finding(path=path))["codeFlows"]
    (thread,) = flow["threadFlows"]
    shown = [
        (step["location"]["message"]["text"], step["location"]["physicalLocation"]["region"]["startLine"])
        for step in thread["locations"]
    ]
    assert shown == [("1 of 2: a", 1), ("2 of 2: b (waits)", 2)]


def test_a_path_without_places_is_no_code_flow() -> None:
    assert "codeFlows" not in result_of(finding(path=(Step(element="a"), Step(element="b"))))


def test_waived_findings_are_left_out() -> None:
    assert run_of(report(finding(waiver=waiver())))["results"] == []


def test_waived_findings_are_suppressed_where_they_are_asked_for() -> None:
    (result,) = run_of(report(finding(waiver=waiver())), include_waived=True)["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "moves out next quarter"}
    ]


def test_a_finding_that_counts_is_not_suppressed() -> None:
    (result,) = run_of(report(finding()), include_waived=True)["results"]
    assert "suppressions" not in result


def test_what_is_unknown_is_a_note_of_the_run() -> None:
    (notification,) = run_of(realistic())["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "note"
    assert notification["associatedRule"] == {"id": "timeout"}
    assert notification["message"]["text"].endswith(
        "and 3 more: nothing says whether the call has a timeout, "
        "shown by: a System file: timeout under the interaction"
    )


def test_what_is_to_be_done_about_waivers_is_a_warning_of_the_run() -> None:
    data = report(waivers=(waiver_record("active", 1), waiver_record("unused", 7, "remove it")))
    (notification,) = run_of(data)["invocations"][0]["toolConfigurationNotifications"]
    assert (notification["level"], notification["message"]["text"]) == ("warning", "unused waiver: remove it")
    assert notification["locations"][0]["physicalLocation"]["region"]["startLine"] == 7


def test_what_does_not_fit_into_a_file_is_counted() -> None:
    several = report(*(finding(element=name) for name in "abc"))
    found = run_of(several, most_results=1)
    assert [each["locations"][0]["logicalLocations"][0]["name"] for each in found["results"]] == ["a"]
    (notification,) = found["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "2 more findings are not in this file"


def test_the_tool_is_told_with_its_version_and_that_of_the_knowledge() -> None:
    record = KnowledgeRecord(name="built-in", version="1.2.0", as_of="2026-11-01", digest="0")
    tool = run_of(report(knowledge=(record,)))["tool"]
    assert (tool["driver"]["name"], tool["driver"]["version"]) == ("archrules", "0.1.0")
    assert tool["extensions"] == [{"name": "archrules knowledge: built-in", "version": "1.2.0"}]


def test_columns_count_characters() -> None:
    assert run_of(clean())["columnKind"] == "unicodeCodePoints"


def test_a_system_name_with_slashes_is_one_category() -> None:
    assert run_of(report(system_name="a/b%2F"))["automationDetails"]["id"] == "archrules/a%2Fb%252F/"
