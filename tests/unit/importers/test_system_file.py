"""Our own System files: read as `load_system` reads them, with the place of everything."""

from pathlib import Path

import pytest

from archrules.errors import SystemFileError
from archrules.importers.system_file import read_system_file
from archrules.knowledge_base.strict_yaml import load_yaml
from archrules.model.system import System

TEXT = """\
name: shop
services:
  - replicas: 2
    name: orders
  - {name: "cart", health_check: none}
data_stores: [{name: db}]
interactions:
  - {source: orders, target: db, mode: data}
  - name: asks
    source: orders
    target: cart
  - {source: orders, target: db, mode: config}
use_cases:
  - use_case: buy
    path: [orders, cart]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "system.yaml"
    written.write_text(TEXT, "utf-8")
    return written


def places(path: Path) -> dict[str, str]:
    """Return `line:column-end` of every place."""
    return {
        name: f"{place.line}:{place.column}-{place.end_column}"
        for name, place in read_system_file(path).places.items()
    }


def test_the_system_is_what_the_file_says(path: Path) -> None:
    found = read_system_file(path)
    assert (found.system, found.ignored, found.notes) == (
        System.model_validate(load_yaml(path).value),
        {},
        (),
    )


def test_the_whole_stands_where_its_name_is_given(path: Path) -> None:
    assert places(path)["name"] == "1:1-5"


def test_without_a_name_the_whole_stands_where_the_file_starts(path: Path) -> None:
    path.write_text("# why\nservices: []\n", "utf-8")
    assert places(path) == {"name": "2:1-2"}


def test_an_element_stands_where_its_name_is_given(path: Path) -> None:
    found = places(path)
    assert [found[name] for name in ("services.orders", "services.cart", "data_stores.db")] == [
        "4:5-9",
        "5:6-10",
        "6:16-20",
    ]


def test_an_interaction_stands_where_it_starts_or_is_named(path: Path) -> None:
    found = places(path)
    assert [found["interactions.orders -> db"], found["interactions.asks"]] == ["8:5-6", "9:5-9"]


def test_a_second_interaction_of_a_pair_is_told_apart_by_its_mode(path: Path) -> None:
    assert places(path)["interactions.orders -> db (config)"] == "12:5-6"


def test_a_use_case_has_a_place(path: Path) -> None:
    assert places(path)["use_cases.buy"] == "14:5-6"


def test_every_attribute_has_a_place(path: Path) -> None:
    found = places(path)
    names = ("services.orders.replicas", "services.cart.health_check", "interactions.orders -> db.mode")
    assert [found[name] for name in names] == ["3:5-13", "5:20-32", "8:34-38"]


def test_a_file_at_fault_is_refused_with_every_fault(path: Path) -> None:
    path.write_text("services: [{name: a, colour: red}]\ninteractions: [{source: a, target: b}]\n", "utf-8")
    with pytest.raises(SystemFileError) as caught:
        read_system_file(path)
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(1, 22), (2, 36)]
