"""For authors of knowledge: every example of a pack as a test of your own suite. Needs pytest.

These lines in a test file are all it takes::

    import pytest

    from archrules.testing import ExampleCase, assert_example, example_cases


    @pytest.mark.parametrize("case", example_cases("path/to/my-pack"))
    def test_item_does_what_its_example_says(case: ExampleCase) -> None:
        assert_example(case)
"""

from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING

import pytest

from archrules.api import load_knowledge
from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.examples import KnowledgeExample, difference, examples

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One example of one item, and the knowledge that has to make it true."""

    knowledge: KnowledgeBase
    example: KnowledgeExample

    def __str__(self) -> str:
        return str(self.example)


def example_cases(folder: str | PathLike[str] | None = None) -> "list[ParameterSet]":
    """Every example of the pack in a folder, or of the built-in knowledge, for `pytest.mark.parametrize`.

    Raises:
        KnowledgeError: with every fault of every file, as pytest shows when it collects the tests.
    """
    knowledge = load_knowledge(folder)
    cases = (ExampleCase(knowledge, example) for example in examples(knowledge))
    return [pytest.param(case, id=str(case)) for case in cases]


def assert_example(case: ExampleCase) -> None:
    """Fail with what was expected and what was found, if something else follows from the facts of the example.

    Raises:
        AssertionError: the example does not hold.
    """
    __tracebackhide__ = True
    found = difference(case.knowledge, case.example)
    if found is not None:
        raise AssertionError(found)
