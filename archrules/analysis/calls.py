"""Calls between clients, contexts and external systems, summed over the use cases that make them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, count
from typing import TYPE_CHECKING

from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.model.brief import Brief
from archrules.model.domain import UseCase
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


@dataclass(frozen=True, slots=True, order=True)
class _Need:
    source_kind: str
    source: str
    target: str
    answer: str
    live: bool = False


@dataclass(slots=True)
class _Use:
    """What the use cases together ask of one call."""

    target_kind: str
    client_kind: str | None = None
    rate: Fraction = Fraction(0)
    latencies: list[Fraction] = field(default_factory=list)
    payloads: list[Fraction] = field(default_factory=list)
    idempotent: bool = True
    writes: bool = False
    entities: set[str] = field(default_factory=set)
    """What is read of the callee."""
    shown: set[str] = field(default_factory=set)
    """What is read of anyone."""
    use_cases: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)


class Calls:
    """Finds the calls of one brief: those it lists, those that reading or writing elsewhere implies, and entries."""

    def __init__(self, brief: Brief, domain: DomainFacts) -> None:
        self._brief, self._domain = brief, domain
        self._uses: dict[_Need, _Use] = {}
        self._external = {system.name for system in brief.external_systems}
        self._clients = {client.name: client.kind for client in brief.clients}
        self._clients_of = {actor.name: actor.clients for actor in brief.actors}

    def facts(self) -> Iterator[Given]:
        """A `call` fact for each need, and which use cases make it."""
        for use_case in self._brief.use_cases:
            self._add(use_case)
        writers = self._writers()
        for name, need in sorted(self._names()):
            use = self._uses[need]
            values: dict[str, Value | None] = {
                "name": name,
                "source": need.source,
                "source_kind": need.source_kind,
                "client_kind": use.client_kind,
                "target": need.target,
                "target_kind": use.target_kind,
                "answer": need.answer,
                "updates": "live" if need.live else None,
                "changes_per_s": self._shown_anew(use, writers) if need.live else None,
                "access": "write" if use.writes else "read",
                "idempotent": use.idempotent,
                "rate_per_s": self._rate(need, use, writers),
                "latency_ms": min(use.latencies, default=None),
                "payload_bytes": max(use.payloads, default=None),
            }
            origin = Origin(
                "computed", f"call {name}", "summed over the use cases that make it", tuple(sorted(use.paths))
            )
            yield given("call", values, origin)
            for caller in sorted(use.use_cases):
                yield given("call_use", {"call": name, "use_case": caller}, origin)

    def _writers(self) -> dict[str, dict[str, Fraction]]:
        """For each entity the use cases that write it, and how often."""
        found: dict[str, dict[str, Fraction]] = {}
        for use_case in self._brief.use_cases:
            rate = self._domain.complete(use_case).rate
            for written in use_case.writes:
                entity, _ = self._domain.entity(use_case, written)
                found.setdefault(entity, {})[use_case.name] = rate
        return found

    def _shown_anew(self, use: _Use, writers: Mapping[str, Mapping[str, Fraction]]) -> Fraction:
        """How often what a call shows is changed: the rates of the use cases that write any of it, each once."""
        rates = dict[str, Fraction]()
        for name in use.shown:
            rates |= writers.get(name, {})
        return sum(rates.values(), Fraction(0))

    @staticmethod
    def _rate(need: _Need, use: _Use, writers: Mapping[str, Mapping[str, Fraction]]) -> Fraction:
        """How often it is made. What a context only reads, and later, is told to it whenever it changes."""
        told = need.source_kind == "context" and need.answer == "later" and not use.writes
        rates = chain.from_iterable(writers.get(name, {}).values() for name in use.entities)
        known = sum(rates, Fraction(0))
        return known if told and known else use.rate

    def _names(self) -> Iterator[tuple[str, _Need]]:
        """Each need with a name of its own, whatever clients, contexts and external systems are called."""
        contexts = {context.name for context in self._brief.contexts}
        taken: set[str] = set()
        for need in sorted(self._uses):
            namesake = need.source_kind == "client" and need.source in contexts
            source = f"{need.source} (client)" if namesake else need.source
            ways = ", ".join(["later"] * (need.answer == "later") + ["live"] * need.live)
            plain = f"{source} -> {need.target}" + (f" ({ways})" if ways else "")
            numbered = (f"{plain} [{number}]" for number in count(2))
            name = next(name for name in chain([plain], numbered) if name not in taken)
            taken.add(name)
            yield name, need

    def _add(self, use_case: UseCase) -> None:
        complete = self._domain.complete(use_case)
        answer, rate, latency = complete.answer, complete.rate, complete.latency_ms
        path = f"use_cases.{use_case.name}"
        live = use_case.updates == "live"
        for client in self._entry_clients(use_case):
            use = self._use(_Need("client", client, use_case.context, answer, live), use_case, path)
            use.client_kind = self._clients[client]
            use.writes |= bool(use_case.writes)
            use.rate += rate
            if latency is not None:
                use.latencies.append(latency)
            use.idempotent &= complete.idempotent
        for need, implied_by, idempotent in self._needs(use_case, answer, idempotent=complete.idempotent):
            use = self._use(need, use_case, implied_by)
            use.rate += rate
            if latency is not None and need.answer == "now":
                use.latencies.append(latency)
            use.idempotent &= idempotent
            use.writes |= not implied_by.endswith(".reads")

    def _use(self, need: _Need, use_case: UseCase, path: str) -> _Use:
        target_kind = "external" if need.target in self._external else "context"
        use = self._uses.setdefault(need, _Use(target_kind))
        use.use_cases.add(use_case.name)
        use.paths.add(path)
        use.shown |= (
            {self._domain.entity(use_case, name)[0] for name in use_case.reads} if need.live else set()
        )
        for written in (*use_case.reads, *use_case.writes):
            entity, context = self._domain.entity(use_case, written)
            if context == need.target:
                use.entities.add(entity)
                # Of a file a call carries only the row: clients fetch the bytes from where they rest.
                payload = self._domain.row_bytes(entity)
                if payload is not None:
                    use.payloads.append(payload)
        return use

    def _entry_clients(self, use_case: UseCase) -> list[str]:
        return sorted(set(self._clients_of.get(use_case.actor or "", ())))

    def _needs(
        self, use_case: UseCase, answer: str, *, idempotent: bool
    ) -> Iterator[tuple[_Need, str, bool]]:
        """Each context or external system the use case needs, once for each kind of answer.

        What a client is told live has to be published by its owners: nobody can wait for a change by asking.
        """
        path = f"use_cases.{use_case.name}"
        listed = set()
        for call in use_case.calls:
            safe = call.idempotent if call.idempotent is not None else idempotent
            listed.add(call.to)
            if call.to != use_case.context:
                yield (
                    _Need("context", use_case.context, call.to, call.answer or answer),
                    f"{path}.calls",
                    safe,
                )
        implied: dict[str, tuple[str, bool]] = {}
        for verb, names in (("reads", use_case.reads), ("writes", use_case.writes)):
            for written in names:
                _, context = self._domain.entity(use_case, written)
                if context != use_case.context and context not in listed:
                    implied[context] = (f"{path}.{verb}", verb == "reads" or idempotent)
        for context, (where, safe) in sorted(implied.items()):
            told = use_case.updates == "live" and where.endswith(".reads")
            yield _Need("context", use_case.context, context, "later" if told else answer), where, safe
