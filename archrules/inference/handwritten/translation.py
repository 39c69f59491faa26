"""From experta's conditional elements to the conditions that the matcher runs.

What has no exact meaning here is refused when the rule is defined; nothing runs with another meaning.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

from archrules.inference.experta_door import (
    AND,
    ANDFC,
    EXISTS,
    FORALL,
    NOT,
    NOTFC,
    OR,
    ORFC,
    TEST,
    ExpertaFact,
    FieldConstraint,
    L,
    P,
    W,
)
from archrules.inference.handwritten.facts import identity
from archrules.knowledge_base.conditions import (
    UNKNOWN,
    Condition,
    Constraint,
    Existence,
    Negation,
    Pattern,
    Predicate,
    Test,
    Variable,
)

Alternative = tuple[Condition, ...]


class UnsupportedError(ValueError):
    """A construct that has no meaning here."""


def alternatives(elements: Sequence[Any]) -> list[Alternative]:
    """The conditions of a rule: one list for each way in which its `OR`s may hold.

    Raises:
        UnsupportedError: some construct is not supported; the message says which and what to write.
    """
    return [tuple(_joined(parts)) for parts in product(*(_element(element) for element in elements))]


def bound_facts(elements: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The names that `AS` gives to matched facts, each with the number of the positive pattern, in one alternative."""
    for index, pattern in enumerate(one for one in elements if isinstance(one, ExpertaFact)):
        if pattern.__bind__ is not None:
            yield index, pattern.__bind__


def positive_elements(elements: Sequence[Any]) -> list[list[Any]]:
    """The facts that are matched positively, for each alternative in the order of `alternatives`."""
    found = []
    for element in elements:
        match element:
            case ExpertaFact():
                found.append([[element]])
            case AND():
                found.append(positive_elements(element))
            case OR():
                found.append([chosen for part in element for chosen in positive_elements([part])])
            case _:
                found.append([[]])
    return [list(_joined(parts)) for parts in product(*found)]


def _joined(parts: Sequence[Sequence[Any]]) -> Iterator[Any]:
    return (one for part in parts for one in part)


def _element(element: Any) -> list[Alternative]:  # noqa: PLR0911  # one return for each conditional element
    match element:
        case ExpertaFact():
            return [(_pattern(element),)]
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
    if not callable(function):
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
        for constraint in _constraints(name, value)
    ]
    return Pattern(type(element), tuple(constraints))


def _constraints(  # noqa: PLR0911  # one return for each field constraint
    name: Any, value: Any, *, negated: bool = False
) -> list[Constraint]:
    match value:
        case NOTFC():
            return _constraints(name, value[0], negated=not negated)
        case ANDFC() if not negated:
            return [one for part in value for one in _constraints(name, part)]
        case ORFC() if negated:
            return [one for part in value for one in _constraints(name, part, negated=True)]
        case ANDFC() | ORFC():
            return [Constraint(name, "holds", _decides(name, value, negated=negated))]
        case W():
            return _wildcard(name, value, negated=negated)
        case L() | P():
            return _known(name, value, negated=negated)
        case FieldConstraint():
            message = f"{name}={value!r} is no constraint that is known here"
            raise UnsupportedError(message)
        case _:
            return [Constraint(name, "!=" if negated else "=", value)]


def _wildcard(name: Any, value: Any, *, negated: bool) -> list[Constraint]:
    if value.__bind__ is not None:
        return [Constraint(name, "!=" if negated else "=", _variable(name, value.__bind__))]
    if negated:
        message = f"{name}=~W() never matches; leave the rule out"
        raise UnsupportedError(message)
    return [Constraint(name, "known", UNKNOWN)]


def _known(name: Any, value: Any, *, negated: bool) -> list[Constraint]:
    if negated and value.__bind__ is not None:
        message = f"{name}: {value.__bind__!r} is bound inside ~, where it has no one value; bind it outside"
        raise UnsupportedError(message)
    if isinstance(value, L):
        found = Constraint(name, "!=" if negated else "=", value[0])
    else:
        found = Constraint(name, "holds", _unless(value[0]) if negated else value[0])
    bound = [] if value.__bind__ is None else [Constraint(name, "=", _variable(name, value.__bind__))]
    return [found, *bound]


def _variable(name: Any, variable: str) -> Variable:
    if not variable.isidentifier():
        message = f"{name}: {variable!r} is no name that a function could take"
        raise UnsupportedError(message)
    return Variable(variable)


def _unless(function: Callable[[Any], Any]) -> Callable[[Any], bool]:
    return lambda value: not function(value)


def _decides(name: Any, value: Any, *, negated: bool) -> Callable[[Any], bool]:
    """A function for constraints joined by `|`, which may bind and name no variables."""
    match value:
        case NOTFC():
            return _decides(name, value[0], negated=not negated)
        case ANDFC() | ORFC():
            parts = [_decides(name, part, negated=negated) for part in value]
            decide = all if isinstance(value, ANDFC) != negated else any
            return lambda found: decide(part(found) for part in parts)
        case L() | P() | W() if value.__bind__ is not None:
            message = f"{name}: {value.__bind__!r} inside `|` has no one value; write OR of two patterns"
            raise UnsupportedError(message)
        case P():
            function = value[0]
            return _unless(function) if negated else lambda found: bool(function(found))
        case W():
            return lambda _: not negated
        case _:
            wanted = identity(value[0] if isinstance(value, L) else value)
            return lambda found: (identity(found) == wanted) != negated
