"""The part of the report that holds the design to the brief."""

from archrules.model.requirement import Requirement, RequirementGround, RequirementStatus
from archrules.output.report_requirements import requirement_blocks, requirements_in_short
from tests.unit.output.report_data import recommendation


def ground(status: RequirementStatus, because: str, *subjects: str) -> RequirementGround:
    return RequirementGround(status=status, because=because, subjects=subjects)


def row(path: str, status: RequirementStatus, *grounds: RequirementGround, stated: int = 1) -> Requirement:
    told = grounds or (ground(status, "so"),)
    return Requirement(path=path, requirement="quick", status=status, stated=stated, grounds=told)


def lines(*rows: Requirement) -> list[str]:
    return "\n".join(requirement_blocks(recommendation(requirements=rows))).splitlines()


def last_cell(*grounds: RequirementGround, stated: int) -> str:
    told = row("use_cases.*.peak", grounds[0].status, *grounds, stated=stated)
    return lines(told)[-1].rpartition("** | ")[2].rpartition(" met | ")[2].removesuffix(" |")


def test_nothing_is_said_where_the_brief_asks_for_nothing() -> None:
    assert lines() == []


def test_what_is_missed_comes_first_then_what_is_open() -> None:
    told = lines(row("a", "met"), row("b", "open"), row("c", "missed"))
    assert told[-3:] == [
        "| quick | `c` | **missed** | so |",
        "| quick | `b` | **open** | so |",
        "| quick | `a` | met | so |",
    ]


def test_use_cases_are_counted_where_most_are_met() -> None:
    assert last_cell(ground("met", "in time", "a", "b"), stated=2) == "2 of 2 met: in time"


def test_exceptions_are_named() -> None:
    text = last_cell(ground("missed", "too far", "b"), ground("met", "in time", "a", "c"), stated=3)
    assert text == "1 of 3 missed (b): too far; 2 of 3 met: in time"


def test_of_many_exceptions_three_are_named() -> None:
    text = last_cell(ground("open", "who knows", "a", "b", "c", "d", "e"), stated=5)
    assert text == "5 of 5 open (a, b, c and 2 more): who knows"


def test_of_many_reasons_four_are_told() -> None:
    told = row("horizon", "open", *(ground("open", f"r{number}") for number in range(6)))
    assert lines(told)[-1].endswith("| r0; r1; r2; r3; and 2 more |")


def test_in_short_they_are_counted_and_the_missed_named() -> None:
    rows = (row("a", "met"), row("b", "met"), row("budget.monthly", "missed"), row("c", "open"))
    told = requirements_in_short(recommendation(requirements=rows))
    assert told == "2 met, 1 missed (budget.monthly), 1 open"


def test_in_short_nothing_is_counted_that_is_not_there() -> None:
    assert requirements_in_short(recommendation(requirements=(row("a", "met"),))) == "1 met"


def test_nothing_in_a_requirement_can_end_its_cell() -> None:
    told = Requirement(
        path="a|b", requirement="`x|", status="open", grounds=(ground("open", "y|\n<b>", "n|m"),)
    )
    assert lines(told)[-1].count("|") - lines(told)[-1].count("\\|") == 5


def test_nothing_missed_can_act_as_markup_in_short() -> None:
    assert "<b>" not in requirements_in_short(recommendation(requirements=(row("<b>", "missed"),)))
