"""Waivers: findings that people accept for a time, each with a reason, an owner and a last day."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from archrules.model.base import LIST_LENGTH, Model, Name, Text

WaiverState = Literal["active", "expired", "unused", "malformed", "over-broad"]

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> object:
    """Let pydantic read a date, or the text of one and nothing else: numbers and times are no days."""
    if type(value) is date:
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    shown = f"{value!r} is no day of the calendar" if isinstance(value, str) else "this is no day"
    message = f"{shown}; write year, month and day as in 2027-01-31"
    raise ValueError(message)


class Waiver(Model):
    """One finding that is accepted, by whom, why, and up to which day."""

    policy: Annotated[Name, Field(description="the id of the policy")]
    element: Annotated[Text | None, Field(description="the element; a waiver without one hides nothing")] = (
        None
    )
    path: Annotated[
        tuple[Text, ...] | None,
        Field(max_length=LIST_LENGTH, description="the elements of the path, where the finding has one"),
    ] = None
    discriminator: Annotated[
        Text | None, Field(description="tells it from other findings of the policy on the element")
    ] = None
    reason: Text
    owner: Annotated[Name, Field(description="who accepts it")]
    expires: Annotated[date, BeforeValidator(_day), Field(description="the last day on which it counts")]


class WaiverFile(Model):
    """A file of waivers."""

    waivers: Annotated[tuple[Waiver, ...], Field(max_length=LIST_LENGTH)]
