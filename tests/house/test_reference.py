"""The pages of the reference that are made from the knowledge say what the knowledge says today."""

import pytest

from archrules.output.reference.keeping import differences
from archrules.output.reference.pages import reference_pages
from archrules.output.reference.reading import read_site
from tests.house.documents import ROOT

FOLDER = ROOT / "docs" / "reference"
COMMAND = ".venv/bin/python -m archrules.output.reference"


def test_the_reference_is_in_step_with_the_knowledge() -> None:
    found = differences(FOLDER, reference_pages(read_site(manual=True)))
    if found.lines:
        told = "\n".join(found.lines)
        pytest.fail(f"run `{COMMAND}`, since in docs/reference\n\n{told}", pytrace=False)
