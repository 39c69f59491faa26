"""Pages: use cases in which a program of our own only reads, and waits, over several contexts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.model.brief import Brief
from archrules.model.domain import UseCase
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

OWN_KINDS = frozenset({"browser", "native"})
"""Clients that we build and release ourselves, and that people look at."""

_SEVERAL = 2


def joint_pages(brief: Brief, domain: DomainFacts) -> Iterator[Given]:
    """`joint_page` for each page of several contexts and client of our own that shows it, and `joint_views` over all.

    Two pages have the same shape where they read the same entities. What writes, calls, is answered later or is told of
    changes is no page: its answer is put together once, whatever the client shows of it.
    """
    actors = {actor.name: actor.clients for actor in brief.actors}
    own = {client.name for client in brief.clients if client.kind in OWN_KINDS}
    clients, shapes, paths, widest = set[str](), set[frozenset[str]](), set[str](), 0
    for use_case in brief.use_cases:
        read = [domain.entity(use_case, name) for name in use_case.reads]
        contexts = {context for _, context in read}
        showing = own.intersection(actors.get(use_case.actor or "", ()))
        if len(contexts) < _SEVERAL or not showing or not _is_page(use_case, domain):
            continue
        path = f"use_cases.{use_case.name}"
        origin = Origin("computed", f"page {use_case.name}", "contexts it reads, counted", (f"{path}.reads",))
        for client in sorted(showing):
            yield given("joint_page", _fields(client, use_case, len(contexts)), origin)
        clients |= showing
        shapes.add(frozenset(entity for entity, _ in read))
        widest = max(widest, len(contexts))
        paths |= {f"{path}.reads", *(f"clients.{client}" for client in showing)}
    if clients:
        formula = "clients that show pages of several contexts, and sets of entities that those read, counted"
        counted = Origin("computed", "pages of several contexts", formula, tuple(sorted(paths)))
        views: dict[str, Value | None] = {"clients": len(clients), "shapes": len(shapes), "widest": widest}
        yield given("joint_views", views, counted)


def _fields(client: str, use_case: UseCase, contexts: int) -> "dict[str, Value | None]":
    return {"client": client, "use_case": use_case.name, "contexts": contexts}


def _is_page(use_case: UseCase, domain: DomainFacts) -> bool:
    waits = domain.complete(use_case).answer == "now"
    return waits and not use_case.writes and not use_case.calls and use_case.updates != "live"
