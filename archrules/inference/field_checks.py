"""Whether every field, operator and operand of a rule fits the kinds that it reads."""

from typing import Any

from archrules.errors import InferenceError
from archrules.inference.layout import Layout
from archrules.inference.normal_form import NormalRule
from archrules.knowledge_base.conditions import Condition, Constraint, Count, Pattern, Test, Variable
from archrules.vocabulary.kinds import sort_of

_ORDER = {"<", "<=", ">", ">="}
_OPERATORS = {"=", "!=", "in", "holds", "known", "unknown", *_ORDER}


def check_fields(rule: NormalRule, layout: Layout) -> None:
    """Raises InferenceError if a pattern names no field of its kind, or compares what cannot be compared."""
    checks = _Checks(layout)
    try:
        for condition in (*rule.patterns, *rule.guards):
            checks.note(condition)
        for condition in (*rule.patterns, *rule.guards):
            checks.check(condition)
    except InferenceError as error:
        message = f"rule {rule.id}: {error}"
        raise InferenceError(message) from error


class _Checks:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sorts: dict[str, str] = {}

    def note(self, condition: Condition) -> None:
        """Note the type of every variable that is bound."""
        if isinstance(condition, Count):
            self._sorts[condition.name] = "number"
        if isinstance(condition, Pattern):
            for constraint in condition.constraints:
                sort = self._layout.column(condition.kind, constraint.field).sort
                if constraint.operator == "=" and isinstance(constraint.operand, Variable):
                    self._sorts.setdefault(constraint.operand.name, sort)
        elif not isinstance(condition, Test):
            for inner in condition.conditions:
                self.note(inner)

    def check(self, condition: Condition) -> None:
        """Raises InferenceError at the first constraint that does not fit."""
        if isinstance(condition, Pattern):
            for constraint in condition.constraints:
                self._constraint(condition, constraint)
        elif not isinstance(condition, Test):
            for inner in condition.conditions:
                self.check(inner)

    def _constraint(self, pattern: Pattern, constraint: Constraint) -> None:
        operator, operand = constraint.operator.removesuffix("?"), constraint.operand
        told = f"{pattern.kind}.{constraint.field} {operator} {operand}"
        if operator not in _OPERATORS:
            _refuse(f"{told} has no operator that is known here")
        if operator in {"known", "unknown", "holds"}:
            return
        sort = self._layout.column(pattern.kind, constraint.field).sort
        if operator == "in" and not isinstance(operand, tuple):
            _refuse(f"{told}: `in` takes a tuple of values")
        if sort and operator in _ORDER and sort != "number":
            _refuse(f"{told} orders {sort}; only numbers have an order")
        for other in self._sorts_of(operator, operand):
            if sort and other and sort != other:
                _refuse(f"{told} compares {sort} with {other}")

    def _sorts_of(self, operator: str, operand: Any) -> list[str]:
        if isinstance(operand, Variable):
            return [self._sorts.get(operand.name, "")]
        return [sort_of(value) for value in (operand if operator == "in" else (operand,))]


def _refuse(message: str) -> None:
    raise InferenceError(message)
