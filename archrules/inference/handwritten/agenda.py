"""Conflict resolution: activations fire in one total order, whatever the order in which they came.

Highest salience first; then the most recent facts, newest against newest; then the first rule by name; then the
lowest numbers of facts by pattern; then the first alternative of an `OR`.
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Any

from archrules.inference.experta_door import ExpertaAgenda, ExpertaStrategy
from archrules.inference.handwritten.rules import HandwrittenRule
from archrules.inference.store import Row

_OLDEST = float("inf")
_SPARE = 100
Key = tuple[Any, ...]


class Activation:
    """A rule, and the numbers of the facts that match its patterns."""

    __slots__ = ("_facts", "_rows", "numbers", "rule")

    def __init__(
        self,
        rule: HandwrittenRule,
        numbers: tuple[int, ...],
        facts: Mapping[int, Any],
        rows: Mapping[int, Row],
    ) -> None:
        self.rule, self.numbers, self._facts, self._rows = rule, numbers, facts, rows

    @property
    def identity(self) -> tuple[str, tuple[int, ...]]:
        """What no other activation has: the rule, with the alternative of an `OR`, and the numbers."""
        return self.rule.normal.id, self.numbers

    @property
    def key(self) -> Key:
        """What fires first has the least."""
        newest_first = sorted(set(self.numbers), reverse=True)
        recency = (*(-number for number in newest_first), _OLDEST)
        return -self.rule.salience, recency, self.rule.name, self.numbers, self.rule.variant

    @property
    def facts(self) -> tuple[Any, ...]:
        """The matched facts, by pattern."""
        return tuple(self._facts[number] for number in self.numbers)

    @property
    def context(self) -> dict[str, Any]:
        """What the rule's function is called with."""
        return self.rule.context(tuple(self._rows[number] for number in self.numbers), self.facts)

    def __repr__(self) -> str:
        return f"{self.rule.name}({', '.join(map(str, self.facts))})"


class Agenda(ExpertaAgenda):  # type: ignore[misc]  # experta has no types
    """The activations that wait to fire, as a heap."""

    def __init__(self) -> None:
        self._heap: list[tuple[Key, int, Activation]] = []
        self._added = 0
        self._waiting: dict[tuple[str, tuple[int, ...]], Activation] = {}

    @property
    def activations(self) -> list[Activation]:
        """All activations that wait; the last one fires next."""
        return sorted(self._waiting.values(), key=lambda activation: activation.key, reverse=True)

    def add(self, activation: Activation) -> None:
        """Let an activation wait."""
        if activation.identity not in self._waiting:
            self._waiting[activation.identity] = activation
            self._added += 1
            heappush(self._heap, (activation.key, self._added, activation))

    def remove(self, activation: Activation) -> None:
        """Let an activation no longer wait, if it does; it may have fired."""
        self._waiting.pop(activation.identity, None)
        if len(self._heap) > 2 * len(self._waiting) + _SPARE:
            self._heap = [entry for entry in self._heap if self._waits(entry[-1])]
            heapify(self._heap)

    def _waits(self, activation: Activation) -> bool:
        return self._waiting.get(activation.identity) is activation

    def get_next(self) -> Activation | None:
        """The activation that fires next, which no longer waits, or None."""
        while self._heap:
            *_, found = heappop(self._heap)
            if self._waits(found):
                del self._waiting[found.identity]
                return found
        return None


class TotalOrder(ExpertaStrategy):  # type: ignore[misc]  # experta has no types
    """Conflict resolution by the total order of the agenda."""

    def _update_agenda(
        self, agenda: Agenda, added: Iterable[Activation], removed: Iterable[Activation]
    ) -> None:
        for activation in removed:
            agenda.remove(activation)
        for activation in added:
            agenda.add(activation)
