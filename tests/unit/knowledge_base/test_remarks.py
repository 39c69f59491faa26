"""What is told of a pack that is no fault: rules that still name what it disables."""

from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.remarks import listed
from tests.unit.knowledge_base import small_pack
from tests.unit.knowledge_base.small_pack import with_changes
from tests.unit.knowledge_base.stacks import pack, stack

FIRST = {"choice": {"decision": "store", "subject": "$context", "option": "first"}}


def remarks(folder: Path, disables: list[str], below: dict[str, Any]) -> list[str]:
    knowledge = stack(folder, pack(disables=disables), below=with_changes(below))
    return [str(remark).replace(f"{folder}/", "") for remark in knowledge.remarks]


def rule(name: str, *when: object) -> dict[str, Any]:
    return {f"derivations/{name}.yaml": small_pack.flags(name, *when)}


def test_a_disabled_option_that_a_rule_names_is_told_at_its_place(tmp_path: Path) -> None:
    assert remarks(tmp_path, ["store/first"], rule("other", FIRST)) == [
        "pack1/pack.yaml:7:3: 'store/first' is disabled, but still named by other; there it has no effect"
    ]


def test_a_disabled_option_that_another_option_names_is_told(tmp_path: Path) -> None:
    argument = small_pack.argument(when=[{"option": {"decision": "store", "name": "first"}}])
    second = {"decisions/store/second.yaml": small_pack.option("second", arguments=[argument])}
    assert len(remarks(tmp_path, ["store/first"], second)) == 1


def test_an_option_named_in_any_decision_is_told_where_no_other_decision_has_it(tmp_path: Path) -> None:
    anywhere = rule("other", {"choice": {"option": "first"}})
    cache = {
        "decisions/cache/decision.yaml": small_pack.decision("cache"),
        "decisions/cache/first.yaml": small_pack.option("first"),
        "decisions/cache/second.yaml": small_pack.option("second"),
    }
    assert len(remarks(tmp_path / "alone", ["store/first"], anywhere)) == 1
    assert remarks(tmp_path / "both", ["store/first"], {**anywhere, **cache}) == []


def test_a_disabled_decision_is_told_once_with_those_that_come_after_it(tmp_path: Path) -> None:
    cache = {
        "decisions/cache/decision.yaml": small_pack.decision("cache", after=["store"]),
        "decisions/cache/first.yaml": small_pack.option("first"),
        "decisions/cache/second.yaml": small_pack.option("second"),
    }
    assert remarks(tmp_path, ["store"], {**cache, **rule("other", FIRST)}) == [
        "pack1/pack.yaml:7:3: 'store' is disabled, but still named by cache and other; there it has no effect"
    ]


def test_a_disabled_technology_that_a_rule_names_is_told(tmp_path: Path) -> None:
    below = {
        **rule("other", {"mandated": {"technology": "database"}}),
        "decisions/store/first.yaml": small_pack.option("first"),
    }
    assert remarks(tmp_path, ["database"], below) == [
        "pack1/pack.yaml:7:3: 'database' is disabled, but still named by other; there it has no effect"
    ]


def test_what_nothing_names_is_not_told(tmp_path: Path) -> None:
    assert remarks(tmp_path, ["store/second", "big-team"], rule("other", FIRST)) == []


def test_what_only_names_itself_is_not_told(tmp_path: Path) -> None:
    assert remarks(tmp_path, ["other", "store/first"], rule("other", FIRST)) == []


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("a", "a"),
        ("ba", "a and b"),
        ("cba", "a, b and c"),
        ("edcba", "a, b, c, d and e"),
        ("gfedcba", "a, b, c, d, e and 2 more"),
    ],
)
def test_names_are_listed_in_order(names: str, text: str) -> None:
    assert listed(names) == text
