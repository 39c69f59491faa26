"""Every knowledge item does what its own examples say."""

import pytest

from archrules.knowledge_base.loading import load_knowledge
from archrules.recommendation.examples import KnowledgeExample, difference, examples

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize("case", list(examples(KNOWLEDGE)), ids=str)
def test_item_does_what_its_example_says(case: KnowledgeExample) -> None:
    assert difference(KNOWLEDGE, case) is None
