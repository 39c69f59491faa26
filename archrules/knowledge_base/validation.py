"""From a document to a pydantic model, and from pydantic's errors to faults with places, in plain English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from archrules.errors import Fault, did_you_mean, near_names, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pydantic_core import ErrorDetails

    from archrules.errors import InputError
    from archrules.knowledge_base.strict_yaml import Document, ValuePath

M = TypeVar("M", bound=BaseModel)

KEY = "[key]"
"""At the end of a path: the place of the key itself is meant, not that of its value."""

_FAULT_LIMIT = 999  # and one that counts the others, so that an error prints them all
_SHOWN_LENGTH = 60
_LISTED_NAMES = 40
_Location: TypeAlias = tuple[str | int, ...]
_Schema: TypeAlias = Mapping[str, Any]
_ANYTHING: _Schema = {"type": "any"}
_WRAPPED = {"lax-or-strict": "lax_schema", "json-or-python": "python_schema"}
# What had to stand there, by the type of pydantic's error; filled in with the error's context.
_EXPECTED = {
    **dict.fromkeys(["string_type", "string_sub_type"], "text"),
    **dict.fromkeys(["int_type", "int_parsing", "int_from_float", "int_parsing_size"], "a whole number"),
    **dict.fromkeys(["float_type", "float_parsing", "decimal_type", "decimal_parsing"], "a number"),
    **dict.fromkeys(["bool_type", "bool_parsing"], "true or false"),
    **dict.fromkeys(["list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"], "a list"),
    **dict.fromkeys(["dict_type", "mapping_type", "model_type", "model_attributes_type"], "a mapping"),
    **dict.fromkeys(["date_type", "date_parsing", "date_from_datetime_parsing"], "a date such as 2026-01-31"),
    "dataclass_type": "a mapping",
    "none_required": "nothing",
    "finite_number": "a finite number",
    "greater_than": "a number greater than {gt}",
    "greater_than_equal": "a number of at least {ge}",
    "less_than": "a number less than {lt}",
    "less_than_equal": "a number of at most {le}",
    "multiple_of": "a multiple of {multiple_of}",
    "string_too_short": "text of {min_length} or more characters",
    "string_too_long": "text of {max_length} or fewer characters",
    "string_pattern_mismatch": "text that matches {pattern}",
    "too_short": "{min_length} or more entries",
    "too_long": "{max_length} or fewer entries",
}


def validate(document: Document, model: type[M], *, error: type[InputError]) -> M:
    """Return the document as a model.

    Raises:
        InputError: of the class `error`, with one fault for each thing in the document that does not fit.

    """
    found, problems = examine(document, model)
    if found is None:
        raise error(_faults(document, problems))
    return found


def examine(document: Document, model: type[M]) -> tuple[M | None, list[tuple[ValuePath, str]]]:
    """Return the document as a model, or else all that does not fit, each with its path."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as raised:
        found = [_problem(model, document, each) for each in raised.errors(include_url=False)[:_FAULT_LIMIT]]
        hidden = raised.error_count() - len(found)
    problems = [(each.path, each.message) for each in _of_likeliest_branches(found, 0)]
    if hidden:
        problems.append((problems[-1][0], f"{hidden} more faults are not told: correct these first"))
    return None, problems


def faults_at(document: Document, problems: Iterable[tuple[ValuePath, str]], error: type[InputError]) -> None:
    """Raise one error for all problems, each a path and a message; without problems do nothing.

    A path that ends with `KEY` means the key before it.

    Raises:
        InputError: of the class `error`, if there is a problem.

    """
    if faults := _faults(document, problems):
        raise error(faults)


