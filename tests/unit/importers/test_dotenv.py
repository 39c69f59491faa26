"""Files of variables: quotes, comments, lines that are none, and variables in values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.importers.dotenv import read_variables
from archrules.importers.interpolation import UNKNOWN

WRONG = "this line sets no variable: write NAME=value"


def values(text: str, **known: str) -> dict[str, str]:
    return read_variables(text, known)[0]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=b", "b"),
        ("A = b ", "b"),
        ("export A=b", "b"),
        ("  A=b", "b"),
        ("A: b", "b"),
        ("A=", ""),
        ("A=b # why", "b"),
        ("A=b#c", "b#c"),
        ("A= # why", ""),
        ("A='b # c'", "b # c"),
        ("A='$B'", "$B"),
        ('A="b c" # why', "b c"),
        (r'A="b\nc\"d"', 'b\nc"d'),
        ("A='b\nc'", "b\nc"),
        ('A="b\nc"\n', "b\nc"),
        ("A='b", "'b"),
        ("A=http://b:80/?c=d", "http://b:80/?c=d"),
        ("A=b\r\n", "b"),
    ],
)
def test_a_line_sets_a_variable(line: str, value: str) -> None:
    assert values(line) == {"A": value}


@pytest.mark.parametrize("line", ["", "# A=b", "   ", "A", "export A"])
def test_a_line_without_a_value_says_nothing(line: str) -> None:
    assert read_variables(line, {}) == ({}, [])


@pytest.mark.parametrize("line", ["two words", "=b", "1A=b", "A B=c", "- A=b"])
def test_a_line_that_is_none_is_told(line: str) -> None:
    assert read_variables(f"X=y\n{line}\nZ=z", {}) == ({"X": "y", "Z": "z"}, [(2, WRONG)])


def test_lines_are_counted_over_values_of_several_lines() -> None:
    assert read_variables("A='b\nc\nd'\ntwo words", {})[1] == [(4, WRONG)]


def test_the_last_line_for_a_variable_counts() -> None:
    assert values("A=b\nA=c") == {"A": "c"}


def test_values_use_earlier_lines_and_what_is_known_which_goes_first() -> None:
    assert values("A=b\nB=$A-$C\nC=late", A="known") == {"A": "b", "B": f"known-{UNKNOWN}", "C": "late"}


def test_a_raw_value_stays_as_it_is_written() -> None:
    assert read_variables("A='$B' # c\nB=\"d", {}, raw=True)[0] == {"A": "'$B' # c", "B": '"d'}


def test_doubling_a_value_over_and_over_is_bounded() -> None:
    text = "A0=xxxxxxxxxx\n" + "".join(f"A{n}=$A{n - 1}$A{n - 1}\n" for n in range(1, 60))
    assert max(map(len, values(text).values())) <= 100_000


@given(
    st.dictionaries(
        st.from_regex(r"[A-Z_]{1,8}", fullmatch=True), st.from_regex(r"[^\s'\"$#\\\0]{0,20}", fullmatch=True)
    )
)
def test_plain_variables_are_read_back(variables: dict[str, str]) -> None:
    text = "".join(f"{name}={value}\n" for name, value in variables.items())
    assert read_variables(text, {}) == (variables, [])


@given(st.text("A=b'\"\n\\$# :{}"))
def test_any_text_is_read(text: str) -> None:
    _, problems = read_variables(text, {})
    assert all(1 <= line <= text.count("\n") + 1 for line, _ in problems)
