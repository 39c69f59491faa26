"""Facts: typed, immutable, hashable records of one kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from operator import contains

from archrules.model.units import decimal_text, format_number
from archrules.vocabulary.kinds import Field, Kind, Type

Value = str | int | Fraction | bool
_SMALL = 10
_CLASSES_KEPT = 100


def number(value: int | Fraction) -> int | Fraction:
    """The same number, as an integer where it is whole, so that equal numbers look alike."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def value_text(value: Value) -> str:
    """A value as people read it: numbers grouped, flags as true and false."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    number_held = Fraction(value)
    if number_held.denominator != 1 and abs(number_held) < _SMALL:
        # Shares such as an availability of 0.9995 must not be rounded to 1.
        return decimal_text(Fraction(round(number_held * 10**6), 10**6))
    return format_number(number_held)


def canonical_text(value: Value) -> str:
    """A value as text that differs for different values of one type; exact within nine decimal places."""
    if isinstance(value, (bool, str)):
        return value_text(value)
    return decimal_text(Fraction(value))


SortKey = tuple[str, tuple[tuple[str, int, int | Fraction, str], ...]]
Values = tuple[Value | None, ...]
"""The values of a fact in the order in which its kind declares the fields; None where one is unknown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: the name of its kind, its values, and at which position each field stands."""

    kind: str
    values: Values
    positions: Mapping[str, int] = field(repr=False, compare=False)

    @property
    def items(self) -> tuple[tuple[str, Value], ...]:
        """(field, value) of each known field, in the order in which the kind declares them."""
        return tuple(
            (name, value)
            for name, value in zip(self.positions, self.values, strict=True)
            if value is not None
        )

    @property
    def sort_key(self) -> SortKey:
        """A total order over all facts: kind, then field by field."""
        return self.kind, tuple(_sort_key(name, value) for name, value in self.items)

    def get(self, name: str) -> Value | None:
        """The value of a field, or None where it is unknown."""
        position = self.positions.get(name)
        return None if position is None else self.values[position]

    def text(self, name: str) -> str:
        """The value of a name or text field. Raises KeyError where it is unknown."""
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value if isinstance(value, str) else value_text(value)

    def amount(self, name: str, default: int | Fraction = 0) -> Fraction:
        """The value of a number field, or the default where it is unknown."""
        value = self.get(name)
        return Fraction(default) if value is None or isinstance(value, str) else Fraction(value)

    def __str__(self) -> str:
        fields = ", ".join(f"{name}: {value_text(value)}" for name, value in self.items)
        return f"{self.kind} {{{fields}}}"


def _sort_key(name: str, value: Value) -> tuple[str, int, int | Fraction, str]:
    if isinstance(value, str):
        return name, 2, 0, value
    return name, int(not isinstance(value, bool)), value, ""


def fits(value: object, declared: Field) -> bool:
    """Whether a value is of a field's type and, if the field has choices, one of them."""
    match declared.type:
        case Type.FLAG:
            return isinstance(value, bool)
        case Type.NUMBER:
            return isinstance(value, int | Fraction) and not isinstance(value, bool)
        case _:
            return isinstance(value, str) and (not declared.choices or value in declared.choices)


def make_fact(kind: Kind, values: Mapping[str, Value | None]) -> Fact:
    """A fact of the kind. Unknown values (None) may be left out.

    Raises:
        KeyError: the kind has no such field.
        TypeError: a value does not fit its field.
    """
    return Fact(kind.name, make_values(kind, values), kind.positions)


def make_values(kind: Kind, values: Mapping[str, Value | None]) -> Values:
    """The values of a fact of the kind, in the form that equal values share. Raises as `make_fact` does."""
    row: Values
    if kind.row is not None and len(values) == len(kind.positions):
        row = kind.row(values)
    else:
        if not values.keys() <= kind.positions.keys():
            raise KeyError(next(name for name in values if name not in kind.fields))
        row = tuple(map(values.get, kind.positions))
    classes = tuple(map(type, row))
    if Fraction in classes:
        row = tuple([number(value) if isinstance(value, Fraction) else value for value in row])
        classes = tuple(map(type, row))
    if classes not in kind.fitting:
        return _looked_at(kind, row)
    for place, choices in kind.choices:
        if row[place] not in choices:
            return _looked_at(kind, row)
    return row


def _looked_at(kind: Kind, row: Values) -> Values:
    """The values, each looked at; if none needs another form their classes are known to fit from now on."""
    pairs = zip(kind.fields, row, strict=True)
    fitted = tuple([value if value is None else _fitted(kind, name, value) for name, value in pairs])
    classes = tuple(map(type, row))
    if len(kind.fitting) < _CLASSES_KEPT and all(map(contains, kind.exact, classes)):
        kind.fitting.add(classes)
    return fitted


def _fitted(kind: Kind, name: str, value: Value) -> Value:
    """The value in the one form that equal values of the field share."""
    if not fits(value, kind.fields[name]):
        message = f"{kind.name}.{name} cannot hold {value!r}"
        raise TypeError(message)
    return value if isinstance(value, str | bool) else number(value)
