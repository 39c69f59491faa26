"""Composes the recommended System and everything that is said about it."""

from archrules.model.brief import Brief
from archrules.model.canonical import digest
from archrules.model.recommendation import RecommendationData
from archrules.model.system import System, UseCasePath
from archrules.recommendation.composition import plans
from archrules.recommendation.composition.accepted import with_accepted
from archrules.recommendation.composition.caching import (
    caching,
    edge_caches,
    edge_interactions,
    with_lifetimes,
)
from archrules.recommendation.composition.costs import cost_risks, monthly_cost
from archrules.recommendation.composition.data_model import data_model
from archrules.recommendation.composition.evolution import evolution
from archrules.recommendation.composition.files import object_stores
from archrules.recommendation.composition.growth import growth
from archrules.recommendation.composition.interactions import (
    Interactions,
    broker,
    external_systems,
    frontends,
    gateway,
)
from archrules.recommendation.composition.queries import Queries, is_query
from archrules.recommendation.composition.reliability import notes, reliability
from archrules.recommendation.composition.requirements import requirements
from archrules.recommendation.composition.searching import search_stores
from archrules.recommendation.composition.services import caches, data_stores, services
from archrules.recommendation.composition.units import Design
from archrules.recommendation.reasoning import Reasoning
from archrules.recommendation.results import Results, source_notes


def compose(brief: Brief, reasoning: Reasoning) -> RecommendationData:
    """The recommendation that follows from a finished reasoning over the brief."""
    design = Design(brief, reasoning)
    system = compose_system(design)
    assumed = tuple(plans.assumptions(design))
    cost = monthly_cost(design, system)
    results = Results(reasoning)
    decided = with_accepted(results.decisions(), design, system)
    return RecommendationData(
        system_name=brief.system,
        brief_digest=digest(brief),
        knowledge=reasoning.knowledge.records,
        current_state=tuple(plans.current_state(design)),
        requirements=tuple(requirements(design, cost)),
        services=tuple(plans.service_rows(design, system)),
        data_flow=tuple(plans.flows(design)),
        data_model=tuple(data_model(design)),
        scalability=tuple(plans.scaling(design)),
        growth=tuple(growth(design)),
        growth_notes=tuple(notes(design, "growth")),
        caching=caching(design),
        monthly_cost=cost,
        reliability=reliability(design),
        migration=plans.migration(design),
        evolution=evolution(design),
        decisions=decided,
        risks=(*plans.risks(design), *cost_risks(cost)),
        assumptions=assumed,
        questions=tuple(plans.questions(design, assumed, results.resting_on_defaults())),
        source_notes=source_notes(reasoning.knowledge),
        system=system,
    )


def compose_system(design: Design) -> System:
    """The System alone."""
    entry, messages = gateway(design), broker(design)
    queries = Queries(design)
    way_in = entry.name if entry else None
    found = Interactions(design, way_in, messages.name if messages else None, queries)
    return System(
        name=design.brief.system,
        description=design.brief.description,
        services=tuple(services(design)),
        data_stores=(*data_stores(design), *search_stores(design), *object_stores(design)),
        caches=(*with_lifetimes(design, caches(design)), *edge_caches(design)),
        brokers=(messages,) if messages else (),
        gateways=tuple(filter(None, (entry, queries.gateway()))),
        frontends=tuple(frontends(design)),
        external_systems=tuple(external_systems(design)),
        interactions=(*found.all(), *edge_interactions(design)),
        use_cases=tuple(_paths(design, way_in, queries)),
    )


def _paths(design: Design, way_in: str | None, queries: Queries) -> list[UseCasePath]:
    paths = []
    for use_case in sorted(design.brief.use_cases, key=lambda use_case: use_case.name):
        calls = design.remote_calls_of(use_case.name)
        unit = design.label(design.unit_of(use_case.context))
        entering = [call for call in calls if call.text("source_kind") == "client"]
        asked = any(is_query(design, call) for call in entering)
        before = (way_in if entering else None, queries.server if asked else None)
        called = [design.end(call, "target") for call in calls if call.text("source_kind") == "context"]
        paths.append(
            UseCasePath(
                use_case=use_case.name,
                path=tuple(dict.fromkeys((*filter(None, before), unit, *called))),
                latency=use_case.latency,
                rate=use_case.peak,
                consistency=design.title("consistency", use_case.name),
            )
        )
    return paths
