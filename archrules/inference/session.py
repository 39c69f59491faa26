"""Runs rules over a working memory: to the fixpoint of one stratum, or only to see what they match."""

from collections.abc import Mapping, Sequence
from typing import Any

from archrules.inference.indexes import Indexes
from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.inference.saturation import FIRING_LIMIT, raise_noted, saturate
from archrules.knowledge_base.conditions import Condition
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact, Value


def run(
    rules: Sequence[Rule],
    memory: WorkingMemory,
    *,
    program: Program | None = None,
    firing_limit: int = FIRING_LIMIT,
) -> None:
    """Fire the rules until nothing new follows; conclusions go into the memory with their supports.

    The rules must form one stratum: none may negate or count what another one concludes. A program keeps what is
    compiled for the next run of the same rules.

    Raises:
        InferenceError: a test or a conclusion of a rule cannot be computed.
        InferenceLimitError: more firings than the limit; it names the rules that fired most.
    """
    known = program or Program(rules)
    saturate(known, known.stage(rules), memory, firing_limit=firing_limit)


def matches(
    conditions: Sequence[Condition],
    parameters: Mapping[str, Value],
    wanted: tuple[str, ...],
    memory: WorkingMemory,
    *,
    program: Program | None = None,
) -> list[tuple[tuple[Any, ...], tuple[Fact, ...]]]:
    """The values of the wanted variables and the matched facts, for every match of the conditions, in no order.

    Raises:
        InferenceError: a test cannot be computed.
    """
    known = program or Program()
    indexes = Indexes(known.slots, memory.stores)
    plan = known.query(tuple(conditions), parameters, wanted).from_all(memory.stores)
    found = plan(indexes) if plan else []
    raise_noted(indexes, memory)
    return [(values, tuple(memory.fact(number) for number in numbers)) for numbers, values in found]
