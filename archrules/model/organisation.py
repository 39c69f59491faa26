"""The people, money and rules around a system: teams, budget, compliance, constraints and what exists already."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from archrules.model.base import LIST_LENGTH, Model, Name, Text, WrittenInDigits
from archrules.model.units import Count, Duration, PositiveDuration, PositiveShare, Rate, Share

Bounded = Field(default=(), max_length=LIST_LENGTH)
Money = Annotated[Decimal, Field(ge=0, le=10**12, allow_inf_nan=False, max_digits=20), WrittenInDigits]
Regime = Literal["gdpr", "hipaa", "iso-27001", "pci-dss", "soc-2", "sox"]
CloudProvider = Literal["aws", "azure", "gcp", "on-premises", "any"]
PricedItem = Literal["service-replica", "database-node", "cache-node", "broker-node"]


class Team(Model):
    """People who build and run parts of the system together."""

    name: Name
    size: Annotated[int, Field(strict=True, ge=1, le=10_000, description="engineers")]
    skills: Annotated[tuple[Name, ...], Field(description="technologies it has run in production")] = Bounded
    contexts: Annotated[tuple[Name, ...], Field(description="the contexts it owns")] = Bounded


class Scale(Model):
    """How many people use the system, now and at the end of the horizon."""

    users: Count | None = None
    users_projected: Count | None = None


class Region(Model):
    """Where users are."""

    name: Name
    users: Annotated[Share | None, Field(description="share of the users")] = None
    round_trip: Annotated[Duration | None, Field(description="network round trip to the main site")] = None


class Objectives(Model):
    """What is promised for the whole system."""

    availability: PositiveShare | None = None
    latency_p95: PositiveDuration | None = None
    latency_p99: PositiveDuration | None = None
    rto: Annotated[Duration | None, Field(description="recovery time objective: longest outage")] = None
    rpo: Annotated[Duration | None, Field(description="recovery point objective: longest loss of data")] = (
        None
    )


class Budget(Model):
    """Money for running the system each month, and what one node costs, where that is known."""

    monthly: Money
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
    unit_prices: Annotated[dict[PricedItem, Money], Field(description="for one node and month")] = Field(
        default_factory=dict
    )


class Constraints(Model):
    """What is not open to choice."""

    cloud: CloudProvider | None = None
    licences: Annotated[
        Literal["osi-only", "any"] | None, Field(description="which licences are allowed")
    ] = None
    mandated: Annotated[tuple[Name, ...], Field(description="technologies to use where they apply")] = Bounded
    forbidden: Annotated[tuple[Name, ...], Field(description="technologies not to use")] = Bounded
    skills: Annotated[
        Literal["prefer", "require"] | None, Field(description="may the teams learn a new technology?")
    ] = None
    data_residency: Annotated[tuple[Name, ...], Field(description="regions that data may not leave")] = (
        Bounded
    )


class ExistingPart(Model):
    """A part of the system in use today."""

    name: Name
    kind: Literal["service", "data-store", "cache", "broker", "frontend"] = "service"
    technology: Name | None = None
    contexts: tuple[Name, ...] = Bounded
    uses: Annotated[tuple[Name, ...], Field(description="other parts it uses")] = Bounded
    peak: Rate | None = None


class ExistingSystem(Model):
    """What runs today."""

    style: Literal["monolith", "modular-monolith", "services", "microservices", "serverless"]
    description: Text | None = None
    parts: tuple[ExistingPart, ...] = Bounded
    release_interval: PositiveDuration | None = None
    problems: tuple[Text, ...] = Bounded
