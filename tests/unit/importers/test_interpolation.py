"""Variables in texts: every form, what has no value, and that no text makes it run away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.importers.interpolation import UNKNOWN, Interpolation

VALUES = {"SET": "x", "EMPTY": "", "HOST": "db"}
TOO_MUCH = "its variables make too much text of it, alone or with others: shorten them"


def text(template: str) -> str:
    return Interpolation(VALUES).text(template)[0]


def problems(template: str) -> list[str]:
    return list(Interpolation(VALUES).text(template)[1])


@pytest.mark.parametrize(
    ("template", "result"),
    [
        ("plain", "plain"),
        ("$SET", "x"),
        ("a-$SET-b", "a-x-b"),
        ("${SET}y", "xy"),
        ("${EMPTY}", ""),
        ("$$SET", "$SET"),
        ("$$$SET", "$x"),
        ("${SET:-d}", "x"),
        ("${EMPTY:-d}", "d"),
        ("${EMPTY-d}", ""),
        ("${MISSING:-d}", "d"),
        ("${MISSING-d}", "d"),
        ("${MISSING:-}", ""),
        ("${SET:+y}", "y"),
        ("${EMPTY:+y}", ""),
        ("${EMPTY+y}", "y"),
        ("${MISSING+y}", ""),
        ("${SET:?why}", "x"),
        ("${EMPTY?why}", ""),
        ("http://${MISSING:-${HOST}}:${PORT-80}/", "http://db:80/"),
        ("${MISSING:-${ALSO:-${HOST:-none}}}", "db"),
        ("${MISSING:-a$$b}", "a$b"),
        ("}", "}"),
    ],
)
def test_a_variable_stands_for_its_value_or_what_is_written_for_it(template: str, result: str) -> None:
    assert text(template) == result


@pytest.mark.parametrize(
    "template", ["$MISSING", "${MISSING}", "${MISSING:?why}", "${MISSING?}", "${EMPTY:?why}"]
)
def test_what_has_no_value_is_not_known(template: str) -> None:
    assert text(f"a{template}-b") == f"a{UNKNOWN}-b"


@pytest.mark.parametrize(
    ("template", "result"), [("${", "${"), ("${}", "${}"), ("${1BAD}", "${1BAD}"), ("5$", "5$")]
)
def test_a_dollar_sign_before_no_name_stays_and_is_told(template: str, result: str) -> None:
    assert text(template) == result
    assert problems(template) == ["a '$' before no name of a variable: write '$$' for a dollar sign"]


def test_what_is_around_a_lone_dollar_sign_still_counts() -> None:
    assert text("http://$HOST/$$x/${") == "http://db/$x/${"


def test_a_brace_that_is_never_closed_makes_the_text_unknown() -> None:
    assert text("a ${SET:-b") == UNKNOWN
    assert problems("a ${SET:-b") == ["a '${' is never closed: add the '}', or write '$$' for a dollar sign"]


@pytest.mark.parametrize(("depth", "result"), [(50, "x"), (51, UNKNOWN), (100_000, UNKNOWN)])
def test_variables_inside_each_other_are_bounded(depth: int, result: str) -> None:
    assert text("${A:-" * depth + "x" + "}" * depth) == result


def test_what_one_text_becomes_is_bounded() -> None:
    result, told = Interpolation({"LONG": "x" * 60_000}).text("$LONG$LONG")
    assert (result, told) == (UNKNOWN, (TOO_MUCH,))


def test_what_all_texts_become_together_is_bounded() -> None:
    interpolation = Interpolation({"LONG": "x" * 90_000})
    results = [interpolation.text("$LONG")[0] for _ in range(100)]
    assert results[0] != UNKNOWN
    assert results[-1] == UNKNOWN


@given(st.text(st.characters(exclude_characters="\0")))
def test_doubled_dollar_signs_are_single_ones(plain: str) -> None:
    assert Interpolation(VALUES).text(plain.replace("$", "$$")) == (plain, ())


@given(st.text("${}:-+?AB _").filter(lambda template: len(template) < 60))
def test_any_text_has_a_result(template: str) -> None:
    result, _ = Interpolation({"A": "x", "B": ""}).text(template)
    assert len(result) <= len(template)
