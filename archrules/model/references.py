"""Names inside a brief that point at other parts of it: do they all exist, and only once?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from archrules.model.brief import Brief
from archrules.model.domain import Context, UseCase

Path = tuple[str | int, ...]
Complaint = tuple[Path, str, str, tuple[str, ...]]
"""Where it is, what is wrong, the name that was written, and the names that would do."""

# A hostile brief must not make the search for near names long: both bound how many names are compared.
_HINTS = 20
_CANDIDATES = 500
_Found = tuple[Path, str, str, Sequence[Collection[str]]]


class _Named(Protocol):
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of a brief that something may refer to; `own` holds the entities of each context."""

    clients: Collection[str]
    actors: Collection[str]
    contexts: Collection[str]
    callees: Collection[str]
    entities: Collection[str]
    own: dict[str, set[str]]


def entity_names(brief: Brief) -> dict[str, str]:
    """Every way to write an entity, `context.entity` and where it is unique `entity`, to its full name."""
    full = [(context.name, entity.name) for context in brief.contexts for entity in context.entities]
    count = Counter(entity for _, entity in full)
    names = {entity: f"{context}.{entity}" for context, entity in full if count[entity] == 1}
    return names | {f"{context}.{entity}": f"{context}.{entity}" for context, entity in full}


def complaints(brief: Brief) -> list[Complaint]:
    """All duplicate names, then all references to nothing, each in the order of the brief."""
    found = (*_duplicates(brief), *_dangling(brief))
    return [
        (path, problem, name, _candidates(known) if number < _HINTS else ())
        for number, (path, problem, name, known) in enumerate(found)
    ]


def _candidates(known: Sequence[Collection[str]]) -> tuple[str, ...]:
    few = sum(map(len, known)) <= _CANDIDATES
    return tuple(sorted({name for names in known for name in names})) if few else ()


def _duplicates(brief: Brief) -> Iterator[_Found]:
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
    yield from _alike(brief.contexts)
    if brief.existing is not None:
        yield from _repeated(("existing", "parts"), brief.existing.parts)


def _repeated(path: Path, items: Sequence[_Named], taken: Iterable[str] = ()) -> Iterator[_Found]:
    seen = set(taken)
    for index, item in enumerate(items):
        if item.name in seen:
            yield (*path, index, "name"), "is used twice; names must differ", item.name, ()
        seen.add(item.name)


def _alike(contexts: Sequence[Context]) -> Iterator[_Found]:
    """Entities of different contexts whose full names are equal, as those of `a.b` in `c` and of `b` in `c.a`."""
    owners: dict[str, str] = {}
    for index, context in enumerate(contexts):
        for position, entity in enumerate(context.entities):
            full = f"{context.name}.{entity.name}"
            if (owner := owners.setdefault(full, context.name)) != context.name:
                path = ("contexts", index, "entities", position, "name")
                yield path, f"is the full name of an entity of {owner!r} as well; names must differ", full, ()


def _names(brief: Brief) -> _Names:
    contexts = {context.name for context in brief.contexts}
    own: dict[str, set[str]] = {}
    for context in brief.contexts:
        own.setdefault(context.name, set()).update(entity.name for entity in context.entities)
    return _Names(
        clients={client.name for client in brief.clients},
        actors={actor.name for actor in brief.actors},
        contexts=contexts,
        callees=contexts | {system.name for system in brief.external_systems},
        entities=entity_names(brief),
        own=own,
    )


def _dangling(brief: Brief) -> Iterator[_Found]:
    names = _names(brief)
    for number, actor in enumerate(brief.actors):
        yield from _missing(("actors", number, "clients"), actor.clients, [names.clients], "a client")
    for number, context in enumerate(brief.contexts):
        known = [names.entities, names.own[context.name]]
        for position, entity in enumerate(context.entities):
            path = ("contexts", number, "entities", position, "relations")
            yield from _missing(path, entity.relations, known, "an entity")
    for number, use_case in enumerate(brief.use_cases):
        yield from _use_case(("use_cases", number), use_case, names)
    yield from _owners(brief, names.contexts)
    if brief.existing is not None:
        parts = {part.name for part in brief.existing.parts}
        for number, part in enumerate(brief.existing.parts):
            place: Path = ("existing", "parts", number)
            yield from _missing((*place, "contexts"), part.contexts, [names.contexts], "a context")
            yield from _missing((*place, "uses"), part.uses, [parts], "a part")


def _owners(brief: Brief, contexts: Collection[str]) -> Iterator[_Found]:
    owners: dict[str, str] = {}
    for number, team in enumerate(brief.teams):
        path = ("teams", number, "contexts")
        yield from _missing(path, team.contexts, [contexts], "a context")
        for index, context in enumerate(team.contexts):
            if owners.setdefault(context, team.name) != team.name:
                message = f"is owned by {owners[context]} as well; give it one owner"
                yield (*path, index), message, context, ()


def _use_case(path: Path, use_case: UseCase, names: _Names) -> Iterator[_Found]:
    entities = [names.entities, names.own.get(use_case.context, ())]
    if use_case.context not in names.contexts:
        yield (*path, "context"), "is not a context of this brief", use_case.context, [names.contexts]
    if use_case.actor is not None and use_case.actor not in names.actors:
        yield (*path, "actor"), "is not an actor of this brief", use_case.actor, [names.actors]
    yield from _missing((*path, "reads"), use_case.reads, entities, "an entity")
    yield from _missing((*path, "writes"), use_case.writes, entities, "an entity")
    for number, call in enumerate(use_case.calls):
        if call.to not in names.callees:
            problem = "is neither a context nor an external system of this brief"
            yield (*path, "calls", number, "to"), problem, call.to, [names.callees]


def _missing(
    path: Path, names: Sequence[str], known: Sequence[Collection[str]], what: str
) -> Iterator[_Found]:
    for index, name in enumerate(names):
        if not any(name in some for some in known):
            yield (*path, index), f"is not {what} of this brief", name, known
