"""The shapes of items as they are written."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from archrules.knowledge_base.items import (
    DecisionItem,
    DefaultItem,
    DerivationItem,
    Header,
    OptionItem,
    PackItem,
    PolicyItem,
    Source,
    TableItem,
    TechnologyItem,
)
from tests.unit.knowledge_base import small_pack

WHOLE: dict[type[Any], dict[str, Any]] = {
    DerivationItem: small_pack.derivation("an-item"),
    TableItem: small_pack.table("an-item"),
    DecisionItem: small_pack.decision("an-item"),
    OptionItem: small_pack.option("an-item"),
    PolicyItem: small_pack.policy("an-item"),
    TechnologyItem: small_pack.technology("an-item"),
    DefaultItem: small_pack.default("an-item"),
}


def refused(shape: type[Any], raw: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Where a shape refuses the data, and why."""
    with pytest.raises(ValidationError) as raised:
        shape.model_validate(raw)
    return [(error["loc"], error["type"]) for error in raised.value.errors()]


@pytest.mark.parametrize("shape", WHOLE, ids=lambda shape: shape.__name__)
def test_every_form_can_be_written(shape: type[Header]) -> None:
    assert shape.model_validate(WHOLE[shape]).id == "an-item"


@pytest.mark.parametrize("shape", WHOLE, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("field", ["id", "title", "status", "since", "why", "sources"])
def test_every_item_says_what_it_is_and_why(shape: type[Header], field: str) -> None:
    without = {name: value for name, value in WHOLE[shape].items() if name != field}
    assert refused(shape, without) == [((field,), "missing")]


@pytest.mark.parametrize("shape", WHOLE, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "An-Item"),
        ("id", "an_item"),
        ("id", "an--item"),
        ("id", "-item"),
        ("id", "x" * 81),
        ("id", "item\n"),
        ("id", ".item"),
        ("id", "pack."),
        ("id", "pack.part.item"),
        ("id", "pack/item"),
        ("status", "done"),
        ("since", "1"),
        ("since", "1.0-beta"),
        ("since", "\u0663.4"),
        ("sources", []),
        ("title", ""),
        ("why", "  "),
    ],
)
def test_a_header_in_another_shape_is_refused(shape: type[Header], field: str, value: object) -> None:
    assert [path[0] for path, _ in refused(shape, {**WHOLE[shape], field: value})] == [field]


@pytest.mark.parametrize("shape", WHOLE, ids=lambda shape: shape.__name__)
def test_an_id_may_begin_with_the_name_of_a_pack(shape: type[Header]) -> None:
    assert shape.model_validate({**WHOLE[shape], "id": "a-pack.an-item"}).id == "a-pack.an-item"


@pytest.mark.parametrize("shape", WHOLE, ids=lambda shape: shape.__name__)
def test_an_unknown_field_is_refused(shape: type[Header]) -> None:
    assert refused(shape, {**WHOLE[shape], "colour": "red"}) == [(("colour",), "extra_forbidden")]


@pytest.mark.parametrize("shape", [DerivationItem, TableItem, DecisionItem, OptionItem, PolicyItem])
@pytest.mark.parametrize("count", [0, 1])
def test_an_item_with_rules_has_two_examples(shape: type[Header], count: int) -> None:
    raw = WHOLE[shape]
    assert refused(shape, {**raw, "examples": raw["examples"][:count]}) == [(("examples",), "too_short")]


@pytest.mark.parametrize("field", ["gives", "gives-up", "arguments"])
def test_an_option_has_a_gain_a_price_and_an_argument(field: str) -> None:
    without = {name: value for name, value in WHOLE[OptionItem].items() if name != field}
    assert refused(OptionItem, without) == [((field,), "missing")]
    assert refused(OptionItem, {**without, field: []}) == [((field,), "too_short")]


@pytest.mark.parametrize("points", [-4, 4, 1.0, "1", True])
def test_points_are_whole_and_from_minus_to_plus_three(points: object) -> None:
    raw = {**WHOLE[OptionItem], "arguments": [small_pack.argument(points=points)]}
    assert refused(OptionItem, raw)[0][0] == ("arguments", 0, "points")


