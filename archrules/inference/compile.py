"""From conditions of the knowledge base to conditional elements of experta."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import takewhile
from operator import ge, gt, le, lt, ne
from typing import Any

from archrules.errors import InferenceError
from archrules.inference.experta_door import (
    AS,
    EXISTS,
    MATCH,
    NOT,
    TEST,
    L,
    P,
    Predicate,
    fact_class,
)
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.expressions import Expression, ExpressionError
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Value

Holds = Callable[[Mapping[str, Any]], bool]
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {"!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


@lru_cache(maxsize=1024)
def experta_class(kind: str) -> Any:
    """The class of experta facts for a kind, always the same one."""
    return fact_class(kind)


def unknown_field(field: str) -> str:
    """The field of an experta fact that says that another one has no value."""
    return f"unknown_{field}"


def fact_name(index: int) -> str:
    """The name under which the fact that matched the pattern at an index is bound."""
    return f"F{index:02d}"


def compile_conditions(rule: Rule) -> tuple[Any, ...]:
    """The rule's conditions for experta. Positive patterns are bound to `F00`, `F01`, … in order."""
    return _compile(rule.id, rule.conditions, tuple(sorted(rule.parameters.items())))


@lru_cache(maxsize=8192)
def _compile(
    rule: str, conditions: tuple[Condition, ...], parameters: tuple[tuple[str, Value], ...]
) -> tuple[Any, ...]:
    known = dict(parameters)
    elements: list[Any] = []
    patterns = 0
    for index, condition in enumerate(conditions):
        match condition:
            case Pattern():
                element, tests = _pattern(condition, known, index)
                elements.append(getattr(AS, fact_name(patterns)) << element)
                elements.extend(_test(rule, names, holds) for names, holds in tests)
                patterns += 1
            case Negation(pattern=pattern):
                elements.append(NOT(_pattern(pattern, known, index)[0]))
            case Existence(pattern=pattern):
                elements.append(EXISTS(_pattern(pattern, known, index)[0]))
            case Test(expression=expression):
                free = [name for name in expression.names if name not in known]
                elements.append(_test(rule, free, _holds(expression, known)))
    return _behind_another(elements)


def _behind_another(elements: list[Any]) -> tuple[Any, ...]:
    """Tests that come first moved behind what follows them: experta never asks a test with nothing before it."""
    leading = list(takewhile(lambda element: isinstance(element, TEST), elements))
    others = elements[len(leading) :]
    return (*others[:1], *leading, *others[1:])


def _holds(expression: Expression, known: Mapping[str, Value]) -> Holds:
    return lambda bindings: expression.holds({**known, **bindings})


def _pattern(
    pattern: Pattern, known: Mapping[str, Value], index: int
) -> tuple[Any, list[tuple[list[str], Holds]]]:
    fields: dict[str, Any] = {}
    tests: list[tuple[list[str], Holds]] = []
    for number, constraint in enumerate(pattern.constraints):
        operand = constraint.operand
        if isinstance(operand, Variable) and operand.name in known:
            operand = known[operand.name]
        resolved = Constraint(constraint.field, constraint.operator, operand)
        field, element = _constraint(resolved, f"C{index:02d}{number:02d}", tests)
        fields[field] = fields[field] & element if field in fields else element
    return experta_class(pattern.kind)(**fields), tests


def _constraint(constraint: Constraint, free: str, tests: list[tuple[list[str], Holds]]) -> tuple[str, Any]:
    match constraint:
        case Constraint(field=field, operator="unknown"):
            return unknown_field(field), L(constraint.operand)
        case Constraint(field=field, operator="=", operand=Variable(name=name)):
            return field, getattr(MATCH, name)
        case Constraint(field=field, operator="=", operand=value):
            return field, L(value)
        case Constraint(field=field, operator="in", operand=tuple() as values):
            return field, P(lambda value: value in values)
        case Constraint(field=field, operator=operator, operand=Variable(name=name)):
            compare = _COMPARE[operator]
            tests.append(([free, name], lambda bindings: compare(bindings[free], bindings[name])))
            return field, getattr(MATCH, free)
        case Constraint(field=field, operator=operator, operand=value):
            compare = _COMPARE[operator]
            return field, P(lambda found: compare(found, value))


def _test(rule: str, names: list[str], holds: Holds) -> Any:
    def guarded(bindings: Mapping[str, Any]) -> bool:
        try:
            return holds(bindings)
        except (ExpressionError, TypeError) as error:
            shown = ", ".join(f"{name} = {bindings[name]!s}" for name in sorted(bindings))
            message = f"rule {rule}: {error} (where {shown})"
            raise InferenceError(message) from error

    return TEST(Predicate(names, guarded))


def tests_unknown(conditions: tuple[Condition, ...]) -> set[tuple[str, str]]:
    """The (kind, field) pairs of which some condition asks whether they are unknown."""
    patterns = [c if isinstance(c, Pattern) else c.pattern for c in conditions if not isinstance(c, Test)]
    return {(p.kind, c.field) for p in patterns for c in p.constraints if c.operator == "unknown"}
