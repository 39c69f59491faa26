"""Other values at some places of a brief, such as `use_cases.place-order.peak`.

Named parts are found by name. What stands in a list of words is a place as well, whose value tells whether it is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from archrules.model.base import Model
from archrules.model.brief import Brief

Path = tuple[str, ...]

THERE, GONE = True, False
"""The values of a word in a list."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Another value at a path. The value has the type that the field has in the model."""

    path: Path
    value: Any

    def clashes(self, other: "Edit") -> bool:
        """Whether one of the two would undo the other."""
        shorter = min(len(self.path), len(other.path))
        return self.path[:shorter] == other.path[:shorter]


def edited(brief: Brief, edits: Iterable[Edit]) -> Brief:
    """The brief with the other values. Raises KeyError if there is nothing of a name that a path has."""
    for edit in edits:
        brief = _with(brief, edit.path, edit.value)
    return brief


def value_at(brief: Brief, path: Path) -> Any:  # noqa: ANN401  # fields are of any type
    """The value at a path. Raises KeyError if there is nothing of a name that it has."""
    holder: Any = brief
    for step in path:
        holder = _part(holder, step)
    return holder


def field_of(brief: Brief, path: Path) -> Path:
    """The path of the field that is written, which for a word in a list is that of the list."""
    return path[:-1] if _is_words(value_at(brief, path[:-1])) else path


def written(brief: Brief, path: Path) -> Any:  # noqa: ANN401  # JSON is of any type
    """The field at a path as it stands in a file, in JSON's terms; None where the brief does not say."""
    holder = value_at(brief, path[:-1])
    if isinstance(holder, Model):
        return holder.model_dump(mode="json", include={path[-1]})[path[-1]]
    return holder.get(path[-1])


def _with(holder: Any, path: Path, value: Any) -> Any:  # noqa: ANN401  # fields are of any type
    step, rest = path[0], path[1:]
    new = _with(_part(holder, step), rest, value) if rest else value
    if isinstance(holder, Model):
        return holder.model_copy(update={step: new})
    if isinstance(holder, dict):
        return {**holder, step: new}
    if _is_words(holder):
        return tuple(sorted({*holder, step} if new else set(holder) - {step}))
    return tuple(new if _name(part) == step else part for part in holder)


def _part(holder: Any, step: str) -> Any:  # noqa: ANN401  # fields are of any type
    if isinstance(holder, Model):
        return getattr(holder, step)
    if isinstance(holder, dict):
        return holder.get(step)
    if _is_words(holder):
        return step in holder
    for part in holder:
        if _name(part) == step:
            return part
    raise KeyError(step)


def _is_words(holder: Any) -> bool:  # noqa: ANN401  # fields are of any type
    """Whether it is a list of words; a list of nothing is one as well, as far as parts are found in it."""
    return isinstance(holder, tuple) and all(isinstance(each, str) for each in holder)


def _name(part: Any) -> str | None:  # noqa: ANN401  # parts are of any type
    """The name of a part, or for a call whom it calls."""
    name: str | None = getattr(part, "name", None) or getattr(part, "to", None)
    return name
