"""What caches can bring: facts about the answers that clients get and what replicas may hold."""

from collections.abc import Iterable, Iterator

from archrules.analysis.client_answers import ClientAnswers
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.files import files_under_fixed_addresses
from archrules.analysis.reference_data import reference_data
from archrules.analysis.sheltered_reads import sheltered_reads
from archrules.model.brief import Brief
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given


def answer_facts(
    brief: Brief, defaults: Defaults, domain: DomainFacts, loads: Iterable[Given]
) -> Iterator[Given]:
    """The facts that follow from a brief and the loads on its entities."""
    by_entity = _by("entity", loads, "entity_load")
    answers = list(ClientAnswers(brief, defaults, domain, by_entity).facts())
    yield from answers
    copied = list(reference_data(brief, defaults, domain, by_entity))
    yield from copied
    yield from sheltered_reads(
        brief,
        domain,
        by_entity,
        _by("use_case", answers, "client_answer"),
        _by("entity", copied, "reference_data"),
        files_under_fixed_addresses(brief, defaults),
    )


def _by(field: str, facts: Iterable[Given], kind: str) -> dict[str, Fact]:
    return {fact.text(field): fact for fact, _ in facts if fact.kind == kind}
