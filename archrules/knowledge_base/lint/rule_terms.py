"""Rules in a form in which they can be compared: parameters by value, tests split up, inner variables told apart."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Negation,
    Pattern,
    Quantified,
    Test,
    Variable,
    binds,
)
from archrules.knowledge_base.expressions import Expression, ExpressionError, names_read
from archrules.knowledge_base.templates import FactTemplate, Operand, TextTemplate
from archrules.vocabulary.facts import Value

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


@dataclass(frozen=True, slots=True)
class Computed:
    """A text or number that is computed: how, with numbered names, and from what."""

    form: str
    names: tuple[Value | Variable, ...]


Term = Value | Variable | Computed


@dataclass(frozen=True, slots=True)
class Atom:
    """A fact: what its fields equal, and what else is said of them. Kinds that are concluded start with `=>`."""

    kind: str
    equal: tuple[tuple[str, Term], ...]
    limits: tuple[tuple[str, str, Value | Variable | tuple[Value, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A test. `limit` is set where it compares one variable with a number: the variable, sign and number."""

    computed: Computed
    limit: tuple[Variable, str, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Inner:
    """A `not`, `exists` or `count`; `names` are the count and what is distinct in it."""

    word: str
    literals: "tuple[Literal, ...]"
    names: tuple[Variable, ...] = ()


Literal = Atom | Check | Inner


class RuleTerms:
    """Turns the conditions and conclusions of one rule into literals."""

    def __init__(self, parameters: Mapping[str, Value]) -> None:
        self._parameters = parameters
        self._numbers = count(1)

    def body(self, conditions: Sequence[Condition]) -> tuple[Literal, ...]:
        """The conditions."""
        return tuple(self._read(conditions, {}, inside=False))

    def head(self, template: FactTemplate) -> Atom:
        """A conclusion."""
        fields = sorted(template.fields, key=lambda entry: entry[0])
        return Atom(f"=>{template.kind.name}", tuple((name, self._operand(value)) for name, value in fields))

    def _read(
        self, conditions: Sequence[Condition], scope: dict[str, str], *, inside: bool
    ) -> Iterator[Literal]:
        """The literals; `scope` gives each variable known so far its name, those of `inside` conditions new ones."""
        for condition in conditions:
            match condition:
                case Test():
                    yield from self._checks(condition, scope)
                case Pattern():
                    for name in binds(condition) - scope.keys():
                        scope[name] = f"{name}~{next(self._numbers)}" if inside else name
                    yield self._atom(condition, scope)
                case _:
                    yield self._inner(condition, scope)

    def _inner(self, condition: Quantified, scope: dict[str, str]) -> Inner:
        local = dict(scope)
        literals = tuple(self._read(condition.conditions, local, inside=True))
        if not isinstance(condition, Count):
            return Inner("not" if isinstance(condition, Negation) else "exists", literals)
        scope[condition.name] = condition.name
        names = [Variable(condition.name)]
        if condition.distinct is not None:
            names.append(Variable(local.get(condition.distinct, condition.distinct)))
        return Inner("count", literals, tuple(names))

    def _atom(self, pattern: Pattern, scope: Mapping[str, str]) -> Atom:
        equal: list[tuple[str, Term]] = []
        limits = []
        for constraint in pattern.constraints:
            name, value = str(constraint.field), self._value(constraint, scope)
            if constraint.operator == "=" and not isinstance(value, tuple):
                equal.append((name, value))
            else:
                limits.append((name, constraint.operator, value))
        return Atom(
            str(pattern.kind),
            tuple(sorted(equal, key=lambda entry: entry[0])),
            tuple(sorted(limits, key=lambda entry: (*entry[:2], str(entry[2])))),
        )

    def _value(
        self, constraint: Constraint, scope: Mapping[str, str]
    ) -> Value | Variable | tuple[Value, ...]:
        operand = constraint.operand
        if isinstance(operand, Variable):
            return self._variable(operand.name, scope)
        return operand  # type: ignore[return-value]  # functions stand only in rules by hand

    def _variable(self, name: str, scope: Mapping[str, str]) -> Value | Variable:
        return self._parameters[name] if name in self._parameters else Variable(scope.get(name, name))

    def _checks(self, test: Test, scope: Mapping[str, str]) -> Iterator[Check]:
        expression = test.expression
        if not isinstance(expression, Expression):
            return
        parts = [expression.tree]
        while parts:
            part = parts.pop(0)
            if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.And):
                parts[:0] = part.values
            else:
                yield Check(self._computed(part, scope), self._limit(part, scope))

    def _limit(self, node: ast.expr, scope: Mapping[str, str]) -> tuple[Variable, str, Fraction] | None:
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return None
        left, sign, right = node.left, _SIGNS[type(node.ops[0])], node.comparators[0]
        if not isinstance(left, ast.Name) or left.id in self._parameters:
            left, sign, right = right, _MIRRORED[sign], left
        number = self._number(right)
        if number is None or not isinstance(left, ast.Name) or left.id in self._parameters:
            return None
        return Variable(scope.get(left.id, left.id)), sign, number

    def _number(self, node: ast.expr) -> Fraction | None:
        """What an expression over parameters and numbers comes to."""
        names = names_read(node)
        if not names <= self._parameters.keys():
            return None
        try:
            value = Expression("", tuple(sorted(names)), node).evaluate(self._parameters)
        except ExpressionError:
            return None
        return None if isinstance(value, str | bool) else Fraction(value)

    def _computed(self, node: ast.expr, scope: Mapping[str, str]) -> Computed:
        tree = deepcopy(node)
        names: dict[str, str] = {}
        for part in ast.walk(tree):
            if isinstance(part, ast.Name) and part.id not in {"true", "false"}:
                part.id = names.setdefault(part.id, f"#{len(names)}")
        return Computed(ast.dump(tree), tuple(self._variable(name, scope) for name in names))

    def _operand(self, operand: Operand) -> Term:
        match operand:
            case Variable(name=name):
                return self._variable(name, {})
            case Expression():
                return self._computed(operand.tree, {})
            case TextTemplate():
                names: dict[str, str] = {}
                for name, _ in operand.holes:
                    names.setdefault(name, f"#{len(names)}")
                form = operand.text
                for name, number in names.items():
                    form = form.replace(f"{{{name}}}", f"{{{number}}}").replace(f"{{{name}:", f"{{{number}:")
                return Computed(form, tuple(self._variable(name, {}) for name in names))
        return operand
