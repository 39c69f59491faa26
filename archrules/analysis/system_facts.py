"""Everything that a System says, and what follows from its structure, as facts for policies.

Texts for people (descriptions, responsibilities, notes, topologies) are left out: no condition can use them.
"""

from collections.abc import Iterator
from fractions import Fraction

from archrules.analysis.given_facts import given, milliseconds
from archrules.analysis.structure.call_facts import call_facts
from archrules.analysis.structure.call_graph import CallGraph, call_graph
from archrules.analysis.structure.coupling import contexts_of
from archrules.analysis.structure.coupling_facts import coupling_facts, services_on
from archrules.analysis.structure.store_facts import store_facts
from archrules.model.model_paths import interaction_names
from archrules.model.system import (
    Broker,
    Cache,
    DataStore,
    Element,
    ExternalSystem,
    Frontend,
    Gateway,
    Infrastructure,
    Interaction,
    Retry,
    Service,
    System,
    UseCasePath,
)
from archrules.vocabulary.facts import Value
from archrules.vocabulary.origins import Given, Origin

Values = dict[str, Value | None]


def system_facts(system: System) -> tuple[Given, ...]:
    """All facts: those stated, then those computed. Each origin names the model path of what the fact is about."""
    graph = call_graph(system)
    return (
        *_stated(system, graph),
        *store_facts(graph),
        *call_facts(graph),
        *coupling_facts(system, graph),
    )


def _stated(system: System, graph: CallGraph) -> Iterator[Given]:
    yield given("system", {"name": system.name}, Origin("system", "name"))
    for element in graph.elements.values():
        yield from _element(element, graph)
    for name, interaction in zip(interaction_names(system), system.interactions, strict=True):
        origin = Origin("system", f"interactions.{name}")
        yield given("interaction", _interaction(name, interaction, graph), origin)
        for use_case in dict.fromkeys(interaction.use_cases):
            yield given("interaction_use", {"interaction": name, "use_case": use_case}, origin)
    for path in system.use_cases:
        yield from _use_case(path, graph)


def _element(element: Element, graph: CallGraph) -> Iterator[Given]:
    """The element as such, as one of its kind, and what belongs to it."""
    origin = Origin("system", graph.path(element.name))
    yield given(
        "element",
        {
            "name": element.name,
            "collection": graph.collections[element.name],
            "technology": element.technology,
            "version": element.version,
            "context": element.context,
            "team": element.team,
            "replicas": element.replicas,
            "deployment_unit": element.deployment_unit,
        },
        origin,
    )
    for kind, values in _of_its_kind(element, graph):
        yield given(kind, values, origin)


def _of_its_kind(element: Element, graph: CallGraph) -> Iterator[tuple[str, Values]]:
    named: Values = {"name": element.name, "technology": element.technology}
    match element:
        case Service():
            yield from _service(element, graph)
        case DataStore():
            yield from _data_store(element)
        case Cache():
            yield (
                "cache",
                named
                | {
                    "owner": element.owner,
                    "layer": element.layer,
                    "time_to_live_s": element.time_to_live,
                },
            )
        case Broker():
            yield "broker", named
            for channel in element.channels:
                values: Values = {
                    "broker": element.name,
                    "name": channel.name,
                    "kind": channel.kind,
                    "partitions": channel.partitions,
                }
                yield "channel", values
        case Gateway():
            yield "gateway", named | {"exposure": element.exposure}
        case Frontend():
            yield "frontend", named | {"kind": element.kind}
        case Infrastructure():
            yield "infrastructure", named | {"role": element.role}
        case ExternalSystem():
            yield (
                "external_system",
                {
                    "name": element.name,
                    "availability": element.availability,
                    "latency_ms": milliseconds(element.latency),
                },
            )


def _service(service: Service, graph: CallGraph) -> Iterator[tuple[str, Values]]:
    yield (
        "service",
        {
            "name": service.name,
            "context": service.context,
            "team": service.team,
            "technology": service.technology,
            "replicas": service.replicas,
            "deployment_unit": service.deployment_unit,
            "exposure": service.exposure,
            "health_check": service.health_check,
            "graceful_shutdown": service.graceful_shutdown,
            "operations": service.operations,
            "entities": len(set(service.owns)) or None,  # a list that is left out says nothing
            "stateless": service.stateless,
            "scaling": service.scaling,
        },
    )
    for context in sorted(contexts_of(service.name, graph)):
        yield "service_context", {"service": service.name, "context": context}
    for entity in dict.fromkeys(service.owns):
        yield "owned_entity", {"service": service.name, "entity": entity}


def _data_store(store: DataStore) -> Iterator[tuple[str, Values]]:
    yield (
        "data_store",
        {
            "name": store.name,
            "context": store.context,
            "team": store.team,
            "technology": store.technology,
            "scope": store.scope,
            "server": store.server,
            "owner": store.owner,
            "role": store.role,
            "replicas": store.replicas,
            "encryption_at_rest": store.encryption_at_rest,
            "has_backup": None if store.backup is None else store.backup != "none",
        },
    )
    for entity in dict.fromkeys(store.entities):
        yield "stored_entity", {"store": store.name, "entity": entity}


def _interaction(name: str, interaction: Interaction, graph: CallGraph) -> Values:
    timeout, retry = interaction.timeout, interaction.retry
    tried = retry if isinstance(retry, Retry) else None
    return {
        "name": name,
        "source": interaction.source,
        "source_collection": graph.collections.get(interaction.source),
        "target": interaction.target,
        "target_collection": graph.collections.get(interaction.target),
        "protocol": interaction.protocol,
        "mode": interaction.mode,
        "access": interaction.access,
        "channel": interaction.channel,
        "rate_per_s": interaction.rate,
        "latency_ms": milliseconds(interaction.latency),
        "timeout_ms": milliseconds(timeout) if isinstance(timeout, Fraction) else None,
        "has_timeout": _is_set(timeout),
        "has_retry": _is_set(retry),
        "attempts": tried.attempts if tried else None,
        "backoff_ms": milliseconds(tried.backoff) if tried else None,
        "has_jitter": tried.jitter if tried else None,
        "has_circuit_breaker": _is_set(interaction.circuit_breaker),
        "has_bulkhead": _is_set(interaction.bulkhead),
        "idempotent": interaction.idempotent,
        "criticality": interaction.criticality,
        "encryption": interaction.encryption,
        "authentication": interaction.authentication,
        "data_class": interaction.data_class or _carried(interaction),
    }


def _carried(interaction: Interaction) -> str | None:
    """What is carried where nobody says so: one part that starts after another sends it nothing for that."""
    return "none" if interaction.mode == "start-order" else None


def _is_set(value: object) -> bool | None:
    """Whether a measure is taken: `none` says that it is not, and nothing says nothing."""
    return None if value is None else value != "none"


def _use_case(path: UseCasePath, graph: CallGraph) -> Iterator[Given]:
    origin = Origin("system", f"use_cases.{path.use_case}")
    passed = services_on(path.path, graph)
    values: Values = {
        "use_case": path.use_case,
        "services": len(passed) if path.path else None,
        "latency_ms": milliseconds(path.latency),
        "availability": path.availability,
        "rate_per_s": path.rate,
    }
    yield given("use_case_path", values, origin)
    for position, name in enumerate(path.path, start=1):
        step: Values = {"use_case": path.use_case, "position": position, "element": name}
        yield given("path_step", step, origin)
