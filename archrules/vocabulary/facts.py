"""Facts: typed, immutable, hashable records of one kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.model.units import decimal_text, format_number
from archrules.vocabulary.kinds import Field, Kind, Type

Value = str | int | Fraction | bool
_SMALL = 10


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


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `items` holds (field, value) in the order in which the kind declares its fields."""

    kind: str
    items: tuple[tuple[str, Value], ...]
    _values: dict[str, Value] = field(init=False, repr=False, compare=False, hash=False)
    sort_key: SortKey = field(init=False, repr=False, compare=False, hash=False)
    """A total order over all facts: kind, then field by field."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_values", dict(self.items))
        key = self.kind, tuple(_sort_key(name, value) for name, value in self.items)
        object.__setattr__(self, "sort_key", key)

    def get(self, name: str) -> Value | None:
        """The value of a field, or None where it is unknown."""
        return self._values.get(name)

    def text(self, name: str) -> str:
        """The value of a name or text field. Raises KeyError where it is unknown."""
        value = self._values[name]
        return value if isinstance(value, str) else value_text(value)

    def amount(self, name: str, default: int | Fraction = 0) -> Fraction:
        """The value of a number field, or the default where it is unknown."""
        value = self._values.get(name, default)
        return Fraction(value) if not isinstance(value, str) else Fraction(default)

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
    """A fact of the kind. Unknown values (None) are left out.

    Raises:
        KeyError: the kind has no such field.
        TypeError: a value does not fit its field.
    """
    for name, value in values.items():
        if value is not None and not fits(value, kind.fields[name]):
            message = f"{kind.name}.{name} cannot hold {value!r}"
            raise TypeError(message)
    items = []
    for name in kind.fields:
        value = values.get(name)
        if value is not None:
            plain = number(value) if not isinstance(value, str | bool) else value
            items.append((name, plain))
    return Fact(kind.name, tuple(items))
