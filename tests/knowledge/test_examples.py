"""Every knowledge item does what its own examples say."""

import pytest

from archrules.testing import ExampleCase, assert_example, example_cases


@pytest.mark.parametrize("case", example_cases())
def test_item_does_what_its_example_says(case: ExampleCase) -> None:
    assert_example(case)
