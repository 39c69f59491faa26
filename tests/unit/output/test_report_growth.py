"""What is full first, in the report."""

from archrules.model.resilience import Headroom
from archrules.output.report_growth import growth_blocks
from tests.unit.output.report_data import recommendation


def part(name: str, *, full: bool = True) -> Headroom:
    return Headroom(
        part=name,
        load="30/s",
        carried_by="2 replicas",
        factor="4 times",
        full_at={"x2": False, "x5": full, "x10": full},
        then="more | start",
    )


def blocks(*parts: Headroom) -> list[str]:
    return growth_blocks(recommendation(growth=parts))


def test_each_part_says_at_which_multiples_it_is_full() -> None:
    title, table = blocks(part("orders"))
    head, _, row = table.splitlines()
    assert title == "What is full first as load grows:"
    assert head == "| Part | Load at the peak | Carried by | Full at | x2 | x5 | x10 | Then |"
    assert row == "| orders | 30/s | 2 replicas | 4 times | holds | full | full | more \\| start |"


def test_of_parts_that_hold_the_nearest_three_are_told_and_the_others_counted() -> None:
    _, table, more = blocks(part("a"), *(part(f"b{number}", full=False) for number in range(5)))
    assert len(table.splitlines()) == 2 + 4
    assert more == "Left out because they hold longer than these: 2."


def test_no_more_than_a_dozen_parts_are_told() -> None:
    _, table, more = blocks(*(part(f"a{number}") for number in range(14)))
    assert len(table.splitlines()) == 2 + 12
    assert more == "Left out because they hold longer than these: 2."


def test_where_nothing_is_known_nothing_is_told() -> None:
    assert blocks() == []


def test_notes_on_growth_stand_below() -> None:
    found = growth_blocks(recommendation(growth=(part("a"),), growth_notes=("a million: far",)))
    assert found[-1] == "- a million: far"
