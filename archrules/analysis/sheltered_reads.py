"""How many reads never reach a store, and requests no service, since an answer or a copy is kept in front of it."""

from collections.abc import Container, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.given_facts import given
from archrules.analysis.popularity import hit_ratio_of_expiring
from archrules.model.brief import Brief
from archrules.model.units import YEAR
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from archrules.vocabulary.facts import Value


def sheltered_reads(
    brief: Brief,
    domain: DomainFacts,
    loads: Mapping[str, Fact],
    answers: Mapping[str, Fact],
    copied: Mapping[str, Fact],
    files: Container[str],
) -> Iterator[Given]:
    """`sheltered_reads` for each context.

    Args:
        brief: whose contexts they are.
        domain: knows the full names of entities.
        loads: the `entity_load` facts by entity.
        answers: the `client_answer` facts by use case.
        copied: the `reference_data` facts by entity.
        files: the entities whose files may be kept for good under their addresses.

    """
    answered, kept_off = dict.fromkeys(loads, Fraction(0)), dict[str, Fraction]()
    for use_case in brief.use_cases:
        answer = answers.get(use_case.name)
        if answer is None:
            continue
        kept_off[use_case.context] = kept_off.get(use_case.context, Fraction(0)) + _surely_answered(answer)
        for name in {domain.entity(use_case, read)[0] for read in use_case.reads}:
            answered[name] += answer.amount("rate_per_s") * _hits(answer, loads[name], is_file=name in files)
    for context in sorted(brief.contexts, key=lambda context: context.name):
        names = [f"{context.name}.{entity.name}" for entity in context.entities]
        copies = [name for name in names if name in copied]
        at_the_edge = sum((answered[name] for name in names), Fraction(0))
        in_replicas = sum((copied[name].amount("reads_per_s") for name in copies), Fraction(0))
        behind = sum((copied[name].amount("reads_per_s") - answered[name] for name in copies), Fraction(0))
        values: dict[str, Value | None] = {
            "context": context.name,
            "edge_reads_per_s": Fraction(floor(at_the_edge)),
            "edge_requests_per_s": kept_off.get(context.name, Fraction(0)),
            "copy_reads_per_s": Fraction(floor(in_replicas)),
            "copy_reads_behind_edge_per_s": Fraction(floor(behind)),
        }
        formula = (
            "rates x hits of what is kept near the readers, and reads of what each replica holds, summed"
        )
        origin = Origin(
            "computed", f"sheltered reads of {context.name}", formula, (f"contexts.{context.name}",)
        )
        yield given("sheltered_reads", values, origin)


def _surely_answered(answer: Fact) -> Fraction:
    """How many requests for an answer a network in front answers, if all answers are asked for alike."""
    rate, least = answer.amount("rate_per_s"), answer.get("hits_at_least")
    return rate - ceil(rate * (1 - answer.amount("hits_at_least"))) if least else Fraction(0)


def _hits(answer: Fact, load: Fact, *, is_file: bool) -> Fraction:
    """Which share of the reads of an entity by a use case a network in front answers."""
    if is_file and load.get("rows"):
        rows = max(Fraction(1), load.amount("rows"))
        return hit_ratio_of_expiring(answer.amount("rate_per_s"), YEAR, rows)
    return answer.amount("hits") if answer.get("hits") is not None else Fraction(0)
