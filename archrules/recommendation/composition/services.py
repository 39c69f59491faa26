"""Services, data stores and caches of the recommended system."""

from collections.abc import Iterator
from typing import Literal

from archrules.model.base import TEXT_LENGTH
from archrules.model.domain import Context
from archrules.model.system import MOST_REPLICAS, Cache, DataStore, Service
from archrules.recommendation.composition.units import Design, Unit, fitting


def services(design: Design) -> Iterator[Service]:
    """One service for each unit."""
    for unit in design.units:
        technology, release = design.technology("runtime", unit.name)
        measures = {fact.text("measure") for fact in design.memory.find("service_measure", unit=unit.name)}
        yield Service(
            name=design.label(unit.name),
            technology=technology,
            version=release,
            context=unit.contexts[0] if len(unit.contexts) == 1 else None,
            contexts=unit.contexts,
            team=unit.teams[0] if len(unit.teams) == 1 else None,
            deployment_unit=design.label(unit.name),
            replicas=_replicas(design, unit),
            responsibility=fitting(responsibility(design, unit), TEXT_LENGTH),
            owns=tuple(_entities(design, unit)),
            exposure=_exposure(design, unit),
            health_check="readiness-and-liveness" if "health-check" in measures else None,
            graceful_shutdown="graceful-shutdown" in measures or None,
            operations=_operations(design, unit),
            stateless=True,
            scaling="automatic" if scales_by_itself(design) else None,
        )


def contexts_of(design: Design, unit: Unit) -> list[Context]:
    """The contexts of a unit as the brief describes them."""
    return [design.contexts[name] for name in unit.contexts if name in design.contexts]


def responsibility(design: Design, unit: Unit) -> str:
    """What the unit is there for: the purposes of its contexts."""
    texts = [
        f"{context.name}: {context.purpose}" if context.purpose else context.name
        for context in contexts_of(design, unit)
    ]
    if len(texts) == 1:
        return contexts_of(design, unit)[0].purpose or texts[0]
    return "; ".join(texts) or design.brief.description or "everything the system does"


def _entities(design: Design, unit: Unit) -> Iterator[str]:
    for context in contexts_of(design, unit):
        yield from _entities_of(context)


def _entities_of(context: Context) -> Iterator[str]:
    return (f"{context.name}.{entity.name}" for entity in context.entities)


def scales_by_itself(design: Design) -> bool:
    """Whether the platform of the chosen style adds and removes replicas with the load."""
    return design.option_property("architecture-style", design.brief.system, "scaling") == "automatic"


def _replicas(design: Design, unit: Unit) -> int | None:
    """How many replicas the knowledge asks for; None if it says nothing of them, or the platform decides."""
    if scales_by_itself(design):
        return None
    found = design.memory.find("sizing", about=unit.name, quantity="replicas")
    return min(int(found[0].amount("value")), MOST_REPLICAS) if found else None


def _exposure(design: Design, unit: Unit) -> Literal["public", "partner", "internal"]:
    kinds = {call.get("client_kind") for call in design.arriving.get(unit.name, ())} - {None}
    if not kinds:
        return "internal"
    return "partner" if kinds == {"partner"} else "public"


def _operations(design: Design, unit: Unit) -> int:
    own = {
        fact.text("name")
        for context in unit.contexts
        for fact in design.memory.find("use_case", context=context)
    }
    others = {
        fact.text("use_case")
        for call in design.arriving.get(unit.name, ())
        for fact in design.memory.find("call_use", call=call.text("name"))
    }
    return len(own | others)


def data_stores(design: Design) -> Iterator[DataStore]:
    """One store for the contexts of a unit that decided for the same configuration, with a schema for each."""
    for unit in design.units:
        groups: dict[str, list[str]] = {}
        for context in unit.contexts:
            chosen = design.chosen("datastore", context)
            if chosen is not None:
                groups.setdefault(chosen, []).append(context)
        for _, contexts in sorted(groups.items()):
            yield _data_store(design, unit, contexts)


def store_of(design: Design, context: str) -> str | None:
    """The name of the store that holds a context's data."""
    technology, _ = design.technology("datastore", context)
    if technology is None:
        return None
    unit = design.unit_of(context)
    option = design.chosen("datastore", context)
    kind = technology if len(design.stores.get((unit, technology), {option})) == 1 else str(option)
    return design.element("data store", f"{design.label(unit)}-{kind}", unit)


def _data_store(design: Design, unit: Unit, contexts: list[str]) -> DataStore:
    technology, release = design.technology("datastore", contexts[0])
    several = f"one schema for each context: {', '.join(contexts)}"
    holds = fitting(several if len(contexts) > 1 else f"for {contexts[0]}", TEXT_LENGTH)
    held = [entity for name in contexts for entity in _entities_of(design.contexts[name])]
    return DataStore(
        name=store_of(design, contexts[0]) or contexts[0],
        technology=technology,
        version=release,
        context=contexts[0] if len(unit.contexts) == 1 else None,
        team=unit.teams[0] if len(unit.teams) == 1 else None,
        replicas=_nodes(design, contexts),
        scope="database",
        owner=design.label(unit.name),
        entities=tuple(held),
        topology=design.shape("datastore", contexts[0]),
        role="database",
        encryption_at_rest=None,
        backup=_backup(design, contexts[0]),
        notes=(holds,) if len(unit.contexts) > 1 else (),
    )


def _nodes(design: Design, contexts: list[str]) -> int | None:
    """How many nodes a store has: what its neediest context needs, or else those that its configuration has."""
    option = design.chosen("datastore", contexts[0])
    needed = [
        fact.amount("nodes")
        for context in contexts
        for fact in design.memory.find("nodes_needed", context=context, option=option)
    ]
    if needed:
        return min(int(max(needed)), MOST_REPLICAS)
    nodes = design.option_property("datastore", contexts[0], "replicas")
    return int(nodes) if nodes and nodes.isdigit() else None


def _backup(design: Design, context: str) -> str | None:
    """How a store is backed up: as all data is, and what is said of this one besides."""
    general = [fact.text("backup") for fact in design.memory.of_kind("recovery")]
    own = design.memory.find("guideline", decision="datastore", subject=context, topic="backup")
    told = [*general, *(fact.text("text") for fact in own)]
    return fitting("; ".join(told), TEXT_LENGTH) if told else None


def cache_name(design: Design, unit: Unit, technology: str) -> str:
    """The name of a unit's cache."""
    return design.element("cache", f"{design.label(unit.name)}-{technology}-cache", unit.name)


def caches(design: Design) -> Iterator[Cache]:
    """One cache for the contexts of a unit that decided for the same one."""
    for unit in design.units:
        groups: dict[str, list[str]] = {}
        for context in unit.contexts:
            technology, _ = design.technology("cache", context)
            if technology is not None:
                groups.setdefault(technology, []).append(context)
        for technology, contexts in sorted(groups.items()):
            yield Cache(
                name=cache_name(design, unit, technology),
                technology=technology,
                version=design.technology("cache", contexts[0])[1],
                context=contexts[0] if len(unit.contexts) == 1 else None,
                team=unit.teams[0] if len(unit.teams) == 1 else None,
                owner=design.label(unit.name),
                layer="application",
                notes=(fitting(f"for {', '.join(contexts)}", TEXT_LENGTH),),
            )
