"""Who calls whom in the recommended system, and what protects each call."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from archrules.analysis.design.channel_load import channel_name, is_published
from archrules.model.system import (
    MOST_REPLICAS,
    Broker,
    Channel,
    ExternalSystem,
    Frontend,
    Gateway,
    Interaction,
)
from archrules.recommendation.composition.files import file_interactions
from archrules.recommendation.composition.protection import joint_protection, protected
from archrules.recommendation.composition.queries import Queries, is_query
from archrules.recommendation.composition.searching import searches
from archrules.recommendation.composition.services import cache_name, store_of
from archrules.recommendation.composition.units import Design, fitting
from archrules.vocabulary.facts import Fact

_LEVELS = ("critical", "degradable", "background")


def frontends(design: Design) -> Iterator[Frontend]:
    """The clients of the brief."""
    for client in design.brief.clients:
        yield Frontend(name=client.name, kind=client.kind)


def external_systems(design: Design) -> Iterator[ExternalSystem]:
    """The external systems of the brief."""
    for system in design.brief.external_systems:
        name = design.external(system.name)
        yield ExternalSystem(name=name, availability=system.availability, latency=system.latency)


def gateway(design: Design) -> Gateway | None:
    """The way in, where there are clients."""
    technology, release = design.technology("entry", design.brief.system)
    role = design.option_property("entry", design.brief.system, "role")
    if role is None or not design.brief.clients:
        return None
    return Gateway(
        name=design.element("gateway", role),
        technology=technology,
        version=release,
        exposure="public",
        replicas=2,
    )


def broker(design: Design) -> Broker | None:
    """The broker, where some call needs one and a product was chosen."""
    technology, release = design.technology("broker", design.brief.system)
    if technology is None or design.option_property("broker", design.brief.system, "protocol") == "sql":
        return None
    nodes = design.option_property("broker", design.brief.system, "replicas")
    sent = [
        call
        for call in _calls(design)
        if design.mode(call) == "async" and call.text("target_kind") == "context"
    ]
    return Broker(
        name=design.element("broker", technology),
        technology=technology,
        version=release,
        replicas=(int(nodes) or None) if nodes and nodes.isdigit() else None,
        channels=tuple(_channels(design, sent)),
    )


def _channels(design: Design, calls: list[Fact]) -> Iterator[Channel]:
    """The queues and topics that carry the calls, each as large as the rules say, by name."""
    found: dict[str, Fact] = {channel(design, call): call for call in calls}
    for name, call in sorted(found.items()):
        pattern = design.chosen("communication", call.text("name"))
        sizes = design.memory.find("sizing", about=channel_name(call, pattern), quantity="partitions")
        yield Channel(
            name=name,
            kind="topic" if pattern == "event-stream" else "queue",
            partitions=min(MOST_REPLICAS, int(sizes[0].amount("value"))) if sizes else None,
        )


def publisher(design: Design, call: Fact) -> tuple[str, str]:
    """Who publishes and who takes, where a call goes over a broker: what is only read is published by its owner."""
    source, target = design.end(call, "source"), design.end(call, "target")
    return (target, source) if is_published(call) else (source, target)


def channel(design: Design, call: Fact) -> str:
    """The topic or queue that carries a call."""
    return fitting(channel_name(call, design.chosen("communication", call.text("name"))))


def _calls(design: Design) -> list[Fact]:
    return list(design.remote_calls.values())


class Interactions:
    """Builds the interactions of one design; several calls between the same two elements in one way become one."""

    def __init__(
        self, design: Design, gateway_name: str | None, broker_name: str | None, queries: Queries
    ) -> None:
        self._design, self._gateway, self._broker = design, gateway_name, broker_name
        self._queries = queries

    def all(self) -> tuple[Interaction, ...]:
        """Every interaction: entries, calls, messages, data."""
        beside = (*searches(self._design), *file_interactions(self._design))
        return tuple(self._merged([*self._remote(), *self._data(), *self._cached(), *beside]))

    def _merged(self, interactions: list[Interaction]) -> list[Interaction]:
        groups: dict[tuple[str, ...], list[Interaction]] = {}
        for one in interactions:
            access = "data" if one.mode == "data" else one.access or ""
            key = one.source, one.target, one.mode or "", one.protocol or "", access, one.channel or ""
            groups.setdefault(key, []).append(one)
        return [_merge(group, entry=self._gateway) for _, group in sorted(groups.items())]

    def _remote(self) -> Iterator[Interaction]:
        for call in _calls(self._design):
            source, target = self._design.end(call, "source"), self._design.end(call, "target")
            if source == target:
                continue
            is_async = self._design.mode(call) == "async"
            if is_async and call.text("target_kind") == "context":
                yield from self._messages(call)
            elif call.text("source_kind") == "client":
                yield from self._entered(call, source, target)
            else:
                yield from self._called(call, source, target)

    def _entered(self, call: Fact, source: str, target: str) -> Iterator[Interaction]:
        """What a client calls: over the way in, and a query over the server that puts its answer together."""
        if self._gateway is not None:
            yield self._entry(call, source, self._gateway)
            source = self._gateway
        if self._queries.server is not None and is_query(self._design, call):
            yield self._call(call, source, self._queries.server)
            yield self._call(call, self._queries.server, target).model_copy(update={"protocol": "https"})
        else:
            yield self._call(call, source, target)

    def _called(self, call: Fact, source: str, target: str) -> Iterator[Interaction]:
        """What one unit calls of another; for pages that are asked for by query their server does."""
        (own, own_rate), (pages, page_rate) = self._queries.split(call)
        if own or not pages:
            yield self._call(call, source, target).model_copy(update={"use_cases": own, "rate": own_rate})
        if pages and self._queries.server is not None:
            fetched = {"use_cases": pages, "rate": page_rate}
            yield self._call(call, self._queries.server, target).model_copy(update=fetched)

    def _entry(self, call: Fact, source: str, target: str) -> Interaction:
        waits = self._design.mode(call) == "sync"
        return Interaction(
            source=source,
            target=target,
            protocol=self._design.protocol(call) if waits else "https",
            mode="sync",
            rate=call.amount("rate_per_s"),
            use_cases=self._use_cases(call),
            encryption="tls",
        )

    def _use_cases(self, call: Fact) -> tuple[str, ...]:
        return tuple(
            fact.text("use_case") for fact in self._design.memory.find("call_use", call=call.text("name"))
        )

    def _messages(self, call: Fact) -> Iterator[Interaction]:
        """What is sent through the broker, or from one unit to the other where a queue table takes its place."""
        sender, taker = publisher(self._design, call)
        if call.text("source_kind") == "client" and self._gateway is not None:
            yield self._entry(call, sender, self._gateway)
            sender = self._gateway
        if self._broker is None:
            yield self._message(call, sender, taker, None)
        else:
            yield self._message(call, sender, self._broker, "publish")
            yield self._message(call, taker, self._broker, "subscribe")

    def _message(
        self, call: Fact, source: str, target: str, access: Literal["publish", "subscribe"] | None
    ) -> Interaction:
        return Interaction(
            source=source,
            target=target,
            protocol=self._design.protocol(call),
            mode="async",
            access=access,
            channel=channel(self._design, call),
            rate=call.amount("rate_per_s"),
            use_cases=self._use_cases(call),
            criticality="background",
            encryption="tls",
            idempotent=True if "idempotent-consumer" in self._design.patterns(call) else None,
        )

    def _call(self, call: Fact, source: str, target: str) -> Interaction:
        latency = call.get("latency_ms")
        return protected(
            self._design,
            call,
            Interaction(
                source=source,
                target=target,
                protocol=self._design.protocol(call),
                mode="async" if self._design.mode(call) == "async" else "sync",
                rate=call.amount("rate_per_s"),
                use_cases=self._use_cases(call),
                latency=Fraction(str(latency)) / 1000 if latency is not None else None,
                idempotent=call.get("idempotent") is True,
                criticality="critical" if call.text("answer") == "now" else "background",
                encryption="tls",
            ),
        )

    def _data(self) -> Iterator[Interaction]:
        for kind, access in (("reads", "read"), ("writes", "write")):
            for fact in self._design.memory.of_kind(kind):
                store = store_of(self._design, fact.text("context"))
                use_case = self._design.memory.find("use_case", name=fact.text("use_case"))[0]
                technology, _ = self._design.technology("datastore", fact.text("context"))
                if store is not None:
                    yield Interaction(
                        source=self._design.label(self._design.unit_of(fact.text("context"))),
                        target=store,
                        protocol=technology,
                        mode="data",
                        access="read" if access == "read" else "write",
                        rate=use_case.amount("rate_per_s"),
                        use_cases=(fact.text("use_case"),),
                        encryption="tls",
                    )

    def _cached(self) -> Iterator[Interaction]:
        for unit in self._design.units:
            for context in unit.contexts:
                technology, _ = self._design.technology("cache", context)
                if technology is not None:
                    yield Interaction(
                        source=self._design.label(unit.name),
                        target=cache_name(self._design, unit, technology),
                        protocol=technology,
                        mode="data",
                        access="read-write",
                        encryption="tls",
                    )


def _merge(group: list[Interaction], entry: str | None) -> Interaction:
    """One interaction for several: as critical as any of them, as well protected as all of them."""
    first = group[0]
    if len(group) == 1:
        return first
    accesses = {one.access for one in group}
    rates = [one.rate for one in group if one.rate is not None]
    latencies = [one.latency for one in group if one.latency is not None]
    return first.model_copy(
        update={
            "access": first.access if len(accesses) == 1 else "read-write",
            "rate": sum(rates, Fraction(0)) if rates else None,
            "latency": min(latencies, default=None),
            "criticality": next(
                (level for level in _LEVELS if level in {one.criticality for one in group}), None
            ),
            "idempotent": None if first.idempotent is None else all(one.idempotent for one in group),
            "use_cases": tuple(sorted({name for one in group for name in one.use_cases})),
            **joint_protection(group, patient=first.source == entry),
        }
    )
