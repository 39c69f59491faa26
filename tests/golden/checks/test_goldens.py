"""What is written for reports of `check` in every format, to the byte.

`ARCHRULES_WRITE_GOLDEN=1 python -m pytest tests/golden/checks` writes the files again: read the difference before you
commit it.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from archrules.model.report import ReportData
from archrules.policies.report import Report
from tests.unit.output.check_data import clean, realistic

HERE = Path(__file__).parent
REPORTS: Mapping[str, Callable[[], ReportData]] = {"clean": clean, "realistic": realistic}
WRITERS: Mapping[str, Callable[[Report], str]] = {
    "txt": lambda report: report.text(),
    "json": lambda report: report.json(),
    "sarif": lambda report: report.sarif(),
    "xml": lambda report: report.junit(),
    "failure.txt": lambda report: f"{report}\n",
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", REPORTS)
def test_output_is_the_golden_one(name: str, form: str) -> None:
    golden, text = HERE / f"{name}.{form}", WRITERS[form](Report(REPORTS[name]()))
    if os.environ.get("ARCHRULES_WRITE_GOLDEN"):
        golden.write_text(text, "utf-8", newline="\n")
    assert text.encode() == golden.read_bytes()


def test_every_golden_file_is_compared() -> None:
    assert {path.name for path in HERE.iterdir() if path.is_file() and path.suffix != ".py"} == {
        f"{name}.{form}" for name in REPORTS for form in WRITERS
    }
