"""Rows of facts written by hand: for each class of facts the fields that rules ask for, as values and as keys."""

from collections.abc import Hashable, Iterable
from typing import Any

from archrules.inference.handwritten.facts import identity
from archrules.inference.layout import Column
from archrules.inference.store import Row
from archrules.knowledge_base.conditions import Pattern


class _Absent:
    def __repr__(self) -> str:
        return "absent"


ABSENT = _Absent()


class HandwrittenLayout:
    """Columns of the fields that the patterns of some rules name; `a__b` is the field `b` of what field `a` holds."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        names: dict[Any, dict[Any, None]] = {}
        for pattern in patterns:
            own = names.setdefault(pattern.kind, {})
            own.update(dict.fromkeys(constraint.field for constraint in pattern.constraints))
        self._fields = {kind: tuple(own) for kind, own in names.items()}

    @property
    def absent(self) -> object:
        """What stands for no value, as None is one."""
        return ABSENT

    def column(self, kind: Any, name: Any) -> Column:
        """Where a field that some rule names stands."""
        fields = self._fields[kind]
        position = fields.index(name)
        return Column(position, position + len(fields))

    def key(self, value: Any) -> Hashable:
        """A literal in the form that key columns hold."""
        return identity(value)

    def row(self, fact: Any) -> Row | None:
        """The row of a fact, or None if no rule asks for facts of its class."""
        fields = self._fields.get(type(fact))
        if fields is None:
            return None
        values = [_value(fact, name) for name in fields]
        return (*values, *[value if value is ABSENT else identity(value) for value in values])


def _value(fact: Any, name: Hashable) -> Any:
    """What the field holds, or ABSENT."""
    try:
        if not isinstance(name, str) or "__" not in name:
            return fact[name]
        value = fact
        for part in name.split("__"):
            value = value[int(part) if part.isnumeric() else part]
    except (IndexError, KeyError, TypeError):
        return ABSENT
    return value
