"""Reads the conditions of `when:` from their written form and checks them against the vocabulary."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from keyword import kwlist
from typing import Any

from archrules.knowledge_base.conditions import (
    UNKNOWN,
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.expressions import Expression, ExpressionError, parse_expression
from archrules.knowledge_base.scope import Path, Scope
from archrules.knowledge_base.validation import KEY, suggest
from archrules.vocabulary.facts import Value, fits, number
from archrules.vocabulary.kinds import Field, Kind, Type
from archrules.vocabulary.stated_fields import is_stated

_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
_WORDS = {"true", "false", *kwlist}
COMPARISONS = ("!=", "<", "<=", ">", ">=")


def read_conditions(raw: Sequence[Any], path: Path, scope: Scope) -> tuple[Condition, ...]:
    """The conditions, in the order written. What positive patterns bind is added to the scope's types."""
    conditions = [read_condition(entry, (*path, index), scope) for index, entry in enumerate(raw)]
    return tuple(condition for condition in conditions if condition is not None)


def read_condition(raw: object, path: Path, scope: Scope) -> Condition | None:
    """One condition, or None after noting its faults in the scope."""
    if not isinstance(raw, dict) or len(raw) != 1:
        words = "`not:`, `exists:`, `count:` or `test:`"
        scope.faults.add(path, f"a condition is one `kind: {{field: value}}`, {words}")
        return None
    (word, body), *_ = raw.items()
    inner = (*path, word)
    match word:
        case "test":
            expression = read_expression(body, inner, scope)
            return Test(expression) if expression else None
        case "not":
            conditions = _read_inner(body, inner, scope.extended())
            return Negation(conditions) if conditions else None
        case "exists":
            conditions = _read_inner(body, inner, scope.extended())
            return Existence(conditions) if conditions else None
        case "count":
            return _read_count(body, inner, scope)
        case _:
            return read_pattern(word, body, inner, scope)


def _read_inner(body: object, path: Path, scope: Scope) -> tuple[Condition, ...] | None:
    """What has to hold together: one pattern, or a list of conditions of which one at least is a pattern."""
    if isinstance(body, list) and body:
        conditions = read_conditions(body, path, scope)
        if len(conditions) == len(body) and not any(isinstance(one, Pattern) for one in conditions):
            scope.faults.add(path, "needs at least one pattern, `kind: {field: value}`")
            return None
        return conditions or None
    if not isinstance(body, dict) or len(body) != 1:
        scope.faults.add(path, "expected one pattern, `kind: {field: value}`, or a list of conditions")
        return None
    (kind, fields), *_ = body.items()
    pattern = read_pattern(kind, fields, (*path, kind), scope)
    return None if pattern is None else (pattern,)


def _read_count(body: object, path: Path, scope: Scope) -> Count | None:
    if not isinstance(body, dict) or not {"of", "as"} <= set(body) <= {"of", "as", "distinct"}:
        shape = (
            "`count: {of: {kind: {field: value}}, as: $name}`, with `distinct: $variable` to count its values"
        )
        scope.faults.add(path, f"expected {shape}")
        return None
    inner = scope.extended()
    conditions = _read_inner(body["of"], (*path, "of"), inner)
    distinct = None
    if "distinct" in body:
        distinct = _variable_name(body["distinct"], (*path, "distinct"), scope)
        if distinct is not None and (distinct in scope.types or distinct not in inner.types):
            inside = ", ".join(sorted(inner.types.keys() - scope.types.keys())) or "none"
            scope.faults.add(
                (*path, "distinct"),
                f"`distinct` needs a variable that the count itself binds (bound in it: {inside})",
            )
            distinct = None
    name = _variable_name(body["as"], (*path, "as"), scope)
    if name is not None and name in scope.types:
        scope.faults.add((*path, "as"), f"${name} is bound already; give the count another name")
        return None
    if name is not None:
        scope.types[name] = Type.NUMBER
    return Count(conditions, name, distinct) if conditions and name else None


def _variable_name(raw: object, path: Path, scope: Scope) -> str | None:
    variable = raw.removeprefix("$") if isinstance(raw, str) and raw.startswith("$") else ""
    if _VARIABLE.fullmatch(variable) and variable not in _WORDS:
        return variable
    scope.faults.add(
        path,
        f"{str(raw)[:60]!r} is not a variable; write `$name` in lower-case letters, digits and underscores",
    )
    return None


def read_pattern(word: str, body: object, path: Path, scope: Scope) -> Pattern | None:
    """A pattern over facts of the kind `word`."""
    kind = find_kind(word, (*path, KEY), scope)
    if kind is None:
        return None
    fields = {} if body is None else body
    if not isinstance(fields, dict):
        scope.faults.add(
            path, f"expected the fields of {word}, such as `{{{next(iter(kind.fields))}: $name}}`"
        )
        return None
    constraints: list[Constraint] = []
    for name, value in fields.items():
        if name not in kind.fields:
            hint = suggest(name, kind.fields) or f"; it has {', '.join(kind.fields)}"
            scope.faults.add((*path, name, KEY), f"{word} has no field {name!r}{hint}")
            continue
        known = set(scope.types)
        constraints.extend(_read_constraints(name, value, kind.fields[name], (*path, name), scope))
        if is_stated(word, name):
            scope.stated |= scope.types.keys() - known
    return Pattern(word, tuple(constraints))


