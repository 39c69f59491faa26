"""Coverage of clauses: cited by an item, and shown by a test."""

from pathlib import Path

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base.coverage import (
    Clause,
    ClauseCoverage,
    coverage,
    load_clauses,
    load_passing_tests,
)
from tests.unit.knowledge_base.small_pack import derivation, load, technology, write_pack

CLAUSES = {
    f"X-00{number}": Clause(guide="X", line=number, kind="rule", asks=f"thing {number}")
    for number in (2, 1, 3)
}


def test_a_clause_is_covered_by_an_item_and_a_test(tmp_path: Path) -> None:
    knowledge = load(
        tmp_path,
        derivations__teams__big_team=derivation("big-team", clauses=["X-001", "X-003"]),
        technologies__relational__database=technology("database", clauses=["X-001"]),
    )
    assert coverage(knowledge, {"b": ["X-001"], "a": ["X-002", "X-001"]}, CLAUSES) == (
        ClauseCoverage("X-001", "covered", ("big-team", "database"), ("a", "b"), "thing 1"),
        ClauseCoverage("X-002", "planned", (), ("a",), "thing 2"),
        ClauseCoverage("X-003", "planned", ("big-team",), (), "thing 3"),
    )


def test_what_is_cited_and_is_no_clause_is_not_listed(tmp_path: Path) -> None:
    knowledge = load(tmp_path, derivations__teams__big_team=derivation("big-team", clauses=["Y-001"]))
    assert {one.id for one in coverage(knowledge, {"a": ["Y-001"]}, CLAUSES)} == set(CLAUSES)


def test_what_an_item_cites_changes_no_digest(tmp_path: Path) -> None:
    plain = load(tmp_path / "a")
    citing = load(tmp_path / "b", derivations__teams__big_team=derivation("big-team", clauses=["X-001"]))
    assert citing.digest == plain.digest


def test_a_pack_without_a_catalogue_lists_no_clauses(tmp_path: Path) -> None:
    assert load_clauses(write_pack(tmp_path, {})) == {}


def test_clauses_come_in_order_of_id(tmp_path: Path) -> None:
    raw = {name: clause.model_dump() for name, clause in CLAUSES.items()}
    assert load_clauses(write_pack(tmp_path, {"clauses.yaml": {"clauses": raw}})) == dict(
        sorted(CLAUSES.items())
    )
    assert list(load_clauses(tmp_path)) == sorted(CLAUSES)


@pytest.mark.parametrize("name", ["X1", "x-001", "X-1", "X-0001"])
def test_the_id_of_a_clause_has_one_form(tmp_path: Path, name: str) -> None:
    raw = {name: {"guide": "X", "line": 1, "kind": "rule", "asks": "something"}}
    with pytest.raises(KnowledgeError):
        load_clauses(write_pack(tmp_path, {"clauses.yaml": {"clauses": raw}}))


def test_passing_tests_are_read_strictly(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path, {"good.json": {"tests": {"a": ["X-001"]}}, "bad.json": {"tests": {"a": ["?"]}}}
    )
    assert load_passing_tests(folder / "good.json") == {"a": ("X-001",)}
    with pytest.raises(KnowledgeError, match=r"bad\.json:4:4"):
        load_passing_tests(folder / "bad.json")
