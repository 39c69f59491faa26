"""Truth maintenance: after a change of what is given, only what rests on it is derived or withdrawn.

A derived fact stays as long as some support of it does. Facts that derive one another could keep each other alive;
where the kinds of a program do so, a fact that loses a support is taken out first, and put back if one is left when
all that rested on it is gone.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial

import networkx as nx

from archrules.inference.changes import Difference, Fired, change
from archrules.inference.indexes import Indexes
from archrules.inference.memory import Way, WorkingMemory
from archrules.inference.program import CompiledRule, Program
from archrules.inference.saturation import Firings, raise_noted
from archrules.inference.store import Row
from archrules.knowledge_base.conditions import patterns_in
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.kinds import Kind
from archrules.vocabulary.origins import Origin

Change = tuple[Fact, Origin | None]
"""A fact that is given, with its origin, or no longer given."""


class Revision:
    """Keeps a memory true to a program whose rules have all run over it."""

    def __init__(self, program: Program, memory: WorkingMemory) -> None:
        self._memory = memory
        self._stage = program.stage(program.rules)
        self._recursive = _recursive(program)
        self._indexes = Indexes(program.slots, memory.stores)
        self._firings = Firings(0)
        self._doubtful: deque[int] = deque()
        self._out: dict[tuple[str, Row], int] = {}
        self._coming: dict[tuple[str, Row], tuple[Kind, dict[Way, None]]] = {}

    def apply(self, changes: Iterable[Change], firings: Firings) -> None:
        """Give or, without an origin, take facts, and derive and withdraw what follows.

        Raises:
            InferenceError: a test or a conclusion of a rule cannot be computed; all else is up to date.
            InferenceLimitError: more firings than are left.
        """
        self._firings = firings
        for fact, origin in changes:
            number = self._memory.number(fact)
            if origin is not None and number is not None:
                self._memory.give(fact, origin)
            elif origin is not None:
                self._add(fact, origin)
            elif number is not None:
                self._memory.ungive(number)
                self._doubtful.append(number)
            self._settle()
        raise_noted(self._indexes, self._memory)

    def _settle(self) -> None:
        """Withdraw what has no support left, put back what still has one, and add what has become true."""
        while self._doubtful or self._coming:
            removed = []
            while self._doubtful:
                number = self._doubtful.popleft()
                if self._falls(number):
                    self._take_out(number)
                    removed.append(number)
            for number in removed:
                del self._out[self._memory.entry(number)]
                if self._memory.stands(number):
                    self._put_back(number)
                else:
                    self._memory.forget(number)
            if not self._doubtful and self._coming:
                (_, row), (kind, ways) = self._coming.popitem()
                self._derive(kind, row, ways)

    def _falls(self, number: int) -> bool:
        if not self._memory.holds(number) or self._memory.is_given(number):
            return False
        return not self._memory.stands(number) or self._memory.entry(number)[0] in self._recursive

    def _add(self, fact: Fact, origin: Origin) -> None:
        place = fact.kind, self._memory.next_number, fact.values
        self._effect(change(self._stage, self._indexes, place, lambda: self._memory.give(fact, origin)))

    def _derive(self, kind: Kind, row: Row, ways: Iterable[Way]) -> None:
        number = self._memory.next_number
        for way in ways:
            self._memory.support(number, way)
        place = kind.name, number, row
        add = partial(self._memory.add, kind.name, row, kind.positions)
        self._effect(change(self._stage, self._indexes, place, add))

    def _take_out(self, number: int) -> None:
        kind, row = self._memory.entry(number)
        self._out[kind, row] = number
        place = kind, number, row
        difference = change(self._stage, self._indexes, place, lambda: self._memory.remove(number))
        self._effect(difference)
        if kind in self._recursive:
            # What an `exists` lets hold has no premise to lose: it may be all that still lets the `exists` hold.
            for _, concluded, derived, _ in self._concluded(difference.stayed):
                known = self._memory.find_row(concluded.name, derived)
                if known is not None and concluded.name in self._recursive:
                    self._doubtful.append(known)

    def _put_back(self, number: int) -> None:
        kind, row = self._memory.entry(number)
        place = kind, self._memory.next_number, row
        self._effect(change(self._stage, self._indexes, place, lambda: self._memory.restore(number)))

    def _effect(self, difference: Difference) -> None:
        """Withdraw and note supports; facts that lost one are doubtful, facts that are new are to come."""
        for _, kind, row, way in self._concluded(difference.went):
            number = self._number(kind, row)
            if number is not None:
                self._memory.withdraw(number, way)
                self._doubtful.append(number)
            else:
                ways = self._coming[kind.name, row][1]
                del ways[way]
                if not ways:
                    del self._coming[kind.name, row]
        for rule, kind, row, way in self._concluded(difference.came):
            self._firings.add(rule.id, 1)
            number = self._number(kind, row)
            if number is not None:
                self._memory.support(number, way)
            else:
                self._coming.setdefault((kind.name, row), (kind, {}))[1][way] = None

    def _concluded(self, fired: Iterable[Fired]) -> Iterator[tuple[CompiledRule, Kind, Row, Way]]:
        for rule, match in fired:
            way = rule.id, match[0]
            seen: list[tuple[Kind, Row]] = []
            for kind, row in zip(rule.conclusions, match[1:], strict=False):
                if row is not None and (kind, row) not in seen:
                    seen.append((kind, row))
                    yield rule, kind, row, way

    def _number(self, kind: Kind, row: Row) -> int | None:
        """The number of a fact that is known, or that has been taken out and may be put back."""
        number = self._memory.find_row(kind.name, row)
        return self._out.get((kind.name, row)) if number is None else number


def _recursive(program: Program) -> frozenset[str]:
    """The kinds whose facts may help to derive themselves."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for rule in program.rules:
        for pattern, _ in patterns_in(rule.conditions):
            graph.add_edges_from((str(pattern.kind), one.kind.name) for one in rule.conclusions)
    circles = (part for part in nx.strongly_connected_components(graph) if len(part) > 1)
    return frozenset().union(*circles, (kind for kind in graph if graph.has_edge(kind, kind)))
