"""Conditions of rules, as data: patterns over facts, negation, existence, counting and tests.

A variable means the value that the first positive pattern that names it has bound. Inside `not`, `exists` and `count`
a variable that was bound before is that value; one that was not is a variable of its own, unseen from outside.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archrules.knowledge_base.expressions import Expression
from archrules.vocabulary.facts import Value


@dataclass(frozen=True, slots=True)
class Variable:
    """A name that a pattern binds or, where it is bound already, that a value must equal."""

    name: str

    def __str__(self) -> str:
        return f"${self.name}"


UNKNOWN = True
"""The operand of `unknown` and `known`, which have nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one field of a pattern must be.

    `operator` is `=`, `!=`, `<`, `<=`, `>`, `>=` or `in` with a value, a variable or (for `in`) a tuple of
    values; `=` with a variable binds it or joins on it. `unknown` holds where the field has no value, `known` where
    it has one. `holds`, in rules written by hand only, asks a function of the value.
    """

    field: Any
    operator: str
    operand: Value | Variable | tuple[Value, ...] | Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact of the kind for which every constraint holds. The kind is a name, or a class of facts.

    `fact` is the name under which the function of a rule by hand gets the matched fact.
    """

    kind: Any
    constraints: tuple[Constraint, ...]
    fact: str | None = None

    def variables(self) -> frozenset[str]:
        """The names of all variables in it."""
        return frozenset(c.operand.name for c in self.constraints if isinstance(c.operand, Variable))


@dataclass(frozen=True, slots=True)
class Predicate:
    """A function of named bindings, for rules written by hand."""

    names: tuple[str, ...]
    function: Callable[..., Any]

    def holds(self, bindings: Mapping[str, Any]) -> bool:
        """Whether the function says yes to the bindings."""
        return bool(self.function(**{name: bindings[name] for name in self.names}))


@dataclass(frozen=True, slots=True)
class Renamed:
    """An expression or predicate read under other names."""

    expression: Expression | Predicate
    renamed: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it reads now."""
        now = dict(self.renamed)
        return tuple(now.get(name, name) for name in self.expression.names)

    def holds(self, bindings: Mapping[str, Any]) -> bool:
        """Whether the expression holds under bindings of the new names."""
        before = zip(self.expression.names, self.names, strict=True)
        return self.expression.holds({name: bindings[now] for name, now in before})


@dataclass(frozen=True, slots=True)
class Test:
    """An expression over bound names is true."""

    expression: Expression | Predicate | Renamed


@dataclass(frozen=True, slots=True)
class Negation:
    """There are no facts for which all the conditions hold together."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Existence:
    """There are facts for which all the conditions hold together; which ones does not matter."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Count:
    """Binds `name` to how often all the conditions hold together, or to how many values of `distinct` there are."""

    conditions: "tuple[Condition, ...]"
    name: str
    distinct: str | None = None


Quantified = Negation | Existence | Count
Condition = Pattern | Quantified | Test


def patterns_in(conditions: tuple[Condition, ...]) -> Iterator[tuple[Pattern, Quantified | None]]:
    """Every pattern at any depth, in order, with the outermost `not`, `exists` or `count` that it stands in."""
    for condition in conditions:
        if isinstance(condition, Pattern):
            yield condition, None
        elif not isinstance(condition, Test):
            yield from ((pattern, condition) for pattern, _ in patterns_in(condition.conditions))


def names_in(condition: Condition) -> set[str]:
    """Every variable and parameter that a condition names, at any depth."""
    if isinstance(condition, Test):
        return set(condition.expression.names)
    if isinstance(condition, Pattern):
        return set(condition.variables())
    inner = set().union(*(names_in(one) for one in condition.conditions))
    return {*inner, condition.distinct} if isinstance(condition, Count) and condition.distinct else inner


def binds(condition: Condition) -> set[str]:
    """The variables that a condition binds for those after it, or joins on by equality."""
    if isinstance(condition, Count):
        return {condition.name}
    if not isinstance(condition, Pattern):
        return set()
    return {
        constraint.operand.name
        for constraint in condition.constraints
        if constraint.operator == "=" and isinstance(constraint.operand, Variable)
    }
