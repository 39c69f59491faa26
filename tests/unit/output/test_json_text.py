"""JSON in one form, in which everything can be seen."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import printable
from archrules.output.json_text import json_text

CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(CONTENT)
def test_content_comes_back(content: object) -> None:
    assert json.loads(json_text(content)) == content


@given(CONTENT)
def test_nothing_in_it_acts_on_a_terminal(content: object) -> None:
    text = json_text(content)
    assert text.endswith("\n")
    assert [line for line in text.split("\n") if line != printable(line, limit=len(line))] == []


def test_keys_are_sorted() -> None:
    assert json_text({"b": 1, "a": 2}) == '{\n  "a": 2,\n  "b": 1\n}\n'


@pytest.mark.parametrize(("sign", "shown"), [("é", "é"), ("\u202e", r"\u202e"), ("\x7f", r"\u007f")])
def test_only_what_is_invisible_is_escaped(sign: str, shown: str) -> None:
    assert json_text(sign) == f'"{shown}"\n'
