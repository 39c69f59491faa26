"""The rules of random programs in experta's language, for our engine and for the stock one."""

import inspect
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archrules.inference import experta_door, handwritten
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Language:
    """An engine class and a class of facts for each kind."""

    engine: type[Any]
    kinds: Mapping[str, type[Any]]

    def fact(self, one: Fact) -> Any:  # noqa: ANN401  # experta has no types
        """The fact as one of experta's."""
        return self.kinds[one.kind](**dict(one.items))


OURS = Language(handwritten.KnowledgeEngine, {k: type(k, (handwritten.Fact,), {}) for k in "abpq"})
STOCK = Language(experta_door.ExpertaEngine, {k: type(k, (experta_door.ExpertaFact,), {}) for k in "abpq"})
Action = Callable[..., None]


def engine_of(
    rules: Sequence[Rule], language: Language, actions: Mapping[str, Action], saliences: Mapping[str, int]
) -> Any:  # noqa: ANN401  # experta has no types
    """An engine with the rules, whose actions take the engine, the rule's name and what it binds."""
    members: dict[str, Any] = {}
    for one in rules:
        elements = [_element(condition, language, one.parameters) for condition in one.conditions]
        declared = handwritten.Rule(*_named(elements), salience=saliences.get(one.id, 0))
        members[one.id] = declared(_action(one.id, actions[one.id]))
    engine = type("Program", (language.engine,), members)()
    engine.reset()
    return engine


def _named(elements: list[Any]) -> list[Any]:
    """Matched facts bound as `fact0`, `fact1` and so on."""
    patterns = [element for element in elements if isinstance(element, experta_door.ExpertaFact)]
    for index, element in enumerate(patterns):
        element.__bind__ = f"fact{index}"
    return elements


def _action(name: str, act: Action) -> Callable[..., None]:
    def fire(engine: Any, **bindings: Any) -> None:  # noqa: ANN401  # experta has no types
        act(engine, name, bindings)

    fire.__name__ = name
    return fire


def _element(condition: Condition, language: Language, parameters: Mapping[str, Any]) -> Any:  # noqa: ANN401
    def all_of(conditions: tuple[Condition, ...]) -> list[Any]:
        return [_element(one, language, parameters) for one in conditions]

    match condition:
        case Pattern():
            return _pattern(condition, language)
        case Negation(conditions=(one,)):
            return handwritten.NOT(_element(one, language, parameters))
        case Negation(conditions=several):
            return handwritten.NOT(handwritten.AND(*all_of(several)))
        case Existence(conditions=several):
            return handwritten.EXISTS(*all_of(several))
        case Test(expression=expression):
            return handwritten.TEST(_Function(expression, parameters))
        case Count():
            message = "experta's language counts nothing"
            raise TypeError(message)


class _Function:
    """A test as experta reads it: by its signature."""

    def __init__(self, expression: Any, parameters: Mapping[str, Any]) -> None:  # noqa: ANN401  # any expression
        self._expression, self._parameters = expression, parameters
        names = [name for name in expression.names if name not in parameters]
        self.__signature__ = inspect.Signature(
            [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
        )

    def __call__(self, **bindings: Any) -> bool:  # noqa: ANN401  # any value
        return bool(self._expression.holds({**self._parameters, **bindings}))


def _pattern(pattern: Pattern, language: Language) -> Any:  # noqa: ANN401  # experta has no types
    fields: dict[str, Any] = {}
    for constraint in pattern.constraints:
        field, found = str(constraint.field), _constraint(constraint)
        fields[field] = fields[field] & found if field in fields else found
    return language.kinds[str(pattern.kind)](**fields)


def _constraint(constraint: Constraint) -> Any:  # noqa: ANN401  # experta has no types
    operand: Any = constraint.operand
    if isinstance(operand, Variable):
        wanted = getattr(handwritten.MATCH, operand.name)
        return wanted if constraint.operator == "=" else ~wanted
    if constraint.operator == "=":
        return handwritten.L(operand)
    if constraint.operator == "!=":
        return ~handwritten.L(operand)
    if constraint.operator == "in":
        return handwritten.P(lambda value: value in operand)
    return handwritten.P(lambda value: _COMPARE[constraint.operator](value, operand))
