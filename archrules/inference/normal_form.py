"""Rules made ready to be planned: parameters filled in, every variable checked and named once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archrules.errors import InferenceError
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Pattern,
    Quantified,
    Renamed,
    Test,
    Variable,
)

MOST_PATTERNS_INSIDE = 15
"""How many patterns may stand together in a `not`, `exists` or `count`."""


@dataclass(frozen=True, slots=True)
class NormalRule:
    """The positive patterns in order, and everything else that has to hold, with the variables it needs.

    Variables inside `not`, `exists` and `count` that nothing outside has bound have names that occur nowhere else.
    """

    id: str
    patterns: tuple[Pattern, ...]
    guards: tuple[Test | Quantified, ...]
    parameters: Mapping[str, Any] = field(hash=False)

    @property
    def counts(self) -> tuple[str, ...]:
        """The variables that counts bind."""
        return tuple(guard.name for guard in self.guards if isinstance(guard, Count))


def normal_form(identity: str, conditions: Sequence[Condition], parameters: Mapping[str, Any]) -> NormalRule:
    """The rule in normal form.

    Raises:
        InferenceError: a variable is used that nothing before it binds, or a count binds one that is bound.
    """
    normaliser = _Normaliser(identity, parameters)
    scope: dict[str, str] = {}
    patterns: list[Pattern] = []
    guards: list[Test | Quantified] = []
    for condition in conditions:
        found = normaliser.condition(condition, scope)
        if isinstance(found, Pattern):
            patterns.append(found)
        else:
            guards.append(found)
    return NormalRule(identity, tuple(patterns), tuple(guards), parameters)


class _Normaliser:
    def __init__(self, identity: str, parameters: Mapping[str, Any]) -> None:
        self._identity, self._parameters = identity, parameters
        self._quantifiers = 0

    def condition(self, condition: Condition, scope: dict[str, str], suffix: str = "") -> Condition:
        """The condition under the names in scope, to which those that it binds are added."""
        match condition:
            case Pattern():
                return self._pattern(condition, scope, suffix)
            case Test(expression=expression):
                self._check(expression.names, scope, f"`{getattr(expression, 'text', 'TEST')}`")
                renamed = any(scope.get(name, name) != name for name in expression.names)
                if renamed and not isinstance(expression, Renamed):
                    known = tuple((name, scope[name]) for name in expression.names if name in scope)
                    return Test(Renamed(expression, known))
                return condition
            case _:
                return self._quantified(condition, scope, suffix)

    def _quantified(self, condition: Quantified, scope: dict[str, str], suffix: str) -> Quantified:
        self._quantifiers += 1
        own, inner = f"'{self._quantifiers}", dict(scope)
        if sum(isinstance(one, Pattern) for one in condition.conditions) > MOST_PATTERNS_INSIDE:
            self._refuse(f"more than {MOST_PATTERNS_INSIDE} patterns inside `not`, `exists` or `count`")
        conditions = tuple(self.condition(one, inner, own) for one in condition.conditions)
        if not isinstance(condition, Count):
            return type(condition)(conditions)
        if condition.name in scope or condition.name in self._parameters:
            self._refuse(f"`count` binds {condition.name!r}, which is bound already; give it another name")
        if condition.distinct is not None and condition.distinct not in inner:
            self._check([condition.distinct], {}, "`distinct`")
            self._refuse(f"`distinct` counts the values of a variable; {condition.distinct} is a parameter")
        name = scope[condition.name] = condition.name + suffix
        distinct = None if condition.distinct is None else inner.get(condition.distinct)
        return Count(conditions, name, distinct)

    def _pattern(self, pattern: Pattern, scope: dict[str, str], suffix: str) -> Pattern:
        constraints = []
        for constraint in pattern.constraints:
            operand = constraint.operand
            if isinstance(operand, Variable):
                if operand.name in self._parameters:
                    operand = self._parameters[operand.name]
                elif constraint.operator == "=":
                    operand = Variable(scope.setdefault(operand.name, operand.name + suffix))
                else:
                    self._check([operand.name], scope, f"`{constraint.operator} {operand}`")
                    operand = Variable(scope[operand.name])
            constraints.append(Constraint(constraint.field, constraint.operator, operand))
        return Pattern(pattern.kind, tuple(constraints), pattern.fact)

    def _check(self, names: Sequence[str], scope: Mapping[str, str], what: str) -> None:
        missing = sorted(name for name in names if name not in scope and name not in self._parameters)
        if missing:
            known = ", ".join(sorted({*scope, *self._parameters})) or "nothing"
            self._refuse(f"{what} uses {', '.join(missing)}, which nothing before it binds (bound: {known})")

    def _refuse(self, message: str) -> None:
        raise InferenceError(f"rule {self._identity}: {message}")
