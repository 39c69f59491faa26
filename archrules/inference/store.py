"""The facts of one kind as rows, with hash indexes that are made when a rule first asks for them."""

from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import Any

Row = tuple[Any, ...]
"""The values of one fact, by column."""
Bucket = dict[int, Row]
"""Rows by number, in ascending order of number."""
Columns = tuple[int, ...]
_SPARE = 1_000


class Store:
    """Rows of one kind by number. Numbers only grow, so every bucket lists older facts before newer ones."""

    __slots__ = ("_indexes", "_present", "rows")

    def __init__(self) -> None:
        self.rows: Bucket = {}
        self._indexes: dict[Columns, tuple[Callable[[Row], Any], dict[Any, Bucket]]] = {}
        self._present: dict[int, set[Any]] = {}

    def copy(self) -> "Store":
        """A store of its own with the same rows; its indexes are made when they are asked for."""
        twin = Store()
        twin.rows = dict(self.rows)
        return twin

    def insert(self, number: int, row: Row) -> None:
        """Add a row under a number higher than all before."""
        self.insert_all({number: row})

    def insert_all(self, new: Bucket) -> None:
        """Add rows under numbers that ascend and are higher than all before."""
        self.rows.update(new)
        for key_of, index in self._indexes.values():
            _enter(new, key_of, index)
        for column, values in tuple(self._present.items()):
            values.update([row[column] for row in new.values()])
            if len(values) > 2 * len(self.rows) + _SPARE:
                del self._present[column]  # most are of rows that are gone

    def remove(self, number: int) -> Row:
        """Take a row out. Raises KeyError if it is not there."""
        row = self.rows.pop(number)
        for key_of, index in self._indexes.values():
            key = key_of(row)
            bucket = index[key]
            del bucket[number]
            if not bucket:
                del index[key]
        return row

    def index(self, columns: Columns) -> dict[Any, Bucket]:
        """Rows by their value in the one column, or by the tuple of their values in several; none is empty."""
        if columns not in self._indexes:
            key_of = itemgetter(*columns)
            index: dict[Any, Bucket] = {}
            _enter(self.rows, key_of, index)
            self._indexes[columns] = key_of, index
        return self._indexes[columns][1]

    def may_hold(self, column: int, value: Hashable) -> bool:
        """False if no row ever had that value in that column."""
        values = self._present.get(column)
        if values is None:
            values = self._present[column] = {row[column] for row in self.rows.values()}
        return value in values


def _enter(rows: Bucket, key_of: Callable[[Row], Any], index: dict[Any, Bucket]) -> None:
    """Enter rows into an index."""
    for key, (number, row) in zip(map(key_of, rows.values()), rows.items(), strict=True):
        bucket = index.get(key)
        if bucket is None:
            index[key] = {number: row}
        else:
            bucket[number] = row
