"""From experta's conditional elements to the conditions that the matcher runs.

What has no exact meaning here is refused when the rule is defined; nothing runs with another meaning.
"""

import inspect
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from archrules.inference.experta_door import AND, EXISTS, FORALL, NOT, OR, TEST, ExpertaFact
from archrules.inference.handwritten.field_constraints import UnsupportedError, field_constraints
from archrules.knowledge_base.conditions import (
    Condition,
    Existence,
    Negation,
    Pattern,
    Predicate,
    Test,
)

Alternative = tuple[Condition, ...]


def alternatives(elements: Sequence[Any]) -> list[Alternative]:
    """The conditions of a rule: one list for each way in which its `OR`s may hold.

    Raises:
        UnsupportedError: some construct is not supported; the message says which and what to write.
    """
    return [tuple(_joined(parts)) for parts in product(*(_element(element) for element in elements))]


def _joined(parts: Sequence[Sequence[Any]]) -> Iterator[Any]:
    return (one for part in parts for one in part)


def _element(element: Any) -> list[Alternative]:  # noqa: PLR0911  # one return for each conditional element
    match element:
        case ExpertaFact():
            return [(_pattern(element),)]
        case AND() | OR() | FORALL() | TEST() if not element:
            message = f"{type(element).__name__} without content; write a pattern or a function inside it"
            raise UnsupportedError(message)
        case AND():
            return alternatives(element)
        case OR():
            return [chosen for part in element for chosen in _element(part)]
        case NOT():
            return [tuple(Negation(inner) for inner in _inner(element))]
        case EXISTS():
            return [_exists(_inner(element))]
        case FORALL():
            leader, *followers = element
            missing = tuple(Negation(inner) for inner in _inner(followers))
            return [tuple(Negation((*inner, *missing)) for inner in _inner([leader]))]
        case TEST():
            return [(Test(_predicate(element[0])),)]
        case _:
            message = f"{element!r} is no pattern and no condition; write a Fact, AND, OR, NOT, EXISTS, FORALL or TEST"
            raise UnsupportedError(message)


def _inner(elements: Sequence[Any]) -> list[Alternative]:
    """What stands inside a quantifier, all of it together, for each way in which its `OR`s may hold."""
    if not elements:
        message = "a condition without content; write a pattern inside it"
        raise UnsupportedError(message)
    for element in _every(elements):
        if isinstance(element, ExpertaFact) and element.__bind__ is not None:
            message = f"AS.{element.__bind__} inside NOT, EXISTS or FORALL binds no one fact; leave it out"
            raise UnsupportedError(message)
    return alternatives(elements)


def _every(elements: Sequence[Any]) -> Iterator[Any]:
    for element in elements:
        yield element
        if not isinstance(element, ExpertaFact | TEST):
            yield from _every(element)


def _exists(inner: list[Alternative]) -> Alternative:
    if len(inner) == 1:
        return (Existence(inner[0]),)
    return (Negation(tuple(Negation(one) for one in inner)),)


def _predicate(function: Any) -> Predicate:
    if not callable(function) or isinstance(function, type):
        message = f"TEST({function!r}) needs a function of bound names"
        raise UnsupportedError(message)
    parameters = inspect.signature(function).parameters.values()
    kinds = {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}
    odd = [parameter.name for parameter in parameters if parameter.kind not in kinds]
    if odd:
        message = f"a TEST function takes names that patterns bind, each by itself; {', '.join(odd)} is none"
        raise UnsupportedError(message)
    return Predicate(tuple(parameter.name for parameter in parameters), function)


def _pattern(element: Any) -> Pattern:
    constraints = [
        constraint
        for name, value in element.items()
        if not element.is_special(name)
        for constraint in field_constraints(type(element), name, value)
    ]
    return Pattern(type(element), tuple(constraints), element.__bind__)
