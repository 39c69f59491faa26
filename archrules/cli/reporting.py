"""Reports on one or several systems in each format, on the terminal and in files."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archrules.output.finding_text import Paint
    from archrules.policies.report import Report

FORMS = ("text", "json", "sarif", "junit")
SEVERAL = "archrules.reports/1"
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan", "heading": "bold"}


class Output(NamedTuple):
    """A file to write, and its format."""

    form: str
    file: Path


def output(text: str) -> Output:
    """Read `form:file`, for options."""
    form, sign, name = text.partition(":")
    if form not in FORMS or not sign or not name:
        forms = ", ".join(FORMS)
        message = f"{text!r} is no output; write as in sarif:archrules.sarif, with one of {forms}"
        raise argparse.ArgumentTypeError(message)
    return Output(form, Path(name))


def rendered(reports: "Sequence[Report]", form: str, paint: "Paint | None" = None) -> str:
    """The reports as one text; SARIF has a run for each, JUnit a suite, JSON of several a list."""
    from archrules.output.finding_text import plain

    match form:
        case "text":
            return "\n".join(report.text(paint=paint or plain) for report in reports)
        case "sarif":
            from archrules.output.sarif import sarif_json

            return sarif_json([report.data for report in reports])
        case "junit":
            from archrules.output.junit import junit_xml

            return junit_xml([report.data for report in reports], fail_on=reports[0].fail_on)
        case _:
            return _json(reports)


def _json(reports: "Sequence[Report]") -> str:
    if len(reports) == 1:
        return reports[0].json()
    from archrules.output.json_text import json_text

    documents = [report.data.model_dump(mode="json", by_alias=True) for report in reports]
    return json_text({"schema": SEVERAL, "reports": documents})


def printed(reports: "Sequence[Report]", form: str) -> str:
    """The reports as they are shown on standard output: text in colours, if that is a terminal that has them."""
    return rendered(reports, form, _painter() if form == "text" and sys.stdout.isatty() else None)


def _painter() -> "Paint":
    from rich.console import Console  # heavy, and only for people who look on
    from rich.text import Text

    console = Console(file=sys.stdout)

    def paint(what: str, word: str) -> str:
        with console.capture() as shown:
            console.print(Text(word, style=_STYLES[what]), end="")
        return shown.get()

    return paint
