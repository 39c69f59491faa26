"""In which columns the blocks of the picture stand, and in which order in each of them.

What uses others stands to the left of them, as far as that leaves the text readable on a page.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archrules.output.blocks import Block
from archrules.output.measures import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PAGE = (1190, 842)
"""The size of A3, landscape."""

GUTTERS = (54, 72, 110, 150)
"""Between columns: room for arrows to rise and fall, and for their labels; a wider one where there is room."""

_NEEDED_SCALE = 0.765
_MARGIN = 30
"""At this scale text of 12 points still has more than 9."""

_ENOUGH_SCALE = 0.85
_WORTH_OF_ROOM = 0.3
_WORTH_OF_DIRECTION = 0.9
_WORTH_OF_GROUPS = 0.2
_SWEEPS = 8
_LIMITS = 32

Column = list[Block]
Arrow = tuple[str, str]
"""The keys of two blocks."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What needs room beside the blocks: the widest label of an arrow, and what stands below them; in points."""

    label: int
    below: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way to stand the blocks in columns; the greater its worth, the better."""

    columns: list[Column]
    gutter: int
    worth: tuple[float, float]


def best_arrangement(
    parts: Sequence[Block], groups: Iterable[Mapping[str, int]], arrows: Sequence[Arrow], needs: Needs
) -> Arrangement:
    """Return the arrangement that is worth most, with its arrows untangled.

    Args:
        parts: the blocks, in the order in which they fill columns.
        groups: ways to group the blocks, by number from the left.
        arrows: what leads from block to block, once for each arrow.
        needs: what else needs room.

    """
    choices = (
        choice
        for columns, grouped in _columns(parts, groups)
        for choice in _with_gutters(columns, _share_backward(columns, arrows), needs, grouped=grouped)
    )
    best = max(choices, key=lambda each: each.worth)
    return replace(best, columns=_untangled(best.columns, arrows))


def column_height(column: Column) -> int:
    """Return the height of the blocks of a column and the gaps between them, in points."""
    return sum(block.height + GAP for block in column) - GAP


def _columns(
    parts: Sequence[Block], groups: Iterable[Mapping[str, int]]
) -> Iterator[tuple[list[Column], bool]]:
    """Columns of several heights, in which no column holds blocks of two groups; last, without groups."""
    tallest = max((block.height for block in parts), default=0)
    total = sum(block.height + GAP for block in parts)
    limits = sorted({max(tallest, total * step // _LIMITS) for step in range(1, _LIMITS + 1)}, reverse=True)
    for group in (*groups, dict.fromkeys((block.key for block in parts), 0)):
        members: dict[int, Column] = defaultdict(list)
        for block in parts:
            members[group[block.key]].append(block)
        for limit in limits:
            for spread in (_filled, _levelled, _like_widths):
                columns = [column for number in sorted(members) for column in spread(members[number], limit)]
                yield columns, len(members) > 1


def _with_gutters(
    columns: list[Column], backward: float, needs: Needs, *, grouped: bool
) -> Iterator[Arrangement]:
    """The columns with each gutter, and what that is worth.

    Readable text is first; then a balance of large text, arrows that go on to the right, and room for labels.
    """
    width = sum(max(block.width for block in column) for column in columns) + _MARGIN
    height = max((column_height(column) for column in columns), default=0) + needs.below + _MARGIN
    for gutter in GUTTERS:
        scale = min(PAGE[0] / (width + gutter * len(columns)), PAGE[1] / height)
        room = _WORTH_OF_ROOM * min(gutter / needs.label, 1) + _WORTH_OF_GROUPS * grouped
        balance = min(scale, _ENOUGH_SCALE) - _WORTH_OF_DIRECTION * backward + room
        yield Arrangement(columns, gutter, (min(scale, _NEEDED_SCALE), balance))


def _share_backward(columns: Sequence[Column], arrows: Sequence[Arrow]) -> float:
    number = {block.key: index for index, column in enumerate(columns) for block in column}
    backward = sum(source != target and number[source] >= number[target] for source, target in arrows)
    return backward / max(len(arrows), 1)


def _filled(ordered: Sequence[Block], limit: int) -> list[Column]:
    columns: list[Column] = []
    height = 0
    for block in ordered:
        if not columns or height + block.height > limit:
            columns.append([])
            height = 0
        columns[-1].append(block)
        height += block.height + GAP
    return columns


def _levelled(ordered: Sequence[Block], limit: int) -> list[Column]:
    """As many columns, of like height: each block, the highest first, goes to the lowest column."""
    columns: list[Column] = [[] for _ in _filled(ordered, limit)]
    heights = [0] * len(columns)
    for block in sorted(ordered, key=lambda block: -block.height):
        lowest = heights.index(min(heights))
        columns[lowest].append(block)
        heights[lowest] += block.height + GAP
    return columns


def _like_widths(ordered: Sequence[Block], limit: int) -> list[Column]:
    """Columns of blocks that are about equally wide."""
    return _filled(sorted(ordered, key=lambda block: -block.width), limit)


def _untangled(columns: list[Column], arrows: Iterable[Arrow]) -> list[Column]:
    """The columns, each ordered so that blocks stand near the mean height of those they are joined to."""
    joined: dict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        joined[source].append(target)
        joined[target].append(source)
    columns = list(columns)
    middles = {key: middle for column in columns for key, middle in _middles(column).items()}
    for sweep in range(_SWEEPS):
        for index in range(len(columns)) if sweep % 2 else reversed(range(len(columns))):
            columns[index] = _settled(columns[index], joined, middles)
            middles |= _middles(columns[index])
    return columns


def _settled(column: Column, joined: Mapping[str, Sequence[str]], middles: Mapping[str, float]) -> Column:
    """A column in the order in which its blocks would stand if each stood level with its neighbours elsewhere."""
    own = {block.key for block in column}
    wishes: dict[str, tuple[float, str]] = {}
    for key in own:
        near = [other for other in joined.get(key, ()) if other != key]
        heights = [middles[other] for other in near if other not in own] or [middles[other] for other in near]
        wishes[key] = (sum(heights) / len(heights) if heights else middles[key]), key
    return sorted(column, key=lambda block: wishes[block.key])


def _middles(column: Column) -> dict[str, float]:
    """How far below the middle of the picture the middle of each block of a column is."""
    middles: dict[str, float] = {}
    y = -column_height(column) / 2
    for block in column:
        middles[block.key] = y + block.height / 2
        y += block.height + GAP
    return middles
