"""The report of `check` as JSON: all of it, always in the same form."""

import json

import pytest
from jsonschema import Draft202012Validator

from archrules.errors import printable
from archrules.model.report import ReportData
from archrules.output.check_document import report_json
from archrules.output.documents import json_schema
from tests.unit.output.check_data import clean, empty, hostile, realistic

REPORTS = [realistic(), clean(), empty(), hostile()]


def test_the_form_is_named() -> None:
    assert json.loads(report_json(empty()))["schema"] == "archrules.report/1"


@pytest.mark.parametrize("data", REPORTS)
def test_the_report_comes_back_from_its_json(data: ReportData) -> None:
    assert ReportData.model_validate_json(report_json(data)) == data


@pytest.mark.parametrize("data", REPORTS)
def test_the_report_is_as_its_schema_says(data: ReportData) -> None:
    schema = json.loads(json_schema(ReportData))
    assert list(Draft202012Validator(schema).iter_errors(json.loads(report_json(data)))) == []


@pytest.mark.parametrize("data", REPORTS)
def test_keys_are_sorted(data: ReportData) -> None:
    def refuse_disorder(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert [key for key, _ in pairs] == sorted(key for key, _ in pairs)
        return dict(pairs)

    assert json.loads(report_json(data), object_pairs_hook=refuse_disorder)


def test_no_name_acts_on_a_terminal() -> None:
    lines = report_json(hostile()).split("\n")
    assert [line for line in lines if line != printable(line, limit=len(line))] == []


def test_waived_findings_stay_and_are_marked() -> None:
    findings = json.loads(report_json(realistic()))["findings"]
    assert {each["element"]: each["waiver"] and each["waiver"]["owner"] for each in findings} == {
        "orders-db": None,
        "legacy-db": "team orders",
        "web": None,
    }
