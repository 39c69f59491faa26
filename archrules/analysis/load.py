"""Load and volume, computed from what the brief says about use cases and entities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.analysis.volumes import Volume, Volumes
from archrules.model.brief import Brief
from archrules.model.domain import UseCase
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


@dataclass(slots=True)
class _Load:
    reads: Fraction = Fraction(0)
    writes: Fraction = Fraction(0)
    day_writes: Fraction = Fraction(0)
    requests: Fraction = Fraction(0)
    messages: Fraction = Fraction(0)
    paths: set[str] = field(default_factory=set)
    day_paths: set[str] = field(default_factory=set)
    day_origins: set[Origin] = field(default_factory=set)


class Loads:
    """Sums rates over use cases and sizes over entities. One entity read or written counts as one query."""

    def __init__(self, brief: Brief, defaults: Defaults, domain: DomainFacts) -> None:
        self._brief, self._defaults, self._domain = brief, defaults, domain
        self._contexts: dict[str, _Load] = {context.name: _Load() for context in brief.contexts}
        self._entities: dict[str, _Load] = {}
        self._written: dict[str, Fraction] = {}
        self._averages: dict[str, set[Origin]] = {}
        self._total = self._deferred = Fraction(0)
        for use_case in brief.use_cases:
            self._add(use_case)
        volumes = Volumes(brief, defaults, self._written, self._averages)
        self._volumes = {
            f"{context.name}.{entity.name}": volumes.of(context.name, entity)
            for context in brief.contexts
            for entity in context.entities
        }

    def _add(self, use_case: UseCase) -> None:
        complete = self._domain.complete(use_case)
        rate, later = complete.rate, complete.answer == "later"
        average = f"average-to-peak-{complete.traffic}"
        path = f"use_cases.{use_case.name}"
        self._total += rate
        self._deferred += rate if later else 0
        entry = self._contexts[use_case.context]
        entry.requests += rate
        entry.messages += rate if later and use_case.actor is None else 0
        entry.paths.add(f"{path}.peak")
        for written in use_case.reads:
            entity, context = self._domain.entity(use_case, written)
            for touched in (self._contexts[context], self._entities.setdefault(entity, _Load())):
                touched.reads += rate
                touched.paths |= {f"{path}.peak", f"{path}.reads"}
        for written in use_case.writes:
            entity, context = self._domain.entity(use_case, written)
            for touched in (self._contexts[context], self._entities.setdefault(entity, _Load())):
                touched.writes += rate
                touched.paths |= {f"{path}.peak", f"{path}.writes"}
            self._add_day(self._contexts[context], rate, complete.traffic, path)
            before = self._written.get(entity, Fraction(0))
            self._written[entity] = before + rate * self._defaults.amount(average)
            self._averages.setdefault(entity, set()).add(self._defaults.origin(average, f"{path}.peak"))

    def _add_day(self, load: _Load, rate: Fraction, shape: str, path: str) -> None:
        """Count writes on the busiest day. In its season a day of seasonal traffic is like one of daily traffic."""
        names = ["average-to-peak-seasonal", "average-to-peak-daily"] if shape == "seasonal" else []
        name = max(names or [f"average-to-peak-{shape}"], key=self._defaults.amount)
        load.day_writes += rate * self._defaults.amount(name)
        load.day_paths |= {f"{path}.peak", f"{path}.writes"}
        load.day_origins.add(self._defaults.origin(name, f"{path}.peak"))

    def facts(self) -> Iterator[Given]:
        """`context_load` for each context, `entity_load` for each entity, the system, the busiest day."""
        for context in sorted(self._brief.contexts, key=lambda context: context.name):
            names = sorted(f"{context.name}.{entity.name}" for entity in context.entities)
            yield self._context(context.name, [self._volumes[name] for name in names])
            for name in names:
                yield self._entity(context.name, name)
        yield self._system()
        yield from self._days()
        size_values: dict[str, Value | None] = {
            "contexts": len(self._brief.contexts),
            "entities": sum(len(context.entities) for context in self._brief.contexts),
            "use_cases": len(self._brief.use_cases),
        }
        yield given(
            "domain_size", size_values, Origin("computed", "size of the domain", "counted", ("contexts",))
        )

    def _context(self, name: str, volumes: Sequence[Volume]) -> Given:
        load = self._contexts[name]
        sizes = [volume for volume in volumes if volume.most_size is not None]
        values: dict[str, Value | None] = {
            "context": name,
            "reads_per_s": load.reads,
            "writes_per_s": load.writes,
            "requests_per_s": load.requests,
            "messages_per_s": load.messages,
            "request_share": load.requests / self._total if self._total else Fraction(0),
            "bytes": sum((volume.size or Fraction(0) for volume in sizes), Fraction(0)),
            "bytes_at_most": sum((volume.most_size or Fraction(0) for volume in sizes), Fraction(0)),
        }
        inputs = {*load.paths, *(path for volume in sizes for path in volume.paths)}
        formula = "rates of the use cases summed; rows at the end of the horizon x payload summed"
        if any(volume.is_file for volume in volumes):
            formula += ", of files only the row that refers to one"
        computed = Origin("computed", f"load of {name}", formula, tuple(sorted(inputs)))
        return given("context_load", values, computed, *sorted({o for each in sizes for o in each.assumed}))

    def _entity(self, context: str, name: str) -> Given:
        load, volume = self._entities.get(name, _Load()), self._volumes[name]
        values: dict[str, Value | None] = {
            "entity": name,
            "context": context,
            "reads_per_s": load.reads,
            "writes_per_s": load.writes,
            "rows": volume.rows,
            "rows_at_most": volume.most,
            "kept_s": volume.kept,
            "retention_s": self._domain.entities[name].retention,
            "row_bytes": self._domain.row_bytes(name),
            "bytes": volume.size,
            "bytes_at_most": volume.most_size,
        }
        formula = "rates of the use cases summed; rows at the end of the horizon"
        inputs = tuple(sorted({*load.paths, *volume.paths}))
        computed = Origin("computed", f"load of {name}", formula, inputs)
        assumed = sorted(volume.assumed) if volume.most is not None else ()
        return given("entity_load", values, computed, *assumed)

    def _system(self) -> Given:
        values: dict[str, Value | None] = {
            "requests_per_s": self._total,
            "reads_per_s": sum((load.reads for load in self._contexts.values()), Fraction(0)),
            "writes_per_s": sum((load.writes for load in self._contexts.values()), Fraction(0)),
            "deferred_share": self._deferred / self._total if self._total else Fraction(0),
        }
        paths = tuple(f"use_cases.{use_case.name}.peak" for use_case in self._brief.use_cases)
        origin = Origin(
            "computed", "load of the system", "rates of all use cases summed", tuple(sorted(paths))
        )
        return given("system_load", values, origin)

    def _days(self) -> Iterator[Given]:
        formula = "rates of the use cases x average as a share of the peak, summed"
        for name, load in sorted(self._contexts.items()):
            inputs = tuple(sorted(load.day_paths)) or (f"contexts.{name}",)
            origin = Origin("computed", f"busiest day of {name}", formula, inputs)
            values: dict[str, Value | None] = {"context": name, "writes_per_s": load.day_writes}
            yield given("day_load", values, origin, *sorted(load.day_origins))
        loads = self._contexts.values()
        paths = {path for load in loads for path in load.day_paths}
        origin = Origin(
            "computed", "busiest day of the system", formula, tuple(sorted(paths)) or ("use_cases",)
        )
        summed: dict[str, Value | None] = {"writes_per_s": sum((x.day_writes for x in loads), Fraction(0))}
        assumed = {found for load in loads for found in load.day_origins}
        yield given("system_day_load", summed, origin, *sorted(assumed))

    def volume(self, entity: str) -> Volume:
        """How many of an entity, named in full, there will be at the end of the horizon."""
        return self._volumes[entity]

    def reads(self, entity: str) -> Fraction:
        """How often an entity, named in full, is read in a second at the peak."""
        return self._entities[entity].reads if entity in self._entities else Fraction(0)

    def writes(self, entity: str) -> Fraction:
        """How often an entity, named in full, is written in a second at the peak."""
        return self._entities[entity].writes if entity in self._entities else Fraction(0)


def extraction_facts(brief: Brief, domain: DomainFacts) -> Iterator[Given]:
    """In which order contexts are best taken out of what runs today: the least entangled first."""
    if brief.existing is None:
        return
    ties = {context.name: _Ties() for context in brief.contexts}
    for use_case in brief.use_cases:
        written = {domain.entity(use_case, name)[1] for name in use_case.writes}
        touched = {use_case.context} | written | {domain.entity(use_case, name)[1] for name in use_case.reads}
        touched |= {call.to for call in use_case.calls if call.to in ties}
        for context in touched if len(touched) > 1 else ():
            ties[context].shared.add(use_case.name)
            ties[context].partners |= touched - {context}
            if context in written and len(written) > 1:
                ties[context].joint.add(use_case.name)
    ranked = sorted(ties, key=lambda name: (*ties[name].order, name))
    for rank, name in enumerate(ranked, start=1):
        shared = ties[name].shared
        paths = tuple(sorted(f"use_cases.{use_case}" for use_case in shared))
        formula = "use cases that write with other contexts, then those shared with them, fewest first"
        origin = Origin("computed", f"extraction order of {name}", formula, paths or (f"contexts.{name}",))
        yield given("extraction_order", {"context": name, "rank": rank, "coupling": len(shared)}, origin)


@dataclass(slots=True)
class _Ties:
    """What ties one context to others: use cases that write in both, that touch both, and the others."""

    joint: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)

    @property
    def order(self) -> tuple[int, int, int]:
        return len(self.joint), len(self.shared), len(self.partners)
