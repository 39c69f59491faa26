"""Nodes one above the other, and beside them the stores and caches that they use.

All lengths are points, counted to the right and down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archrules.output.measures import GAP, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Size = tuple[int, int]
Row = tuple[str, tuple[str, ...]]
"""A node and the stores and caches that stand beside it."""


def folded(rows: Sequence[Row], sizes: Mapping[str, Size], stack_height: int) -> list[list[Row]]:
    """Return the rows in as many parts of like height as it takes for none to be higher than `stack_height`."""
    total = _height(rows, sizes)
    limit = total / -(-total // stack_height)
    parts: list[list[Row]] = [[]]
    for row in rows:
        if parts[-1] and _height([*parts[-1], row], sizes) - _height([row], sizes) / 2 > limit:
            parts.append([])
        parts[-1].append(row)
    return parts


def placed(rows: Sequence[Row], sizes: Mapping[str, Size], x: int, gap: int) -> dict[str, Place]:
    """Return the places of two stacks from `x` on, with the gap between them.

    All boxes of a stack are equally wide, and what belongs together is on a level as far as that can be.
    """
    leads = [lead for lead, _ in rows]
    others = [key for _, beside in rows for key in beside]
    wide = max(sizes[lead][0] for lead in leads)
    others_wide = max((sizes[key][0] for key in others), default=0)
    height = _height(rows, sizes)
    tops = _levels(rows, sizes, height)
    return {
        **{key: Place(x, tops[key], wide, sizes[key][1]) for key in leads},
        **{key: Place(x + wide + gap, tops[key], others_wide, sizes[key][1]) for key in others},
    }


def _height(rows: Iterable[Row], sizes: Mapping[str, Size]) -> int:
    """How high the rows are when they stand as close as the higher of their two stacks lets them."""
    leads = others = 0
    for lead, beside in rows:
        leads += sizes[lead][1] + GAP
        others += sum(sizes[key][1] + GAP for key in beside)
    return max(leads, others) - GAP


def _levels(rows: Sequence[Row], sizes: Mapping[str, Size], height: int) -> dict[str, int]:
    """How far down each box begins: the higher stack is close, the other as level with it as can be."""
    heights = {key: size[1] for key, size in sizes.items()}
    leads = [lead for lead, _ in rows]
    others = [key for _, beside in rows for key in beside]
    if sum(heights[key] + GAP for key in leads) - GAP == height:
        tops = _pushed([(key, 0) for key in leads], heights, height)
        wishes = [
            (key, tops[lead] + heights[lead] // 2 - sum(heights[each] + GAP for each in beside) // 2)
            for lead, beside in rows
            for key in beside
        ]
        return tops | _pushed(wishes, heights, height)
    tops = _pushed([(key, 0) for key in others], heights, height)
    wishes = [(lead, _middle(beside, tops, heights) - heights[lead] // 2) for lead, beside in rows]
    return tops | _pushed(wishes, heights, height)


def _middle(keys: Sequence[str], tops: Mapping[str, int], heights: Mapping[str, int]) -> int:
    return (tops[keys[0]] + tops[keys[-1]] + heights[keys[-1]]) // 2 if keys else 0


def _pushed(wishes: Sequence[tuple[str, int]], heights: Mapping[str, int], limit: int) -> dict[str, int]:
    """Tops near what is wished, one below the other, pushed down where they would touch, up at the end."""
    tops: dict[str, int] = {}
    bottom = -GAP
    for key, wish in wishes:
        tops[key] = max(wish, bottom + GAP)
        bottom = tops[key] + heights[key]
    below = limit + GAP
    for key, _ in reversed(wishes):
        tops[key] = min(tops[key], below - GAP - heights[key])
        below = tops[key]
    return tops
