"""Sets of values: meeting and joining them agrees with asking value by value."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.knowledge_base.lint.values import ANY, Range, Values, is_empty, join, meet, that
from archrules.vocabulary.facts import Value

NUMBERS: list[Value] = [Fraction(number, 2) for number in range(-1, 8)]
ENDS = st.none() | st.integers(0, 3).map(Fraction)
RANGES = st.builds(Range, ENDS, ENDS, st.booleans(), st.booleans())
LISTED = st.frozensets(st.sampled_from([0, 1, 2, 3])).map(frozenset)
VALUES: st.SearchStrategy[Values] = RANGES | LISTED


def holds(values: Values, value: Value) -> bool:
    return values.holds(value) if isinstance(values, Range) else value in values


@given(VALUES, VALUES)
def test_what_two_have_in_common_is_in_both(first: Values, second: Values) -> None:
    both = meet(first, second)
    for value in NUMBERS:
        assert holds(both, value) == (holds(first, value) and holds(second, value))


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_what_one_of_several_has_is_in_all_of_them_joined(several: list[Values]) -> None:
    together = join(several)
    for value in NUMBERS:
        assert holds(together, value) or not any(holds(values, value) for values in several)


@given(RANGES)
def test_a_range_is_empty_where_no_number_lies_in_it(found: Range) -> None:
    assert is_empty(found) == (not any(found.holds(value) for value in NUMBERS))


@pytest.mark.parametrize("several", [[], [frozenset()], [frozenset(), frozenset()]])
def test_nothing_joined_is_nothing(several: list[Values]) -> None:
    assert join(several) == frozenset()


def test_texts_and_a_range_joined_are_any_value() -> None:
    assert join([frozenset({"now"}), Range(low=Fraction(0))]) == ANY


def test_a_text_lies_in_no_range_with_an_end() -> None:
    assert [found.holds("now") for found in (Range(high=Fraction(3)), ANY)] == [False, True]


@pytest.mark.parametrize(("operator", "held"), [("<", [1]), ("<=", [1, 2]), (">", [3]), (">=", [2, 3])])
def test_a_comparison_holds_for_the_numbers_that_it_says(operator: str, held: list[int]) -> None:
    assert [number for number in (1, 2, 3) if that(operator, Fraction(2)).holds(number)] == held
