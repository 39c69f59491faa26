"""What a brief is told where its own requirements leave no option."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archrules.model.brief import Brief
from archrules.model.recommendation import Conflict
from archrules.recommendation.recommend import reason_about
from archrules.recommendation.results import Results
from tests.unit.recommendation.small_pack import Item, argument, decision, option, veto, write_pack

ConflictOf = Callable[..., Conflict | None]
GDPR, SOX = ({"compliance": {"regime": regime}} for regime in ("gdpr", "sox"))
ANYWHERE = {"cloud": {"provider": "any"}}


@pytest.fixture
def conflict_of(tmp_path: Path) -> ConflictOf:
    """The conflict over two options, excluded by the conditions given for each, in a brief with the fields."""

    def conflict_of(first: list[Item], second: list[Item], **fields: Any) -> Conflict | None:  # noqa: ANN401
        pack = write_pack(
            tmp_path,
            decision("style", "system", {"fit": 1}),
            option("style", "first", argument("fit", 1), vetoes=[veto(one) for one in first]),
            option("style", "second", argument("fit", 1), vetoes=[veto(one) for one in second]),
            decision("size", "system", {"fit": 1}, after=["style"]),
            option("size", "small", argument("fit", 1), vetoes=[veto(STYLE_FIRST)]),
            option("size", "large", argument("fit", 1), vetoes=[veto(STYLE_FIRST), veto(SOX)]),
        )
        brief = Brief.model_validate({"system": "shop", **fields})
        results = Results(reason_about(brief, pack)).decisions()
        return next((found.conflict for found in results if found.conflict is not None), None)

    return conflict_of


STYLE_FIRST = {"choice": {"decision": "style", "option": "first"}}


def test_no_conflict_where_something_survives(conflict_of: ConflictOf) -> None:
    assert conflict_of([GDPR], [SOX], compliance=["gdpr"]) is None


def test_requirement_that_excludes_all_is_named_and_helps(conflict_of: ConflictOf) -> None:
    found = conflict_of([GDPR], [GDPR], compliance=["gdpr"])
    assert found == Conflict(requirements=("compliance",), relaxations=("compliance",))


def test_default_that_excludes_all_is_named_with_what_it_stands_for(conflict_of: ConflictOf) -> None:
    assumed = ("constraints.cloud (default cloud)",)
    assert conflict_of([ANYWHERE], [ANYWHERE]) == Conflict(requirements=assumed, relaxations=assumed)


def test_constraint_that_is_said_is_named_alone(conflict_of: ConflictOf) -> None:
    said = ("constraints.cloud",)
    found = conflict_of([ANYWHERE], [ANYWHERE], constraints={"cloud": "any"})
    assert found == Conflict(requirements=said, relaxations=said)


def test_default_inside_what_is_said_is_not_told_apart(conflict_of: ConflictOf) -> None:
    use_case = {"use_case": {"context": "orders", "answer": "now"}}
    said = ("use_cases.buy",)
    found = conflict_of(
        [use_case],
        [use_case],
        contexts=[{"name": "orders"}],
        use_cases=[{"name": "buy", "context": "orders"}],
    )
    assert found == Conflict(requirements=said, relaxations=said)


def test_one_of_two_ways_to_a_veto_is_enough_and_losing_one_does_not_help(conflict_of: ConflictOf) -> None:
    regime = {"compliance": {"regime": "$regime"}}
    owner = {"team": {"name": "$team", "size": {">": 3}}}
    teams = [{"name": name, "size": 4} for name in ("blue", "red")]
    found = conflict_of([owner], [owner, regime], teams=teams, compliance=["gdpr"])
    assert found == Conflict(requirements=("teams.blue",))


def test_earlier_choice_in_the_way_is_named(conflict_of: ConflictOf) -> None:
    found = conflict_of([], [GDPR], compliance=["gdpr"])
    assert found is not None
    assert found.earlier_choices == ("style for shop: first",)
