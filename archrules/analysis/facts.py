"""All facts that a brief and the knowledge give before any rule runs."""

from collections.abc import Iterator

from archrules.analysis.answer_facts import answer_facts
from archrules.analysis.calls import Calls
from archrules.analysis.context_coupling import context_coupling
from archrules.analysis.data_shape import data_shape
from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.load import Loads, extraction_facts
from archrules.analysis.messages import followed_contexts
from archrules.analysis.organisation_facts import horizon_seconds, organisation_facts
from archrules.analysis.ownership import ownership_facts
from archrules.analysis.pages import joint_pages
from archrules.analysis.planned_replica import planned_replica
from archrules.analysis.shared_data import shared_data
from archrules.analysis.stated_requirements import stated_requirements
from archrules.analysis.technology_facts import spelling_facts, technology_facts
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Given


def initial_facts(brief: Brief, knowledge: KnowledgeBase) -> Iterator[Given]:
    """Facts stated by the brief, filled in by defaults, computed from both, and read from the knowledge."""
    yield from brief_facts(brief, knowledge)
    yield from stated_requirements(brief)
    yield from spelling_facts(brief, knowledge)
    yield from technology_facts(knowledge, horizon_seconds(brief, Defaults(knowledge)))


def brief_facts(brief: Brief, knowledge: KnowledgeBase) -> Iterator[Given]:
    """Those of them that a brief's content decides, but for what it states as a requirement."""
    defaults = Defaults(knowledge)
    domain = DomainFacts(brief, defaults)
    yield from domain.facts()
    yield from organisation_facts(brief, defaults)
    calls = list(Calls(brief, defaults, domain).facts())
    yield from calls
    yield from followed_contexts(calls)
    yield from joint_pages(brief, defaults, domain)
    yield from context_coupling(brief, domain, calls)
    yield from shared_data(brief, domain)
    yield from ownership_facts(brief, defaults)
    yield from planned_replica(defaults)
    loads = Loads(brief, defaults, domain)
    counted = list(loads.facts())
    yield from counted
    yield from answer_facts(brief, defaults, domain, counted)
    yield from data_shape(brief, domain, loads)
    yield from extraction_facts(brief, domain)
