"""Facts of rules written by hand: leaner than experta's, with fields that coerce to the type they declare."""

from collections.abc import Hashable, Mapping
from typing import Any

from archrules.inference.experta_door import ConditionalElement, ExpertaFact, Field, freeze

_PLAIN = (str, int, bool, float, type(None))


def identity(value: Any) -> Hashable:
    """A form of a frozen value in which equal means same: `1`, `True` and `1.0` differ, at any depth."""
    sort = type(value)
    if sort is int or value is None or isinstance(value, str):
        known: Hashable = value
        return known
    if sort is float:
        return float, "nan" if value != value else value  # noqa: PLR0124  # only NaN differs from itself
    if isinstance(value, Mapping):
        return sort, frozenset((identity(key), identity(inner)) for key, inner in value.items())
    if isinstance(value, frozenset):
        return sort, frozenset(map(identity, value))
    if isinstance(value, tuple):
        return sort, tuple(map(identity, value))
    return sort, value


class Fact(ExpertaFact):  # type: ignore[misc]  # experta has no types
    """A fact by hand. A field declared as `Field(int)`, `float`, `str` or `bool` takes only what that type can hold.

    Such a value is held in that type: `Field(float)` makes `1` a `1.0`. A value that would change, such as 1.5 for
    an `int` or a text for a number, is refused with ValueError when the fact is made.
    """

    def __init__(self, *positional: Any, **named: Any) -> None:
        self._Fact__defaults: dict[Any, Any] = {}
        values: dict[Any, Any] = {**dict(enumerate(positional)), **named}
        for name, value in values.items():
            dict.__setitem__(self, name, held(type(self), name, value))

    def __setitem__(self, name: Any, value: Any) -> None:
        super().__setitem__(name, held(type(self), name, value))

    def __missing__(self, name: Any) -> Any:
        return held(type(self), name, super().__missing__(name))


def held(kind: type[Any], name: Any, value: Any) -> Any:
    """The value as a fact of the class holds it in a field: frozen, and in the type that the field declares.

    Raises:
        ValueError: the field's type cannot hold the value.
        TypeError: the value cannot be frozen.
    """
    if isinstance(value, ConditionalElement):
        return value
    frozen = value if type(value) in _PLAIN else freeze(value)
    declared = kind.__fields__.get(name) if issubclass(kind, Fact) else None
    return frozen if declared is None else _coerced(name, frozen, declared)


def _coerced(name: object, value: Any, field: Any) -> Any:
    """The value in the type that the field declares, if it declares a plain one."""
    wanted = getattr(getattr(field, "validator", None), "_schema", None)
    if wanted not in _PLAIN or type(value) is wanted:
        return value
    if isinstance(value, int | float) and wanted is not str:
        try:
            if (found := wanted(value)) == value:
                return found
        except (OverflowError, ValueError):  # infinity and NaN are no integers
            pass
    message = f"field {name!r} holds {wanted.__name__}; {value!r} is none"
    raise ValueError(message)


__all__ = ["Fact", "Field", "identity"]
