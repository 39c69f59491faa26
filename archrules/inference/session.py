"""The ways to run rules over a working memory: once, change by change, or only to see what they match."""

from collections.abc import Mapping, Sequence
from typing import Any

from archrules.errors import InferenceError
from archrules.inference.indexes import Indexes
from archrules.inference.memory import WorkingMemory
from archrules.inference.program import Program
from archrules.inference.revision import Change, Revision
from archrules.inference.saturation import FIRING_LIMIT, Firings, raise_noted, run_all, saturate
from archrules.knowledge_base.conditions import Condition
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact, Value
from archrules.vocabulary.origins import Origin


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


class Session:
    """Rules and a working memory that is kept true to them as given facts come and go.

    Changes wait until `run`. The first run derives everything, each later one only what the changes concern.
    """

    def __init__(
        self, program: Program, memory: WorkingMemory | None = None, *, firing_limit: int = FIRING_LIMIT
    ) -> None:
        self.memory = WorkingMemory() if memory is None else memory
        self._program, self._limit = program, firing_limit
        self._waiting: list[Change] = []
        self._revision: Revision | None = None

    def give(self, fact: Fact, origin: Origin) -> None:
        """Add a fact at the next run."""
        self._waiting.append((fact, origin))

    def take(self, fact: Fact) -> None:
        """No longer give a fact, from the next run on. It stays if rules derive it."""
        self._waiting.append((fact, None))

    def run(self) -> None:
        """Bring the memory up to date. After an error nothing is derived; the next run begins anew.

        Raises:
            InferenceError: a test or a conclusion of a rule cannot be computed.
            InferenceLimitError: more firings than the limit.
        """
        waiting, self._waiting = self._waiting, []
        try:
            if self._revision is None:
                self._change(waiting)
                run_all(self._program, self.memory, firing_limit=self._limit)
                self._revision = Revision(self._program, self.memory)
            else:
                self._revision.apply(waiting, Firings(self._limit))
        except InferenceError:
            self._revision = None
            self.memory.forget_derived()
            self._change(waiting)
            raise

    def _change(self, changes: list[Change]) -> None:
        """Give and take facts while nothing is derived from them."""
        for fact, origin in changes:
            number = self.memory.number(fact)
            if origin is not None:
                self.memory.give(fact, origin)
            elif number is not None and self.memory.is_given(number):
                self.memory.remove(number)
                self.memory.forget(number)
