"""Packs that are laid on others: lint looks at all that is then in force, and tells what is wrong in their files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archrules.knowledge_base.lint.linting import lint
from tests.unit.knowledge_base.lint.good_pack import LOAD, choice, flag, good_with, second
from tests.unit.knowledge_base.small_pack import (
    SOURCE,
    TEAM,
    argument,
    derivation,
    flags,
    option,
    technology,
    write_pack,
)
from tests.unit.knowledge_base.stacks import pack


def told(
    folder: Path, files: Mapping[str, Any], below: Mapping[str, Any] | None = None
) -> list[tuple[str, str]]:
    """File within the pack and code of each fault of a pack on the good one."""
    bottom, top = write_pack(folder / "below", good_with(below or {})), write_pack(folder / "top", files)
    faults = lint(bottom, [top])
    return [(Path(fault.file).relative_to(top).as_posix(), fault.code) for fault in faults]


def test_nothing_is_told_of_a_pack_that_uses_what_is_below_it(tmp_path: Path) -> None:
    calm = derivation(
        "acme.calm",
        parameters={},
        when=[TEAM, {"not": flag("big-team")}],
        derive={"risk": {"about": "$team", "text": "it is calm", "mitigation": "none"}},
    )
    assert told(tmp_path, pack("acme", {"derivations/acme.calm.yaml": calm})) == []


def test_a_defect_of_the_pack_is_told(tmp_path: Path) -> None:
    files = pack("acme", {"derivations/acme.lonely.yaml": flags("acme.lonely", TEAM)})
    assert told(tmp_path, files) == [("derivations/acme.lonely.yaml", "unused-conclusion")]


def test_what_is_wrong_below_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, pack("acme"), {"decisions/store/decision.yaml": choice("second", "second")}) == []


def test_a_rule_that_waits_for_what_the_pack_disables_is_told_where_it_is_the_packs_own(
    tmp_path: Path,
) -> None:
    risk = {"risk": {"about": "$team", "text": "it is big", "mitigation": "part it"}}
    files = pack(
        "acme",
        {
            "derivations/acme.risky.yaml": derivation(
                "acme.risky", parameters={}, when=[TEAM, flag("big-team")], derive=risk
            ),
            "decisions/store/second.yaml": second(arguments=[argument(), argument(points=-1, when=[LOAD])]),
        },
        disables=["big-team"],
        replaces=["store/second"],
    )
    assert told(tmp_path, files) == [("derivations/acme.risky.yaml", "unreachable-rule")]


def test_an_option_added_to_a_decision_below_needs_no_example_there(tmp_path: Path) -> None:
    arguments = [argument(points=3, when=[flag("small")]), argument(points=-1, when=[LOAD])]
    third = option("acme.third", arguments=arguments)
    assert told(tmp_path, pack("acme", {"decisions/store/acme.third.yaml": third})) == []


def test_dates_are_compared_with_that_of_the_pack_itself(tmp_path: Path) -> None:
    limit = {"name": "columns", "value": 9, "unit": "columns", "source": SOURCE, "evidence": "registry"}
    limits = [{**limit, "as-of": day} for day in ("2026-02-01", "2026-02-02")]
    product = technology("acme.product", limits=[limits[0], {**limits[1], "name": "rows"}])
    assert told(tmp_path, pack("acme", {"technologies/acme.product.yaml": product})) == [
        ("technologies/acme.product.yaml", "late-date")
    ]


def test_a_pack_that_cannot_be_laid_has_the_faults_of_loading(tmp_path: Path) -> None:
    assert told(tmp_path, pack("acme", disables=["nothing"])) == [("pack.yaml", "load")]