def find_kind(word: str, path: Path, scope: Scope) -> Kind | None:
    """The kind of that name, or None after noting a fault."""
    kind = scope.vocabulary.get(word)
    if kind is None:
        hint = suggest(word, scope.vocabulary) or "; the vocabulary lists those there are"
        scope.faults.add(path, f"there is no kind of fact {word!r}{hint}")
    return kind


def _read_constraints(name: str, raw: object, declared: Field, path: Path, scope: Scope) -> list[Constraint]:
    match raw:
        case "unknown":
            return [Constraint(name, "unknown", UNKNOWN)]
        case list() | dict() if not raw:
            scope.faults.add(path, f"says nothing about {name}; remove it or write a value")
            return []
        case list():
            values = tuple(
                _read_literal(entry, declared, (*path, index), scope) for index, entry in enumerate(raw)
            )
            return [Constraint(name, "in", tuple(value for value in values if value is not None))]
        case dict():
            return [
                constraint
                for sign, operand in raw.items()
                for constraint in _read_comparison(name, sign, operand, declared, (*path, sign), scope)
            ]
        case str() if raw.startswith("$"):
            return _read_variable(name, raw, declared, path, scope)
        case _:
            value = read_value(raw, declared, path, scope)
            return [] if value is None else [Constraint(name, "=", value)]


def _read_variable(name: str, raw: str, declared: Field, path: Path, scope: Scope) -> list[Constraint]:
    variable = _variable_name(raw, path, scope)
    if variable is None:
        return []
    known = scope.types.get(variable)
    if known is None:
        scope.types[variable] = declared.type
    elif not comparable(known, declared.type):
        _note_types(name, raw, declared, path, scope)
    else:
        scope.used.add(variable)
    return [Constraint(name, "=", Variable(variable))]


def comparable(first: Type, second: Type) -> bool:
    """Whether values of the two types can be equal."""
    texts = {Type.NAME, Type.TEXT}
    return first is second or {first, second} <= texts


def _read_comparison(
    name: str, sign: str, raw: object, declared: Field, path: Path, scope: Scope
) -> list[Constraint]:
    if sign == "as" and isinstance(raw, str) and raw.startswith("$"):
        return _read_variable(name, raw, declared, path, scope)
    if sign not in COMPARISONS:
        scope.faults.add(
            (*path, KEY), f"{sign!r} is not a comparison; use {', '.join(COMPARISONS)} or `as: $name`"
        )
        return []
    if sign != "!=" and declared.type is not Type.NUMBER:
        scope.faults.add(path, f"{name} is a {declared.type.value}; only numbers have an order")
        return []
    if isinstance(raw, str) and raw.startswith("$"):
        variable = raw.removeprefix("$")
        if not scope.use(variable, path, f"{name} {sign}"):
            return []
        if not comparable(scope.types[variable], declared.type):
            _note_types(name, raw, declared, path, scope)
        return [Constraint(name, sign, Variable(variable))]
    value = _read_literal(raw, declared, path, scope)
    return [] if value is None else [Constraint(name, sign, value)]


def _note_types(name: str, raw: str, declared: Field, path: Path, scope: Scope) -> None:
    known = scope.types[raw.removeprefix("$")]
    scope.faults.add(path, f"{raw} holds a {known.value}, but {name} is a {declared.type.value}")


def _read_literal(raw: object, declared: Field, path: Path, scope: Scope) -> Value | None:
    """A value where neither a variable nor `unknown` can stand."""
    if isinstance(raw, str) and (raw == "unknown" or raw.startswith("$")):
        scope.faults.add(path, f"{raw!r} cannot stand here, only alone: `field: {raw}`")
        return None
    return read_value(raw, declared, path, scope)


def plain(raw: object) -> object:
    """A scalar of YAML as a fact holds it: decimals become fractions."""
    return number(Fraction(raw)) if isinstance(raw, Decimal) else raw


def read_value(raw: object, declared: Field, path: Path, scope: Scope) -> Value | None:
    """A literal that fits the field, or None after noting a fault."""
    value = plain(raw)
    if fits(value, declared) and isinstance(value, str | int | Fraction):
        return value
    if isinstance(value, str) and declared.choices:
        hint = suggest(value, declared.choices) or f"; it is one of {', '.join(declared.choices)}"
        scope.faults.add(path, f"{value!r} cannot stand here{hint}")
    else:
        scope.faults.add(path, f"expected a {declared.type.value}, found {str(raw)[:60]!r}")
    return None


def read_expression(raw: object, path: Path, scope: Scope) -> Expression | None:
    """An expression all of whose names are bound, or None after noting faults."""
    if not isinstance(raw, str):
        scope.faults.add(path, "expected an expression such as `writes > limit`")
        return None
    try:
        expression = parse_expression(raw)
    except ExpressionError as error:
        scope.faults.add(path, str(error))
        return None
    return expression if all(scope.use(name, path, f"`{raw}`") for name in expression.names) else None
