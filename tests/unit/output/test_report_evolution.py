"""The part of the report about what comes after the first release."""

from archrules.model.evolution import EvolutionStep
from archrules.output.report_evolution import evolution_blocks
from tests.unit.output.report_data import recommendation


def lines(*steps: EvolutionStep) -> list[str]:
    return "\n".join(evolution_blocks(recommendation(evolution=steps))).splitlines()


def test_nothing_is_said_without_steps() -> None:
    assert lines() == []


def test_each_step_is_a_row_in_the_order_given() -> None:
    steps = (
        EvolutionStep(measure="teams", today="3", trigger="8", does="cut further"),
        EvolutionStep(measure="contexts", today="7", trigger="20", does="look again"),
    )
    assert lines(*steps)[-4:] == [
        "| Measure | Today | Act at | Then |",
        "| --- | --- | --- | --- |",
        "| teams | 3 | 8 | cut further |",
        "| contexts | 7 | 20 | look again |",
    ]


def test_what_the_brief_cannot_know_is_not_measured() -> None:
    step = EvolutionStep(measure="minutes to build", trigger="10", does="build less")
    assert lines(step)[-1] == "| minutes to build | not measured | 10 | build less |"


def test_nothing_in_a_step_can_end_its_cell() -> None:
    step = EvolutionStep(measure="a|b", today="`x", trigger="<b>", does="a\nb")
    assert lines(step)[-1].count("|") - lines(step)[-1].count("\\|") == 5
