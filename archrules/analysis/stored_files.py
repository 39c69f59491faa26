"""What rests in an object store beside the databases: the files of each context, with what they come to."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import from_brief
from archrules.analysis.files import assumed_of_file
from archrules.analysis.given_facts import given, in_a_row
from archrules.analysis.load import Loads
from archrules.model.brief import Brief
from archrules.model.domain import Context, Entity
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def stored_files(brief: Brief, defaults: Defaults, loads: Loads) -> Iterator[Given]:
    """`file` for each entity that is one, and `file_group` for each context that has some."""
    for context in brief.contexts:
        found = [each for each in context.entities if loads.volume(f"{context.name}.{each.name}").is_file]
        for entity in found:
            yield _file(context, entity, defaults, loads)
        if found:
            yield _group(context, found, loads)


def _file(context: Context, entity: Entity, defaults: Defaults, loads: Loads) -> Given:
    name, path = f"{context.name}.{entity.name}", f"contexts.{context.name}.entities.{entity.name}"
    volume = loads.volume(name)
    values: dict[str, Value | None] = {
        "entity": name,
        "context": context.name,
        "payload_bytes": volume.file,
        "row_bytes": volume.payload,
        "retention_s": entity.retention,
        "public": entity.visibility == "public" and "pii" not in entity.tags,
        "bytes": volume.file_size,
        "bytes_at_most": volume.most_file_size,
    }
    return given("file", values, from_brief(path), *assumed_of_file(entity, defaults, path))


def _group(context: Context, found: list[Entity], loads: Loads) -> Given:
    volumes = [loads.volume(f"{context.name}.{entity.name}") for entity in found]
    known = [volume.file_size for volume in volumes]
    most = [volume.most_file_size for volume in volumes]
    values: dict[str, Value | None] = {
        "context": context.name,
        "entities": in_a_row(sorted(entity.name for entity in found)),
        "bytes": _sum(known),
        "bytes_at_most": _sum(most),
    }
    inputs = tuple(sorted(f"contexts.{context.name}.entities.{entity.name}" for entity in found))
    formula = "rows at the end of the horizon x payload summed over what is a file"
    return given("file_group", values, Origin("computed", f"files of {context.name}", formula, inputs))


def _sum(sizes: list[Fraction | None]) -> Fraction | None:
    """The sum of what is known; None if nothing is."""
    known = [size for size in sizes if size is not None]
    return sum(known, Fraction(0)) if known else None
