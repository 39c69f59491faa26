"""Facts about contexts, entities, use cases and clients, as the brief states them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.files import row_bytes
from archrules.analysis.given_facts import days, given, milliseconds
from archrules.model.brief import Brief
from archrules.model.domain import Context, Entity, UseCase
from archrules.model.references import entity_names
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def from_brief(path: str) -> Origin:
    """The origin of what a path of the brief says."""
    return Origin("brief", path)


@dataclass(frozen=True, slots=True)
class CompleteUseCase:
    """What holds of a use case with defaults for what it leaves out; `assumed` are the origins of those."""

    rate: Fraction
    """Calls in a second at the peak."""
    latency_ms: Fraction | None
    """How long an answer may take; None where nobody waits for one."""
    answer: str
    idempotent: bool
    traffic: str
    assumed: tuple[Origin, ...]


class DomainFacts:
    """Reads the domain side of one brief."""

    def __init__(self, brief: Brief, defaults: Defaults) -> None:
        self._brief, self._defaults = brief, defaults
        self._names = entity_names(brief)
        self._contexts = {f"{c.name}.{e.name}": c.name for c in brief.contexts for e in c.entities}
        self._complete: dict[str, CompleteUseCase] = {}
        self.entities: Mapping[str, Entity] = {
            f"{context.name}.{entity.name}": entity
            for context in brief.contexts
            for entity in context.entities
        }
        """The entities by full name."""

    def row_bytes(self, entity: str) -> Fraction | None:
        """What one of an entity, named in full, takes in the database: of a file only the row that refers to it."""
        return row_bytes(self.entities[entity], self._defaults)

    def facts(self) -> Iterator[Given]:
        """All facts, in the order of the brief."""
        brief = self._brief
        yield given("system", {"name": brief.system, "domain": brief.domain}, from_brief("system"))
        for client in brief.clients:
            yield given(
                "client", {"name": client.name, "kind": client.kind}, from_brief(f"clients.{client.name}")
            )
        for external in brief.external_systems:
            values: dict[str, Value | None] = {
                "name": external.name,
                "protocol": external.protocol,
                "availability": external.availability,
                "latency_ms": milliseconds(external.latency),
            }
            yield given("external_system", values, from_brief(f"external_systems.{external.name}"))
        for context in brief.contexts:
            yield from self._context(context)
        for use_case in brief.use_cases:
            yield from self._use_case(use_case)

    def _context(self, context: Context) -> Iterator[Given]:
        path = f"contexts.{context.name}"
        needs: dict[str, Value | None] = {
            "name": context.name,
            "purpose": context.purpose,
            "release_interval_days": days(context.release_interval),
            "availability": context.availability,
        }
        yield given("context", needs, from_brief(path))
        for entity in context.entities:
            yield from self._entity(context, entity)

    def _entity(self, context: Context, entity: Entity) -> Iterator[Given]:
        name = f"{context.name}.{entity.name}"
        path = f"contexts.{context.name}.entities.{entity.name}"
        values: dict[str, Value | None] = {
            "name": name,
            "context": context.name,
            "visibility": entity.visibility,
            "payload_bytes": entity.payload,
            "schema_variance": entity.schema_variance,
            "relations": len(entity.relations),
        }
        yield given("entity", values, from_brief(path))
        for tag in entity.tags:
            yield given(
                "entity_tag",
                {"entity": name, "context": context.name, "tag": tag},
                from_brief(f"{path}.tags"),
            )
        for pattern in entity.access:
            access: dict[str, Value | None] = {"entity": name, "context": context.name, "pattern": pattern}
            yield given("entity_access", access, from_brief(f"{path}.access"))

    def entity(self, use_case: UseCase, written: str) -> tuple[str, str]:
        """An entity that a use case names: its full name and its context."""
        own = f"{use_case.context}.{written}"
        full = own if own in self._contexts else self._names[written]
        return full, self._contexts[full]

    def complete(self, use_case: UseCase) -> CompleteUseCase:
        """A use case of the brief with defaults for what it leaves out."""
        found = self._complete.get(use_case.name)
        if found is None:
            found = self._complete[use_case.name] = complete_use_case(use_case, self._defaults)
        return found

    def _use_case(self, use_case: UseCase) -> Iterator[Given]:
        path = f"use_cases.{use_case.name}"
        touched: dict[str, set[str]] = {}
        written_in: dict[str, set[str]] = {}
        for verb, names in (("reads", use_case.reads), ("writes", use_case.writes)):
            for written in names:
                entity, context = self.entity(use_case, written)
                touched.setdefault(verb, set()).add(context)
                if verb == "writes":
                    written_in.setdefault(context, set()).add(entity)
                values: dict[str, Value | None] = {
                    "use_case": use_case.name,
                    "entity": entity,
                    "context": context,
                }
                yield given(verb, values, from_brief(f"{path}.{verb}"))
        for context, entities in sorted(written_in.items()):
            counted: dict[str, Value | None] = {
                "use_case": use_case.name,
                "context": context,
                "entities": len(entities),
            }
            origin = Origin(
                "computed", f"writes of {use_case.name}", "counted by context", (f"{path}.writes",)
            )
            yield given("writes_in", counted, origin)
        complete = self.complete(use_case)
        fields: dict[str, Value | None] = {
            "name": use_case.name,
            "context": use_case.context,
            "rate_per_s": complete.rate,
            "latency_ms": complete.latency_ms,
            "consistency": use_case.consistency,
            "answer": complete.answer,
            "idempotent": complete.idempotent,
            "shape": complete.traffic,
            "write_contexts": len(touched.get("writes", ())),
            "read_contexts": len(touched.get("reads", ())),
        }
        yield given("use_case", fields, from_brief(path), *complete.assumed)


def complete_use_case(use_case: UseCase, defaults: Defaults) -> CompleteUseCase:
    """A use case with defaults for what it leaves out."""
    path = f"use_cases.{use_case.name}"
    origins: list[Origin] = []

    def default(name: str, field: str) -> str:
        origins.append(defaults.origin(name, f"{path}.{field}"))
        return name

    rate = use_case.peak if use_case.peak is not None else defaults.amount(default("peak-rate", "peak"))
    answer = use_case.answer or defaults.text(default("answer", "answer"))
    latency = milliseconds(use_case.latency)
    if latency is None and answer == "now":
        simple = not use_case.calls and len(use_case.reads) + len(use_case.writes) <= 1
        latency = defaults.amount(default("latency-simple" if simple else "latency-complex", "latency"))
    idempotent = use_case.idempotent
    if idempotent is None:
        idempotent = not use_case.writes and not use_case.calls
        if not idempotent:
            default("idempotent", "idempotent")
    traffic = use_case.traffic or defaults.text(default("traffic", "traffic"))
    return CompleteUseCase(rate, latency, answer, idempotent, traffic, tuple(origins))
