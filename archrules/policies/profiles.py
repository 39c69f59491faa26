"""Profiles: how much is expected of a system. Each policy says how grave it is in each of them."""

from collections.abc import Mapping
from typing import Literal, get_args

from archrules.errors import UnknownNameError, near_names
from archrules.knowledge_base.items import SeverityItem, SeverityOrOff
from archrules.model.finding import Severity

Profile = Literal["prototype", "production", "regulated"]

PROFILES: tuple[Profile, ...] = get_args(Profile)
"""From the one that expects least."""

Severities = Mapping[Profile, SeverityOrOff]


def severities(given: Severity | SeverityItem | Mapping[Profile, SeverityOrOff]) -> Severities:
    """The severity in each profile; one word stands for all, and a profile that is not named is like the one before it.

    The first that is named counts for those before it too.
    """
    if isinstance(given, str):
        return dict.fromkeys(PROFILES, given)
    named = given.model_dump() if isinstance(given, SeverityItem) else dict(given)
    found: dict[Profile, SeverityOrOff] = {}
    last: SeverityOrOff = next((named[profile] for profile in PROFILES if profile in named), "error")
    for profile in PROFILES:
        last = found[profile] = named.get(profile, last)
    return found


def own_severity(given: Severities) -> Severity:
    """The severity that a policy has apart from any profile: that in production, or else where more is expected."""
    for profile in ("production", "regulated", "prototype"):
        severity = given[profile]
        if severity != "off":
            return severity
    return "note"


def check_profile(name: str) -> Profile:
    """The profile of that name.

    Raises:
        UnknownNameError: there is none.
    """
    for profile in PROFILES:
        if profile == name:
            return profile
    raise UnknownNameError(f"there is no profile {name!r}", near_names(name, PROFILES) or PROFILES)
