"""Text and facts with holes, filled from the bindings of a rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.expressions import Expression, ExpressionError
from archrules.knowledge_base.written_numbers import written
from archrules.vocabulary.facts import Fact, Value, make_fact, value_text
from archrules.vocabulary.kinds import Kind

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """Prose with holes: `{writes:rate} exceed {limit}`. Names in `stated` hold what somebody wrote: never rounded."""

    text: str
    stated: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def holes(self) -> tuple[tuple[str, str], ...]:
        """(name, format) of each hole; the format is empty where none is asked for."""
        return tuple((hole[1], hole[2] or "") for hole in _HOLE.finditer(self.text))

    @property
    def rest(self) -> str:
        """The text without its holes."""
        return _HOLE.sub("", self.text)

    def fill(self, bindings: Mapping[str, Value]) -> str:
        """The text with every hole filled. Numbers of one format that differ are written so that they do."""
        numbers = {
            hole: Fraction(value)
            for hole in self.holes
            if not isinstance(value := bindings[hole[0]], str | bool)
        }
        texts = written(numbers, self.stated) if numbers else {}

        def filled(found: re.Match[str]) -> str:
            hole = (found[1], found[2] or "")
            return texts[hole] if hole in texts else value_text(bindings[found[1]])

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
