import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.output.labels import columns, identifier, shortened, wrapped

NAMES = st.one_of(
    st.text(), st.text("ab-_ Z.é"), st.from_regex(r"[a-z]{1,9}(-[a-z0-9]{1,9}){0,9}", fullmatch=True)
)


@pytest.mark.parametrize(
    ("name", "key"), [("orders", "service_orders"), ("order-service-2", "service_order_service_2")]
)
def test_a_plain_name_is_its_own_identifier(name: str, key: str) -> None:
    assert identifier("service", name) == key


@given(name=NAMES)
def test_identifiers_are_words(name: str) -> None:
    assert re.fullmatch("service_[a-z0-9_]{1,80}", identifier("service", name))


@given(names=st.lists(NAMES, min_size=2, unique=True))
def test_different_names_have_different_identifiers(names: list[str]) -> None:
    assert len({identifier("service", name) for name in names}) == len(names)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("東京", 4), ("🙂", 2), ("Ünï", 3)])
def test_wide_signs_take_two_columns(text: str, width: int) -> None:
    assert columns(text) == width


@given(text=st.text(), width=st.integers(4, 40))
def test_shortened_text_is_no_wider_than_asked(text: str, width: int) -> None:
    assert columns(shortened(text, width)) <= width


def test_shortened_text_keeps_both_of_its_ends() -> None:
    assert shortened("a-name-that-is-much-too-long-2", 15) == "a-name-th…ong-2"


def test_text_that_fits_is_not_shortened() -> None:
    assert shortened("exactly so", 10) == "exactly so"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("order-service", ("order-service",)),
        ("customer-care-query-service", ("customer-care-", "query-service")),
        ("CustomerCareQueryService", ("CustomerCare", "QueryService")),
        ("a plain sentence of words", ("a plain", "sentence of", "words")),
        ("x" * 30, ("x" * 15, "x" * 15)),
        ("", ()),
        ("two\nlines", ("two lines",)),
    ],
)
def test_lines_are_broken_where_a_reader_would(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, width=15, lines=3) == lines


@given(text=st.text(max_size=300), width=st.integers(5, 30), lines=st.integers(1, 5))
def test_wrapped_text_stays_within_its_bounds(text: str, width: int, lines: int) -> None:
    broken = wrapped(text, width=width, lines=lines)
    assert len(broken) <= lines
    assert all(columns(line) <= width for line in broken)


@given(words=st.lists(st.text("abc", min_size=1, max_size=6), max_size=6))
def test_wrapped_text_loses_nothing_that_fits(words: list[str]) -> None:
    assert "".join(wrapped(" ".join(words), width=20, lines=3)).replace(" ", "") == "".join(words)
