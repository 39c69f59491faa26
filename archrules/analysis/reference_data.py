"""Small data that is read all the time and hardly ever changed, so that each replica may hold a copy."""

from collections.abc import Iterator, Mapping

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts, from_brief
from archrules.analysis.files import is_file
from archrules.analysis.given_facts import given
from archrules.model.brief import Brief
from archrules.model.domain import Entity, Tag
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given

_SIZE, _READS, _READS_FOR_EACH_WRITE = "copy-size", "copied-reads", "copied-reads-for-each-write"
_NOT_COPIED: frozenset[Tag] = frozenset(
    {"pii", "financial", "inventory", "session", "telemetry", "audit", "media"}
)
"""What must be current, is added all the time, or counts at once when it is taken away."""


def reference_data(
    brief: Brief, defaults: Defaults, domain: DomainFacts, loads: Mapping[str, Fact]
) -> Iterator[Given]:
    """`reference_data` for each such entity; `loads` are the `entity_load` facts by the full name of the entity."""
    strict = {
        domain.entity(use_case, name)[0]
        for use_case in brief.use_cases
        if use_case.consistency == "strong"
        for name in use_case.reads
    }
    for context in brief.contexts:
        for entity in context.entities:
            load = loads[f"{context.name}.{entity.name}"]
            if load.text("entity") not in strict and _is_copied(entity, load, defaults):
                path = f"contexts.{context.name}.entities.{entity.name}"
                used = (defaults.origin(name, path) for name in (_SIZE, _READS, _READS_FOR_EACH_WRITE))
                fields = ("entity", "context", "rows", "bytes", "reads_per_s")
                yield given(
                    "reference_data", {name: load.get(name) for name in fields}, from_brief(path), *used
                )


def _is_copied(entity: Entity, load: Fact, defaults: Defaults) -> bool:
    reads = load.amount("reads_per_s")
    return (
        _NOT_COPIED.isdisjoint(entity.tags)
        and not is_file(entity, defaults)
        and bool(load.get("rows"))
        and load.amount("bytes") <= defaults.amount(_SIZE)
        and reads >= defaults.amount(_READS)
        and reads >= load.amount("writes_per_s") * defaults.amount(_READS_FOR_EACH_WRITE)
    )
