"""What a brief says that cannot all be so, or that changes nothing as it stands."""

from collections.abc import Iterator
from fractions import Fraction

from archrules.model.brief import Brief
from archrules.model.domain import UseCase
from archrules.model.references import Path


def contradictions(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Statements that cannot be so together, each with the path of one of them and what to do."""
    for number, use_case in enumerate(brief.use_cases):
        if use_case.updates == "live" and not use_case.reads:
            told = (
                "nothing is read of which anybody could be told live: name what it reads, or leave this out"
            )
            yield ("use_cases", number, "updates"), told
    usual, slowest = brief.objectives.latency_p95, brief.objectives.latency_p99
    if usual is not None and slowest is not None and usual > slowest:
        told = "is less than latency_p95, but 99 of 100 answers take at least as long as 95: correct one of the two"
        yield ("objectives", "latency_p99"), told
    yield from _too_many_users(brief)


def _too_many_users(brief: Brief) -> Iterator[tuple[Path, str]]:
    total = Fraction(0)
    for number, region in enumerate(brief.regions):
        total += region.users or 0
        if total > 1:
            yield ("regions", number, "users"), "the regions up to here have more than 100 % of the users"
            return


def idle_statements(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Statements that change nothing beside what else the brief says, each with its path."""
    if brief.horizon is not None and brief.delivery is not None and brief.delivery >= brief.horizon:
        yield (
            ("horizon",),
            "the horizon ends before the first release is delivered, so nothing is planned beyond that",
        )
    clients = {actor.name for actor in brief.actors if actor.clients}
    for number, use_case in enumerate(brief.use_cases):
        yield from _of_use_case(("use_cases", number), use_case, clients)
    for number, context in enumerate(brief.contexts):
        for position, entity in enumerate(context.entities):
            path = ("contexts", number, "entities", position)
            if entity.visibility == "public" and "pii" in entity.tags:
                told = "is not kept as public, since the tag pii says that it is about people: this changes nothing"
                yield (*path, "visibility"), told
            if entity.growth is not None and entity.growth.share and entity.volume == 0:
                yield (
                    (*path, "growth"),
                    "nothing grows to nothing: as volume say how many there will be at the start",
                )


def _of_use_case(path: Path, use_case: UseCase, actors_with_clients: set[str]) -> Iterator[tuple[Path, str]]:
    if use_case.updates == "live" and use_case.actor not in actors_with_clients:
        told = "no client is told live: it has no actor with clients, so this changes nothing"
        yield (*path, "updates"), told
    for number, call in enumerate(use_case.calls):
        if call.to == use_case.context:
            told = "the use case enters this context anyway, so the call changes nothing"
            yield (*path, "calls", number, "to"), told
