"""From pydantic's errors to faults: the place, the words, and one fault for one mistake."""

from __future__ import annotations

import enum
import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator
from pydantic_core import PydanticCustomError

from archrules.errors import BriefError, InputError, KnowledgeError
from archrules.knowledge_base.strict_yaml import parse_yaml
from archrules.knowledge_base.validation import KEY, faults_at, suggest, validate


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Maturity(enum.Enum):
    BORING = "boring"
    NEW = "new"


class Source(Record):
    ref: str
    where: str = ""


class Veto(Record):
    because: str
    sources: tuple[Source, ...] = ()


class Count(Record):
    form: Literal["count"]
    of: str
    at_least: int = 0


class Not(Record):
    form: Literal["not"]
    inner: Condition


class Pair(Record):
    left: int
    right: int


class Single(Record):
    only: int


def form_of(value: Any) -> str | None:  # noqa: ANN401 - called by pydantic with whatever the file says
    return next(iter(value), None) if isinstance(value, dict) else None


class Circle(Record):
    circle: int


class Square(Record):
    square: int


Condition = Annotated[Count | Not, Field(discriminator="form")]
Shape = Annotated[Annotated[Circle, Tag("circle")] | Annotated[Square, Tag("square")], Discriminator(form_of)]


class Item(Record):
    title: str = "t"
    gives_up: tuple[str, ...] = Field((), alias="gives-up")
    level: Literal["low", "medium", "high"] = "low"
    maturity: Maturity | None = None
    size: int = Field(1, ge=1, lt=10)
    share: Decimal = Field(Decimal(0), le=1)
    flag: bool = False
    on: date | None = None
    code: str = Field("ab", min_length=2, max_length=4)
    slug: str = Field("a", pattern="^[a-z]+$")
    some: list[int] = Field([1], min_length=1, max_length=2)
    vetoes: list[Veto] = []
    weights: dict[Annotated[str, Field(pattern="^[a-z]")], int] = {}
    by_level: dict[Literal["low", "high"], int] = {}
    when: list[Condition] = []
    shapes: list[Shape] = []
    amount: int | Literal["none"] | list[Pair] = 0
    form: Pair | Single | None = None
    even: int = 2
    custom: str = ""
    span: tuple[int, str] = (1, "a")

    @field_validator("even")
    @classmethod
    def _is_even(cls, number: int) -> int:
        if number % 2:
            message = f"{number} is odd; write an even number"
            raise ValueError(message)
        return number

    @field_validator("custom")
    @classmethod
    def _is_not_taken(cls, name: str) -> str:
        if name == "taken":
            raise PydanticCustomError("taken", "the name {name} is taken", {"name": name})
        return name

    @model_validator(mode="after")
    def _titles_differ(self) -> Item:
        if self.title == self.code:
            message = "title and code must differ"
            raise ValueError(message)
        return self


class Required(Record):
    gives_up: int = Field(alias="gives-up")
    veto: Veto


def faults_of(text: str, model: type[BaseModel] = Item) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        validate(parse_yaml(text, "f"), model, error=KnowledgeError)
    return [str(fault).removeprefix("f:") for fault in caught.value.faults]


