"""What ties contexts to one another: use cases that write in both, and calls of one that wait for the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.analysis.structure.names import names_text
from archrules.model.brief import Brief
from archrules.model.domain import UseCase
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


@dataclass(slots=True)
class _Tie:
    """What ties two contexts, in the direction of neither."""

    writers: set[str] = field(default_factory=set)
    waits: Fraction = Fraction(0)
    paths: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Ties:
    """What ties one context to all others."""

    writers: set[str] = field(default_factory=set)
    use_cases: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)

    @property
    def order(self) -> tuple[int, int, int]:
        return len(self.writers), len(self.use_cases), len(self.partners)


def context_coupling(brief: Brief, domain: DomainFacts, calls: Iterable[Given]) -> Iterator[Given]:
    """`context_coupling` for each two contexts that hold together, in both orders, and `context_ties` for each context.

    `calls` are the calls of the brief as facts.
    """
    ties: dict[tuple[str, str], _Tie] = {}
    of_one = {context.name: _Ties() for context in brief.contexts}
    for use_case in brief.use_cases:
        written, touched = _contexts(use_case, domain, of_one)
        for pair in permutations(sorted(written), 2):
            tie = ties.setdefault(pair, _Tie())
            tie.writers.add(use_case.name)
            tie.paths.add(f"use_cases.{use_case.name}.writes")
        for context in touched if len(touched) > 1 else ():
            of_one[context].use_cases.add(use_case.name)
            of_one[context].partners |= touched - {context}
            if context in written and len(written) > 1:
                of_one[context].writers.add(use_case.name)
    _add_waiting(ties, calls)
    yield from _pairs(ties)
    yield from _ranks(of_one)


def _contexts(use_case: UseCase, domain: DomainFacts, known: "dict[str, _Ties]") -> tuple[set[str], set[str]]:
    """The contexts in which a use case writes, and all that it touches."""
    written = {domain.entity(use_case, name)[1] for name in use_case.writes}
    read = {domain.entity(use_case, name)[1] for name in use_case.reads}
    called = {call.to for call in use_case.calls if call.to in known}
    return written, {use_case.context} | written | read | called


def _add_waiting(ties: dict[tuple[str, str], _Tie], calls: Iterable[Given]) -> None:
    for fact, origins in calls:
        if fact.kind == "call" and (fact.get("source_kind"), fact.get("target_kind")) == ("context",) * 2:
            if fact.get("answer") != "now":
                continue
            for pair in permutations((fact.text("source"), fact.text("target"))):
                tie = ties.setdefault((pair[0], pair[1]), _Tie())
                tie.waits += fact.amount("rate_per_s")
                tie.paths.update(path for origin in origins for path in origin.inputs)


def _pairs(ties: dict[tuple[str, str], _Tie]) -> Iterator[Given]:
    for (first, second), tie in sorted(ties.items()):
        values: dict[str, Value | None] = {
            "first": first,
            "second": second,
            "joint_writes": len(tie.writers),
            "written_by": names_text(sorted(tie.writers)) or None,
            "waits_per_s": tie.waits,
        }
        formula = "use cases that write in both, counted; rates of the calls that wait, summed"
        origin = Origin("computed", f"coupling of {first} and {second}", formula, tuple(sorted(tie.paths)))
        yield given("context_coupling", values, origin)


def _ranks(of_one: dict[str, _Ties]) -> Iterator[Given]:
    """The least entangled first: fewest joint writes, shared use cases, partners; then by name."""
    ranked = sorted(of_one, key=lambda name: (*of_one[name].order, name))
    for rank, name in enumerate(ranked, start=1):
        writers, use_cases, partners = of_one[name].order
        values: dict[str, Value | None] = {
            "context": name,
            "joint_writes": writers,
            "use_cases": use_cases,
            "partners": partners,
            "rank": rank,
        }
        paths = tuple(sorted(f"use_cases.{use_case}" for use_case in of_one[name].use_cases))
        formula = "use cases that write in it and elsewhere, then those that touch another one, fewest first"
        origin = Origin("computed", f"ties of {name}", formula, paths or (f"contexts.{name}",))
        yield given("context_ties", values, origin)
