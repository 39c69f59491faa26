"""`archrules test`: examples that hold, those that do not, and those that are missing."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.commands import Run
from tests.unit.cli.systems import FEW, WATCHED, policies_in, written


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    return policies_in(tmp_path)


def test_examples_that_hold_are_counted(policies: Path, run: Run) -> None:
    assert run("test", policies) == (0, "4 examples: all hold.\n", "")


def test_an_example_that_does_not_hold_is_told_with_what_was_found(policies: Path, run: Run) -> None:
    written(policies / "watched.yaml", WATCHED.replace("{orders: satisfied}", "{orders: unknown}"))
    written(policies / "few.yaml", FEW)
    code, out, err = run("test", policies)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "watched: a check",
        "  expected: {'orders': 'unknown'}",
        "  found:    {'orders': 'satisfied'}",
        "watched: no example expects it to be satisfied: add one",
        "4 examples: 1 of them does not hold; 1 is missing.",
    ]


def test_an_example_whose_facts_are_at_fault_does_not_hold(policies: Path, run: Run) -> None:
    written(policies / "watched.yaml", WATCHED.replace("health_check: readiness", "health_chek: readiness"))
    code, out, err = run("test", policies)
    assert (code, err) == (1, "")
    told = "  the facts are at fault: service has no field 'health_chek' (did you mean 'health_check'?)"
    assert out.splitlines()[:2] == ["watched: a check", told]


def test_a_policy_that_no_example_covers_fails(policies: Path, run: Run) -> None:
    text = WATCHED.replace("{orders: violated}", "{orders: unknown}").replace(
        "given: [{service: {name: orders, health_check: none}}]", "given: [{service: {name: orders}}]"
    )
    written(policies / "watched.yaml", text)
    assert run("test", policies) == (
        1,
        "watched: no example expects it to be violated: add one\n4 examples: all hold; 1 is missing.\n",
        "",
    )


def test_the_same_is_told_as_json(policies: Path, run: Run) -> None:
    written(policies / "watched.yaml", WATCHED.replace("{orders: satisfied}", "{orders: unknown}"))
    code, out, _ = run("test", policies, "--format", "json")
    found = json.loads(out)
    assert (code, found["examples"]) == (1, 4)
    assert [text.splitlines()[0] for text in found["failed"]] == ["watched: a check"]
    assert found["uncovered"] == ["watched: no example expects it to be satisfied: add one"]


def test_a_folder_without_policies_is_bad_input(tmp_path: Path, run: Run) -> None:
    assert run("test", tmp_path) == (2, "", f"{tmp_path}:1:1: there is no policy in this folder: add one\n")


def test_a_policy_with_faults_is_bad_input(policies: Path, run: Run) -> None:
    written(policies / "watched.yaml", WATCHED.replace("when:", "whn:"))
    code, out, err = run("test", policies)
    assert (code, out) == (2, "")
    assert err.startswith(f"{policies / 'watched.yaml'}:1:1: the field 'when' is missing: add it\n")
