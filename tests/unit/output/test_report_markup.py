"""Building blocks of a Markdown page."""

import pytest

from archrules.output.report_markup import linked


def test_a_title_of_words_links_to_its_heading() -> None:
    assert linked("Way in") == "[Way in](#way-in)"


@pytest.mark.parametrize("title", ["a](http://b)", "*a*", "a & b", " a"])
def test_a_title_with_signs_is_no_link(title: str) -> None:
    assert linked(title) == title


def test_a_title_without_words_is_told_as_such() -> None:
    assert linked("") == "(no name)"