def suggest(name: str, candidates: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the candidate most like the name, or nothing if none is like it."""
    return did_you_mean(near_names(name, candidates)[:1])


def _faults(document: Document, problems: Iterable[tuple[ValuePath, str]]) -> list[Fault]:
    faults = []
    for path, message in problems:
        of_key = path[-1:] == (KEY,)
        position = document.key_position(path[:-1]) if of_key else document.position(path)
        faults.append(Fault(document.source, *position, message))
    return faults


# ---- where: a location of pydantic followed through the schema of the model


class _Branch(NamedTuple):
    """Where a location names a form of a union instead of a place, and how deep in the document that is."""

    at: int
    depth: int


class _Trace(NamedTuple):
    """What a location means: a path in the document, the schema there, and the branches on the way."""

    path: ValuePath
    schema: _Schema
    branches: tuple[_Branch, ...]


def _traced(model: type[BaseModel], document: Document, location: _Location) -> _Trace:
    start = _Trace((), model.__pydantic_core_schema__, ())
    trace = next(_traces(start, location, 0, {}), None)
    return trace or _Trace(_existing_path(document.value, location), _ANYTHING, ())


def _existing_path(value: object, location: _Location) -> ValuePath:
    """Return the parts of a location that lead down the value: what is left where a schema tells nothing."""
    path: ValuePath = ()
    for part in location:
        inside = dict(enumerate(value)) if isinstance(value, list) else value
        if isinstance(inside, dict) and part in inside:
            path, value = (*path, part), inside[part]
    return path


def _traces(
    so_far: _Trace, location: _Location, at: int, definitions: dict[str, _Schema]
) -> Iterator[_Trace]:
    """Yield what the location can mean, given what it means up to the index; a union can make it several."""
    path, schema, branches = so_far
    schema = _unwrapped(schema, definitions)
    rest = location[at:]
    if not rest or rest == (KEY,):
        yield _Trace((*path, *rest), schema, branches)
        return
    if schema["type"] == "union":
        branches = (*branches, _Branch(at, len(path)))
        children = _forms(schema, str(rest[0]), definitions)
    elif schema["type"] == "tagged-union":
        children = [schema["choices"][rest[0]]] if rest[0] in schema["choices"] else []
    else:
        path, children = (*path, rest[0]), _inside(schema, rest)
    for child in children:
        yield from _traces(_Trace(path, child, branches), location, at + 1, definitions)


def _unwrapped(schema: _Schema, definitions: dict[str, _Schema]) -> _Schema:
    """Return the schema within defaults, validators and references, and note the definitions on the way."""
    while True:
        kind = schema["type"]
        if kind == "definitions":
            definitions.update((each["ref"], each) for each in schema["definitions"])
        if kind == "definition-ref":
            schema = definitions[schema["schema_ref"]]
        elif kind == "chain":
            schema = schema["steps"][0]
        elif (inner := _WRAPPED.get(kind, "schema")) in schema:
            schema = schema[inner]
        else:
            return schema


def _inside(schema: _Schema, rest: _Location) -> list[_Schema]:
    """Return the schema of that value in a mapping or list with which the rest of a location starts."""
    match schema["type"], rest[0]:
        case (("model-fields" | "typed-dict" | "dataclass-args"), name):
            fields = _fields(schema, by_name=True)
            return [fields[str(name)]] if name in fields else []
        case "dict", _:
            return [schema.get("keys_schema" if rest[1:] == (KEY,) else "values_schema", _ANYTHING)]
        case "tuple", int(index):
            items: list[_Schema] = schema["items_schema"]
            return [items[min(index, len(items) - 1)]] if items else []
        case (("list" | "set" | "frozenset"), int()):
            return [schema.get("items_schema", _ANYTHING)]
    return []


def _fields(schema: _Schema, *, by_name: bool = False) -> dict[str, _Schema]:
    """Return the fields of a model by their aliases, or else names; with `by_name` by both."""
    listed = schema.get("fields", ())
    named = listed.items() if isinstance(listed, Mapping) else [(each["name"], each) for each in listed]
    names = dict(named) if by_name else {}
    for name, field in named:
        alias = field.get("validation_alias")
        names[alias if isinstance(alias, str) else name] = field
    return names


def _forms(schema: _Schema, label: str, definitions: dict[str, _Schema]) -> list[_Schema]:
    """Return the forms of a union that a label of pydantic can mean: all of them if none looks like it."""
    forms = [each[0] if isinstance(each, tuple) else each for each in schema["choices"]]
    inner = [_unwrapped(each, definitions) for each in forms]
    return [each for each in inner if each.get("model_name", each["type"]) in label] or inner


# ---- what: an error of pydantic in plain English


@dataclass(frozen=True, slots=True)
class _Problem:
    """A fault before it has a place; `expected` is set where only another kind of value would do."""

    path: ValuePath
    message: str
    location: _Location = ()
    branches: tuple[_Branch, ...] = ()
    expected: str | None = None
    value: object = None
    names: tuple[str, ...] = ()
    is_unknown_field: bool = False


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> _Problem:
    location, kind = error["loc"], error["type"]
    if kind in {"missing", "extra_forbidden"}:
        return _problem_of_field(_traced(model, document, location[:-1]), location, kind)
    path, schema, branches = _traced(model, document, location)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return _problem_of_tag(path, schema, error, branches)
    expected, names, value = _expected(error, schema), tuple(_names(schema)), error["input"]
    if expected is not None:
        message = _not_as_expected(expected, value, names)
        return _Problem(path, message, location, branches, expected, value, names)
    reason = error.get("ctx", {}).get("error")
    return _Problem(path, error["msg"] if reason is None else str(reason), location, branches)


def _problem_of_field(parent: _Trace, location: _Location, kind: str) -> _Problem:
    """Tell what is wrong with the name at the end of the location: that it is missing, or that it is there."""
    name = str(location[-1])
    if kind == "missing":
        return _Problem(parent.path, f"the field '{name}' is missing: add it", location, parent.branches)
    known = _fields(parent.schema)
    hint = suggest(name, known) or f": the fields here are {_listed(known)}"
    message = f"unknown field '{printable(name, limit=_SHOWN_LENGTH)}'{hint}"
    return _Problem((*parent.path, name, KEY), message, location, parent.branches, is_unknown_field=True)


def _problem_of_tag(
    path: ValuePath, schema: _Schema, error: ErrorDetails, branches: tuple[_Branch, ...]
) -> _Problem:
    """Tell what is wrong with the field, or else the function, that says which form of a union is meant."""
    field = schema.get("discriminator")
    tags = [str(tag) for tag in schema.get("choices", ())]
    if not isinstance(field, str):
        message = f"this has none of the forms known here: {_listed(tags)}"
    elif error["type"] == "union_tag_not_found":
        message = f"the field '{field}' is missing: add it, with one of {_listed(tags)}"
    else:
        path = (*path, field)
        message = _not_as_expected(_one_of(tags), error["ctx"]["tag"], tags)
    return _Problem(path, message, error["loc"], branches)


def _expected(error: ErrorDetails, schema: _Schema) -> str | None:
    """Return what had to stand there, or None where the message of a validator tells all."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in {"literal_error", "enum"}:
        names = _names(schema)
        return _one_of(names) if names else str(context["expected"])
    if kind in _EXPECTED:
        return _EXPECTED[kind].format_map(context)
    _, is_phrase, phrase = error["msg"].partition("Input should be ")
    return phrase if is_phrase else None


def _names(schema: _Schema) -> list[str]:
    """Return the values that a literal or an enumeration allows."""
    allowed = schema.get("expected") if schema["type"] == "literal" else schema.get("members")
    return [str(each.value if isinstance(each, Enum) else each) for each in allowed or ()]


def _one_of(names: list[str]) -> str:
    return f"'{names[0]}'" if len(names) == 1 else f"one of {_listed(names)}"


def _listed(names: Collection[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in islice(names, _LISTED_NAMES))
    return shown if len(names) <= _LISTED_NAMES else f"{shown} and {len(names) - _LISTED_NAMES} more"


def _not_as_expected(expected: str, value: object, names: Iterable[str] = ()) -> str:
    hint = suggest(value, names) if isinstance(value, str) else ""
    if "text" in expected.split(" or ") and isinstance(value, int | Decimal):
        hint = ": put it in quotes"
    return f"expected {expected}, found {_shown(value)}{hint}"


def _shown(value: object) -> str:
    """Return what a value of a document is called in a message."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return f"the number {value}"
        case dict() | list():
            return f"{'a' if value else 'an empty'} {'mapping' if isinstance(value, dict) else 'list'}"
    return f"text '{printable(str(value), limit=_SHOWN_LENGTH)}'"


# ---- which: of the forms of a union, only the one that was meant is told about


def _of_likeliest_branches(problems: list[_Problem], level: int) -> list[_Problem]:
    """Return the problems with, at each union, only those of the likeliest of its forms."""
    kept: list[_Problem] = []
    unions: dict[_Location, list[_Problem]] = {}
    for problem in problems:
        if level < len(problem.branches):
            unions.setdefault(problem.location[: problem.branches[level].at], []).append(problem)
        else:
            kept.append(problem)
    for union in unions.values():
        kept.extend(_of_likeliest_branches(_likeliest(union, level), level + 1))
    return kept


def _likeliest(problems: list[_Problem], level: int) -> list[_Problem]:
    """Return the problems of the form that fits best, or where none fits one problem that names all forms."""
    at, depth = problems[0].branches[level]
    forms: dict[str | int, list[_Problem]] = {}
    for problem in problems:
        forms.setdefault(problem.location[at], []).append(problem)
    right_kind = [
        form for form in forms.values() if any(len(each.path) > depth or not each.expected for each in form)
    ]
    if right_kind:
        return min(right_kind, key=lambda form: (sum(each.is_unknown_field for each in form), len(form)))
    expected = " or ".join(dict.fromkeys(each.expected for each in problems if each.expected))
    names = [name for each in problems for name in each.names]
    return [replace(problems[0], message=_not_as_expected(expected, problems[0].value, names), branches=())]
