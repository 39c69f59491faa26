"""What results say of each pack, and the digests of packs and of knowledge made of several."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from archrules.knowledge_base.loading import load_knowledge
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import PACK, load, parameter, write_pack
from tests.unit.knowledge_base.stacks import about, pack, stack

RULE = {"derivations/acme.rule.yaml": small_pack.derivation("acme.rule")}


def test_each_pack_has_a_record_with_name_version_date_and_digest(tmp_path: Path) -> None:
    first, second = stack(tmp_path, pack()).records
    assert (first.name, first.version, first.as_of) == ("small", "1.0.0", "2026-01-31")
    assert (second.name, second.version, second.as_of) == ("acme", "1.2.0", "2026-02-01")
    assert first.digest != second.digest


def test_the_record_of_one_pack_has_the_digest_of_the_knowledge(tmp_path: Path) -> None:
    knowledge = load(tmp_path)
    assert [record.digest for record in knowledge.records] == [knowledge.digest]


def test_what_lies_on_a_pack_does_not_change_its_digest(tmp_path: Path) -> None:
    alone = load_knowledge(write_pack(tmp_path / "alone", PACK)).digest
    assert stack(tmp_path, pack(disables=["big-team"])).records[0].digest == alone


def test_what_a_pack_lies_on_does_not_change_its_digest(tmp_path: Path) -> None:
    lower = pack("lower", disables=["no-timeout"])
    digests = [
        {record.name: record.digest for record in stack(tmp_path / name, *packs).records}["acme"]
        for name, packs in {"alone": [pack(files=RULE)], "on another": [lower, pack(files=RULE)]}.items()
    ]
    assert digests[0] == digests[1]


def test_knowledge_of_other_packs_has_another_digest(tmp_path: Path) -> None:
    variants = {
        "without": [],
        "with": [pack(files=RULE)],
        "with another version": [pack(files=RULE, version="1.2.1")],
        "with another list": [pack(files=RULE, disables=["big-team"])],
        "with two": [pack(files=RULE), pack("other")],
    }
    digests = {
        load_knowledge(
            write_pack(tmp_path / name / "below", PACK),
            [write_pack(tmp_path / name / str(n), files) for n, files in enumerate(packs)],
        ).digest
        for name, packs in variants.items()
    }
    assert len(digests) == len(variants)


def test_knowledge_of_which_something_is_left_out_has_another_digest(tmp_path: Path) -> None:
    for name, knowledge in {"one": load(tmp_path / "one"), "two": stack(tmp_path, pack())}.items():
        assert replace(knowledge, policies={}).digest != knowledge.digest, name


def test_an_empty_list_is_no_list(tmp_path: Path) -> None:
    digests = {
        stack(tmp_path / "without", pack()).digest,
        stack(tmp_path / "with", {"pack.yaml": about(requires=[], replaces=[], disables=[])}).digest,
    }
    assert len(digests) == 1


def test_a_parameter_with_another_value_stands_with_the_pack_of_its_item(tmp_path: Path) -> None:
    files = {
        "derivations/acme.rule.yaml": small_pack.derivation("acme.rule", parameters={"limit": parameter()}),
        "derivations/big-team.yaml": small_pack.derivation("big-team", parameters={"limit": parameter()}),
        "defaults/acme.size.yaml": small_pack.default("acme.size"),
    }
    knowledge = stack(tmp_path, pack(files=files, replaces=["big-team"])).with_parameters(
        {"acme.rule.limit": 1, "big-team.limit": Fraction(5, 2), "acme.size": 7, "horizon": 4}
    )
    assert [record.parameters for record in knowledge.records] == [
        {"horizon": "4"},
        {"acme.rule.limit": "1", "acme.size": "7", "big-team.limit": "2.5"},
    ]
