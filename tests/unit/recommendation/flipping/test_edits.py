"""Edits: other values at places of a brief, found by name."""

from fractions import Fraction

import pytest

from archrules.recommendation.flipping.edits import GONE, THERE, Edit, edited, field_of, value_at, written
from tests.unit.recommendation.flipping.shop import shop

PEAK = ("use_cases", "buy", "peak")
VARIANCE = ("contexts", "orders", "entities", "line", "schema_variance")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (PEAK, Fraction(7)),
        (VARIANCE, Fraction(1, 2)),
        (("use_cases", "buy", "calls", "bank", "answer"), "later"),
        (("objectives", "availability"), Fraction(99, 100)),
        (("priorities", "fit"), 9),
        (("existing",), None),
        (("compliance", "sox"), THERE),
        (("compliance", "gdpr"), GONE),
        (("teams", "side", "skills", "quick-db"), THERE),
    ],
)
def test_the_value_is_at_its_path(path: tuple[str, ...], value: object) -> None:
    assert value_at(edited(shop(), [Edit(path, value)]), path) == value


def test_nothing_else_changes() -> None:
    changed = edited(shop(), [Edit(PEAK, Fraction(7))])
    assert edited(changed, [Edit(PEAK, value_at(shop(), PEAK))]) == shop()


def test_the_brief_itself_stays_as_it_was() -> None:
    brief = shop()
    edited(brief, [Edit(PEAK, Fraction(7))])
    assert brief == shop()


def test_a_name_that_nothing_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="sell"):
        edited(shop(), [Edit(("use_cases", "sell", "peak"), Fraction(7))])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PEAK, "10/s"),
        (VARIANCE, "20 %"),
        (("priorities", "fit"), None),
        (("horizon",), "2 years"),
        (("compliance",), ["gdpr"]),
    ],
)
def test_a_value_is_written_as_in_a_file(path: tuple[str, ...], text: object) -> None:
    assert written(shop(), path) == text


def test_words_stay_in_order() -> None:
    brief = edited(shop(), [Edit(("compliance", word), THERE) for word in ("sox", "hipaa")])
    assert brief.compliance == ("gdpr", "hipaa", "sox")


@pytest.mark.parametrize(
    ("path", "field"), [(("compliance", "sox"), ("compliance",)), (PEAK, PEAK), (("priorities", "fit"),) * 2]
)
def test_the_field_of_a_word_is_its_list(path: tuple[str, ...], field: tuple[str, ...]) -> None:
    assert field_of(shop(), path) == field


@pytest.mark.parametrize(
    ("other", "clashes"),
    [(PEAK, True), (("use_cases", "buy"), True), (("use_cases", "look", "peak"), False), (("teams",), False)],
)
def test_edits_clash_where_one_holds_the_other(other: tuple[str, ...], *, clashes: bool) -> None:
    assert Edit(PEAK, Fraction(1)).clashes(Edit(other, None)) is clashes
