"""Reports of `check` in which any text stands everywhere: every format keeps its form, and nothing acts."""

import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.errors import printable
from archrules.model.report import ReportData
from archrules.policies.report import Report
from tests.properties.test_hostile_names import ATTACKS, LINES
from tests.unit.output.check_data import hostile
from tests.unit.output.code_scanning import github_faults, schema_faults

SIGNS = "a1 \n\t\\\"'`*_[](){}<>#&;|-+=.:!~$%@/,\x00\x1b\u202e\ufffe\x85é"
TEXTS = st.lists(
    st.one_of(st.sampled_from([*ATTACKS, LINES]), st.text(max_size=12), st.text(SIGNS, max_size=12)),
    min_size=1,
    max_size=4,
)
few = settings(max_examples=40)


def report(texts: list[str]) -> Report:
    return Report(hostile(tuple(texts)))


@few
@given(TEXTS)
def test_text_neither_acts_on_a_terminal_nor_commands_a_build_server(texts: list[str]) -> None:
    made = report(texts)
    for line in f"{made.text()}\n{made}\n{made!r}".split("\n"):
        assert printable(line, limit=len(line)) == line
        assert not re.search(r"^\s*::|##\[|##vso\[|##teamcity\[", line)


@few
@given(TEXTS)
def test_json_holds_the_texts_as_they_were(texts: list[str]) -> None:
    made = report(texts)
    assert ReportData.model_validate_json(made.json()) == made.data


@few
@given(TEXTS)
def test_sarif_is_valid_and_as_code_scanning_wants_it(texts: list[str]) -> None:
    log = json.loads(report(texts).sarif())
    assert schema_faults(log) == []
    assert github_faults(log) == []


@few
@given(TEXTS)
def test_junit_has_a_test_case_for_each_policy_and_one_for_the_waivers(texts: list[str]) -> None:
    made = report(texts)
    cases = list(ET.fromstring(made.junit()).iter("testcase"))  # noqa: S314 - made here a moment ago
    assert len(cases) == len(made.data.results) + 1
    assert all([child.tag for child in case] == ["failure"] for case in cases)
