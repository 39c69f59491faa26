"""Waivers: what they must say, and how a day is written."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from archrules.model.waiver import Waiver
from tests.unit.output.check_data import waiver


def test_a_day_is_written_as_year_month_and_day() -> None:
    assert waiver(expires="2028-02-29").expires == date(2028, 2, 29)


@pytest.mark.parametrize(
    "day",
    [
        "2027-02-29",
        "2027-1-31",
        "20270131",
        "2027-01-31T00:00:00",
        "2027-W04-7",
        "soon",
        "",
        "\uff12027-01-31",
        20270131,
        1800000000,
        None,
        True,
        datetime(2027, 1, 31, tzinfo=UTC),
    ],
)
def test_nothing_else_is_a_day(day: object) -> None:
    with pytest.raises(ValidationError, match="write year, month and day as in 2027-01-31"):
        waiver(expires=day)


@pytest.mark.parametrize("field", ["policy", "reason", "owner", "expires"])
def test_what_a_waiver_must_say(field: str) -> None:
    fields = waiver().model_dump(exclude={field})
    with pytest.raises(ValidationError, match="Field required"):
        Waiver.model_validate(fields)


@pytest.mark.parametrize("field", ["policy", "reason", "owner"])
def test_blanks_say_nothing(field: str) -> None:
    with pytest.raises(ValidationError, match="at least 1 character"):
        waiver(**{field: "  "})


def test_a_waiver_is_the_same_from_its_own_json() -> None:
    full = waiver(path=("a", "b"), discriminator="schema")
    assert Waiver.model_validate_json(full.model_dump_json()) == full
