"""A system as it is or as it is recommended: elements, interactions and use-case paths.

Every value may be absent, which means *unknown*. Known absence is written `none` where a field offers it.
"""

from typing import Annotated, Literal

from pydantic import Field

from archrules.model.base import LIST_LENGTH, Model, Name, QualifiedName, Text
from archrules.model.units import Duration, Rate, Share, TotalRate

Bounded = Field(default=(), max_length=LIST_LENGTH)
MOST_REPLICAS = 1_000_000
Whole = Annotated[int, Field(strict=True, ge=0, le=MOST_REPLICAS)]

Mode = Literal["sync", "async", "data", "start-order", "config", "registry", "telemetry", "load"]
Access = Literal["read", "write", "read-write", "publish", "subscribe"]
Collection = Literal[
    "services",
    "data_stores",
    "caches",
    "brokers",
    "gateways",
    "frontends",
    "external_systems",
    "infrastructure",
    "interactions",
    "use_cases",
]


class Element(Model):
    """What all elements share. `name` is unique over the whole system."""

    name: Name
    technology: Name | None = None
    version: Name | None = None
    context: Name | None = None
    team: Name | None = None
    replicas: Whole | None = None
    deployment_unit: Name | None = None
    notes: tuple[Text, ...] = Bounded


class Service(Element):
    """A deployable that runs code of ours."""

    responsibility: Text | None = None
    contexts: tuple[Name, ...] = Bounded
    owns: Annotated[tuple[QualifiedName, ...], Field(description="the entities it owns")] = Bounded
    exposure: Literal["public", "partner", "internal"] | None = None
    health_check: Literal["readiness", "liveness", "readiness-and-liveness", "none"] | None = None
    graceful_shutdown: bool | None = None
    operations: Annotated[Whole | None, Field(description="how many operations its interface offers")] = None
    stateless: bool | None = None
    scaling: Annotated[
        Literal["fixed", "automatic"] | None,
        Field(description="`automatic`: the platform adds and removes replicas with the load"),
    ] = None


class DataStore(Element):
    """A place where data rests: a server, a database on it, or a schema in it."""

    scope: Literal["server", "database", "schema"] | None = None
    server: Annotated[Name | None, Field(description="the server that carries a database or schema")] = None
    owner: Annotated[
        Name | None, Field(description="the one service that owns the data; `none` if there is none")
    ] = None
    entities: tuple[QualifiedName, ...] = Bounded
    topology: Text | None = None
    role: Name | None = None
    encryption_at_rest: bool | None = None
    backup: Text | None = None


class Cache(Element):
    """Data that may be lost without loss of truth."""

    owner: Name | None = None
    layer: Literal["client", "cdn", "gateway", "application", "database"] | None = None
    time_to_live: Duration | None = None


class Channel(Model):
    """A queue or topic of a broker."""

    name: Name
    kind: Literal["queue", "topic"] | None = None
    partitions: Whole | None = None


class Broker(Element):
    """Carries messages between services: queues or an event log."""

    channels: tuple[Channel, ...] = Bounded


class Gateway(Element):
    """The way in: load balancer or API gateway."""

    exposure: Literal["public", "partner", "internal"] | None = None


class Frontend(Element):
    """Code that runs at the client, or the client itself."""

    kind: Literal["browser", "native", "partner", "machine"] | None = None


class ExternalSystem(Element):
    """A system that others run, with what they promise."""

    availability: Share | None = None
    latency: Duration | None = None


class Infrastructure(Element):
    """Anything else that runs beside the services: registry, configuration, telemetry, load generator."""

    role: Name | None = None


class Retry(Model):
    """How a failed call is repeated."""

    attempts: Annotated[
        int, Field(strict=True, ge=1, le=100, description="how often it is tried again after the first time")
    ]
    backoff: Duration | None = None
    jitter: bool | None = None


class CircuitBreaker(Model):
    """When calls are no longer made: where a share of enough calls in a window fails, or so many in a row."""

    window: Duration | None = None
    least_calls: Whole | None = None
    failed_share: Share | None = None
    failures_in_a_row: Whole | None = None
    open_for: Duration | None = None
    probes: Whole | None = None


class Bulkhead(Model):
    """How many calls may be under way at once in each replica of the caller."""

    calls: Whole


class Interaction(Model):
    """One element uses another."""

    source: Name
    target: Name
    name: Name | None = None
    protocol: Name | None = None
    mode: Mode | None = None
    access: Access | None = None
    channel: Name | None = None
    use_cases: tuple[Name, ...] = Bounded
    rate: TotalRate | None = None
    latency: Duration | None = None
    timeout: Duration | Literal["none"] | None = None
    retry: Retry | Literal["none"] | None = None
    circuit_breaker: CircuitBreaker | Literal["yes", "none"] | None = None
    bulkhead: Bulkhead | Literal["yes", "none"] | None = None
    idempotent: bool | None = None
    criticality: Literal["critical", "degradable", "background"] | None = None
    encryption: Name | None = None
    authentication: Name | None = None
    data_class: Name | None = None


class UseCasePath(Model):
    """The elements that one use case passes through, in order, with what is promised for it."""

    use_case: Name
    path: tuple[Name, ...] = Bounded
    latency: Duration | None = None
    availability: Share | None = None
    rate: Rate | None = None
    consistency: Text | None = None


class System(Model):
    """An architecture: what `recommend` composes, `check` judges and `graph` draws."""

    name: Name = "system"
    description: Text | None = None
    open: Annotated[
        tuple[Collection, ...], Field(description="the lists that may leave out some of what there is")
    ] = Bounded
    services: tuple[Service, ...] = Bounded
    data_stores: tuple[DataStore, ...] = Bounded
    caches: tuple[Cache, ...] = Bounded
    brokers: tuple[Broker, ...] = Bounded
    gateways: tuple[Gateway, ...] = Bounded
    frontends: tuple[Frontend, ...] = Bounded
    external_systems: tuple[ExternalSystem, ...] = Bounded
    infrastructure: tuple[Infrastructure, ...] = Bounded
    interactions: tuple[Interaction, ...] = Bounded
    use_cases: tuple[UseCasePath, ...] = Bounded

    def elements(self) -> tuple[Element, ...]:
        """All elements, collection by collection, in the order of the file."""
        return (
            *self.services,
            *self.data_stores,
            *self.caches,
            *self.brokers,
            *self.gateways,
            *self.frontends,
            *self.external_systems,
            *self.infrastructure,
        )
