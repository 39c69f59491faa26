"""What caches can bring: facts about the answers that clients get and the data that is read most."""

from collections.abc import Iterable, Iterator

from archrules.analysis.client_answers import ClientAnswers
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.hot_data import hot_tenths
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given


def answer_facts(
    brief: Brief, defaults: Defaults, domain: DomainFacts, loads: Iterable[Given]
) -> Iterator[Given]:
    """The facts that follow from a brief and the loads on its entities."""
    by_entity = {fact.text("entity"): fact for fact, _ in loads if fact.kind == "entity_load"}
    yield from ClientAnswers(brief, defaults, domain, by_entity).facts()
    files = {
        f"{context.name}.{entity.name}"
        for context in brief.contexts
        for entity in context.entities
        if "media" in entity.tags
    }
    yield from hot_tenths(by_entity.values(), files)
