"""How names stand in the values of given facts."""

import pytest

from archrules.analysis.given_facts import in_a_row


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c", "d", "e"], "a, b, c, d and e"),
        (["a", "b", "c", "d", "e", "f"], "a, b, c, d and 2 more"),
    ],
)
def test_names_stand_in_a_row_and_many_are_counted(names: list[str], expected: str) -> None:
    assert in_a_row(names) == expected
