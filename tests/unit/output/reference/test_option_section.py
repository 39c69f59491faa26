from pathlib import Path

import pytest

from archrules.output.reference.citations import Citations
from archrules.output.reference.option_section import option_section
from tests.unit.knowledge_base.small_pack import SOURCE, TEAM, argument, decision, option, parameter
from tests.unit.output.reference.reference_data import small_site

MARK = "([book](../sources/index.md#book), chapter 1)"


def made(folder: Path, **changes: object) -> list[str]:
    site = small_site(folder, decisions__store__second=option("second", **changes))
    return option_section(site, site.knowledge.decisions["store"].option("second"), Citations(site))


def below(title: str, blocks: list[str]) -> str:
    return blocks[blocks.index(f"**{title}**") + 1]


def test_id_maturity_shape_and_reason_come_first(tmp_path: Path) -> None:
    assert made(tmp_path)[:4] == [
        "### About second",
        "`store/second` · maturity: proven by many · stable since 0.1.0",
        f"it has a reason {MARK}",
        "**Shape:** one of them",
    ]


def test_a_technology_is_linked_to(tmp_path: Path) -> None:
    assert " · [About database](../technologies/database.md) · " in made(tmp_path, technology="database")[1]


def test_what_it_gives_and_what_it_costs_are_lists(tmp_path: Path) -> None:
    blocks = made(tmp_path, gives=["a", "b"], **{"gives-up": ["c"]})
    assert (below("Gives", blocks), below("Gives up", blocks)) == ("- a\n- b", "- c")


def test_a_veto_has_its_conditions_below_its_reason(tmp_path: Path) -> None:
    veto = {
        "when": [TEAM, {"test": "size > limit"}],
        "because": "{size} are more than {limit}",
        "source": SOURCE,
    }
    blocks = made(tmp_path, vetoes=[veto], parameters={"limit": parameter()})
    assert below("Ruled out where", blocks) == (
        f"- `size` are more than 5 {MARK}\n"
        "  ```yaml\n  - team: {name: $team, size: $size}\n  - test: size > limit\n  ```"
    )


@pytest.mark.parametrize(("points", "shown"), [(2, "+2"), (-3, "-3"), (0, "+0")])
def test_an_argument_has_its_points_and_criterion(tmp_path: Path, points: int, shown: str) -> None:
    blocks = made(tmp_path, arguments=[argument(points=points)])
    assert below("Arguments", blocks) == f"- **{shown} cost:** it is cheap {MARK}"


def test_numbers_of_the_decision_are_filled_in(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        decisions__store__decision=decision("store", parameters={"limit": parameter(7)}),
        decisions__store__second=option("second", revisit=["beyond {limit}"]),
    )
    blocks = option_section(site, site.knowledge.decisions["store"].option("second"), Citations(site))
    assert below("Look again", blocks) == "- beyond 7"


def test_properties_are_told(tmp_path: Path) -> None:
    assert below("Properties", made(tmp_path, properties={"replicas": "4"})) == "- `replicas`: 4"


def test_examples_tell_what_is_expected(tmp_path: Path) -> None:
    examples = [
        {"name": "few", "expect": {"vetoed": False, "points": {"cost": 1, "risk": -2}}},
        {"name": "many", "expect": {"vetoed": True}},
        {"name": "some", "expect": {"vetoed": False}},
    ]
    assert below("Examples", made(tmp_path, examples=examples)) == (
        "- few: cost +1, risk -2\n- many: ruled out\n- some"
    )
