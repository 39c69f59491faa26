"""What comes after the first release, from the facts that rules conclude, and for the example briefs."""

from pathlib import Path

import pytest

from archrules.recommendation.composition.evolution import evolution
from tests.golden.briefs.examples import NAMES, recommended
from tests.unit.recommendation.small_pack import derivation
from tests.unit.recommendation.system_pack import TOGETHER, designed, system_pack

STEP = {"measure": "teams", "trigger": "8", "does": "cut further"}


def test_steps_stand_in_the_order_of_their_ranks(tmp_path: Path) -> None:
    steps = {
        **derivation("b", [{"system": {}}], {"evolution_step": {"name": "b", "rank": 2, **STEP}}),
        **derivation(
            "c", [{"system": {}}], {"evolution_step": {"name": "c", "rank": 1, **STEP, "today": "3"}}
        ),
        **derivation(
            "a", [{"system": {}}], {"evolution_step": {"name": "a", "rank": 2, **STEP, "measure": "x"}}
        ),
    }
    found = evolution(designed(system_pack(tmp_path, {**TOGETHER, **steps})))
    assert [(step.measure, step.today) for step in found] == [("teams", "3"), ("x", None), ("teams", None)]


@pytest.mark.clause("S0-012", "S4-053")
@pytest.mark.parametrize("name", NAMES)
def test_what_comes_first_is_told_and_then_the_numbers_at_which_to_go_on(name: str) -> None:
    first, *later = recommended(name).data.evolution
    assert first.trigger == "now"
    assert [step.measure for step in later if not any(sign.isdigit() for sign in step.trigger)] == []
    assert [step.measure for step in later if step.today is not None]
