"""A pack with one item of each form in which lint finds nothing, to plant defects in."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from tests.unit.knowledge_base.small_pack import (
    PACK,
    SOURCE,
    Item,
    argument,
    decision,
    derivation,
    option,
    parameter,
    policy,
    table,
    technology,
)

LOAD = {"context_load": {"context": "$context", "writes_per_s": {"as": "$writes", ">": "$many_writes"}}}


def flag(name: str) -> Item:
    """The condition that a flag of this name is set for something."""
    return {"derived_flag": {"name": name, "subject": "$flagged"}}


def veto(*when: Item) -> Item:
    """A veto where all of the conditions hold."""
    return {"when": list(when), "because": "it cannot be", "source": SOURCE}


def teams_by_size(**changes: object) -> Item:
    """A table in which teams of any size are small or not."""
    return table("team-size", **changes)


def row(when: Item, **then: object) -> Item:
    """A row of the table that sets a flag."""
    return {
        "when": when,
        "then": {"name": "small", "subject": "$team", "holds": True, **then},
        "because": "so",
    }


def choice(*chosen: str, **changes: object) -> Item:
    """The decision, with an example for each option that is chosen."""
    examples = [{"name": name, "subject": "orders", "expect": name} for name in chosen]
    return decision(
        "store",
        **{
            "parameters": {"many_writes": parameter(100)},
            "examples": examples,
            **changes,
        },
    )


def first(**changes: object) -> Item:
    """The first option: best unless much is written."""
    return option(
        "first",
        **{
            "technology": "database",
            "maturity": None,
            "arguments": [argument(points=2), argument(points=-3, when=[LOAD])],
            **changes,
        },
    )


def second(**changes: object) -> Item:
    """The second option: dear where teams are big or small."""
    return option(
        "second",
        **{
            "arguments": [
                argument(points=1),
                argument(points=-1, when=[flag("big-team")]),
                argument(points=-2, when=[flag("small")]),
            ],
            **changes,
        },
    )


GOOD: Mapping[str, Any] = {
    **PACK,
    "derivations/teams/big-team.yaml": derivation("big-team"),
    "tables/team-size.yaml": teams_by_size(),
    "decisions/store/decision.yaml": choice("first", "second"),
    "decisions/store/first.yaml": first(),
    "decisions/store/second.yaml": second(),
    "technologies/relational/database.yaml": technology("database"),
    "policies/calls/no-timeout.yaml": policy("no-timeout"),
}


def good_with(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The good pack with other files; None leaves one out."""
    files = deepcopy({**GOOD, **changes})
    return {name: content for name, content in files.items() if content is not None}