def test_what_fits_becomes_the_model() -> None:
    item = validate(parse_yaml("gives-up: [speed]\nsize: 3", "f"), Item, error=KnowledgeError)
    assert (item.gives_up, item.size) == (("speed",), 3)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: [a]", "1:8: expected text, found a list"),
        ("title: {a: 1}", "1:8: expected text, found a mapping"),
        ("title:", "1:7: expected text, found nothing"),
        ("title: true", "1:8: expected text, found true: put it in quotes"),
        ("title: 1.10", "1:8: expected text, found the number 1.10: put it in quotes"),
        ("gives-up: speed", "1:11: expected a list, found text 'speed'"),
        ("gives-up: [a, 2]", "1:15: expected text, found the number 2: put it in quotes"),
        ("size: two", "1:7: expected a whole number, found text 'two'"),
        ("size: 1.5", "1:7: expected a whole number, found the number 1.5"),
        ("size: 0", "1:7: expected a number of at least 1, found the number 0"),
        ("size: 10", "1:7: expected a number less than 10, found the number 10"),
        ("share: 1.5", "1:8: expected a number of at most 1, found the number 1.5"),
        ("share: much", "1:8: expected a number, found text 'much'"),
        ("flag: maybe", "1:7: expected true or false, found text 'maybe'"),
        ("on: someday", "1:5: expected a date such as 2026-01-31, found text 'someday'"),
        ("code: a", "1:7: expected text of 2 or more characters, found text 'a'"),
        ("code: abcde", "1:7: expected text of 4 or fewer characters, found text 'abcde'"),
        ("slug: A1", "1:7: expected text that matches ^[a-z]+$, found text 'A1'"),
        ("some: []", "1:7: expected 1 or more entries, found an empty list"),
        ("some: [1, 2, 3]", "1:7: expected 2 or fewer entries, found a list"),
        ("vetoes: [{because: b}, 3]", "1:24: expected a mapping, found the number 3"),
        ("weights: [a]", "1:10: expected a mapping, found a list"),
        ("weights: {a: x}", "1:14: expected a whole number, found text 'x'"),
        ("weights: {A: 1}", "1:11: expected text that matches ^[a-z], found text 'A'"),
        ("span: [1, 2]", "1:11: expected text, found the number 2: put it in quotes"),
        ("even: 3", "1:7: 3 is odd; write an even number"),
        ("custom: taken", "1:9: the name taken is taken"),
        ("title: ab", "1:1: title and code must differ"),
        ("level: lo", "1:8: expected one of 'low', 'medium', 'high', found text 'lo' (did you mean 'low'?)"),
        ("level: 3", "1:8: expected one of 'low', 'medium', 'high', found the number 3"),
        (
            "maturity: borin",
            "1:11: expected one of 'boring', 'new', found text 'borin' (did you mean 'boring'?)",
        ),
        (
            "by_level: {hig: 1}",
            "1:12: expected one of 'low', 'high', found text 'hig' (did you mean 'high'?)",
        ),
        ("titel: x", "1:1: unknown field 'titel' (did you mean 'title'?)"),
        ("gives_up: []", "1:1: unknown field 'gives_up' (did you mean 'gives-up'?)"),
        (
            "vetoes:\n  - because: b\n    source: []\n",
            "3:5: unknown field 'source' (did you mean 'sources'?)",
        ),
        (
            "vetoes: [{because: b, zzz: 1}]",
            "1:23: unknown field 'zzz': the fields here are 'because', 'sources'",
        ),
        ("vetoes:\n  - sources: []\n", "2:5: the field 'because' is missing: add it"),
        ("vetoes: [{because: b, sources: [{}]}]", "1:33: the field 'ref' is missing: add it"),
    ],
)
def test_a_mistake_is_one_fault_in_plain_english_at_its_place(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "when: [{form: cuont}]",
            "1:15: expected one of 'count', 'not', found text 'cuont' (did you mean 'count'?)",
        ),
        ("when: [{of: a}]", "1:8: the field 'form' is missing: add it, with one of 'count', 'not'"),
        ("when: [a]", "1:8: expected a mapping, found text 'a'"),
        ("when: [{form: count, of: 3}]", "1:26: expected text, found the number 3: put it in quotes"),
        ("when: [{form: not, inner: {form: count}}]", "1:27: the field 'of' is missing: add it"),
        (
            "when: [{form: not, inner: {form: count, of: a, atleast: 1}}]",
            "1:48: unknown field 'atleast' (did you mean 'at_least'?)",
        ),
        ("shapes: [{circle: x}]", "1:19: expected a whole number, found text 'x'"),
        ("shapes: [{cube: 1}]", "1:10: this has none of the forms known here: 'circle', 'square'"),
        ("shapes: [x]", "1:10: this has none of the forms known here: 'circle', 'square'"),
        ("amount: x", "1:9: expected a whole number or 'none' or a list, found text 'x'"),
        (
            "amount: nonne",
            "1:9: expected a whole number or 'none' or a list, found text 'nonne' (did you mean 'none'?)",
        ),
        ("amount: {a: 1}", "1:9: expected a whole number or 'none' or a list, found a mapping"),
        ("amount: [{left: 1}]", "1:10: the field 'right' is missing: add it"),
        ("amount: [{left: 1, right: x}]", "1:27: expected a whole number, found text 'x'"),
        ("form: {left: 1}", "1:7: the field 'right' is missing: add it"),
        ("form: {only: x}", "1:14: expected a whole number, found text 'x'"),
        ("form: 3", "1:7: expected a mapping, found the number 3"),
    ],
)
def test_a_mistake_in_one_form_of_a_union_is_one_fault(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


def test_a_missing_field_is_named_as_the_file_would_name_it() -> None:
    assert faults_of("veto: {because: b}", Required) == ["1:1: the field 'gives-up' is missing: add it"]


def test_a_missing_field_has_the_place_of_what_should_have_it() -> None:
    assert faults_of("gives-up: 1\nveto:\n  sources: []\n", Required) == [
        "3:3: the field 'because' is missing: add it"
    ]


def test_all_mistakes_are_told_at_once_in_order_of_place() -> None:
    text = "zzz: 1\nsize: x\nvetoes: [{}, {because: 1}]\nlevel: 2\n"
    assert [fault.split(": ")[0] for fault in faults_of(text)] == ["1:1", "2:7", "3:10", "3:24", "4:8"]


def test_a_value_in_a_message_is_cut() -> None:
    assert len(faults_of(f"size: {'x' * 10_000}")[0]) < 120


def test_a_key_in_a_message_is_cut() -> None:
    assert "x" * 61 not in faults_of(f"? {'x' * 2000}\n: 1")[0]


def test_a_value_in_a_message_is_escaped() -> None:
    assert faults_of('size: "\\e[2J"') == ["1:7: expected a whole number, found text '\\x1b[2J'"]


def test_many_allowed_values_are_cut_short() -> None:
    names = tuple(f"name-{number:03}" for number in range(100))

    class Choice(Record):
        name: Literal[names]  # type: ignore[valid-type]  # made from a list, as a checker cannot know

    assert faults_of("name: 1", Choice)[0].endswith("'name-039' and 60 more, found the number 1")


def test_past_a_thousand_faults_the_last_one_counts_the_others() -> None:
    faults = faults_of("weights: {" + ", ".join(f"a{number}: x" for number in range(1500)) + "}")
    assert len(faults) == 1000
    assert [fault.split(": ")[1] for fault in faults if "told" in fault] == ["501 more faults are not told"]


def test_a_fault_in_a_repeated_value_has_the_place_where_it_is_written() -> None:
    text = "vetoes:\n  - &v {because: 1}\n  - *v\n"
    assert faults_of(text) == ["2:18: expected text, found the number 1: put it in quotes"]


def test_what_a_validator_made_of_a_value_has_the_place_of_the_value() -> None:
    class Short(Record):
        source: Source

        @field_validator("source", mode="before")
        @classmethod
        def _spell_out(cls, value: object) -> object:
            return {"ref": 1, "where": value}

    assert faults_of("a: 1\nsource: x\n", Short)[1].startswith("2:9: expected text")


def test_an_error_of_a_model_that_a_validator_calls_has_its_place() -> None:
    class Wrapped(Record):
        item: Any

        @field_validator("item")
        @classmethod
        def _check(cls, value: object) -> object:
            return Source.model_validate(value)

    assert faults_of("item: {ref: 1}", Wrapped)[0].startswith("1:13: ")


def test_problems_found_later_get_their_places() -> None:
    document = parse_yaml("a: 1\nb: {c: 2}\n", "f")
    with pytest.raises(BriefError) as caught:
        faults_at(
            document, [(("b", "c"), "no such c"), (("b", KEY), "no such b"), (("z",), "no z")], BriefError
        )
    assert str(caught.value).splitlines() == ["f:1:1: no z", "f:2:1: no such b", "f:2:8: no such c"]


def test_no_problems_found_later_raise_nothing() -> None:
    faults_at(parse_yaml("a: 1\n", "f"), [], BriefError)


def test_a_suggestion_names_the_one_best_candidate() -> None:
    assert suggest("vetos", ["vetoes", "veto", "arguments"]) in {
        " (did you mean 'vetoes'?)",
        " (did you mean 'veto'?)",
    }


def test_there_is_no_suggestion_where_nothing_is_alike() -> None:
    assert suggest("zzz", ["vetoes"]) == ""


WORDS = st.sampled_from(
    [
        *Item.model_fields,
        "gives-up",
        "because",
        "sources",
        "ref",
        "form",
        "not",
        "count",
        "of",
        "inner",
        "left",
        "only",
    ]
)
VALUES = st.recursive(
    WORDS | st.integers(-3, 30) | st.booleans() | st.none() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, VALUES, max_size=6))
def test_any_document_becomes_a_model_or_an_input_error(value: dict[str, Any]) -> None:
    with suppress(InputError):
        assert isinstance(validate(parse_yaml(json.dumps(value), "f"), Item, error=InputError), Item)
