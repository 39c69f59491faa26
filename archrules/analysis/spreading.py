"""By which key the rows of a context are best spread over several nodes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.given_facts import given
from archrules.analysis.load import Loads
from archrules.model.domain import Context, Entity
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


@dataclass(frozen=True, slots=True)
class _Key:
    """What rows may belong to; `keys` counts its values, if they are known."""

    name: str
    inside: bool
    keys: Fraction | None

    @property
    def order(self) -> tuple[bool, bool, Fraction, str]:
        """Owners in other contexts first, then what has the most values."""
        return self.inside, self.keys is None, -(self.keys or Fraction(0)), self.name


def spread_key(context: Context, references: Mapping[str, Sequence[str]], loads: Loads) -> Iterator[Given]:
    """The `spread_key` of a context; none where nothing is written in it."""
    written = [each for each in context.entities if loads.writes(f"{context.name}.{each.name}")]
    if not written:
        return
    entity = min(written, key=lambda each: _rank(context, each, references, loads))
    name = f"{context.name}.{entity.name}"
    rows = loads.volume(name).rows
    key = min(_owners(context, name, references, loads), key=lambda one: one.order, default=None)
    found = key or _Key(name, inside=True, keys=rows)
    of_each = rows / found.keys if rows is not None and found.keys else None
    values: dict[str, Value | None] = {
        "context": context.name,
        "entity": name,
        "key": found.name,
        "keys": found.keys,
        "rows": of_each,
        "bytes": of_each * loads.volume(name).payload if of_each is not None else None,
    }
    path = f"contexts.{context.name}.entities.{entity.name}"
    formula = "what the entity with the most writes belongs to; its rows divided by the values of that"
    origin = Origin("computed", f"key of {context.name}", formula, (f"{path}.relations", f"{path}.volume"))
    yield given("spread_key", values, origin)


def _rank(
    context: Context, entity: Entity, references: Mapping[str, Sequence[str]], loads: Loads
) -> tuple[Fraction, int, str]:
    name = f"{context.name}.{entity.name}"
    return -loads.writes(name), -len(references[name]), entity.name


def _owners(
    context: Context, name: str, references: Mapping[str, Sequence[str]], loads: Loads
) -> Iterator[_Key]:
    """What the rows of an entity can belong to: of that there are no more than of them."""
    rows = loads.volume(name).rows
    own = {f"{context.name}.{each.name}" for each in context.entities}
    for target in references[name]:
        keys = loads.volume(target).rows
        inside = target in own
        fewer = keys is not None and rows is not None and keys < rows
        unknown = keys is None or rows is None
        if target != name and (fewer or (unknown and not inside)):
            yield _Key(target, inside, keys)
