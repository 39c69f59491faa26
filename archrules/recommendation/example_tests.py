"""The examples of items as tests of the clauses that these cite."""

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.examples import difference, examples


def passing_examples(knowledge: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Each example that holds, run now, with the clauses that its item cites; items that cite none are left out."""
    return {
        str(case): clauses
        for case in examples(knowledge)
        if (clauses := knowledge.by_id[case.item].clauses) and difference(knowledge, case) is None
    }
