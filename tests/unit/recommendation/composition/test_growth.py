"""What is full first as load grows."""

from pathlib import Path

import pytest

from archrules.recommendation.composition.growth import growth
from tests.unit.recommendation.small_pack import Item, derivation
from tests.unit.recommendation.system_pack import APART, designed, system_pack

SYSTEM: Item = {"system": {"name": "$system"}}


def carries(part: str, factor: float) -> dict[str, Item]:
    found = {"part": part, "resource": "server", "load": "much", "carried_by": "one", "then": "two"}
    return derivation(f"carries-{part}", [SYSTEM], {"headroom": {**found, "factor": factor}})


def test_the_part_that_carries_least_comes_first(tmp_path: Path) -> None:
    pack = system_pack(tmp_path, APART, carries("a", 7), carries("b", 1.5))
    assert [row.part for row in growth(designed(pack))] == ["b", "a"]


@pytest.mark.parametrize(
    ("factor", "text", "full"),
    [
        (0.5, "0.5 times", [True, True, True]),
        (2, "2 times", [True, True, True]),
        (4.99, "4.9 times", [False, True, True]),
        (10.9, "10 times", [False, False, False]),
        (123.4, "123 times", [False, False, False]),
        (1234.5, "more than 1,000 times", [False, False, False]),
    ],
)
def test_multiples_at_which_it_is_full(tmp_path: Path, factor: float, text: str, full: list[bool]) -> None:
    (row,) = growth(designed(system_pack(tmp_path, APART, carries("a", factor))))
    assert (row.factor, list(row.full_at.values())) == (text, full)


def test_where_no_rule_tells_nothing_is_known(tmp_path: Path) -> None:
    assert list(growth(designed(system_pack(tmp_path, APART)))) == []
