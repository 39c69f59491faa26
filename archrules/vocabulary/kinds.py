"""What a kind of fact is: a name, typed fields, and which field identifies one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from operator import itemgetter
from typing import Any

Class = type


class Type(Enum):
    """The type of a field. Rules may only compare it with values of the same type."""

    NAME = "name"
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its type and, for a name drawn from a fixed set, that set."""

    type: Type
    choices: tuple[str, ...] = ()
    exact: frozenset[Class] = field(init=False, repr=False, compare=False)
    """The classes all of whose values fit, but for choices, and need no other form."""

    def __post_init__(self) -> None:
        exact = {Type.FLAG: bool, Type.NUMBER: int}.get(self.type, str)
        object.__setattr__(self, "exact", frozenset({exact}))

    @property
    def sort(self) -> str:
        """What its values are compared as: `text`, `number` or `flag`."""
        return "text" if self.type is Type.NAME else self.type.value


NAME = Field(Type.NAME)
TEXT = Field(Type.TEXT)
NUMBER = Field(Type.NUMBER)
FLAG = Field(Type.FLAG)


def one_of(*choices: str) -> Field:
    """A name drawn from the given ones."""
    return Field(Type.NAME, choices)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact.

    `key` names the field that identifies a fact of this kind, so that decisions can be made per fact;
    empty for relations. A field whose value is not known is absent from the fact.
    """

    name: str
    meaning: str
    fields: Mapping[str, Field]
    key: str = ""
    positions: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """Where in the values of a fact each field stands: in the order of declaration."""

    exact: tuple[frozenset[Class], ...] = field(init=False, repr=False, compare=False)
    """For each field in order the classes all of whose values fit, and that of None; choices are looked at apart.

    Of fractions those that are no whole numbers: the others have the form of one.
    """
    choices: tuple[tuple[int, frozenset[str | None]], ...] = field(init=False, repr=False, compare=False)
    """For each field that has choices its position and what may stand there."""
    row: Callable[[Mapping[str, Any]], Any] | None = field(init=False, repr=False, compare=False)
    """The values in order, given all of them by name; None for a kind of fewer than two fields."""

    fitting: set[tuple[Class, ...]] = field(init=False, repr=False, compare=False, default_factory=set)
    """Classes of the values of whole facts that were found to fit, so that they need not be looked at again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", {name: place for place, name in enumerate(self.fields)})
        exact = tuple(
            declared.exact | {type(None)} | ({Fraction} if declared.type is Type.NUMBER else set())
            for declared in self.fields.values()
        )
        object.__setattr__(self, "exact", exact)
        choices = tuple(
            (place, frozenset({*declared.choices, None}))
            for place, declared in enumerate(self.fields.values())
            if declared.choices
        )
        object.__setattr__(self, "choices", choices)
        object.__setattr__(self, "row", itemgetter(*self.fields) if len(self.fields) > 1 else None)


def sort_of(value: object) -> str:
    """What a value is compared as: `text`, `number` or `flag`; empty for what no field can hold."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, str):
        return "text"
    return "number" if isinstance(value, int | Fraction) else ""
