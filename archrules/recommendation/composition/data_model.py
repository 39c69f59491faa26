"""The entities in their stores: how many, what they refer to, and through which index they are found."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from archrules.analysis.data_shape import entity_references
from archrules.model.data_model import EntityRow, LookupRow
from archrules.model.rounding import rounded_count, rounded_rate, rounded_size
from archrules.recommendation.composition.services import store_of
from archrules.recommendation.composition.units import Design
from archrules.vocabulary.facts import Fact


def data_model(design: Design) -> Iterator[EntityRow]:
    """Every entity of a context whose store was chosen, in order of store and name."""
    references = entity_references(design.brief)
    rows = [
        _row(design, context.name, entity.name, store, references[f"{context.name}.{entity.name}"])
        for context in design.brief.contexts
        if (store := store_of(design, context.name)) is not None
        for entity in context.entities
    ]
    yield from sorted(rows, key=lambda row: (row.store, row.entity))


def _row(design: Design, context: str, entity: str, store: str, references: Sequence[str]) -> EntityRow:
    name = f"{context}.{entity}"
    (load,) = design.memory.find("entity_load", entity=name)
    own = {f"{context}.{each.name}": each.name for each in design.contexts[context].entities}
    technology, _ = design.technology("datastore", context)
    found = design.memory.find("lookup_index", entity=name)
    lookups = sorted((fact.text("pattern"), fact.text("index")) for fact in found)
    return EntityRow(
        entity=name,
        store=store,
        technology=technology or store,
        rows=_known(load, "rows", rounded_count),
        size=_size(design, name, load),
        reads=rounded_rate(load.amount("reads_per_s")),
        writes=rounded_rate(load.amount("writes_per_s")),
        references=tuple(own[target] for target in references if target in own),
        identifiers=tuple(target for target in references if target not in own),
        lookups=tuple(LookupRow(pattern=pattern, index=index) for pattern, index in lookups),
    )


def _size(design: Design, entity: str, load: Fact) -> str | None:
    """What the rows take, and of files what they take in the object store."""
    rows = _known(load, "bytes", rounded_size)
    beside = [_known(file, "bytes", rounded_size) for file in design.memory.find("file", entity=entity)]
    told = [rows, *(f"{size} of files" for size in beside if size is not None)]
    return ", ".join(filter(None, told)) or None


def _known(load: Fact, field: str, written: Callable[[Fraction], str]) -> str | None:
    """What is known of a quantity, or else what it cannot pass."""
    if load.get(field) is not None:
        return written(load.amount(field))
    most = f"{field}_at_most"
    return f"at most {written(load.amount(most))}" if load.get(most) is not None else None
