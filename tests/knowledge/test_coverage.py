"""The clauses of the guides: all are listed, and how many of them are covered."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from archrules.api import load_knowledge
from archrules.knowledge_base.coverage import coverage, load_clauses, load_passing_tests
from archrules.recommendation.example_tests import passing_examples
from tests.house.documents import ROOT
from tests.knowledge.marked_tests import marked_tests

LISTED = {"A": 29, "B": 52, "C": 122, "D": 29, "E": 64}
"""How many clauses each guide holds."""

COVERED = {"A": 20, "B": 51, "C": 59, "D": 17, "E": 51}
"""How many of them are covered at least; it only grows."""

PREFIXES = {"A": "S0", "B": "S1", "C": "S2", "D": "S3", "E": "S4"}


def test_every_clause_of_every_guide_is_listed() -> None:
    clauses = load_clauses()
    assert Counter(clause.guide for clause in clauses.values()) == LISTED
    assert [name for name, clause in clauses.items() if not name.startswith(PREFIXES[clause.guide])] == []


def test_clauses_are_numbered_in_the_order_of_their_lines() -> None:
    lines: dict[str, list[int]] = {}
    for clause in load_clauses().values():
        lines.setdefault(clause.guide, []).append(clause.line)
    assert [guide for guide, found in lines.items() if found != sorted(found)] == []


def test_no_two_clauses_ask_for_the_same_in_the_same_words() -> None:
    asked = Counter(clause.asks for clause in load_clauses().values())
    assert [text for text, count in asked.items() if count > 1] == []


def test_as_many_clauses_are_covered_as_there_were_before() -> None:
    knowledge = load_knowledge()
    found = coverage(knowledge, {**marked_tests(), **passing_examples(knowledge)})
    clauses = load_clauses()
    covered = Counter(clauses[one.id].guide for one in found if one.status == "covered")
    assert len(found) == len(clauses)
    assert {guide: covered[guide] for guide in LISTED if covered[guide] < COVERED[guide]} == {}


def test_every_clause_that_an_item_cites_has_a_test() -> None:
    knowledge = load_knowledge()
    found = coverage(knowledge, {**marked_tests(), **passing_examples(knowledge)})
    assert [one.id for one in found if one.items and not one.tests] == []


def test_every_mark_names_a_clause_that_there_is() -> None:
    marks = {clause for clauses in marked_tests().values() for clause in clauses}
    assert marks - load_clauses().keys() == set()


def test_a_test_run_leaves_behind_which_marked_tests_passed(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(
        "import pytest\n\n\n"
        '@pytest.mark.clause("S1-003")\n@pytest.mark.clause("S1-001")\ndef test_good():\n    pass\n\n\n'
        '@pytest.mark.clause("S1-002")\ndef test_bad():\n    raise AssertionError\n\n\n'
        "def test_unmarked():\n    pass\n"
    )
    target = tmp_path / "clauses.json"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.clause_marks",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
    ]
    environment = {**os.environ, "ARCHRULES_CLAUSE_TESTS": str(target), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [*command, f"--rootdir={tmp_path}"], env=environment, cwd=tmp_path, check=False, capture_output=True
    )
    assert dict(load_passing_tests(target)) == {"test_some.py::test_good": ("S1-001", "S1-003")}
    assert json.loads(target.read_text("utf-8"))
