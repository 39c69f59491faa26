"""The knowledge base: its index, its digest, and other values for its parameters."""

from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.rules import Rule
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import PACK, load, parameter, with_changes, write_pack

SIZE = [small_pack.TEAM, {"test": "size > limit"}]


@pytest.fixture
def rich(tmp_path: Path) -> KnowledgeBase:
    """A pack in which rules of every form have a parameter `limit`."""
    limit = {"limit": parameter()}
    veto = {"when": SIZE, "because": "more than {limit}", "source": small_pack.SOURCE}
    return load(
        tmp_path,
        derivations__other_team=small_pack.derivation("other-team"),
        tables__team_size=small_pack.table("team-size", parameters=limit, when=SIZE),
        decisions__store__decision=small_pack.decision("store", parameters=limit),
        decisions__store__first=small_pack.option(
            "first", vetoes=[veto], parameters={"own": parameter()}, revisit=["{own}"]
        ),
        decisions__store__second=small_pack.option("second", arguments=[small_pack.argument(when=SIZE)]),
        decisions__cache__decision=small_pack.decision("cache", parameters=limit),
        decisions__cache__first=small_pack.option("first", arguments=[small_pack.argument(when=SIZE)]),
        decisions__cache__second=small_pack.option("second"),
        policies__calls__no_timeout=small_pack.policy(
            "no-timeout", parameters=limit, finding={"severity": "note", "message": "{limit}"}
        ),
    )


def rules(knowledge: KnowledgeBase) -> list[Rule]:
    options = [option for decision in knowledge.decisions.values() for option in decision.options]
    return [
        *(derivation.rule for derivation in knowledge.derivations.values()),
        *(rule for table in knowledge.tables.values() for rule in table.rules),
        *(rule for option in options for rule in (*option.vetoes, *(a.rule for a in option.arguments))),
        *(policy.rule for policy in knowledge.policies.values()),
    ]


def limits(knowledge: KnowledgeBase) -> dict[str, object]:
    """Rule to the value of its parameter `limit`, where it has one."""
    return {rule.id: rule.parameters["limit"] for rule in rules(knowledge) if "limit" in rule.parameters}


# ---- the index


def test_every_item_has_an_id_of_its_own(rich: KnowledgeBase) -> None:
    assert len(rich.by_id) == len(list(rich.items()))


def test_every_mapping_is_sorted_by_id(rich: KnowledgeBase) -> None:
    for items in (rich.sources, rich.defaults, rich.derivations, rich.tables, rich.decisions, rich.policies):
        assert list(items) == sorted(items)


def test_parameters_are_listed_by_item_and_name(rich: KnowledgeBase) -> None:
    assert sorted(rich.parameters) == [
        "big-team.limit",
        "cache.limit",
        "no-timeout.limit",
        "other-team.limit",
        "store.limit",
        "store/first.own",
        "team-size.limit",
    ]


def test_only_parameters_and_numeric_defaults_can_be_set(tmp_path: Path) -> None:
    knowledge = load(tmp_path, defaults__cloud=small_pack.default("cloud", value="any"))
    assert knowledge.adjustable == {"big-team.limit", "horizon"}


def test_the_knowledge_has_the_date_of_its_pack(tmp_path: Path) -> None:
    assert load(tmp_path).as_of == "2026-01-31"


# ---- other values


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("big-team.limit", {"big-team"}),
        ("team-size.limit", {"team-size#1", "team-size#2"}),
        ("store.limit", {"store/first#veto-1", "store/first#argument-1", "store/second#argument-1"}),
        ("no-timeout.limit", {"no-timeout"}),
    ],
)
def test_another_value_changes_exactly_the_rules_of_its_item(
    rich: KnowledgeBase, name: str, changed: set[str]
) -> None:
    before, after = limits(rich), limits(rich.with_parameters({name: Fraction(15, 2)}))
    assert after == {**before, **dict.fromkeys(changed, Fraction(15, 2))}


def test_another_value_of_an_option_changes_its_rules_and_its_texts(rich: KnowledgeBase) -> None:
    changed = rich.with_parameters({"store/first.own": 9})
    first, second = changed.decisions["store"].options
    assert [first.parameters["own"], *(rule.parameters["own"] for rule in first.vetoes)] == [9, 9]
    assert second == rich.decisions["store"].option("second")


