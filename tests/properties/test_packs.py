"""Packs and whole recommendations: what changes, and that nothing else does."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import archrules
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.packs import built_in, knowledge_files
from tests.house.documents import ROOT
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import write_pack
from tests.unit.knowledge_base.stacks import about, pack

COMPANY = ROOT / "docs" / "examples" / "company-pack"
BRIEFS = {
    "shop": ROOT / "docs" / "examples" / "shop.yaml",
    "claims": COMPANY / "tests" / "claims.yaml",
}


def recommended(name: str, knowledge: KnowledgeBase) -> dict[str, Any]:
    """A recommendation as data."""
    brief = archrules.load_brief(BRIEFS[name], knowledge=knowledge)
    data: dict[str, Any] = json.loads(archrules.recommend(brief, knowledge=knowledge).json())
    return data


@cache
def by_built_in(name: str) -> dict[str, Any]:
    return recommended(name, archrules.load_knowledge())


def copy_of_everything(folder: Path) -> Path:
    """A pack that replaces every built-in item by itself."""
    files = {file.name: file.place.read_text("utf-8") for file in knowledge_files(built_in())[0]}
    ids = [file.id for file in knowledge_files(built_in())[0]]
    return write_pack(folder, {**files, "pack.yaml": about("copy", replaces=ids)})


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return archrules.load_knowledge(packs=[copy_of_everything(tmp_path_factory.mktemp("copy"))])


@pytest.mark.parametrize("name", BRIEFS)
def test_knowledge_replaced_by_itself_changes_nothing_but_the_record(
    name: str, copied: KnowledgeBase
) -> None:
    plain, stacked = by_built_in(name), recommended(name, copied)
    records = stacked.pop("knowledge")
    assert stacked == {key: value for key, value in plain.items() if key != "knowledge"}
    assert records[0] == plain["knowledge"][0]
    assert [record["name"] for record in records] == ["archrules", "copy"]


def independent(folder: Path) -> list[Path]:
    """Three packs of which none requires another."""
    rule = {"derivations/beta.rule.yaml": small_pack.flags("beta.rule", {"context": {"name": "claims"}})}
    beta = {**rule, "sources.yaml": {"sources": {"beta.book": {"title": "Ours", "author": "Us"}}}}
    beta["derivations/beta.rule.yaml"]["sources"] = [{"ref": "beta.book"}]
    return [
        COMPANY,
        write_pack(folder / "beta", pack("beta", beta)),
        write_pack(folder / "aleph", pack("aleph", disables=["runtime/rust", "datastore/dynamodb-table"])),
    ]


def test_the_order_of_independent_packs_changes_no_byte(tmp_path: Path) -> None:
    packs = independent(tmp_path)
    results = {
        json.dumps(recommended("claims", archrules.load_knowledge(packs=order)))
        for order in (packs, packs[::-1], [packs[1], packs[0], packs[2]])
    }
    assert len(results) == 1


def test_a_recommendation_records_every_pack(tmp_path: Path) -> None:
    knowledge = archrules.load_knowledge(packs=independent(tmp_path))
    assert [
        (record["name"], record["version"], record["digest"])
        for record in recommended("claims", knowledge)["knowledge"]
    ] == [(pack.name, pack.item.version, pack.digest) for pack in knowledge.layers]
    assert [pack.name for pack in knowledge.layers] == ["archrules", "acme", "aleph", "beta"]


def test_every_built_in_item_that_may_be_disabled_is_done_without(tmp_path: Path) -> None:
    """A brief is answered by what is left, whatever a pack takes away at once."""
    knowledge = archrules.load_knowledge()
    disabled = sorted([*knowledge.derivations, *knowledge.tables, *knowledge.policies, *knowledge.decisions])
    nothing = archrules.load_knowledge(packs=[write_pack(tmp_path, pack("none", disables=disabled))])
    assert recommended("shop", nothing)["decisions"] == []


@pytest.mark.parametrize("decision", archrules.load_knowledge().decisions)
def test_a_brief_is_answered_without_a_decision(tmp_path: Path, decision: str) -> None:
    upper = write_pack(tmp_path, pack("less", disables=[decision]))
    data = recommended("shop", archrules.load_knowledge(packs=[upper]))
    assert decision not in {each["decision"] for each in data["decisions"]}
