"""How grave a policy is in each profile."""

from typing import Any

import pytest

from archrules.errors import UnknownNameError
from archrules.knowledge_base.items import SeverityItem
from archrules.policies.profiles import Severities, check_profile, own_severity, severities


def told(given: Severities) -> list[str]:
    return [given[profile] for profile in ("prototype", "production", "regulated")]


ITEM = SeverityItem(prototype="off", production="note", regulated="error")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("warning", ["warning", "warning", "warning"]),
        (ITEM, ["off", "note", "error"]),
        ({"production": "note"}, ["note", "note", "note"]),
        ({"prototype": "off", "regulated": "error"}, ["off", "off", "error"]),
        ({"production": "off", "regulated": "error"}, ["off", "off", "error"]),
    ],
    ids=str,
)
def test_profile_that_is_not_named_is_like_the_one_before_it(given: Any, found: list[str]) -> None:  # noqa: ANN401  # what severities may be
    assert told(severities(given)) == found


@pytest.mark.parametrize(
    ("given", "own"),
    [
        (["off", "note", "error"], "note"),
        (["off", "off", "error"], "error"),
        (["warning", "off", "off"], "warning"),
        (["off", "off", "off"], "note"),
    ],
    ids=str,
)
def test_severity_of_a_policy_itself_is_that_in_production_or_where_it_is_checked(
    given: list[str], own: str
) -> None:
    named: Any = dict(zip(("prototype", "production", "regulated"), given, strict=True))
    assert own_severity(named) == own


def test_profile_that_exists_is_given_back() -> None:
    assert check_profile("regulated") == "regulated"


def test_profile_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownNameError) as caught:
        check_profile("x")
    assert caught.value.suggestions == ("prototype", "production", "regulated")
