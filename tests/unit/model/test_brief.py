"""What a brief may say, and within which bounds."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from archrules.model.base import LIST_LENGTH
from archrules.model.brief import Brief
from archrules.model.units import DAY, Growth


def brief(**parts: Any) -> Brief:  # noqa: ANN401 - as a file has them
    return Brief.model_validate({"system": "shop", **parts})


def paths_refused(**parts: Any) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - as a file has them
    with pytest.raises(ValidationError) as raised:
        brief(**parts)
    return [error["loc"] for error in raised.value.errors()]


def test_only_the_name_of_the_system_is_required() -> None:
    assert brief().contexts == ()
    with pytest.raises(ValidationError, match="system"):
        Brief.model_validate({})


def test_quantities_become_exact_numbers_in_base_units() -> None:
    entity = {"name": "order", "volume": "2M", "growth": "5 %/month", "retention": "30 d", "payload": "2 kB"}
    read = brief(contexts=[{"name": "orders", "entities": [entity]}]).contexts[0].entities[0]
    assert (read.volume, read.growth) == (Fraction(2_000_000), Growth(Fraction(1, 20), "month"))
    assert (read.retention, read.payload) == (30 * DAY, Fraction(2000))


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"clients": [{"name": "web", "kind": "fax"}]}, ("clients", 0, "kind")),
        ({"use_cases": [{"name": "u", "context": "c", "peak": "400"}]}, ("use_cases", 0, "peak")),
        ({"teams": [{"name": "t", "size": 0}]}, ("teams", 0, "size")),
        ({"teams": [{"name": "t", "size": True}]}, ("teams", 0, "size")),
        ({"teams": [{"name": "t", "size": "5"}]}, ("teams", 0, "size")),
        ({"objectives": {"availability": "101 %"}}, ("objectives", "availability")),
        ({"priorities": {"cost": 11}}, ("priorities", "cost")),
        ({"priorities": {"cost": -1}}, ("priorities", "cost")),
        ({"priorities": {"cost": 2.5}}, ("priorities", "cost")),
        ({"parameters": {"a.b": Decimal(-1)}}, ("parameters", "a.b")),
        ({"parameters": {"a.b": Decimal("inf")}}, ("parameters", "a.b")),
        ({"parameters": {"a.b": Decimal("nan")}}, ("parameters", "a.b")),
        ({"budget": {"monthly": 100, "currency": "euro"}}, ("budget", "currency")),
        ({"budget": {"monthly": -1, "currency": "EUR"}}, ("budget", "monthly")),
        (
            {"budget": {"monthly": 1, "currency": "EUR", "unit_prices": {"moon": 1}}},
            ("budget", "unit_prices", "moon", "[key]"),
        ),
        ({"compliance": ["gdpr", "xyz"]}, ("compliance", 1)),
        ({"constraints": {"cloud": "moon"}}, ("constraints", "cloud")),
        ({"existing": {"style": "mess"}}, ("existing", "style")),
        ({"colour": "red"}, ("colour",)),
    ],
)
def test_what_a_field_cannot_hold_is_refused_in_its_place(
    parts: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    assert paths_refused(**parts) == [path]


def test_every_fault_is_told_at_once() -> None:
    assert paths_refused(horizon="soon", delivery="later", regions=[{"name": ""}]) == [
        ("horizon",),
        ("delivery",),
        ("regions", 0, "name"),
    ]


def test_a_list_has_a_longest_length() -> None:
    assert paths_refused(compliance=["gdpr"] * (LIST_LENGTH + 1)) == [("compliance",)]


@pytest.mark.parametrize("text", ["1.0", "1", "1.00", "01"])
def test_equal_numbers_are_written_alike(text: str) -> None:
    read = brief(
        parameters={"a.b": Decimal(text)},
        budget={"monthly": Decimal(text), "currency": "EUR", "unit_prices": {"cache-node": Decimal(text)}},
    )
    dumped = read.model_dump(mode="json")
    assert dumped["parameters"] == {"a.b": "1"}
    assert dumped["budget"] == {"monthly": "1", "currency": "EUR", "unit_prices": {"cache-node": "1"}}


@pytest.mark.parametrize(
    ("number", "text"), [("0.80", "0.8"), ("-0.0", "0"), ("1E+3", "1000"), ("0E-9", "0")]
)
def test_a_number_is_written_in_digits_without_needless_zeros(number: str, text: str) -> None:
    assert brief(parameters={"a.b": Decimal(number)}).model_dump(mode="json")["parameters"] == {"a.b": text}
