"""What is a file: bytes that are read and replaced as a whole, so that they rest in an object store, not in a row."""

from collections.abc import Mapping
from fractions import Fraction

from archrules.analysis.defaults import Defaults
from archrules.model.brief import Brief
from archrules.model.domain import AccessPattern, Entity
from archrules.vocabulary.origins import Origin

_SIZE, _REFERENCE = "file-size", "file-reference"
_LOOKED_INTO: frozenset[AccessPattern] = frozenset({"full-text", "traversal", "aggregate"})
"""How an entity is found only if the store can read what is in it."""


def is_file(entity: Entity, defaults: Defaults) -> bool:
    """Whether the bytes of an entity rest in an object store, and its rows only refer to them.

    That is so for pictures, sound, film and documents (tag `media`), unless one is no larger than the row that would
    refer to it, and for all else from the size where a database holds it worse than a file system, unless it is looked
    into or held for a session. A size that is not known makes no file.
    """
    if "media" in entity.tags:
        return entity.payload is None or entity.payload > defaults.amount(_REFERENCE)
    if entity.payload is None or entity.payload < defaults.amount(_SIZE):
        return False
    return "session" not in entity.tags and _LOOKED_INTO.isdisjoint(entity.access)


def row_bytes(entity: Entity, defaults: Defaults) -> Fraction | None:
    """What one takes in the database: of a file the row that refers to it; None where the brief does not say."""
    return defaults.amount(_REFERENCE) if is_file(entity, defaults) else entity.payload


def assumed_of_file(entity: Entity, defaults: Defaults, path: str) -> list[Origin]:
    """The defaults that make an entity, which is a file, one of that size in the database."""
    by_size = [] if "media" in entity.tags else [defaults.origin(_SIZE, f"{path}.payload")]
    return [*by_size, defaults.origin(_REFERENCE, f"{path}.payload")]


def files(brief: Brief, defaults: Defaults) -> Mapping[str, Entity]:
    """The entities of a brief that are files, by full name."""
    return {
        f"{context.name}.{entity.name}": entity
        for context in brief.contexts
        for entity in context.entities
        if is_file(entity, defaults)
    }


def files_under_fixed_addresses(brief: Brief, defaults: Defaults) -> frozenset[str]:
    """Those that hold no personal data, so that each may be kept by anybody for good under its address."""
    return frozenset(name for name, entity in files(brief, defaults).items() if "pii" not in entity.tags)
