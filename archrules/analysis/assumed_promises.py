"""What is promised where the brief does not say: values that fit who uses the system, and one another."""

from fractions import Fraction
from math import floor

from archrules.analysis.defaults import Defaults
from archrules.model.brief import Brief
from archrules.vocabulary.origins import Origin

MINUTES_PER_YEAR = 525_600
_SECONDS_PER_YEAR = MINUTES_PER_YEAR * 60
_MINUTE = 60
_OUTSIDE = {"partner", "machine"}
"""Kinds of clients whose users nobody here knows."""

Assumed = tuple[Fraction, tuple[Origin, ...]]
"""A value, and the defaults that it is taken from."""


def assumed_availability(brief: Brief, defaults: Defaults) -> Assumed:
    """The availability as a share of one: of what a few people use among themselves, or of anything else."""
    few = _few_people(brief, defaults)
    name = "availability-for-few" if few else "availability"
    used = (name, "few-people") if few else (name,)
    origins = tuple(defaults.origin(each, "objectives.availability") for each in used)
    return defaults.amount(name) / 100, origins


def assumed_recovery_time(availability: Fraction, defaults: Defaults) -> Assumed:
    """The recovery time objective in seconds: the usual one, or what the availability leaves for it in a year.

    Whole minutes, rounded down, from one minute on.
    """
    path = "objectives.rto"
    usual = defaults.amount("recovery-time")
    left = (1 - availability) * _SECONDS_PER_YEAR * defaults.amount("recovery-share")
    if left >= usual:
        return usual, (defaults.origin("recovery-time", path),)
    whole = Fraction(floor(left / _MINUTE) * _MINUTE) if left >= _MINUTE else left
    return whole, (defaults.origin("recovery-share", path),)


def _few_people(brief: Brief, defaults: Defaults) -> bool:
    known = [users for users in (brief.scale.users, brief.scale.users_projected) if users is not None]
    inside = all(client.kind not in _OUTSIDE for client in brief.clients)
    return bool(known) and inside and max(known) <= defaults.amount("few-people")