@pytest.mark.parametrize("name", ["Limit", "a-limit", "1st", ""])
def test_a_parameter_is_named_like_a_variable(name: str) -> None:
    raw = {**WHOLE[DerivationItem], "parameters": {name: small_pack.parameter()}}
    assert refused(DerivationItem, raw)[0][0] == ("parameters", name, "[key]")


@pytest.mark.parametrize("value", ["5", True, None, Decimal("NaN"), Decimal("Infinity")])
def test_a_parameter_is_a_number(value: object) -> None:
    raw = {**WHOLE[DerivationItem], "parameters": {"limit": small_pack.parameter(value)}}
    assert {path[:3] for path, _ in refused(DerivationItem, raw)} == {("parameters", "limit", "value")}


@pytest.mark.parametrize("value", [5, -5, Decimal("0.80")])
def test_a_parameter_keeps_its_number_exactly(value: object) -> None:
    raw = {**WHOLE[DerivationItem], "parameters": {"limit": small_pack.parameter(value)}}
    assert DerivationItem.model_validate(raw).parameters["limit"].value == value


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-1-1", "20260101", "\u0662026-01-01"]
)
def test_a_date_is_a_day_of_the_calendar(text: str) -> None:
    pack = {"name": "p", "title": "P", "version": "1.0", "as-of": text}
    assert [path for path, _ in refused(PackItem, pack)] == [("as-of",)]


def test_a_date_that_is_none_is_told_how_to_write_one() -> None:
    with pytest.raises(
        ValidationError, match="no day of the calendar; write year, month and day as in 2026-01-31"
    ):
        Source.model_validate({"title": "T", "author": "A", "accessed": "2026-02-30"})


@pytest.mark.parametrize(("text", "kept"), [("unknown", "unknown"), ("2030-06-30", "2030-06-30")])
def test_the_end_of_a_release_may_be_unknown(text: str, kept: str) -> None:
    raw = small_pack.technology("an-item")
    raw["releases"]["lines"][0]["end-of-life"] = text
    releases = TechnologyItem.model_validate(raw).releases
    assert releases is not None
    assert releases.lines[0].end_of_life == kept


def test_the_end_of_a_release_is_no_other_word() -> None:
    raw = small_pack.technology("an-item")
    raw["releases"]["lines"][0]["end-of-life"] = "2030-06-31"
    assert refused(TechnologyItem, raw)


@pytest.mark.parametrize("value", [3, Decimal("0.5"), "any"])
def test_a_default_is_a_number_or_a_text(value: object) -> None:
    item = DefaultItem.model_validate({**WHOLE[DefaultItem], "value": value})
    assert (item.value, type(item.value)) == (value, type(value))


def test_fields_are_written_in_kebab_case() -> None:
    item = OptionItem.model_validate(WHOLE[OptionItem])
    assert "gives-up" in item.model_dump(by_alias=True)
    assert item.gives_up == ("something else",)


PACK_ITEM = small_pack.PACK["pack.yaml"]


@pytest.mark.parametrize("word", ["replaces", "disables"])
@pytest.mark.parametrize(
    "name", ["an-item", "a-pack.an-item", "store/first", "acme.log/acme.file", "sources/book"]
)
def test_a_pack_names_what_it_changes_by_id(word: str, name: str) -> None:
    assert getattr(PackItem.model_validate({**PACK_ITEM, word: [name]}), word) == (name,)


@pytest.mark.parametrize("word", ["replaces", "disables"])
@pytest.mark.parametrize("name", ["", "An-Item", "a/b/c", "/item", "store/", "../store", "a.b.c", 5, None])
def test_what_is_no_id_is_refused_in_a_list_of_changes(word: str, name: object) -> None:
    assert refused(PackItem, {**PACK_ITEM, word: [name]})[0][0] == (word, 0)


@pytest.mark.parametrize("name", ["acme.rules", "Acme", "acme/rules", ""])
def test_the_name_of_a_pack_has_no_dot(name: str) -> None:
    assert refused(PackItem, {**PACK_ITEM, "name": name})[0][0] == ("name",)
