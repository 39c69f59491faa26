"""What every record shares: frozen, closed, and names and texts that people can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from archrules.errors import printable
from archrules.model.base import NAME_LENGTH, TEXT_LENGTH, Model, Name, Text
from archrules.model.domain import Client

NAME: TypeAdapter[str] = TypeAdapter(Name)
TEXT: TypeAdapter[str] = TypeAdapter(Text)


def complaint(adapter: TypeAdapter[str], value: object) -> str:
    with pytest.raises(ValidationError) as raised:
        adapter.validate_python(value)
    return raised.value.errors()[0]["msg"]


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Client(name="web", kind="browser").name = "other"  # type: ignore[misc]  # what is tested


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Client.model_validate({"name": "web", "kind": "browser", "colour": "red"})


def test_every_record_is_hashable_by_its_content() -> None:
    assert hash(Client(name="web", kind="browser")) == hash(Client(name="web", kind="browser"))


@pytest.mark.parametrize("adapter", [NAME, TEXT])
def test_space_around_a_text_is_dropped(adapter: TypeAdapter[str]) -> None:
    assert adapter.validate_python("  an order\u3000\n") == "an order"


@pytest.mark.parametrize("adapter", [NAME, TEXT])
@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_text_is_refused(adapter: TypeAdapter[str], empty: str) -> None:
    assert "at least 1 character" in complaint(adapter, empty)


@pytest.mark.parametrize(("adapter", "length"), [(NAME, NAME_LENGTH), (TEXT, TEXT_LENGTH)])
def test_a_text_has_a_longest_length(adapter: TypeAdapter[str], length: int) -> None:
    assert adapter.validate_python("x" * length) == "x" * length
    assert f"at most {length} characters" in complaint(adapter, "x" * (length + 1))


@pytest.mark.parametrize("value", [5, True, None, ["a"], b"a"])
def test_only_text_is_a_name(value: object) -> None:
    assert complaint(NAME, value) == "Input should be a valid string"


@given(st.text(min_size=1, max_size=NAME_LENGTH).filter(str.strip))
def test_a_name_is_taken_exactly_if_it_prints_as_it_is(text: str) -> None:
    stripped = text.strip()
    shown = printable(stripped)
    if shown == stripped:
        assert NAME.validate_python(stripped) == stripped
    else:
        assert "contains the control character" in complaint(NAME, stripped)


@pytest.mark.parametrize("text", ["注文 サービス", "注文\u3000サービス", "größe", "a\u00a0b", "🛒 cart"])
def test_a_name_may_be_in_any_language(text: str) -> None:
    assert NAME.validate_python(text) == text


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\u202e", "\u200b", "\u2028", "\x85", "\ud800"])
@pytest.mark.parametrize("adapter", [NAME, TEXT])
def test_a_sign_that_does_not_show_is_named_and_refused(adapter: TypeAdapter[str], sign: str) -> None:
    message = complaint(adapter, f"a{sign}b")
    assert message.isprintable()


@pytest.mark.parametrize("sign", ["\n", "\t"])
def test_a_text_may_have_lines_but_a_name_is_one_line(sign: str) -> None:
    assert TEXT.validate_python(f"a{sign}b") == f"a{sign}b"
    assert f"contains the control character {sign!r}; write plain text" in complaint(NAME, f"a{sign}b")


def test_models_share_one_configuration() -> None:
    assert Model.model_config.get("frozen") is True
    assert Model.model_config.get("extra") == "forbid"
