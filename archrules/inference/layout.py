"""Where the fields of a kind of fact stand in its rows."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from archrules.errors import InferenceError
from archrules.vocabulary.kinds import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """Where one field stands: its value, and its key, which is equal exactly where two values are the same.

    For a field of a declared type both are the same column; `sort` is then its type, else empty.
    """

    value: int
    key: int
    sort: str = ""


class Layout(Protocol):
    """What the compiler of rules asks about the rows that its code will read."""

    @property
    def absent(self) -> object:
        """What stands in a column for no value."""

    def column(self, kind: Any, name: Any) -> Column:
        """Where a field of a kind stands. Raises InferenceError if there is no such field."""

    def key(self, value: Any) -> Hashable:
        """A literal in the form that key columns hold."""


@dataclass(frozen=True, slots=True)
class DeclaredLayout:
    """Rows of the kinds of a vocabulary: the values of facts as they are."""

    vocabulary: Mapping[str, Kind]

    @property
    def absent(self) -> None:
        """Values that are not known are None."""
        return None  # the value is what a property gives

    def column(self, kind: Any, name: Any) -> Column:
        """Where a declared field stands. Raises InferenceError if the vocabulary has no such kind or field."""
        declared = self.vocabulary.get(kind)
        position = declared.positions.get(name) if declared else None
        if declared is None or position is None:
            message = f"the vocabulary has no field {kind}.{name}"
            raise InferenceError(message)
        return Column(position, position, declared.fields[name].sort)

    def key(self, value: Any) -> Hashable:
        """The literal itself: values of one declared type are the same where they are equal."""
        known: Hashable = value
        return known
