"""A pack from its folder: what is loaded, and every fault of every file at once."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import load, with_changes, write_pack


def faults(folder: Path, files: dict[str, Any]) -> list[tuple[str, str]]:
    """(file, message) of each fault of a small pack with those files."""
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(write_pack(folder, with_changes(files)))
    return [(Path(fault.file).relative_to(folder).as_posix(), fault.message) for fault in raised.value.faults]


def test_a_pack_of_every_form_is_loaded(tmp_path: Path) -> None:
    knowledge = load(tmp_path)
    assert list(knowledge.by_id) == [
        "horizon",
        "big-team",
        "team-size",
        "store",
        "store/first",
        "store/second",
        "no-timeout",
        "database",
    ]
    assert knowledge.decisions["store"].option("first").maturity == 3


def test_a_pack_is_loaded_from_an_archive_as_well(tmp_path: Path) -> None:
    archive = tmp_path / "pack.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(write_pack(tmp_path / "pack", small_pack.PACK).rglob("*.yaml")):
            packed.write(file, file.relative_to(tmp_path / "pack").as_posix())
    with zipfile.ZipFile(archive) as packed:
        assert load_knowledge(zipfile.Path(packed)).digest == load_knowledge(tmp_path / "pack").digest


def test_the_built_in_knowledge_is_read_once() -> None:
    assert load_knowledge() is load_knowledge()
    assert isinstance(load_knowledge(), KnowledgeBase)


def test_an_empty_pack_is_a_pack(tmp_path: Path) -> None:
    only = {name: None for name in small_pack.PACK if name not in {"pack.yaml", "sources.yaml"}}
    knowledge = load_knowledge(write_pack(tmp_path, with_changes(only)))
    assert list(knowledge.items()) == []


# ---- places

RULE = """\
id: big-team
title: Big teams
status: stable
since: 0.1.0
why: it has a reason
sources: [{ref: book}]
when:
  - team:
      nmae: $team
      size: $size
  - tesm: {}
  - test: siez > 3
derive:
  derived_flag: {name: big, subject: $team, hodls: true}
examples:
  - {name: a, expect: []}
  - {name: b, expect: []}
