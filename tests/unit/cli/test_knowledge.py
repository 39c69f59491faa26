"""`archrules knowledge`."""

import json
from pathlib import Path

import pytest
import yaml

from tests.unit.cli.commands import Run
from tests.unit.cli.systems import WATCHED, written

BARS = """\
id: mine.no-redis
title: Redis is no datastore here
status: stable
since: 0.1.0
why: Nobody runs it.
sources: [{ref: mine.book, where: stores}]
when: [{option: {decision: datastore, name: $option, technology: redis}}]
derive: {barred: {decision: datastore, option: $option, because: nobody runs Redis}}
examples:
  - name: Redis
    given: [{option: {decision: datastore, name: redis, technology: redis}}]
    expect: [{barred: {decision: datastore, option: redis, because: nobody runs Redis}}]
  - name: another one
    given: [{option: {decision: datastore, name: valkey, technology: valkey}}]
    expect: []
"""


def test_list_prints_every_item_with_form_and_title(run: Run) -> None:
    code, out, err = run("knowledge", "list")
    assert (code, err) == (0, "")
    assert any(line.split() == ["postgresql", "technology", "PostgreSQL"] for line in out.splitlines())


def test_list_tells_the_same_as_json(run: Run) -> None:
    rows = json.loads(run("knowledge", "list", "--format", "json").out)
    assert [row["id"] for row in rows] == [
        line.split()[0] for line in run("knowledge", "list").out.splitlines()
    ]


@pytest.mark.parametrize("name", ["datastore", "datastore/postgresql-replicated", "postgresql", "horizon"])
def test_show_prints_an_item_alike_in_both_formats(name: str, run: Run) -> None:
    text, data = run("knowledge", "show", name), run("knowledge", "show", name, "--format", "json")
    assert (text.code, data.code) == (0, 0)
    assert yaml.safe_load(text.out) == json.loads(data.out)
    assert json.loads(data.out)["id"] == name.rpartition("/")[2]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a pack that lint finds nothing wrong with."""
    folder = tmp_path / "pack"
    (folder / "policies").mkdir(parents=True)
    written(folder / "pack.yaml", "name: mine\ntitle: Mine\nversion: 0.1.0\nas-of: 2026-01-01\n")
    written(folder / "sources.yaml", "sources: {guide-b: {title: A guide, author: Somebody, year: 2020}}\n")
    written(folder / "policies" / "watched.yaml", WATCHED)
    return folder


def test_lint_finds_nothing_wrong_with_a_good_pack(pack: Path, run: Run) -> None:
    assert run("knowledge", "lint", pack) == (0, "", "")


def test_lint_tells_what_is_wrong_with_place_and_code(pack: Path, run: Run) -> None:
    sources = written(pack / "sources.yaml", "sources: {guide-b: {title: A guide, author: Somebody}}\n")
    code, out, err = run("knowledge", "lint", pack)
    assert (code, err) == (1, "")
    assert out.startswith(f"{sources}:1:")
    assert out.endswith(" [undated-source]\n")


def test_lint_tells_the_same_as_json(pack: Path, run: Run) -> None:
    sources = written(pack / "sources.yaml", "sources: {guide-b: {title: A guide, author: Somebody}}\n")
    (fault,) = json.loads(run("knowledge", "lint", pack, "--format", "json").out)
    assert (fault["file"], fault["line"], fault["code"]) == (str(sources), 1, "undated-source")


def test_lint_lays_a_pack_on_the_built_in_knowledge_that_cannot_stand_alone(pack: Path, run: Run) -> None:
    (pack / "sources.yaml").unlink()
    written(pack / "policies" / "mine.watched.yaml", WATCHED.replace("id: watched", "id: mine.watched"))
    (pack / "policies" / "watched.yaml").unlink()
    assert run("knowledge", "lint", pack) == (0, "", "")


def test_lint_tells_of_a_name_that_is_not_there_to_be_changed(pack: Path, run: Run) -> None:
    path = written(
        pack / "pack.yaml", (pack / "pack.yaml").read_text("utf-8") + "disables: [communication/grapql]\n"
    )
    (pack / "policies" / "watched.yaml").unlink()
    written(pack / "sources.yaml", "sources: {mine.book: {title: A book, author: Somebody, year: 2020}}\n")
    told = "there is no item 'communication/grapql' (did you mean 'communication/graphql'?)"
    assert run("knowledge", "lint", pack) == (2, "", f"{path}:5:12: {told} [load]\n")


def test_lint_lays_a_pack_whose_items_are_named_after_it_on_the_built_in_knowledge(
    pack: Path, run: Run
) -> None:
    (pack / "policies" / "watched.yaml").unlink()
    (pack / "derivations").mkdir()
    written(pack / "sources.yaml", "sources: {mine.book: {title: A book, author: Somebody, year: 2020}}\n")
    written(pack / "derivations" / "mine.no-redis.yaml", BARS)
    assert run("knowledge", "lint", pack) == (0, "", "")


def test_lint_tells_why_a_pack_cannot_be_loaded(pack: Path, run: Run) -> None:
    path = written(
        pack / "policies" / "watched.yaml", WATCHED.replace("health_check: none", "health_chek: none")
    )
    code, out, err = run("knowledge", "lint", pack)
    assert (code, out) == (2, "")
    assert err.startswith(f"{path}:10:")


def test_coverage_tells_of_every_clause_and_counts_those_covered(run: Run) -> None:
    code, out, err = run("knowledge", "coverage")
    assert (code, err) == (0, "")
    *lines, last = out.splitlines()
    covered = [line for line in lines if line.split()[1] == "covered"]
    assert last == f"{len(covered)} of {len(lines)} clauses are covered."
    assert covered


def test_coverage_says_in_words_what_each_clause_asks_for(run: Run) -> None:
    (line,) = (line for line in run("knowledge", "coverage").out.splitlines() if line.startswith("S0-001 "))
    assert line.endswith("  each decision in a recommendation says what is gained and what is given up")


def test_coverage_tells_the_same_as_json_with_all_names(run: Run) -> None:
    clauses = json.loads(run("knowledge", "coverage", "--format", "json").out)
    assert [each["id"] for each in clauses] == [
        line.split()[0] for line in run("knowledge", "coverage").out.splitlines()[:-1]
    ]
    assert all(each["items"] and each["tests"] for each in clauses if each["status"] == "covered")


def test_coverage_counts_the_tests_of_a_run(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path / "passed.json", '{"tests": {"test_it": ["S0-001"]}}')
    clauses = json.loads(run("knowledge", "coverage", "--tests", path, "--format", "json").out)
    assert "test_it" in next(each for each in clauses if each["id"] == "S0-001")["tests"]


def test_list_and_show_know_the_items_of_packs(pack: Path, run: Run) -> None:
    (pack / "sources.yaml").unlink()
    written(pack / "policies" / "mine.watched.yaml", WATCHED.replace("id: watched", "id: mine.watched"))
    (pack / "policies" / "watched.yaml").unlink()
    listed = run("knowledge", "list", "--pack", pack).out
    assert any(line.split()[:2] == ["mine.watched", "policy"] for line in listed.splitlines())
    shown = json.loads(run("knowledge", "show", "mine.watched", "--pack", pack, "--format", "json").out)
    assert shown["title"] == "A service tells whether it can serve"
