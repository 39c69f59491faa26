"""Examples count as tests of the clauses that their item cites, if they hold."""

from pathlib import Path

from archrules.recommendation.example_tests import passing_examples
from tests.unit.knowledge_base.small_pack import derivation, load

BIG = {"derived_flag": {"name": "big-team", "subject": "a", "holds": True}}


def test_only_examples_that_hold_of_items_that_cite_clauses_are_tests(tmp_path: Path) -> None:
    examples = [
        {"name": "nine", "given": [{"team": {"name": "a", "size": 9}}], "expect": [BIG]},
        {"name": "three", "given": [{"team": {"name": "a", "size": 3}}], "expect": [BIG]},
    ]
    knowledge = load(
        tmp_path,
        derivations__teams__big_team=derivation("big-team", clauses=["X-001", "X-002"], examples=examples),
    )
    assert passing_examples(knowledge) == {"big-team: nine": ("X-001", "X-002")}
