"""What is promised where a brief says nothing fits who uses the system, and one promise fits the other."""

from fractions import Fraction

import pytest

from archrules.analysis.assumed_promises import assumed_availability, assumed_recovery_time
from archrules.analysis.defaults import Defaults
from archrules.model.brief import Brief


def brief(kind: str = "browser", **scale: int) -> Brief:
    return Brief.model_validate(
        {"system": "shop", "clients": [{"name": "desk", "kind": kind}], **({"scale": scale} if scale else {})}
    )


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (brief(users=10), "0.98"),
        (brief(users=50), "0.98"),
        (brief(users=51), "0.995"),
        (brief(users=10, users_projected=51), "0.995"),
        (brief(users_projected=50), "0.98"),
        (brief(), "0.995"),
        (brief("native", users=10), "0.98"),
        (brief("partner", users=10), "0.995"),
        (brief("machine", users=10), "0.995"),
    ],
)
def test_a_few_people_among_themselves_are_promised_less(
    defaults: Defaults, described: Brief, expected: str
) -> None:
    assert assumed_availability(described, defaults)[0] == Fraction(expected)


def test_what_is_assumed_for_a_few_names_both_defaults(defaults: Defaults) -> None:
    _, origins = assumed_availability(brief(users=10), defaults)
    assert [origin.reference for origin in origins] == ["availability-for-few", "few-people"]


@pytest.mark.parametrize(
    ("promised", "seconds", "default"),
    [
        ("0.995", 7200, "recovery-time"),
        ("0.9999", 1560, "recovery-share"),
        ("0.999999", Fraction("15.768"), "recovery-share"),
        ("1", 0, "recovery-share"),
    ],
    ids=["usual", "half of 52.56 min in whole minutes", "half of half a minute", "no outage at all"],
)
def test_one_recovery_leaves_the_promise_of_the_year_whole(
    defaults: Defaults, promised: str, seconds: Fraction, default: str
) -> None:
    found, origins = assumed_recovery_time(Fraction(promised), defaults)
    assert found == seconds
    assert [origin.reference for origin in origins] == [default]
