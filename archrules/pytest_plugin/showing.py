"""What pytest shows of reports: all of those that a failing test has at hand, and a summary of those collected."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from archrules.output.check_text import findings_text, joined, verdicts_text
from archrules.output.finding_text import item, one_line, place_text, waiver_lines
from archrules.policies.report import Report
from archrules.policies.waiver_names import element_names
from archrules.pytest_plugin.collecting import REPORTS
from archrules.pytest_plugin.settings import architecture_of

if TYPE_CHECKING:
    from archrules.model.report import WaiverRecord


def report_sections(failure: pytest.ExceptionInfo[BaseException]) -> list[tuple[str, str]]:
    """The reports that are not well among the variables where a test failed, but for those in its message."""
    found: dict[int, Report] = {}
    for entry in failure.traceback:
        values = [*entry.frame.f_locals.values()]
        found |= {id(each): each for each in values if isinstance(each, Report) and not each.ok}
    texts = {str(report): report.data.system_name for report in found.values()}
    message = str(failure.value)
    return [(f"archrules: {one_line(name)}", text) for text, name in texts.items() if text not in message]


def write_summary(terminal: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write, for each system, how many verdicts there are and the findings that do not fail, and what waivers need."""
    reports = config.stash.get(REPORTS, {})
    if not reports:
        return
    terminal.write_sep("=", "architecture")
    today = architecture_of(config).options.get("today")
    blocks = [_lines(report) for report in reports.values()]
    waivers = list(_waivers(list(reports.values())))
    if today is not None:
        blocks.append([f"Waivers as of {today.isoformat()}", *waivers])
    terminal.write_line(joined(blocks))


def _lines(report: Report) -> list[str]:
    data = report.data
    lines = item(f"{one_line(data.inputs[0].file)}: {verdicts_text(data)} {findings_text(data)}", 0)
    for each in report.findings:
        if each.waiver is None and not each.fails(report.fail_on):
            place = f" at {place_text(each.places[0])}" if each.places else ""
            lines += item(f"{each.severity} {one_line(each.policy)}: {one_line(each.message)}{place}")
    return lines


def _names(report: Report, record: "WaiverRecord") -> bool:
    """Whether the system of a report has the element of a waiver."""
    named = record.waiver.element if record.waiver else None
    return report.system is not None and named in element_names(report.system, report.data.results)


def _waivers(reports: list[Report]) -> Iterator[str]:
    """What is to be done about waivers; they are the same for all systems, and unused only if no system uses them."""
    records: dict[object, WaiverRecord] = {}
    for report in reports:
        for record in report.data.waivers:
            known = records.get(record.place)
            if known is None or (
                known.state == "unused" and (record.state != "unused" or _names(report, record))
            ):
                records[record.place] = record
    for record in records.values():
        yield from waiver_lines(record, 1)
