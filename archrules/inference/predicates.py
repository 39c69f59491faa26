"""Calls of plans into expressions and functions of authors, whose errors are noted and never escape a plan."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from archrules.inference.normal_form import NormalRule
from archrules.knowledge_base.conditions import Constraint, Predicate, Renamed
from archrules.knowledge_base.expressions import Expression


class Noted(Protocol):
    """Where a plan leaves what went wrong."""

    def note(self, rule: str, error: Exception, numbers: tuple[int, ...], values: Mapping[str, Any]) -> None:
        """Keep an error with the facts and values under which it arose."""


def guarded(
    rule: NormalRule, expression: Expression | Predicate | Renamed, names: tuple[str, ...]
) -> Callable[..., bool]:
    """A function of what is noted, numbers of facts and the named values: whether the expression holds.

    Where it cannot be computed the error is noted and the answer is no.
    """
    parameters = dict(rule.parameters)

    def holds(noted: Noted, numbers: tuple[int, ...], *values: Any) -> bool:
        bindings = dict(zip(names, values, strict=True))
        try:
            return expression.holds({**parameters, **bindings})
        except Exception as error:  # noqa: BLE001  # functions of authors raise anything
            noted.note(rule.id, error, numbers, bindings)
            return False

    return holds


def guarded_value(rule: str, constraint: Constraint) -> Callable[..., bool]:
    """A function of what is noted and a value: whether the constraint's function says yes to it."""
    function = constraint.operand
    if not callable(function):
        message = f"{function!r} is no function"
        raise TypeError(message)

    def holds(noted: Noted, value: Any) -> bool:
        try:
            return bool(function(value))
        except Exception as error:  # noqa: BLE001  # functions of authors raise anything
            noted.note(rule, error, (), {str(constraint.field): value})
            return False

    return holds
