"""What a kind of fact is: a name, typed fields, and which field identifies one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


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
