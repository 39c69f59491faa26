"""The requirements brief: what a person wants built, in the person's words and numbers."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from archrules.model.base import LIST_LENGTH, Model, Name, Text, WrittenInDigits
from archrules.model.domain import Actor, Client, Context, ExternalSystem, UseCase
from archrules.model.organisation import (
    Budget,
    Constraints,
    ExistingSystem,
    Objectives,
    Regime,
    Region,
    Scale,
    Team,
)
from archrules.model.units import PositiveDuration

Bounded = Field(default=(), max_length=LIST_LENGTH)
Weight = Annotated[int, Field(strict=True, ge=0, le=10)]
ParameterValue = Annotated[Decimal, Field(ge=0, le=10**15, allow_inf_nan=False), WrittenInDigits]


class Brief(Model):
    """A requirements brief. Only `system` is required; what has a sane default may be left out."""

    system: Name
    domain: Name | None = None
    description: Text | None = None
    horizon: Annotated[PositiveDuration | None, Field(description="how far ahead to plan")] = None
    delivery: Annotated[PositiveDuration | None, Field(description="time until the first release")] = None
    clients: tuple[Client, ...] = Bounded
    actors: tuple[Actor, ...] = Bounded
    contexts: tuple[Context, ...] = Bounded
    use_cases: tuple[UseCase, ...] = Bounded
    external_systems: tuple[ExternalSystem, ...] = Bounded
    scale: Scale = Scale()
    regions: tuple[Region, ...] = Bounded
    objectives: Objectives = Objectives()
    teams: tuple[Team, ...] = Bounded
    budget: Budget | None = None
    compliance: tuple[Regime, ...] = Bounded
    priorities: Annotated[
        dict[Name, Weight], Field(description="criterion to weight, 0 to 10; others keep their default")
    ] = Field(default_factory=dict)
    constraints: Constraints = Constraints()
    existing: ExistingSystem | None = None
    parameters: Annotated[
        dict[Name, ParameterValue],
        Field(description="values that replace those in the knowledge, as `item.parameter`"),
    ] = Field(default_factory=dict)
