"""Text and facts with holes, filled from the bindings of a rule."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.expressions import Expression, ExpressionError
from archrules.model.units import (
    format_duration,
    format_number,
    format_rate,
    format_size,
    rounded_duration,
    rounded_percent,
)
from archrules.vocabulary.facts import Fact, Value, make_fact, value_text
from archrules.vocabulary.kinds import Kind

FORMATS: Mapping[str, Callable[[Fraction], str]] = {
    "bytes": format_size,
    "ms": lambda value: format_duration(value / 1000),
    "seconds": format_duration,
    "about": rounded_duration,
    "percent": rounded_percent,
    "rate": lambda value: format_rate(Fraction(round(value * 10), 10) if value >= 1 else value),
    "whole": lambda value: format_number(Fraction(round(value))),
}
"""How a number may be written in a text, `{name:format}`."""

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """Prose with holes: `{writes:rate} exceed {limit}`."""

    text: str

    @property
    def holes(self) -> tuple[tuple[str, str], ...]:
        """(name, format) of each hole; the format is empty where none is asked for."""
        return tuple((hole[1], hole[2] or "") for hole in _HOLE.finditer(self.text))

    @property
    def rest(self) -> str:
        """The text without its holes."""
        return _HOLE.sub("", self.text)

    def fill(self, bindings: Mapping[str, Value]) -> str:
        """The text with every hole filled."""

        def filled(hole: re.Match[str]) -> str:
            value = bindings[hole[1]]
            if hole[2] and not isinstance(value, str | bool):
                return FORMATS[hole[2]](Fraction(value))
            return value_text(value)

        return _HOLE.sub(filled, self.text)


Operand = Value | Variable | Expression | TextTemplate


@dataclass(frozen=True, slots=True)
class FactTemplate:
    """A fact with holes."""

    kind: Kind
    fields: tuple[tuple[str, Operand], ...]

    def fill(self, bindings: Mapping[str, Value]) -> Fact:
        """The fact under the bindings. Raises ExpressionError if a field cannot be computed or hold what it must."""
        try:
            return make_fact(self.kind, {name: _filled(operand, bindings) for name, operand in self.fields})
        except TypeError as error:
            raise ExpressionError(str(error)) from error


def _filled(operand: Operand, bindings: Mapping[str, Value]) -> Value:
    match operand:
        case Variable(name=name):
            return bindings[name]
        case Expression():
            return operand.evaluate(bindings)
        case TextTemplate():
            return operand.fill(bindings)
        case _:
            return operand
