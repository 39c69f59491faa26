"""Few names are written out, many are counted."""

import pytest

from archrules.analysis.structure.names import names_text, path_text


@pytest.mark.parametrize(
    ("count", "text"), [(0, ""), (2, "0, 1"), (10, "0, 1, 2, 3, 4, 5, 6, 7, 8, 9")], ids=str
)
def test_few_names_are_all_written_out(count: int, text: str) -> None:
    assert names_text([str(number) for number in range(count)]) == text


def test_many_names_are_counted() -> None:
    assert names_text([str(number) for number in range(11)]).endswith("9 and 1 more")
    assert names_text([str(number) for number in range(12)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more"


def test_short_path_is_written_out() -> None:
    assert path_text([str(number) for number in range(12)]).split(" -> ") == [str(n) for n in range(12)]


def test_long_path_leaves_its_middle_out() -> None:
    steps = path_text([str(number) for number in range(100)])
    assert steps == "0 -> 1 -> 2 -> 3 -> 4 -> 5 -> (88 more) -> 94 -> 95 -> 96 -> 97 -> 98 -> 99"
