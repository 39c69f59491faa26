"""Decision tables beyond the planted defects: several faults at once, and tables that are too large."""

from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.lint import regions
from archrules.knowledge_base.lint.linting import lint
from tests.unit.knowledge_base.lint.good_pack import good_with, row, teams_by_size
from tests.unit.knowledge_base.small_pack import Item, write_pack


def messages(folder: Path, table: Item, **more: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - plain data
    files = good_with({"tables/team-size.yaml": table, **more})
    return [(fault.code, fault.message.partition(":")[0]) for fault in lint(write_pack(folder, files))]


def test_every_gap_is_told(tmp_path: Path) -> None:
    rows = [row({"size": {">": 1, "<": 2}}), row({"size": {">": 3, "<": 4}})]
    assert messages(tmp_path, teams_by_size(rows=rows)) == [
        ("gap", "no row decides size <= 1"),
        ("gap", "no row decides size >= 2 and size <= 3"),
        ("gap", "no row decides size >= 4"),
    ]


def test_of_many_gaps_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    rows = [row({"size": {">": size, "<": size + 1}}) for size in range(1, 19, 2)]
    found = messages(tmp_path, teams_by_size(rows=[*rows, row({"size": {">": 30, "<": 40}})]))
    assert (len(found), ("gap", "and 1 more gaps") in found) == (11, True)


def test_a_table_whose_rows_are_collected_may_decide_nothing(tmp_path: Path) -> None:
    assert (
        messages(tmp_path, teams_by_size(**{"hit-policy": "collect"}, rows=[row({"size": {"<": 5}})])) == []
    )


def test_a_gap_is_found_between_two_inputs(tmp_path: Path) -> None:
    table = teams_by_size(
        when=[{"team": {"name": "$team", "size": "$size"}}, {"use_case": {"answer": "$answer"}}],
        inputs={"size": {"from": 0, "to": 100}, "answer": ["now", "later"]},
        rows=[row({"size": {"<": 5}}), row({"size": {">=": 5}, "answer": "later"})],
    )
    assert messages(tmp_path, table) == [("gap", "no row decides size >= 5 and answer is now")]


def test_what_a_domain_leaves_out_may_be_an_option_of_a_decision(tmp_path: Path) -> None:
    table = teams_by_size(
        when=[{"choice": {"decision": "store", "subject": "$team", "option": "$chosen"}}],
        inputs={"chosen": ["second"]},
        output="risk",
        rows=[{"when": {}, "then": {"about": "$team", "text": "so", "mitigation": "so"}, "because": "so"}],
    )
    assert ("narrow-domain", "chosen can also be first") in messages(tmp_path, table)


def test_a_table_with_too_many_cases_is_told_and_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regions, "LIMIT", 1)
    assert [code for code, _ in messages(tmp_path, teams_by_size())] == ["large-table"]


def test_the_later_of_two_equal_rows_is_superfluous(tmp_path: Path) -> None:
    rows = [row({"size": {"<": 5}}), row({"size": {"<": 5}}), row({"size": {">=": 5}}, holds=False)]
    table = teams_by_size(**{"hit-policy": "any"}, rows=rows)
    assert messages(tmp_path, table) == [
        ("subsumed-row", "row 1 already concludes the same in every case of this row")
    ]
