"""Runs the examples that policies carry: facts, kinds that may have more, and the verdict on each element."""

from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.knowledge_base.example_facts import example_facts
from archrules.knowledge_base.items import Example
from archrules.knowledge_base.rules import Policy
from archrules.policies.verdicts import judge
from archrules.vocabulary.origins import Origin


def example_verdicts(policy: Policy, example: Example, program: Program | None = None) -> dict[str, str]:
    """What a policy says of the facts of an example, by element.

    Raises:
        ValueError: an entry is no fact, or names a kind, field or value that does not exist.
    """
    memory = WorkingMemory()
    for fact in example_facts(example.given):
        memory.give(fact, Origin("example", example.name))
    verdicts = judge(policy, memory, frozenset(example.open), program=program)
    return {element: verdict.value for element, verdict in verdicts.items()}
