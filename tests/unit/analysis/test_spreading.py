"""By which key rows are spread: an owner outside, then one inside, then the rows' own identity."""

from typing import Any

import pytest

from archrules.analysis.data_shape import data_shape
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.vocabulary.facts import Fact
from tests.unit.analysis.briefs import brief, loads

CUSTOMER = {
    "name": "people",
    "entities": [{"name": "customer", "volume": 50}, {"name": "region", "volume": 4}],
}


def key(defaults: Defaults, *entities: dict[str, Any], writes: tuple[str, ...] = ("order",)) -> Fact | None:
    of = brief(
        contexts=[{"name": "orders", "entities": entities}, CUSTOMER],
        use_cases=[
            {"name": f"write {name}", "context": "orders", "writes": [name], "peak": f"{10 - place}/s"}
            for place, name in enumerate(writes)
        ],
    )
    found = data_shape(of, DomainFacts(of, defaults), loads(of, defaults))
    return next((f for f, _ in found if f.kind == "spread_key" and f.text("context") == "orders"), None)


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        (["people.region", "people.customer"], "people.customer"),
        (["line", "people.region"], "people.region"),
        (["batch"], "orders.batch"),
        (["line"], "orders.order"),
        ([], "orders.order"),
        (["order"], "orders.order"),
    ],
    ids=str,
)
def test_key_is_the_owner_with_the_most_values_outside_before_inside(
    defaults: Defaults, relations: list[str], expected: str
) -> None:
    found = key(
        defaults,
        {"name": "order", "volume": 100, "relations": relations},
        {"name": "line", "volume": 300},
        {"name": "batch", "volume": 20},
    )
    assert found is not None
    assert found.get("key") == expected


def test_rows_and_bytes_are_those_of_one_key(defaults: Defaults) -> None:
    order = {"name": "order", "volume": 100, "payload": "3 B", "relations": ["people.customer"]}
    found = key(defaults, order)
    assert found is not None
    assert [found.get(name) for name in ("keys", "rows", "bytes")] == [50, 2, 6]


def test_an_owner_of_which_the_number_is_unknown_is_taken_before_the_rows_themselves(
    defaults: Defaults,
) -> None:
    found = key(defaults, {"name": "order", "relations": ["people.customer"]})
    assert found is not None
    assert [found.get(name) for name in ("key", "keys", "rows")] == ["people.customer", 50, None]


def test_the_entity_with_the_most_writes_decides(defaults: Defaults) -> None:
    entities = (
        {"name": "order", "volume": 9},
        {"name": "line", "volume": 100, "relations": ["people.customer"]},
    )
    found = key(defaults, *entities, writes=("line", "order"))
    assert found is not None
    assert [found.get(name) for name in ("entity", "key")] == ["orders.line", "people.customer"]


def test_what_nobody_writes_is_not_spread(defaults: Defaults) -> None:
    assert key(defaults, {"name": "order", "volume": 100}, writes=()) is None
