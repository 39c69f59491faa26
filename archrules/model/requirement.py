"""What the brief asks for, and whether the recommended architecture gives it."""

from typing import Literal

from pydantic import Field

from archrules.model.base import Model

RequirementStatus = Literal["met", "missed", "open"]


class RequirementGround(Model):
    """Why a requirement is met or missed, or what is missing to know."""

    status: RequirementStatus
    because: str
    rule: str | None = Field(default=None, description="none where arithmetic or nothing at all says so")
    subjects: tuple[str, ...] = Field(default=(), description="the use cases that it holds for")


class Requirement(Model):
    """One requirement of the brief, or one sort of requirement of all use cases that state it."""

    path: str = Field(description="where it stands in the brief; `*` stands for each of several names")
    requirement: str
    status: RequirementStatus = Field(description="missed if any part of it is; else open if any is")
    stated: int = Field(default=1, description="in how many places of the brief it stands")
    grounds: tuple[RequirementGround, ...]
