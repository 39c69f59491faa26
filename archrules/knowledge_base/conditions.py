"""Conditions of rules, as data: patterns over facts, negation, existence, counting and tests."""

from dataclasses import dataclass

from archrules.knowledge_base.expressions import Expression
from archrules.vocabulary.facts import Value


@dataclass(frozen=True, slots=True)
class Variable:
    """A name that a pattern binds or, where it is bound already, that a value must equal."""

    name: str

    def __str__(self) -> str:
        return f"${self.name}"


UNKNOWN = True
"""The operand of `unknown`, which has nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one field of a pattern must be.

    `operator` is `=`, `!=`, `<`, `<=`, `>`, `>=` or `in` with a value, a variable or (for `in`) a tuple of
    values; `=` with a variable binds it or joins on it. `unknown` holds where the field has no value.
    """

    field: str
    operator: str
    operand: Value | Variable | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact of the kind for which every constraint holds."""

    kind: str
    constraints: tuple[Constraint, ...]

    def variables(self) -> frozenset[str]:
        """The names of all variables in it."""
        return frozenset(c.operand.name for c in self.constraints if isinstance(c.operand, Variable))


@dataclass(frozen=True, slots=True)
class Negation:
    """There is no such fact."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Existence:
    """There is at least one such fact; which one does not matter."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Test:
    """An expression over bound names is true."""

    expression: Expression


Condition = Pattern | Negation | Existence | Test