"""


def test_a_fault_has_file_line_and_column(tmp_path: Path) -> None:
    name = "derivations/teams/big-team.yaml"
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(write_pack(tmp_path, with_changes({name: RULE})))
    file = tmp_path / name
    assert str(raised.value) == "\n".join(
        [
            f"{file}:9:7: team has no field 'nmae' (did you mean 'name'?)",
            f"{file}:11:5: there is no kind of fact 'tesm' (did you mean 'team'?)",
            f"{file}:12:11: `siez > 3` uses 'siez', which nothing before it binds (bound: size)",
            f"{file}:14:38: the conclusion uses 'team', which nothing before it binds (bound: size)",
            f"{file}:14:45: derived_flag has no field 'hodls' (did you mean 'holds'?)",
        ]
    )


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        {
            "pack.yaml": {"name": "small"},
            "notes.txt": "notes",
            "derivations/teams/big-team.yaml": small_pack.derivation("big-team", when=[{"taem": {}}]),
            "tables/team-size.yaml": "id: [",
            "policies/calls/no-timeout.yaml": small_pack.policy("no-timeout", needs=["zzz"]),
            "decisions/store/first.yaml": small_pack.option("other"),
            "decisions/stray/lost.yaml": small_pack.option("lost"),
            "technologies/relational/database.yaml": small_pack.technology("database", maturity=3),
            "defaults/horizon.yaml": small_pack.default("horizon", sources=[{"ref": "bok"}]),
        },
    )
    assert sorted({file for file, _ in found}) == [
        "decisions/store/first.yaml",
        "decisions/stray/lost.yaml",
        "defaults/horizon.yaml",
        "derivations/teams/big-team.yaml",
        "notes.txt",
        "pack.yaml",
        "policies/calls/no-timeout.yaml",
        "tables/team-size.yaml",
        "technologies/relational/database.yaml",
    ]


# ---- files

FOLDERS = "decisions/, defaults/, derivations/, policies/, tables/, technologies/"


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"pack.yaml": None}, ("pack.yaml", "there is no such file")),
        ({"sources.yaml": None}, ("sources.yaml", "there is no such file")),
        ({"pack.yaml": "[]"}, ("pack.yaml", "")),
        ({"sources.yaml": ""}, ("sources.yaml", "the file is empty")),
        (
            {"rules/mine.yaml": {}},
            ("rules/mine.yaml", f"no form of knowledge is kept here; use {FOLDERS} and"),
        ),
        (
            {"tables/other.yaml": small_pack.table("team-size")},
            ("tables/other.yaml", "the id must be the name of its file, 'other'"),
        ),
        (
            {"decisions/store/decision.yaml": small_pack.decision("decision")},
            ("decisions/store/decision.yaml", "the id must be the name of its file, 'store'"),
        ),
        (
            {"decisions/stray/lost.yaml": small_pack.option("lost")},
            ("decisions/stray/lost.yaml", "there is no decision.yaml beside it in stray/"),
        ),
        (
            {"derivations/team-size.yaml": small_pack.derivation("team-size")},
            ("tables/team-size.yaml", "'team-size' is also the id of "),
        ),
        (
            {"derivations/other/big-team.yaml": small_pack.derivation("big-team")},
            ("derivations/teams/big-team.yaml", "'big-team' is also the id of "),
        ),
    ],
)
def test_a_pack_with_a_file_at_fault_is_refused(
    tmp_path: Path, files: dict[str, Any], fault: tuple[str, str]
) -> None:
    ((file, message),) = faults(tmp_path, files)
    assert (file, message[: len(fault[1])]) == fault


def test_two_decisions_may_have_options_of_one_name(tmp_path: Path) -> None:
    knowledge = load(
        tmp_path,
        decisions__cache__decision=small_pack.decision("cache"),
        decisions__cache__first=small_pack.option("first"),
        decisions__cache__second=small_pack.option("second"),
    )
    assert {"cache/first", "store/first"} <= set(knowledge.by_id)


@pytest.mark.parametrize("name", ["missing", "pack.yaml"])
def test_what_is_no_folder_is_told(tmp_path: Path, name: str) -> None:
    place = write_pack(tmp_path, small_pack.PACK) / name
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(place)
    assert str(raised.value) == f"{place}:1:1: there is no such folder: check the path"


def test_a_pack_that_cannot_be_read_is_not_told_of_every_source(tmp_path: Path) -> None:
    assert [file for file, _ in faults(tmp_path, {"sources.yaml": "sources: 5"})] == ["sources.yaml"]


def test_an_option_that_cannot_be_read_is_not_told_of_its_decision(tmp_path: Path) -> None:
    assert {file for file, _ in faults(tmp_path, {"decisions/store/first.yaml": "id: 5"})} == {
        "decisions/store/first.yaml"
    }


# ---- references between items


@pytest.mark.parametrize(
    ("file", "item"),
    [
        ("defaults/horizon.yaml", small_pack.default("horizon", sources=[{"ref": "bok"}])),
        (
            "derivations/teams/big-team.yaml",
            small_pack.derivation(
                "big-team", parameters={"limit": {**small_pack.parameter(), "source": {"ref": "bok"}}}
            ),
        ),
        (
            "decisions/store/second.yaml",
            small_pack.option("second", arguments=[small_pack.argument(source={"ref": "bok"})]),
        ),
        (
            "technologies/relational/database.yaml",
            small_pack.technology("database", maturity={"value": 3, "why": "old", "source": {"ref": "bok"}}),
        ),
    ],
)
def test_a_source_that_is_not_listed_is_told_wherever_it_is_cited(
    tmp_path: Path, file: str, item: dict[str, Any]
) -> None:
    message = "sources.yaml has no source 'bok' (did you mean 'book'?)"
    assert faults(tmp_path, {file: item}) == [(file, message)]


@pytest.mark.parametrize(
    ("name", "item", "message"),
    [
        (
            "second",
            small_pack.option("second", technology="databse"),
            "there is no technology 'databse' (did you mean 'database'?)",
        ),
        (
            "decision",
            small_pack.decision("store", after=["stroe"]),
            "there is no decision 'stroe' (did you mean 'store'?)",
        ),
        ("second", None, "a decision needs at least two options in its folder"),
    ],
)
def test_a_decision_that_does_not_hold_together_is_told(
    tmp_path: Path, name: str, item: dict[str, Any] | None, message: str
) -> None:
    assert [told for _, told in faults(tmp_path, {f"decisions/store/{name}.yaml": item})] == [message]


def test_an_option_without_a_price_is_refused(tmp_path: Path) -> None:
    item = small_pack.option("second")
    del item["gives-up"]
    assert faults(tmp_path, {"decisions/store/second.yaml": item}) == [
        ("decisions/store/second.yaml", "the field 'gives-up' is missing: add it")
    ]


def test_a_criterion_argued_by_a_derivation_is_argued(tmp_path: Path) -> None:
    argued = {"decision": "store", "option": "first", "subject": "$team", "criterion": "speed", "points": 1}
    criteria = {"cost": {"weight": 3, "why": "money"}, "speed": {"weight": 1, "why": "time"}}
    knowledge = load(
        tmp_path,
        derivations__argue=small_pack.derivation(
            "argue", parameters={}, when=[small_pack.TEAM], derive={"argued": argued}
        ),
        decisions__store__decision=small_pack.decision("store", criteria=criteria),
    )
    assert set(knowledge.decisions["store"].item.criteria) == {"cost", "speed"}


# ---- hostile files


@pytest.mark.parametrize(
    "text",
    [
        "id: &a [*a]",
        "!!python/object/apply:os.system [echo]",
        "\x00",
        "- " * 500,
        "id: " + "x" * 5000,
        "null",
        "{" * 1000,
        'id: "\\ud800"',
    ],
)
@pytest.mark.parametrize("file", ["pack.yaml", "sources.yaml", "tables/team-size.yaml"])
def test_a_hostile_file_is_a_fault_of_that_file(tmp_path: Path, file: str, text: str) -> None:
    assert {found for found, _ in faults(tmp_path, {file: text})} == {file}
