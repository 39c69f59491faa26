"""lint(): what it takes, in which order it tells, and what a fault looks like."""

import os
from pathlib import Path

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base.lint.faults import CODES, LintFault
from archrules.knowledge_base.lint.linting import lint
from archrules.knowledge_base.loading import load_knowledge
from tests.unit.knowledge_base.lint.good_pack import choice, good_with, second
from tests.unit.knowledge_base.small_pack import argument, derivation, flags, write_pack

DEFECTS = {
    "decisions/store/decision.yaml": choice("second", "second"),
    "decisions/store/second.yaml": second(arguments=[argument(), argument(points=-1, when=[])]),
    "derivations/teams/lonely.yaml": flags("lonely", {"team": {"name": "$team"}}),
}


def test_a_folder_may_be_named_by_text_or_path(tmp_path: Path) -> None:
    write_pack(tmp_path, good_with(DEFECTS))
    assert len({lint(tmp_path), lint(str(tmp_path)), lint(os.fspath(tmp_path))}) == 1


def test_faults_come_in_order_of_place(tmp_path: Path) -> None:
    found = lint(write_pack(tmp_path, good_with(DEFECTS)))
    assert [(Path(fault.file).name, fault.code) for fault in found] == [
        ("first.yaml", "unchosen-option"),
        ("big-team.yaml", "unused-conclusion"),
        ("lonely.yaml", "unused-conclusion"),
        ("team-size.yaml", "unused-conclusion"),
    ]


def test_the_order_of_files_and_keys_changes_nothing(tmp_path: Path) -> None:
    files = good_with(DEFECTS)
    turned = {name: dict(reversed(files[name].items())) for name in reversed(files)}
    first, second_ = (
        [
            (Path(fault.file).name, fault.code, fault.message)
            for fault in lint(write_pack(tmp_path / name, each))
        ]
        for name, each in (("a", files), ("b", turned))
    )
    assert first == second_


def test_knowledge_in_memory_is_told_of_by_item(tmp_path: Path) -> None:
    loaded = load_knowledge(write_pack(tmp_path, good_with(DEFECTS)))
    assert [(fault.file, fault.line, fault.column) for fault in lint(loaded)] == [
        ("big-team", 1, 1),
        ("lonely", 1, 1),
        ("store/first", 1, 1),
        ("team-size", 1, 1),
    ]


def test_a_pack_that_cannot_be_loaded_has_the_faults_of_loading(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path, good_with({**DEFECTS, "derivations/teams/bad.yaml": derivation("bad", when=[{}])})
    )
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(folder)
    assert [(f.code, f.file, f.line, f.column, f.message) for f in lint(folder)] == [
        ("load", f.file, f.line, f.column, f.message) for f in raised.value.faults
    ]


def test_a_folder_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    assert [fault.code for fault in lint(tmp_path / "nowhere")] == ["load"]


def test_a_fault_is_one_line_with_its_code() -> None:
    fault = LintFault("a\nb.yaml", 3, 5, "gap", "no row decides \x1b[2J: add one")
    assert str(fault) == r"a\nb.yaml:3:5: no row decides \x1b[2J: add one [gap]"


def test_a_fault_of_no_known_class_is_refused() -> None:
    with pytest.raises(KeyError):
        LintFault("a", 1, 1, "no-such-code", "x")


def test_every_class_says_what_it_means() -> None:
    assert [code for code, meaning in CODES.items() if len(meaning.split()) < 5] == []
