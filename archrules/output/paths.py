"""Which way each arrow goes: out of which side, past which stacks and columns of nodes, into which side.

All lengths are points, counted from the upper left corner of the graph, to the right and down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from archrules.output.lanes import Lanes
from archrules.output.measures import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archrules.output.edges import Edge
    from archrules.output.measures import Place
    from archrules.output.placement import PlacedBlock, Placement

Side = Literal["left", "right"]

STUB = 12
"""How far an arrow is straight where it leaves or meets a node."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A stack or column to be passed at a free height: from one x to another, in the direction of the arrow."""

    lanes: Lanes
    start: int
    end: int

    def reversed(self) -> Gate:
        """The same gate, seen by an arrow that comes from the other side."""
        return Gate(self.lanes, self.end, self.start)


@dataclass(frozen=True, slots=True)
class Path:
    """The way of one arrow.

    It leaves its source straight until the x of `leave`, passes the gates in order, and is straight again from
    the x of `meet`. Where `turn` is a number, it turns back after so many gates.
    """

    edge: Edge
    source_side: Side
    target_side: Side
    leave: int
    gates: tuple[Gate, ...]
    meet: int
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a node sits: in which column, in which block of it, in which stack of the block."""

    column: int
    block: int
    stack: int


class Paths:
    """Finds the ways between the nodes of one placement."""

    def __init__(self, placement: Placement) -> None:
        """Measure what is free between the nodes."""
        self._nodes = placement.nodes
        self._columns = placement.columns
        self._seats = {
            key: _Seat(column, number, stack)
            for column, placed in enumerate(placement.columns)
            for number, each in enumerate(placed)
            for stack, keys in enumerate(each.block.stacks)
            for key in keys
        }
        self._column_gates = [self._column_gate(column) for column in placement.columns]
        self._stack_gates = [
            [self._block_gates(each, gate.lanes) for each in column]
            for column, gate in zip(placement.columns, self._column_gates, strict=True)
        ]

    def of(self, edge: Edge) -> Path:
        """Return the way of an edge between two different nodes."""
        source, target = self._seats[edge.source], self._seats[edge.target]
        if source.column != target.column:
            return self._across(edge, source, target)
        if source.block == target.block and source.stack != target.stack:
            return self._within(edge, source, target)
        return self._around(edge, source, target)

    def _across(self, edge: Edge, source: _Seat, target: _Seat) -> Path:
        out: Side = "right" if source.column < target.column else "left"
        into: Side = "left" if out == "right" else "right"
        between = self._column_gates[
            min(source.column, target.column) + 1 : max(source.column, target.column)
        ]
        crossed = between if out == "right" else [gate.reversed() for gate in reversed(between)]
        leave, first = self._outward(edge.source, out)
        meet, last = self._outward(edge.target, into)
        gates = (*first, *crossed, *(gate.reversed() for gate in reversed(last)))
        return Path(edge, out, into, leave, gates, meet)

    def _within(self, edge: Edge, source: _Seat, target: _Seat) -> Path:
        gates = self._stack_gates[source.column][source.block]
        between = gates[min(source.stack, target.stack) + 1 : max(source.stack, target.stack)]
        start, end = self._nodes[edge.source], self._nodes[edge.target]
        if source.stack < target.stack:
            return Path(edge, "right", "left", start.right + STUB // 2, tuple(between), end.x - STUB)
        back = tuple(gate.reversed() for gate in reversed(between))
        return Path(edge, "left", "right", start.x - STUB // 2, back, end.right + STUB)

    def _around(self, edge: Edge, source: _Seat, target: _Seat) -> Path:
        """Out of a column and back into it, on the side where less is in the way."""
        ways: list[tuple[int, Side]] = [
            (len(self._beyond(source, side)) + len(self._beyond(target, side)), side)
            for side in ("left", "right")
        ]
        side = min(ways)[1]
        leave, first = self._outward(edge.source, side)
        meet, last = self._outward(edge.target, side)
        gates = (*first, *(gate.reversed() for gate in reversed(last)))
        return Path(edge, side, side, leave, gates, meet, turn=len(first))

    def _beyond(self, seat: _Seat, side: Side) -> list[Gate]:
        """The gates of the stacks between a node and the border of its block, from the node outward."""
        gates = self._stack_gates[seat.column][seat.block]
        if side == "right":
            return gates[seat.stack + 1 :]
        return [gate.reversed() for gate in reversed(gates[: seat.stack])]

    def _outward(self, key: str, side: Side) -> tuple[int, tuple[Gate, ...]]:
        """Where the straight run from a node ends, and the gates to pass until the border of its column."""
        seat = self._seats[key]
        column = self._column_gates[seat.column]
        border = column.end if side == "right" else column.start
        gates = self._beyond(seat, side)
        if not gates:
            return border, ()
        place = self._nodes[key]
        run = place.right + STUB if side == "right" else place.x - STUB
        return run, (*gates[:-1], replace(gates[-1], end=border))

    def _column_gate(self, column: Sequence[PlacedBlock]) -> Gate:
        spans = [
            *(_span(self._nodes[key]) for each in column for key in each.block.places),
            *((each.place.y, each.place.y + each.block.head) for each in column if each.block.cluster),
        ]
        start, end = min(each.place.x for each in column), max(each.place.right for each in column)
        return Gate(Lanes(spans), start, end)

    def _block_gates(self, placed: PlacedBlock, column: Lanes) -> list[Gate]:
        around = 0 if placed.block.cluster else GAP
        inside = (placed.place.y + placed.block.head - around, placed.place.bottom + around)
        return [
            _stack_gate([self._nodes[key] for key in keys], inside, column) for keys in placed.block.stacks
        ]


def _stack_gate(places: Sequence[Place], inside: tuple[int, int], column: Lanes) -> Gate:
    lanes = Lanes(map(_span, places), inside, part_of=column)
    return Gate(lanes, min(place.x for place in places), max(place.right for place in places))


def _span(place: Place) -> tuple[int, int]:
    return place.y, place.bottom
