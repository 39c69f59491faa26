"""Conflict resolution: activations fire in one total order, whatever the order in which they came.

Highest salience first; then the most recent facts, newest against newest; then the first rule by name; then the
lowest numbers of facts by pattern; then the first alternative of an `OR`.
"""

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Any

from archrules.inference.experta_door import ExpertaAgenda, ExpertaStrategy
from archrules.inference.handwritten.rules import HandwrittenRule
from archrules.inference.store import Row

_OLDEST = float("inf")
Key = tuple[Any, ...]


class Activation:
    """A rule, and the facts that match its patterns."""

    __slots__ = ("facts", "key", "numbers", "rows", "rule")

    def __init__(
        self, rule: HandwrittenRule, numbers: tuple[int, ...], rows: tuple[Row, ...], facts: tuple[Any, ...]
    ) -> None:
        self.rule, self.numbers, self.rows, self.facts = rule, numbers, rows, facts
        recency = (*(-number for number in sorted(set(numbers), reverse=True)), _OLDEST)
        self.key: Key = (-rule.salience, recency, rule.name, numbers, rule.variant)

    @property
    def context(self) -> dict[str, Any]:
        """What the rule's function is called with."""
        return self.rule.context(self.rows, self.facts)

    def __repr__(self) -> str:
        return f"{self.rule.name}({', '.join(map(str, self.facts))})"


class Agenda(ExpertaAgenda):  # type: ignore[misc]  # experta has no types
    """The activations that wait to fire, as a heap."""

    def __init__(self) -> None:
        self._heap: list[Key] = []
        self._waiting: dict[Key, Activation] = {}

    @property
    def activations(self) -> list[Activation]:
        """All activations that wait; the last one fires next."""
        return [self._waiting[key] for key in sorted(self._waiting, reverse=True)]

    def add(self, activation: Activation) -> None:
        """Let an activation wait."""
        if activation.key not in self._waiting:
            heappush(self._heap, activation.key)
            self._waiting[activation.key] = activation

    def remove(self, key: Key) -> None:
        """Let an activation no longer wait, if it does; it may have fired."""
        self._waiting.pop(key, None)

    def get_next(self) -> Activation | None:
        """The activation that fires next, which no longer waits, or None."""
        while self._heap:
            found = self._waiting.pop(heappop(self._heap), None)
            if found is not None:
                return found
        return None


class TotalOrder(ExpertaStrategy):  # type: ignore[misc]  # experta has no types
    """Conflict resolution by the total order of the agenda."""

    def _update_agenda(
        self, agenda: Agenda, added: Iterable[Activation], removed: Iterable[Activation]
    ) -> None:
        for activation in removed:
            agenda.remove(activation.key)
        for activation in added:
            agenda.add(activation)
