"""What comparisons for the example briefs say, to the byte, and what would turn them.

`ARCHRULES_WRITE_GOLDEN=1 python -m pytest tests/golden/comparisons` writes the files again: read the difference before
you commit it.
"""

import os
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from archrules.knowledge_base.loading import load_knowledge
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.model.comparison import Side, Turn
from archrules.recommendation.recommend import reason_about
from tests.golden.comparisons.cases import CASES, Case, brief_of, compared

HERE = Path(__file__).parent
EACH_CASE = pytest.mark.parametrize("case", CASES, ids=str)
EACH_FLIP = pytest.mark.parametrize(
    ("case", "side"), [(case, side) for case in CASES for side in case.smallest], ids=str
)


@EACH_CASE
def test_text_is_the_golden_one(case: Case) -> None:
    golden, text = HERE / f"{case.name}.txt", compared(case).text()
    if os.environ.get("ARCHRULES_WRITE_GOLDEN"):
        golden.write_text(text, "utf-8", newline="\n")
    assert text.splitlines() == golden.read_text("utf-8").splitlines()


def test_every_golden_file_is_compared() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == {case.name for case in CASES}


@EACH_CASE
def test_each_side_that_loses_is_told_what_it_needs(case: Case) -> None:
    assert {turning.side for turning in compared(case).data.turnings} == set(case.smallest)


@EACH_FLIP
def test_the_smallest_changes_that_make_a_side_win(case: Case, side: str) -> None:
    flips = compared(case).turning(side).flips
    assert (tuple(turn.text for turn in flips[0].turns) if flips else ()) == case.smallest[side]


@EACH_FLIP
def test_the_changes_told_turn_the_choice(case: Case, side: str) -> None:
    flips = compared(case).turning(side).flips
    assert [flip for flip in flips if not wins(case, side, flip.turns)] == []


@EACH_FLIP
def test_fewer_of_the_changes_do_not_turn_it(case: Case, side: str) -> None:
    found = [
        fewer
        for flip in compared(case).turning(side).flips
        for size in range(len(flip.turns))
        for fewer in combinations(flip.turns, size)
    ]
    assert [fewer for fewer in found if wins(case, side, fewer)] == []


@EACH_FLIP
def test_what_is_said_to_be_chosen_then_is_chosen(case: Case, side: str) -> None:
    flips = compared(case).turning(side).flips
    chosen = [(flip, order(case, flip.turns)[0]) for flip in flips]
    assert [flip for flip, choice in chosen if choice != flip.choice] == []


def wins(case: Case, side: str, turns: Iterable[Turn]) -> bool:
    """Whether a side comes before the winner when the whole of the knowledge is asked about a brief so changed."""
    ranked = order(case, turns)
    data = compared(case).data
    ours, theirs = (best(data.side(name), ranked) for name in (side, str(data.winner)))
    return ours < min(theirs, len(ranked))


def best(side: Side, ranked: list[str]) -> int:
    """The place of the best of the options that a side stands for; behind all where none survives."""
    options = {each.option for each in side.configurations}
    return next((place for place, option in enumerate(ranked) if option in options), len(ranked))


def order(case: Case, turns: Iterable[Turn]) -> list[str]:
    """The options that survive for a brief so changed, best first."""
    data: dict[str, Any] = brief_of(case).model_dump(mode="json")
    for turn in turns:
        for change in turn.changes:
            put(data, change.path.split("."), change.after)
    reasoning = reason_about(canonical(Brief.model_validate(data)), load_knowledge())
    return [candidate.name for candidate in reasoning.outcomes[case.decision, case.subject].order]


def put(holder: Any, path: list[str], value: object) -> None:  # noqa: ANN401  # JSON is of any type
    """Put a value at a path whose names find parts of a list."""
    step, *rest = path
    if isinstance(holder, list):
        put(next(part for part in holder if part["name"] == step), rest, value)
    elif rest:
        put(holder[step], rest, value)
    else:
        holder[step] = value


def test_a_flip_that_does_not_turn_the_choice_is_found() -> None:
    case = CASES[0]
    turn = compared(case).turning("mongodb").flips[0].turns[0]
    change = turn.changes[0].model_copy(update={"after": turn.changes[0].before})
    assert not wins(case, "mongodb", [turn.model_copy(update={"changes": (change,)})])
