"""How the code of plans reads the indexes of a working memory: by slot, each made when it is first read."""

import threading
from collections.abc import Mapping
from typing import Any

from archrules.inference.store import Columns, Store

NotedError = tuple[str, Exception, tuple[int, ...], Mapping[str, Any]]
"""A rule, what was raised, and the facts and values that were asked about."""


_ROOM = 1 << 62


class Slots:
    """Numbers the indexes that plans read, so that their code can name them."""

    def __init__(self) -> None:
        self.indexes: list[tuple[Any, Columns]] = []
        self._numbers: dict[tuple[Any, Columns], int] = {}
        self._lock = threading.Lock()

    def number(self, kind: Any, columns: Columns) -> int:
        """The slot of the index of a kind by columns; without columns, of all its rows."""
        index = kind, columns
        with self._lock:
            if index not in self._numbers:
                self.indexes.append(index)
                self._numbers[index] = len(self.indexes) - 1
            return self._numbers[index]


class Indexes(dict[int, Any]):
    """What plans read as `X`: the indexes of one working memory by slot, and a place for errors."""

    def __init__(self, slots: Slots, stores: Mapping[Any, Store]) -> None:
        super().__init__()
        self._slots, self.stores = slots, stores
        self.room = _ROOM
        """How many matches a plan may find before it stops looking for more."""
        self.errors: list[NotedError] = []

    def __missing__(self, slot: int) -> Any:
        kind, columns = self._slots.indexes[slot]
        store = self.stores[kind]
        index = self[slot] = store.index(columns) if columns else store.rows
        return index

    def note(self, rule: str, error: Exception, numbers: tuple[int, ...], values: Mapping[str, Any]) -> None:
        """Keep an error of an expression or function with what it was asked about."""
        self.errors.append((rule, error, numbers, values))
