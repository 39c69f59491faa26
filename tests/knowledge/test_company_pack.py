"""The company pack of the documentation: its own tests pass, and fail where it stops doing what it says."""

import shutil
from pathlib import Path

import pytest

from tests.house.documents import ROOT

pytest_plugins = ["pytester"]

COMPANY = ROOT / "docs" / "examples" / "company-pack"
HANDBOOK_RULE = "derivations/acme.postgresql-for-tables-and-documents.yaml"


@pytest.fixture
def pack(pytester: pytest.Pytester) -> Path:
    return Path(shutil.copytree(COMPANY, pytester.path / "company-pack"))


def run(pytester: pytest.Pytester) -> pytest.RunResult:
    """In a process of its own: modules that are loaded twice in one are not what they were."""
    return pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", "--import-mode=importlib")


@pytest.mark.usefixtures("pack")
def test_the_tests_of_the_pack_pass(pytester: pytest.Pytester) -> None:
    run(pytester).assert_outcomes(passed=9)


def test_they_fail_where_an_item_stops_doing_what_its_example_says(
    pack: Path, pytester: pytest.Pytester
) -> None:
    rule = pack / HANDBOOK_RULE
    rule.write_text(rule.read_text("utf-8").replace("[relational, document]", "[relational]"), "utf-8")
    result = run(pytester)
    result.assert_outcomes(passed=7, failed=2)
    result.stdout.fnmatch_lines(["*test_claims_are_kept_in_postgresql*"])


def test_they_fail_with_the_place_of_a_fault(pack: Path, pytester: pytest.Pytester) -> None:
    rule = pack / HANDBOOK_RULE
    rule.rename(rule.with_name("postgresql-for-tables-and-documents.yaml"))
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*postgresql-for-tables-and-documents.yaml:1:5: *"])