def test_another_value_changes_nothing_else(rich: KnowledgeBase) -> None:
    changed = rich.with_parameters({"big-team.limit": 9})
    back = changed.with_parameters({"big-team.limit": 5})
    assert rules(back) == rules(rich)
    assert (changed.decisions, changed.tables, changed.defaults) == (
        rich.decisions,
        rich.tables,
        rich.defaults,
    )


def test_other_values_are_remembered_in_order(rich: KnowledgeBase) -> None:
    changed = rich.with_parameters({"horizon": 5, "big-team.limit": 9})
    assert list(changed.overrides.items()) == [("big-team.limit", 9), ("horizon", 5)]
    assert rich.overrides == {}


def test_no_other_values_are_the_same_knowledge(rich: KnowledgeBase) -> None:
    assert rich.with_parameters({}) is rich


def test_every_unknown_name_is_told_with_one_like_it(rich: KnowledgeBase) -> None:
    with pytest.raises(KnowledgeError) as raised:
        rich.with_parameters({"zzz": 1, "big-team.limti": 1, "horizon": 5})
    assert [fault.message for fault in raised.value.faults] == [
        "there is no parameter 'big-team.limti' (did you mean 'big-team.limit'?)",
        "there is no parameter 'zzz'",
    ]


def test_the_digest_is_that_of_the_knowledge_and_not_of_a_brief(rich: KnowledgeBase) -> None:
    assert rich.with_parameters({"horizon": 5}).digest == rich.digest


# ---- the digest


def test_the_digest_does_not_depend_on_the_order_in_which_files_were_made(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", PACK)
    second = write_pack(tmp_path / "second", dict(sorted(PACK.items(), reverse=True)))
    assert load_knowledge(first).digest == load_knowledge(second).digest


def test_the_digest_does_not_depend_on_layout_comments_or_the_order_of_keys(tmp_path: Path) -> None:
    plain = write_pack(tmp_path / "plain", PACK)
    other = {name: f"# a comment\n{yaml.safe_dump(content, width=40)}" for name, content in PACK.items()}
    assert load_knowledge(plain).digest == load_knowledge(write_pack(tmp_path / "other", other)).digest


def test_the_digest_does_not_depend_on_the_folder_of_an_area(tmp_path: Path) -> None:
    moved = {
        "derivations/teams/big-team.yaml": None,
        "derivations/big-team.yaml": small_pack.derivation("big-team"),
    }
    digests = {
        load_knowledge(write_pack(tmp_path / name, with_changes(changes))).digest
        for name, changes in {"here": {}, "there": moved}.items()
    }
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("file", "path", "value"),
    [
        ("pack.yaml", ("version",), "1.0.1"),
        ("sources.yaml", ("sources", "book", "year"), 2021),
        ("derivations/teams/big-team.yaml", ("parameters", "limit", "value"), 6),
        ("derivations/teams/big-team.yaml", ("parameters", "limit", "value"), Decimal("5.5")),
        ("derivations/teams/big-team.yaml", ("when", 1, "test"), "size >= limit"),
        ("derivations/teams/big-team.yaml", ("title",), "Other"),
        ("derivations/teams/big-team.yaml", ("examples", 0, "name"), "other"),
        ("tables/team-size.yaml", ("hit-policy",), "any"),
        ("decisions/store/decision.yaml", ("criteria", "cost", "weight"), 4),
        ("decisions/store/second.yaml", ("arguments", 0, "points"), 2),
        ("decisions/store/second.yaml", ("maturity",), 1),
        ("technologies/relational/database.yaml", ("releases", "lines", 0, "latest"), "1.3"),
        ("technologies/relational/database.yaml", ("licence", "osi-approved"), False),
        ("defaults/horizon.yaml", ("value",), 4),
        ("policies/calls/no-timeout.yaml", ("finding", "severity"), "note"),
    ],
)
def test_another_value_has_another_digest(
    tmp_path: Path, file: str, path: tuple[str | int, ...], value: object
) -> None:
    item = deepcopy(PACK[file])
    inner: Any = item
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    before = load_knowledge(write_pack(tmp_path / "before", PACK)).digest
    assert load_knowledge(write_pack(tmp_path / "after", with_changes({file: item}))).digest != before


def test_it_is_represented_by_its_packs_and_their_size(rich: KnowledgeBase) -> None:
    pack, items = rich.pack, len(rich.by_id)
    assert repr(rich) == f"<KnowledgeBase {pack.name} {pack.version}, as of {pack.as_of}: {items} items>"
