"""What the data of each context looks like as a whole: how it is found, what refers to what, and what is large."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import networkx as nx

from archrules.analysis.domain_facts import DomainFacts, from_brief
from archrules.analysis.given_facts import given, in_a_row
from archrules.analysis.load import Loads
from archrules.analysis.spreading import spread_key
from archrules.model.brief import Brief
from archrules.model.domain import Context, Entity, UseCase
from archrules.model.references import entity_names
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def data_shape(brief: Brief, domain: DomainFacts, loads: Loads) -> Iterator[Given]:
    """The facts about groups of entities, context by context."""
    references = entity_references(brief)
    for context in brief.contexts:
        yield from _found(context, loads)
        yield from _tagged(context)
        yield from _referring(context, references)
        yield from _largest(context, loads)
        yield from spread_key(context, references, loads)
    yield from _repeated(brief, domain)
    yield from _joined(brief, domain)


def _path(context: Context, entity: Entity) -> str:
    return f"contexts.{context.name}.entities.{entity.name}"


def _full(context: Context, entity: Entity) -> str:
    return f"{context.name}.{entity.name}"


def _computed(what: str, formula: str, inputs: Iterable[str]) -> Origin:
    return Origin("computed", what, formula, tuple(sorted(set(inputs))))


def entity_references(brief: Brief) -> dict[str, tuple[str, ...]]:
    """What each entity refers to, all in full names."""
    names = entity_names(brief)
    full = set(names.values())

    def named(context: Context, written: str) -> str:
        own = f"{context.name}.{written}"
        return own if own in full else names[written]

    return {
        _full(context, entity): tuple(sorted({named(context, each) for each in entity.relations}))
        for context in brief.contexts
        for entity in context.entities
    }


def circular_references(brief: Brief) -> Iterator[Given]:
    """`circular_reference` for each entity that refers to itself, be it through others."""
    circular = _circular(entity_references(brief))
    for context in brief.contexts:
        for entity in context.entities:
            if (name := _full(context, entity)) in circular:
                found: dict[str, Value | None] = {"entity": name, "context": context.name}
                yield given("circular_reference", found, from_brief(f"{_path(context, entity)}.relations"))


def _circular(references: Mapping[str, Iterable[str]]) -> set[str]:
    graph: nx.DiGraph[str] = nx.DiGraph(
        (one, other) for one, others in references.items() for other in others
    )
    return {
        name
        for component in nx.strongly_connected_components(graph)
        for name in component
        if len(component) > 1 or graph.has_edge(name, name)
    }


def _found(context: Context, loads: Loads) -> Iterator[Given]:
    patterns = sorted({pattern for entity in context.entities for pattern in entity.access})
    for pattern in patterns:
        entities = [entity for entity in context.entities if pattern in entity.access]
        volumes = [loads.volume(_full(context, entity)) for entity in entities]
        values: dict[str, Value | None] = {
            "context": context.name,
            "pattern": pattern,
            "entities": in_a_row(sorted(entity.name for entity in entities)),
            "reads_per_s": sum((loads.reads(_full(context, entity)) for entity in entities), Fraction(0)),
            "rows": sum((volume.rows or Fraction(0) for volume in volumes), Fraction(0)),
            "bytes": sum((volume.size or Fraction(0) for volume in volumes), Fraction(0)),
        }
        formula = "named, and their loads and volumes summed"
        inputs = [f"{_path(context, entity)}.access" for entity in entities]
        yield given("access_group", values, _computed(f"{pattern} in {context.name}", formula, inputs))


def _tagged(context: Context) -> Iterator[Given]:
    for tag in sorted({tag for entity in context.entities for tag in entity.tags}):
        entities = [entity for entity in context.entities if tag in entity.tags]
        values: dict[str, Value | None] = {
            "context": context.name,
            "tag": tag,
            "entities": in_a_row(sorted(entity.name for entity in entities)),
        }
        inputs = [f"{_path(context, entity)}.tags" for entity in entities]
        yield given("tag_group", values, _computed(f"{tag} in {context.name}", "named", inputs))


def _referring(context: Context, references: Mapping[str, Sequence[str]]) -> Iterator[Given]:
    own = {_full(context, entity): entity for entity in context.entities}
    pairs: dict[str, list[str]] = {"inside": [], "outside": []}
    for name, entity in own.items():
        for target in references[name]:
            shown = own[target].name if target in own else target
            pairs["inside" if target in own else "outside"].append(f"{entity.name} to {shown}")
    inputs = [f"{_path(context, entity)}.relations" for entity in context.entities if entity.relations]
    for scope, named in pairs.items():
        if named:
            values: dict[str, Value | None] = {
                "context": context.name,
                "scope": scope,
                "references": in_a_row(sorted(named)),
            }
            yield given(
                "reference_group", values, _computed(f"references {scope} {context.name}", "named", inputs)
            )


def _largest(context: Context, loads: Loads) -> Iterator[Given]:
    sized = [(loads.volume(_full(context, entity)), _full(context, entity)) for entity in context.entities]
    known = [(volume.rows, name, volume.size) for volume, name in sized if volume.rows]
    if known:
        rows, name, size = min(known, key=lambda one: (-one[0], one[1]))
        values: dict[str, Value | None] = {
            "context": context.name,
            "entity": name,
            "rows": rows,
            "bytes": size,
        }
        formula = "the one with the most rows at the end of the horizon"
        inputs = [_path(context, entity) for entity in context.entities]
        yield given("largest_entity", values, _computed(f"largest entity of {context.name}", formula, inputs))


def _repeated(brief: Brief, domain: DomainFacts) -> Iterator[Given]:
    found: dict[str, list[UseCase]] = {}
    for use_case in brief.use_cases:
        if use_case.idempotent and use_case.writes and (len(use_case.writes) > 1 or use_case.calls):
            for context in sorted({domain.entity(use_case, written)[1] for written in use_case.writes}):
                found.setdefault(context, []).append(use_case)
    for context, use_cases in sorted(found.items()):
        values: dict[str, Value | None] = {
            "context": context,
            "use_cases": in_a_row(sorted(each.name for each in use_cases)),
        }
        inputs = [f"use_cases.{each.name}.idempotent" for each in use_cases]
        yield given("repeated_writes", values, _computed(f"repeated writes in {context}", "named", inputs))


def _joined(brief: Brief, domain: DomainFacts) -> Iterator[Given]:
    for use_case in brief.use_cases:
        read: dict[str, list[str]] = {}
        for written in use_case.reads:
            entity, context = domain.entity(use_case, written)
            read.setdefault(context, []).append(entity.removeprefix(f"{context}."))
        for context, names in sorted(read.items()):
            if len(names) > 1:
                values: dict[str, Value | None] = {
                    "use_case": use_case.name,
                    "context": context,
                    "entities": len(names),
                    "names": in_a_row(sorted(names)),
                }
                inputs = [f"use_cases.{use_case.name}.reads"]
                yield given(
                    "joined_read",
                    values,
                    _computed(f"reads of {use_case.name}", "counted by context", inputs),
                )
