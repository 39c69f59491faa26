"""What levers are made from: a brief, what it leaves to defaults, and the decision that is to be turned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import CompleteUseCase, DomainFacts
from archrules.knowledge_base.rules import Decision
from archrules.model.brief import Brief
from archrules.model.domain import Context, UseCase


@dataclass(frozen=True)
class Scene:
    """A brief in canonical order; `technologies` are those that the compared options stand for, by name."""

    brief: Brief
    defaults: Defaults
    decision: Decision
    technologies: tuple[str, ...]

    @cached_property
    def domain(self) -> DomainFacts:
        """The domain side of the brief."""
        return DomainFacts(self.brief, self.defaults)

    def complete(self, use_case: UseCase) -> CompleteUseCase:
        """What is taken to hold of a use case, with the defaults for what the brief leaves out."""
        return self.domain.complete(use_case)

    def rate(self, use_case: UseCase) -> Fraction:
        """The rate at the peak."""
        return self.complete(use_case).rate

    def latency(self, use_case: UseCase) -> Fraction | None:
        """The seconds that an answer may take, or None where nobody waits for one."""
        allowed = self.complete(use_case).latency_ms
        return None if allowed is None else allowed / 1000

    @cached_property
    def _entities(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """For each use case the full name and the context of each entity, by how the use case writes its name."""
        return {
            each.name: {name: self.domain.entity(each, name) for name in (*each.reads, *each.writes)}
            for each in self.brief.use_cases
        }

    def written_in(self, use_case: UseCase, context: Context) -> Mapping[str, str]:
        """The entities of a context that a use case changes: how it writes them, to their full names."""
        known = self._entities[use_case.name]
        return {name: known[name][0] for name in use_case.writes if known[name][1] == context.name}

    def touching(self, context: Context) -> Sequence[UseCase]:
        """The use cases that enter a context, or read or write in it."""
        return self._touching.get(context.name, ())

    def writing(self, context: Context) -> Sequence[UseCase]:
        """The use cases that write in a context."""
        return self._writing.get(context.name, ())

    @cached_property
    def _touching(self) -> Mapping[str, Sequence[UseCase]]:
        found: dict[str, list[UseCase]] = {}
        for each in self.brief.use_cases:
            for name in {each.context, *(context for _, context in self._entities[each.name].values())}:
                found.setdefault(name, []).append(each)
        return found

    @cached_property
    def _writing(self) -> Mapping[str, Sequence[UseCase]]:
        found: dict[str, list[UseCase]] = {}
        for each in self.brief.use_cases:
            for name in {self._entities[each.name][written][1] for written in each.writes}:
                found.setdefault(name, []).append(each)
        return found


def about_context(context: str) -> frozenset[str]:
    """What a lever of one context is about."""
    return frozenset({f"contexts.{context}"})


def about_use_case(use_case: UseCase) -> frozenset[str]:
    """What a lever of one use case is about: itself, and the context that it enters."""
    return frozenset({f"use_cases.{use_case.name}", f"contexts.{use_case.context}"})


def multiples(
    now: Fraction, factors: Iterable[int], grid: Fraction, bounds: tuple[Fraction, Fraction]
) -> Iterator[Fraction]:
    """The number times each factor, on the grid and within the bounds; each once, as far as they differ from it."""
    least, most = bounds
    seen = {now}
    for factor in factors:
        value = max(least, min(most, -(-now * factor // grid) * grid))
        if value > now and value not in seen:
            seen.add(value)
            yield value


def parts_of(
    now: Fraction, divisors: Iterable[int], grid: Fraction, least: Fraction = Fraction(0)
) -> Iterator[Fraction]:
    """The number divided by each divisor, on the grid and not below the least; each once, as far as they differ."""
    seen = {now}
    for divisor in divisors:
        value = max(least, now / divisor // grid * grid)
        if value < now and value not in seen:
            seen.add(value)
            yield value


def bounded(text: str, value: Fraction, now: Fraction) -> str:
    """The text of a value that a statement needs at least, or at most where it is less than now."""
    return f"at {'least' if value > now else 'most'} {text}"
