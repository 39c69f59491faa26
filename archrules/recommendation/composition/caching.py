"""What is kept in which layer, and the content delivery network before the way in."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.pages import OWN_KINDS
from archrules.model.caching import Caching, CachingRow
from archrules.model.rounding import rounded_percent, rounded_size
from archrules.model.system import Cache, Interaction
from archrules.model.units import format_duration
from archrules.recommendation.composition.interactions import gateway
from archrules.recommendation.composition.units import Design

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Fact

_LAYERS = ("client", "cdn", "gateway", "application", "database")
_NOT_AT_ALL = "not at all"


def caching(design: Design) -> Caching:
    """Every row, what is kept before what must not be, and the contexts of which nothing is kept."""
    facts = design.memory.of_kind("caching")
    kept = {fact.text("context") for fact in facts if fact.get("context") and fact.amount("seconds")}
    contexts = sorted(context.name for context in design.brief.contexts)
    elsewhere = tuple(context for context in contexts if context not in kept)
    size, share = _hot(design, elsewhere)
    return Caching(
        edge=tuple(fact.text("because") for fact in design.memory.of_kind("edge_cache")),
        rows=tuple(_rows(design, facts)),
        elsewhere=elsewhere,
        hot_bytes=size,
        hot_share=share,
    )


def _hot(design: Design, contexts: Iterable[str]) -> tuple[str | None, str | None]:
    """How much memory the rows of some contexts take that are read most, and what share of their reads they answer."""
    hot = [fact for context in contexts for fact in design.memory.find("hot_tenth", context=context)]
    reads = [
        design.memory.find("context_load", context=fact.text("context"))[0].amount("reads_per_s")
        for fact in hot
    ]
    if not sum(reads):
        return None, None
    answered = sum(
        (fact.amount("hits") * read for fact, read in zip(hot, reads, strict=True)), Fraction(0)
    ) / sum(reads, Fraction(0))
    return rounded_size(sum(map(_bytes, hot), Fraction(0))), rounded_percent(answered)


def _bytes(fact: "Fact") -> Fraction:
    return fact.amount("bytes")


def _rows(design: Design, facts: "list[Fact]") -> Iterator[CachingRow]:
    layers: dict[tuple[Fraction, tuple[str, ...]], set[str]] = {}
    edge = has_edge(design)
    for fact in facts:
        if fact.text("layer") != "cdn" or edge:
            texts = tuple(fact.text(field) for field in ("about", "what", "invalidation", "because"))
            layers.setdefault((fact.amount("seconds"), texts), set()).add(fact.text("layer"))
    rows = [
        (not seconds, [_LAYERS.index(layer) for layer in _LAYERS if layer in found], texts, seconds)
        for (seconds, texts), found in layers.items()
    ]
    for _, places, (about, what, invalidation, because), seconds in sorted(rows):
        yield CachingRow(
            about=about,
            what=what,
            layers=tuple(_LAYERS[place] for place in places),
            duration=format_duration(seconds) if seconds else _NOT_AT_ALL,
            invalidation=invalidation,
            because=because,
        )


def has_edge(design: Design) -> bool:
    """Whether a content delivery network stands before the way in."""
    return bool(design.memory.of_kind("edge_cache"))


def edge_caches(design: Design) -> Iterator[Cache]:
    """The content delivery network, where there is one, and how long it keeps what may change."""
    if has_edge(design):
        kept = [fact.amount("seconds") for fact in _at_the_edge(design) if fact.get("context")]
        name = edge_name(design)
        yield Cache(name=name, layer="cdn", time_to_live=min(kept) if kept else None)


def with_lifetimes(design: Design, caches: Iterable[Cache]) -> Iterator[Cache]:
    """Application caches, each with the shortest lifetime of what the contexts of its unit keep in it."""
    units = {design.label(unit.name): unit for unit in design.units}
    for cache in caches:
        contexts = (
            [
                context
                for context in units[cache.owner].contexts
                if design.technology("cache", context)[0] == cache.technology
            ]
            if cache.owner in units
            else []
        )
        found = [
            fact.amount("value")
            for context in contexts
            for fact in design.memory.find("sizing", about=context, quantity="cache-lifetime")
        ]
        yield cache.model_copy(update={"time_to_live": min(found, default=None)})


def edge_name(design: Design) -> str:
    """The name of the content delivery network in the system."""
    return design.element("cache", "cdn")


def _at_the_edge(design: Design) -> "list[Fact]":
    return [fact for fact in design.memory.find("caching", layer="cdn") if fact.amount("seconds")]


def edge_interactions(design: Design) -> Iterator[Interaction]:
    """Who reads what from the content delivery network, and what that fetches from the way in."""
    way_in = gateway(design)
    if not has_edge(design) or way_in is None:
        return
    kept = {fact.text("about") for fact in _at_the_edge(design)}
    name = edge_name(design)
    clients = sorted(client.name for client in design.brief.clients if client.kind in OWN_KINDS)
    reads = {client: _reads(design, client, kept) for client in clients}
    for client, use_cases in reads.items():
        if use_cases or client in kept:  # what is kept of a client is its own program
            yield _reading(client, name, use_cases)
    if clients:
        yield _reading(name, way_in.name, tuple(sorted(set().union(*reads.values()))))


def _reads(design: Design, client: str, kept: set[str]) -> tuple[str, ...]:
    """The use cases of a client whose answers the network keeps, whole or in part."""
    actors = {actor.name for actor in design.brief.actors if client in actor.clients}
    found = []
    for use_case in design.brief.use_cases:
        read = {fact.text("entity") for fact in design.memory.find("reads", use_case=use_case.name)}
        if use_case.actor in actors and not use_case.writes and kept & {use_case.name, *read}:
            found.append(use_case.name)
    return tuple(sorted(found))


def _reading(source: str, target: str, use_cases: tuple[str, ...]) -> Interaction:
    return Interaction(
        source=source,
        target=target,
        protocol="https",
        mode="sync",
        access="read",
        use_cases=use_cases,
        encryption="tls",
    )
