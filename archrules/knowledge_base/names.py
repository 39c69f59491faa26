"""All faults of a document at once: those of its shape, and those of the names in it, as far as they can be told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel

from archrules.errors import InputError, near_names
from archrules.knowledge_base.strict_yaml import Document, ValuePath
from archrules.knowledge_base.validation import KEY, examine, faults_at

M = TypeVar("M", bound=BaseModel)

_ROUNDS = 8  # what is left out may leave something else without what it needs


@dataclass(frozen=True, slots=True)
class NameCheck(Generic[M]):
    """How the names in a document of one model are checked.

    `problems` tells what is wrong with them. `holders` are the fields whose entries others refer to: without them
    every name that refers to one would look wrong. `stand_ins` are values for what such an entry cannot be without.
    """

    model: type[M]
    problems: Callable[[M], Iterable[tuple[ValuePath, str]]]
    holders: Collection[str]
    stand_ins: Mapping[str, object] = field(default_factory=dict)


def validate_with_names(document: Document, check: NameCheck[M], *, error: type[InputError]) -> M:
    """Return the document as a model in which all names are right.

    Raises:
        InputError: of the class `error`, with one fault for each thing that does not fit and each wrong name. Names
            are checked beside faults of shape where those leave all that is referred to.
    """
    found, problems = examine(document, check.model)
    readable = found or _without_faults(document, check, problems)
    if readable is not None:
        problems += check.problems(readable)
    faults_at(document, problems, error)
    return cast("M", found)  # what is no model has problems, which have been raised


def _without_faults(
    document: Document, check: NameCheck[M], problems: list[tuple[ValuePath, str]]
) -> M | None:
    """The document without the fields at fault; None where that leaves nothing to check."""
    rest = replace(document, value=deepcopy(document.value))
    for _ in range(_ROUNDS):
        if not all(_left_out(rest.value, path, check) for path, _ in problems):
            return None
        found, problems = examine(rest, check.model)
        if found is not None:
            return found
    return None


def _left_out(value: Any, path: ValuePath, check: NameCheck[M]) -> bool:  # noqa: ANN401 - YAML is of any type
    """Take the nearest field that a path leads through out of the value; False where others may refer to it."""
    is_unknown = path[-1:] == (KEY,)
    steps = path[:-1] if is_unknown else path
    while steps and isinstance(steps[-1], int):
        steps = steps[:-1]
    if not steps:
        return False
    try:
        for step in steps[:-1]:
            value = value[step]
        found = value[steps[-1]]
    except KeyError:
        return True  # taken out already, with another fault
    name = str(steps[-1])
    if name in check.holders or (is_unknown and _may_hold(found, steps, check)):
        return False
    stand_in = check.stand_ins.get(name)
    if stand_in is None or found == stand_in:
        del value[name]
    else:
        value[name] = stand_in
    return True


def _may_hold(value: object, path: ValuePath, check: NameCheck[M]) -> bool:
    """Whether an unknown field may be a misspelt one that others refer to."""
    if not isinstance(value, list | dict) or (path[1:] and path[0] not in check.holders):
        return False
    likely = near_names(str(path[-1]), {*check.model.model_fields, *check.holders})[:1]
    return not likely or likely[0] in check.holders
