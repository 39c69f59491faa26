"""What clients are answered by use cases that change nothing, and what caches of such answers bring."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts, from_brief
from archrules.analysis.files import files_under_fixed_addresses
from archrules.analysis.given_facts import given, in_a_row
from archrules.analysis.pages import OWN_KINDS
from archrules.analysis.popularity import hit_ratio_of_even, hit_ratio_of_expiring
from archrules.model.brief import Brief
from archrules.model.domain import Entity, UseCase
from archrules.model.units import YEAR
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value

_FRESHNESS, _LATE = "answer-freshness", "late-answers"


@dataclass(frozen=True, slots=True)
class _Kept:
    """How a shared answer is kept: for how long, and what share of the answers then comes from where, and how late."""

    seconds: Fraction
    hits_at_least: Fraction | None
    hits: Fraction | None
    late: Fraction | None


class ClientAnswers:
    """The answers of one brief; `loads` are the `entity_load` facts by the full name of the entity."""

    def __init__(
        self, brief: Brief, defaults: Defaults, domain: DomainFacts, loads: Mapping[str, Fact]
    ) -> None:
        self._brief, self._defaults, self._domain, self._loads = brief, defaults, domain, loads
        self._files = files_under_fixed_addresses(brief, defaults)
        kinds = {client.name: client.kind for client in brief.clients}
        self._clients = {actor.name: {kinds[name] for name in actor.clients} for actor in brief.actors}
        self._writers: dict[str, list[str]] = {}
        for use_case in brief.use_cases:
            for name in use_case.writes:
                self._writers.setdefault(domain.entity(use_case, name)[0], []).append(use_case.name)

    def facts(self) -> Iterator[Given]:
        """`client_answer` for each, `public_part` for what of it may be kept, and `shared_answers`."""
        rate, paths = Fraction(0), set[str]()
        for use_case in self._brief.use_cases:
            if not self._answers_clients(use_case):
                continue
            fact, origins = self._answer(use_case)
            yield fact, origins
            if fact.get("shared") is False:
                yield from self._public_parts(use_case, fact, origins)
            if fact.get("keep_s") is not None and fact.amount("keep_s") >= 1:
                rate += fact.amount("rate_per_s")
                paths.add(f"use_cases.{use_case.name}.peak")
        if rate:
            origin = Origin(
                "computed", "shared answers", "rates of the use cases summed", tuple(sorted(paths))
            )
            yield given("shared_answers", {"rate_per_s": rate}, origin)

    def _answers_clients(self, use_case: UseCase) -> bool:
        asks_only = bool(use_case.reads) and not use_case.writes and not use_case.calls
        waits = self._domain.complete(use_case).answer == "now"
        return asks_only and waits and bool(self._clients.get(use_case.actor or ""))

    def _read(self, use_case: UseCase) -> dict[str, Entity]:
        names = [self._domain.entity(use_case, name)[0] for name in use_case.reads]
        return {name: self._domain.entities[name] for name in names}

    def _answer(self, use_case: UseCase) -> Given:
        path = f"use_cases.{use_case.name}"
        complete, read = self._domain.complete(use_case), self._read(use_case)
        rate, assumed = complete.rate, complete.assumed
        files = read.keys() <= self._files
        shared = use_case.consistency != "strong" and all(
            entity.visibility == "public" and "pii" not in entity.tags for entity in read.values()
        )
        payloads = [entity.payload for entity in read.values() if entity.payload is not None]
        people = self._clients[use_case.actor or ""] & OWN_KINDS
        writers = list(dict.fromkeys(name for entity in read for name in self._writers.get(entity, ())))
        values: dict[str, Value | None] = {
            "use_case": use_case.name,
            "context": use_case.context,
            "audience": "people" if people else "programs",
            "rate_per_s": rate,
            "bytes": sum(payloads) if payloads else None,
            "shared": shared,
            "changed_by": in_a_row(writers) or None,
        }
        if files:
            values["hits_at_least"] = self._hits_of_files(rate, read)
        elif shared:
            kept = self._kept(rate, list(read))
            values |= {
                "keep_s": kept.seconds,
                "hits_at_least": kept.hits_at_least,
                "hits": kept.hits,
                "late_share": kept.late,
            }
            assumed += tuple(self._defaults.origin(name, path) for name in (_FRESHNESS, _LATE))
        origins = [from_brief(path), *(origin for origin in assumed if origin.source == "default" or shared)]
        return given("client_answer", values, *origins)

    def _public_parts(self, use_case: UseCase, answer: Fact, origins: tuple[Origin, ...]) -> Iterator[Given]:
        """What everybody reads alike of an answer that is not the same for everybody as a whole."""
        path, rate = f"use_cases.{use_case.name}", answer.amount("rate_per_s")
        for name, entity in sorted(self._read(use_case).items()):
            if name in self._files or use_case.consistency == "strong" or not _is_public_row(entity):
                continue
            kept = self._kept(rate, [name])
            if kept.seconds >= 1:
                values: dict[str, Value | None] = {
                    "use_case": use_case.name,
                    "entity": name,
                    "context": name.partition(".")[0],
                    "audience": answer.text("audience"),
                    "rate_per_s": rate,
                    "bytes": entity.payload,
                    "keep_s": kept.seconds,
                    "hits_at_least": kept.hits_at_least,
                }
                assumed = (self._defaults.origin(default, path) for default in (_FRESHNESS, _LATE))
                yield given("public_part", values, *origins, *assumed)

    def _hits_of_files(self, rate: Fraction, read: Iterable[str]) -> Fraction | None:
        """How many requests for files, each kept for good under its address, are answered from a cache at least."""
        rows = [self._loads[name].get("rows") for name in read]
        if any(not number for number in rows):
            return None
        return hit_ratio_of_even(rate, YEAR, max(Fraction(1), *(Fraction(str(number)) for number in rows)))

    def _kept(self, rate: Fraction, entities: list[str]) -> _Kept:
        """For as long as an answer may be old, and shorter where it changes so often that too many would be late."""
        seconds, late = self._defaults.amount(_FRESHNESS), self._defaults.amount(_LATE)
        loads = [self._loads[name] for name in entities]
        rows = [load.get("rows") for load in loads]
        if any(not number for number in rows):
            return _Kept(seconds, None, None, None)
        changes = sum((load.amount("writes_per_s") / load.amount("rows") for load in loads), Fraction(0))
        if changes:
            seconds = min(seconds, 2 * late / changes)
        seconds = Fraction(floor(seconds))
        keys = max(Fraction(1), *(load.amount("rows") for load in loads))
        return _Kept(
            seconds,
            hit_ratio_of_even(rate, seconds, keys),
            hit_ratio_of_expiring(rate, seconds, keys),
            changes * seconds / 2,
        )


def _is_public_row(entity: Entity) -> bool:
    return entity.visibility == "public" and {"pii", "inventory"}.isdisjoint(entity.tags)
