"""Examples of knowledge items: what they expect is compared with what follows from their facts."""

from pathlib import Path
from typing import Any

import pytest

from archrules.recommendation.examples import difference, examples
from tests.unit.recommendation.small_pack import (
    Item,
    argument,
    decision,
    derivation,
    option,
    policy,
    rule_item,
    technology,
    veto,
    write_pack,
)

CONTEXT: Item = {"context": {"name": "orders"}}
SOX: Item = {"compliance": {"regime": "sox"}}
PROMISE: Item = {"objectives": {"rto_s": 5}}
SERVICE: Item = {"service": {"name": "cart", "health_check": "none"}}
SEEN: Item = {"derived_flag": {"name": "seen", "subject": "orders", "holds": True}}
TABLE = {
    "when": [{"objectives": {"rto_s": "$rto"}}],
    "inputs": {"rto": {"from": 0, "to": 100}},
    "hit-policy": "unique",
    "output": "recovery",
    "rows": [
        {"when": {"rto": {"<": 10}}, "then": {"tier": "soon"}, "because": "it is soon"},
        {"when": {"rto": {">=": 10}}, "then": {"tier": "late"}, "because": "it is late"},
    ],
}
ITEMS: dict[str, Item] = {
    **derivation(
        "seen",
        [{"context": {"name": "$context"}}],
        {"derived_flag": {"name": "seen", "subject": "$context", "holds": True}},
    ),
    "tables/recovery.yaml": rule_item("recovery", **TABLE),
    **decision("store", "context", {"fit": 1}),
    **option("store", "one", argument("fit", 2), technology="thing"),
    **option("store", "two", argument("fit", 3), vetoes=[veto(SOX)]),
    **policy(
        "checked",
        {"service": {"name": "$service"}},
        {"service": {"name": "$service", "health_check": "none"}},
    ),
    **technology("thing"),
}
PLACES = {
    "seen": "derivations/seen.yaml",
    "recovery": "tables/recovery.yaml",
    "store": "decisions/store/decision.yaml",
    "store/one": "decisions/store/one.yaml",
    "store/two": "decisions/store/two.yaml",
    "checked": "policies/checked.yaml",
}


def told(folder: Path, item: str, given: list[Item], expect: object, **more: Any) -> str | None:  # noqa: ANN401
    """What is said of an item's example."""
    example = {"name": "the case", "given": given, "expect": expect, **more}
    changed = {**ITEMS[PLACES[item]], "examples": [example, {**example, "name": "again"}]}
    pack = write_pack(folder, ITEMS, {PLACES[item]: changed})
    return next(difference(pack, case) for case in examples(pack) if str(case) == f"{item}: the case")


ORDERS = {"subject": "orders"}


@pytest.mark.parametrize(
    ("item", "given", "expect", "more"),
    [
        ("seen", [CONTEXT], [SEEN], {}),
        ("seen", [SOX], [], {}),
        ("seen", [CONTEXT, SEEN], [SEEN], {}),
        ("recovery", [PROMISE], [{"recovery": {"tier": "soon"}}], {}),
        ("store", [CONTEXT], "two", ORDERS),
        ("store", [CONTEXT, SOX], "one", ORDERS),
        ("store", [CONTEXT, {"barred": {"decision": "store", "option": "one"}}, SOX], "none", ORDERS),
        ("store/one", [CONTEXT], {"vetoed": False, "points": {"fit": 2}}, ORDERS),
        ("store/two", [CONTEXT, SOX], {"vetoed": True}, ORDERS),
        ("checked", [SERVICE], {"cart": "violated"}, {}),
    ],
    ids=str,
)
def test_example_that_holds(tmp_path: Path, item: str, given: list[Item], expect: object, more: Item) -> None:
    assert told(tmp_path, item, given, expect, **more) is None


@pytest.mark.parametrize(
    ("item", "given", "expect", "more", "found"),
    [
        ("seen", [CONTEXT], [], {}, "['derived_flag {name: seen, subject: orders, holds: true}']"),
        ("seen", [SOX], [SEEN], {}, "[]"),
        ("recovery", [PROMISE], [{"recovery": {"tier": "late"}}], {}, "['recovery {tier: soon}']"),
        ("store", [CONTEXT], "one", ORDERS, "two"),
        ("store", [CONTEXT], "two", {"subject": "stock"}, "no subject 'stock' in the facts given"),
        ("store/one", [], {"vetoed": True}, ORDERS, "no subject 'orders' in the facts given"),
        ("store/one", [CONTEXT], {"vetoed": True}, ORDERS, "{'vetoed': False}"),
        (
            "store/one",
            [CONTEXT],
            {"vetoed": False, "points": {}},
            ORDERS,
            "{'vetoed': False, 'points': {'fit': 2}}",
        ),
        ("store/two", [CONTEXT, SOX], {"vetoed": False, "points": {"fit": 3}}, ORDERS, "{'vetoed': True}"),
        ("checked", [SERVICE], {"cart": "satisfied"}, {}, "{'cart': 'violated'}"),
    ],
    ids=str,
)
def test_example_that_does_not_hold(
    tmp_path: Path, item: str, given: list[Item], expect: object, more: Item, *, found: str
) -> None:
    message = told(tmp_path, item, given, expect, **more)
    assert message is not None
    assert message.startswith(f"{item}: the case\n  expected: ")
    assert message.endswith(f"\n  found:    {found}")


def test_every_item_with_examples_is_listed(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, ITEMS)
    assert sorted({case.item for case in examples(pack)}) == sorted(PLACES)
    assert len(list(examples(pack))) == 2 * len(PLACES)
