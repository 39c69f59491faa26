"""From experta's field constraints to those that the matcher runs."""

from collections.abc import Callable
from typing import Any

from archrules.inference.experta_door import ANDFC, NOTFC, ORFC, FieldConstraint, L, P, W
from archrules.inference.handwritten.facts import held, identity
from archrules.knowledge_base.conditions import UNKNOWN, Constraint, Variable


class UnsupportedError(ValueError):
    """A construct that has no meaning here."""


def field_constraints(kind: type[Any], name: Any, value: Any) -> list[Constraint]:
    """What a field of a pattern must be; literals are held as facts of the class hold them.

    Raises:
        UnsupportedError: some constraint is not supported, or a literal is no value of the field.
    """
    try:
        return _constraints(name, _as_held(kind, name, value))
    except (TypeError, OverflowError) as error:
        message = f"{name}: {error}"
        raise UnsupportedError(message) from error


def _as_held(kind: type[Any], name: Any, value: Any) -> Any:
    """The constraint with its literals as facts hold them."""
    match value:
        case NOTFC() | ANDFC() | ORFC():
            return type(value)(*(_as_held(kind, name, part) for part in value))
        case L():
            return L(_literal(kind, name, value[0]), value.__bind__)
        case FieldConstraint():
            return value
        case _:
            return _literal(kind, name, value)


def _literal(kind: type[Any], name: Any, value: Any) -> Any:
    try:
        return held(kind, name, value)
    except ValueError as error:
        message = f"never matches: {error}"
        raise UnsupportedError(message) from error


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
