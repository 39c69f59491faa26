"""The report of `check` as JSON, for programs; its form is `archrules.report/1`."""

from archrules.model.report import ReportData
from archrules.output.json_text import json_text


def report_json(data: ReportData) -> str:
    """Return the whole report as JSON with sorted keys; what is invisible is written as an escape."""
    return json_text(data.model_dump(mode="json", by_alias=True))
