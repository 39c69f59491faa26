"""The problem side of a brief: clients, bounded contexts with their entities, use cases, other people's systems."""

from typing import Annotated, Literal

from pydantic import Field

from archrules.model.base import LIST_LENGTH, Model, Name, QualifiedName, Text
from archrules.model.units import (
    Count,
    GrowthRate,
    PositiveDuration,
    PositiveRate,
    PositiveShare,
    PositiveSize,
    Share,
)

Bounded = Field(default=(), max_length=LIST_LENGTH)
Few = Field(default=(), max_length=100)

ClientKind = Literal["browser", "native", "partner", "machine"]
AccessPattern = Literal["point", "range", "full-text", "traversal", "aggregate"]
TrafficShape = Literal["steady", "daily", "seasonal", "spiky"]
Answer = Literal["now", "later"]
Updates = Literal["live", "on-request"]
Tag = Literal["pii", "financial", "inventory", "feed", "analytics", "session", "telemetry", "audit", "media"]


class Client(Model):
    """A program that calls the system. `browser` means our own pages on the same site."""

    name: Name
    kind: ClientKind


class Actor(Model):
    """Who acts, and through which clients."""

    name: Name
    clients: tuple[Name, ...] = Bounded


class Entity(Model):
    """A thing with identity that one bounded context owns."""

    name: Name
    fields: tuple[Name, ...] = Bounded
    relations: Annotated[
        tuple[QualifiedName, ...], Field(description="entities it refers to: `entity` or `context.entity`")
    ] = Bounded
    volume: Annotated[Count | None, Field(description="how many there are now")] = None
    growth: GrowthRate | None = None
    retention: Annotated[PositiveDuration | None, Field(description="how long one is kept")] = None
    payload: Annotated[PositiveSize | None, Field(description="size of one")] = None
    schema_variance: Annotated[
        Share | None, Field(description="share of its fields that differ from one instance to the next")
    ] = None
    access: tuple[AccessPattern, ...] = Bounded
    tags: tuple[Tag, ...] = Bounded
    visibility: Annotated[
        Literal["public", "private"] | None,
        Field(description="public: everybody may read it, and reads the same"),
    ] = None


class Context(Model):
    """A bounded context: a part of the domain with a language and an owner of its own."""

    name: Name
    purpose: Text | None = None
    entities: tuple[Entity, ...] = Bounded
    release_interval: Annotated[
        PositiveDuration | None, Field(description="how often it should be released")
    ] = None
    availability: Annotated[
        PositiveShare | None, Field(description="what is promised of it, where that differs from the whole")
    ] = None


class Call(Model):
    """A use case asks another context, or an external system, to do something."""

    to: Annotated[Name, Field(description="a context or an external system")]
    answer: Annotated[Answer | None, Field(description="is the answer needed at once?")] = None
    idempotent: bool | None = None


class UseCase(Model):
    """Something an actor wants done, entered through one context."""

    name: Name
    context: Name
    actor: Name | None = None
    reads: Annotated[tuple[QualifiedName, ...], Field(description="`entity` or `context.entity`")] = Few
    writes: Annotated[tuple[QualifiedName, ...], Field(description="`entity` or `context.entity`")] = Few
    calls: tuple[Call, ...] = Few
    peak: Annotated[PositiveRate | None, Field(description="requests at the busiest time")] = None
    traffic: TrafficShape | None = None
    latency: Annotated[PositiveDuration | None, Field(description="95 of 100 answers must arrive within")] = (
        None
    )
    consistency: Literal["strong", "eventual"] | None = None
    answer: Answer | None = None
    updates: Annotated[
        Updates | None, Field(description="`live`: the client is told of every change as it happens")
    ] = None
    idempotent: bool | None = None


class ExternalSystem(Model):
    """A system that others run, with what they promise."""

    name: Name
    protocol: Annotated[Literal["rest", "soap", "grpc", "webhook", "file", "messaging"] | None, Field()] = (
        None
    )
    availability: PositiveShare | None = None
    latency: PositiveDuration | None = None
