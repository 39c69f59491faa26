"""Names inside a brief that point at other parts of it: do they all exist, and only once?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from archrules.model.brief import Brief
from archrules.model.domain import UseCase

Path = tuple[str | int, ...]
Complaint = tuple[Path, str, str, tuple[str, ...]]
"""Where it is, what is wrong, the name that was written, and the names that would do."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def entity_names(brief: Brief) -> dict[str, str]:
    """Every way to write an entity, `context.entity` and where it is unique `entity`, to its full name."""
    full = [(context.name, entity.name) for context in brief.contexts for entity in context.entities]
    short = [entity for _, entity in full]
    names = {entity: f"{context}.{entity}" for context, entity in full if short.count(entity) == 1}
    return names | {f"{context}.{entity}": f"{context}.{entity}" for context, entity in full}


def complaints(brief: Brief) -> list[Complaint]:
    """All duplicate names and all references to nothing, in the order of the brief."""
    return [*_duplicates(brief), *_dangling(brief)]


def _duplicates(brief: Brief) -> Iterator[Complaint]:
    collections: dict[str, Sequence[_Named]] = {
        "clients": brief.clients,
        "actors": brief.actors,
        "use_cases": brief.use_cases,
        "regions": brief.regions,
        "teams": brief.teams,
    }
    for collection, items in collections.items():
        yield from _repeated((collection,), items)
    yield from _repeated(("contexts",), brief.contexts)
    yield from _repeated(
        ("external_systems",), brief.external_systems, {item.name for item in brief.contexts}
    )
    for index, context in enumerate(brief.contexts):
        yield from _repeated(("contexts", index, "entities"), context.entities)
    if brief.existing is not None:
        yield from _repeated(("existing", "parts"), brief.existing.parts)


def _repeated(path: Path, items: Sequence[_Named], taken: Iterable[str] = ()) -> Iterator[Complaint]:
    seen = set(taken)
    for index, item in enumerate(items):
        if item.name in seen:
            yield (*path, index, "name"), "is used twice; names must differ", item.name, ()
        seen.add(item.name)


def _dangling(brief: Brief) -> Iterator[Complaint]:
    clients = {client.name for client in brief.clients}
    contexts = {context.name for context in brief.contexts}
    entities = entity_names(brief)
    for number, actor in enumerate(brief.actors):
        yield from _missing(("actors", number, "clients"), actor.clients, clients, "client")
    for number, context in enumerate(brief.contexts):
        for position, entity in enumerate(context.entities):
            path = ("contexts", number, "entities", position, "relations")
            yield from _missing(
                path, entity.relations, {*entities, *(e.name for e in context.entities)}, "entity"
            )
    for number, use_case in enumerate(brief.use_cases):
        yield from _use_case(brief, ("use_cases", number), use_case, contexts, entities)
    yield from _owners(brief, contexts)
    if brief.existing is not None:
        parts = {part.name for part in brief.existing.parts}
        for number, part in enumerate(brief.existing.parts):
            yield from _missing(("existing", "parts", number, "contexts"), part.contexts, contexts, "context")
            yield from _missing(("existing", "parts", number, "uses"), part.uses, parts, "part")


def _owners(brief: Brief, contexts: set[str]) -> Iterator[Complaint]:
    owners: dict[str, str] = {}
    for number, team in enumerate(brief.teams):
        path = ("teams", number, "contexts")
        yield from _missing(path, team.contexts, contexts, "context")
        for index, context in enumerate(team.contexts):
            if owners.setdefault(context, team.name) != team.name:
                message = f"is owned by {owners[context]} as well; give it one owner"
                yield (*path, index), message, context, ()


def _use_case(
    brief: Brief, path: Path, use_case: UseCase, contexts: set[str], entities: dict[str, str]
) -> Iterator[Complaint]:
    actors = {actor.name for actor in brief.actors}
    own = {e.name for context in brief.contexts if context.name == use_case.context for e in context.entities}
    callees = contexts | {system.name for system in brief.external_systems}
    if use_case.context not in contexts:
        yield (*path, "context"), "is not a context of this brief", use_case.context, tuple(sorted(contexts))
    if use_case.actor is not None and use_case.actor not in actors:
        yield (*path, "actor"), "is not an actor of this brief", use_case.actor, tuple(sorted(actors))
    yield from _missing((*path, "reads"), use_case.reads, {*entities, *own}, "entity")
    yield from _missing((*path, "writes"), use_case.writes, {*entities, *own}, "entity")
    for number, call in enumerate(use_case.calls):
        if call.to not in callees:
            place = (*path, "calls", number, "to")
            yield (
                place,
                "is neither a context nor an external system of this brief",
                call.to,
                tuple(sorted(callees)),
            )


def _missing(path: Path, names: Sequence[str], known: Iterable[str], what: str) -> Iterator[Complaint]:
    candidates = tuple(sorted(known))
    article = "an" if what[0] in "aeiou" else "a"
    for index, name in enumerate(names):
        if name not in candidates:
            yield (*path, index), f"is not {article} {what} of this brief", name, candidates
