"""Which matches come and go when one fact does.

No match is remembered. What a fact takes part in, or may bear on through `not`, `exists` or `count`, is looked up as it
holds before the change and as it holds after it; the difference is what came and what went.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from archrules.inference.indexes import Indexes
from archrules.inference.program import CompiledRule, Dispatch, Match, Stage
from archrules.inference.store import Row

Fired = tuple[CompiledRule, Match]
_LAST = 1 << 62
"""A number that no fact reaches: nothing is too new to stand before a seed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change did to the matches that the fact bears on, each in a fixed order."""

    went: tuple[Fired, ...] = ()
    came: tuple[Fired, ...] = ()
    stayed: tuple[Fired, ...] = ()


_NOTHING = Difference()


def change(
    stage: Stage, indexes: Indexes, fact: tuple[Any, int, Row], make: Callable[[], object]
) -> Difference:
    """Make a change that adds or removes the fact, and tell what it did."""
    kind, number, row = fact
    dispatch = stage.dispatch.get(kind)
    if dispatch is None:
        make()
        return _NOTHING
    noted = len(indexes.errors)
    before = _touching(dispatch, indexes, number, row, present=number in indexes.stores[kind].rows)
    del indexes.errors[noted:]  # what cannot be computed of what is going need not be
    make()
    after = _touching(dispatch, indexes, number, row, present=number in indexes.stores[kind].rows)
    if not (before and after):
        return Difference(tuple(before), tuple(after))
    return Difference(
        tuple(match for match in before if match not in after),
        tuple(match for match in after if match not in before),
        tuple(match for match in before if match in after),
    )


def _touching(
    dispatch: Dispatch, indexes: Indexes, number: int, row: Row, *, present: bool
) -> dict[Fired, None]:
    """Every match that holds now and that the row is part of, if it is present, or may bear on."""
    found: dict[Fired, None] = {}
    stores = indexes.stores
    if present:
        seeds = ((number, row),)
        for rule, position in dispatch.of(row):
            plan = rule.from_rows(position, stores)
            for match in plan(indexes, seeds, _LAST) if plan else ():
                found[rule, match] = None
    for rule, index in dispatch.inner:
        plan = rule.from_inner(index, stores)
        for match in plan(indexes, row) if plan else ():
            found[rule, match] = None
    return found
