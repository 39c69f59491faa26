"""The Report that people hold: what `check` found, and how to tell it."""

from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path
from typing import Literal, NamedTuple

from archrules.errors import DrawingError, UnknownNameError, near_names, printable
from archrules.model.finding import FailLevel, Finding
from archrules.model.report import Missing, ReportData
from archrules.model.system import System
from archrules.output.check_document import report_json
from archrules.output.check_text import check_text, failure_text, outcome_text
from archrules.output.files import replace_file
from archrules.output.finding_text import Paint, plain
from archrules.output.junit import junit_xml
from archrules.output.sarif import sarif_json

ReportFormat = Literal["text", "json", "sarif", "junit"]
GraphFormat = Literal["svg", "png", "pdf", "dot", "mmd"]

_SUFFIXES: Mapping[str, ReportFormat] = {".txt": "text", ".json": "json", ".sarif": "sarif", ".xml": "junit"}
_SARIF_ENDING = ".sarif.json"
_REPR_LIMIT = 240  # more of it pytest cuts out of the middle


class Unknown(NamedTuple):
    """A policy, an element of which it says nothing, what is missing, and which input would show it."""

    policy: str
    element: str
    missing: tuple[Missing, ...]


class Report:
    """What `archrules.check` found. Made by it; does not change.

    `fail_on` is the level at which findings fail: `error`, `warning` (with errors), `note` (with both) or `never`.
    """

    def __init__(
        self, data: ReportData, *, fail_on: FailLevel = "error", system: System | None = None
    ) -> None:
        self._data, self._fail_on, self._system = data, fail_on, system

    @property
    def data(self) -> ReportData:
        """Everything, as it is written as JSON."""
        return self._data

    @property
    def fail_on(self) -> FailLevel:
        """The level at which findings fail."""
        return self._fail_on

    @property
    def system(self) -> System | None:
        """What was checked; None for a report that was read back."""
        return self._system

    def with_data(self, data: ReportData) -> "Report":
        """The same report with other data."""
        return Report(data, fail_on=self._fail_on, system=self._system)

    @property
    def ok(self) -> bool:
        """Whether no finding fails that is not waived, and no waiver is malformed."""
        return not self.failed(self._fail_on) and not self._malformed

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first; those with a `waiver` are hidden by it."""
        return self._data.findings

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """What too little is known of, by policy and element."""
        return tuple(
            Unknown(group.policy, element, group.missing)
            for group in self._data.unknown()
            for element in group.elements
        )

    def failed(self, at: FailLevel = "error") -> tuple[Finding, ...]:
        """The findings at or above a level that no waiver hides; none for `never`."""
        return self._data.failing(at)

    def text(self, *, paint: Paint = plain) -> str:
        """The whole report for people, without colours unless `paint` gives them."""
        return check_text(self._data, fail_on=self._fail_on, paint=paint)

    def json(self) -> str:
        """The whole report for programs, as `archrules.report/1`."""
        return report_json(self._data)

    def sarif(self, *, include_waived: bool = False) -> str:
        """The findings as SARIF 2.1.0 for code scanning; without those that are waived, unless asked for."""
        return sarif_json([self._data], include_waived=include_waived)

    def junit(self) -> str:
        """The report as JUnit XML, one test case for each policy."""
        return junit_xml([self._data], fail_on=self._fail_on)

    def write(self, path: str | PathLike[str], *, form: ReportFormat | None = None) -> Path:
        """Write the report into a file, whole or not at all, in the format that its name or else `form` says.

        Names end with .txt, .json, .sarif or .sarif.json, or .xml for JUnit.

        Raises:
            UnknownNameError: neither says a format.
            OSError: the file cannot be written.
        """
        writers: Mapping[str, Callable[[], str]] = {
            "text": self.text,
            "json": self.json,
            "sarif": self.sarif,
            "junit": self.junit,
        }
        target = Path(path)
        wanted = form if form is not None else format_of(target)
        if wanted not in writers:
            raise UnknownNameError(f"there is no format {wanted!r}", near_names(wanted, writers) or writers)
        replace_file(target, writers[wanted]().encode())
        return target

    def graph(self, form: GraphFormat = "svg") -> bytes:
        """The service graph of what was checked, with the findings on its boxes and arrows.

        Raises:
            DrawingError: the picture cannot be drawn here, or the report does not hold the system.
        """
        from archrules.output.writing import graph_bytes  # heavy: it draws
        from archrules.policies.marking import marks_of

        if self._system is None:
            raise DrawingError("this report does not hold the system: check it again")
        return graph_bytes(self._system, form, marks_of(self._data, self._system))

    @property
    def _malformed(self) -> bool:
        return any(record.state == "malformed" for record in self._data.waivers)

    def __str__(self) -> str:
        return failure_text(self._data, fail_on=self._fail_on)

    def __repr__(self) -> str:
        failing = self.failed(self._fail_on)
        outcome = outcome_text(self._data, self._fail_on).rstrip(".")
        text = f"<Report for {printable(self._data.system_name, limit=40)!r}: {outcome}"
        for number, finding in enumerate(failing):
            place = f" ({finding.places[0]})" if finding.places else ""
            told = f"{';' if number else ':'} {printable(f'{finding.policy} on {finding.element}{place}')}"
            rest = f"; and {len(failing) - number} more"
            if len(text) + len(told) + len(rest) >= _REPR_LIMIT:
                return f"{text}{rest}>"
            text += told
        return f"{text}>"


def exit_code(report: Report, fail_on: FailLevel | None = None) -> Literal[0, 1]:
    """The exit code of a command that checks: 1 for findings that fail or malformed waivers, else 0.

    `fail_on` is the report's own unless given. What keeps a command from its work is 2, which its caller returns.
    """
    return 0 if Report(report.data, fail_on=fail_on or report.fail_on).ok else 1


def format_of(path: Path) -> ReportFormat:
    """The format that the name of a file says.

    Raises:
        UnknownNameError: it says none.
    """
    name = path.name.lower()
    found = "sarif" if name.endswith(_SARIF_ENDING) else _SUFFIXES.get(Path(name).suffix)
    if found is None:
        message = f"{path}: this name says no format of a report; end it with one of {', '.join(_SUFFIXES)}"
        raise UnknownNameError(message)
    return found
