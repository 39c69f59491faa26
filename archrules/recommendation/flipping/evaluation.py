"""How a decision stands for variants of one brief. What a change does not concern is not reasoned about again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archrules.inference.collector import paused
from archrules.inference.memory import WorkingMemory
from archrules.inference.session import run
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.flipping.slices import DecisionSlice
from archrules.recommendation.flipping.standing import Standing, standing_of
from archrules.recommendation.flipping.variants import Numbers, Read, Variant, Variants
from archrules.recommendation.reasoning import Outcome, decide
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin

_Key = tuple[str, tuple[frozenset[int], ...], tuple[Fact, ...], tuple[tuple[str, int], ...]]
"""What a decision is made from: its name, what is seen of facts by numbers, earlier choices, weights."""


@dataclass(frozen=True, slots=True)
class _Premises:
    """What one decision is made from, for one variant."""

    part: DecisionSlice
    technologies: Read
    given: tuple[Read, ...]
    choices: tuple[Fact, ...]
    priorities: Mapping[str, int]
    key: _Key


class Evaluator:
    """Makes one decision for one subject, again and again, between some options or all of them.

    The knowledge has the parameters of the brief.
    """

    def __init__(
        self, knowledge: KnowledgeBase, decision: str, subject: str, options: Iterable[str] | None = None
    ) -> None:
        self._knowledge, self._decision, self._subject = knowledge, decision, subject
        self._slices = {decision: DecisionSlice(knowledge, decision, subject, options)}
        waiting = list(self._slices[decision].earlier)
        while waiting:
            name = waiting.pop()
            if name not in self._slices:
                self._slices[name] = DecisionSlice(knowledge, name)
                waiting += self._slices[name].earlier
        kinds = frozenset[str]().union(*(part.kinds for part in self._slices.values()))
        self._variants = Variants(knowledge, kinds)
        self._numbers: Numbers = {}
        self._standings: dict[_Key, Standing | None] = {}
        self._choices: dict[_Key, tuple[Fact, ...]] = {}
        self._memories: dict[tuple[str, frozenset[int]], WorkingMemory] = {}
        self._concluded = 0

    @property
    def work(self) -> int:
        """How many facts were looked at so far."""
        return self._variants.looked_at + self._concluded

    def standing(self, brief: Brief) -> Standing | None:
        """How the options stand for a brief in canonical order; None if it has no such subject."""
        with paused():
            variant = self._variants.variant(brief)
            premises = self._premises(self._decision, variant, brief.priorities)
            if premises.key not in self._standings:
                self._standings[premises.key] = self._stand(premises)
            return self._standings[premises.key]

    def _stand(self, premises: _Premises) -> Standing | None:
        outcomes, memory = self._outcomes(premises)
        found = next((outcome for outcome in outcomes if outcome.subject == self._subject), None)
        return standing_of(found, memory, premises.part.named) if found else None

    def _made(self, decision: str, variant: Variant, priorities: Mapping[str, int]) -> tuple[Fact, ...]:
        """What was chosen for every subject of an earlier decision."""
        premises = self._premises(decision, variant, priorities)
        if premises.key not in self._choices:
            outcomes, _ = self._outcomes(premises)
            made = tuple(outcome.choice for outcome in outcomes if outcome.choice is not None)
            self._choices[premises.key] = made
        return self._choices[premises.key]

    def _premises(self, decision: str, variant: Variant, priorities: Mapping[str, int]) -> _Premises:
        part = self._slices[decision]
        technologies = variant.technologies.read(part, self._numbers)
        given = tuple(block.read(part, self._numbers) for block in variant.brief)
        choices = tuple(
            choice for earlier in part.earlier for choice in self._made(earlier, variant, priorities)
        )
        weights = tuple(sorted((n, w) for n, w in priorities.items() if n in part.decision.item.criteria))
        seen = technologies.seen, *(each.seen for each in given)
        return _Premises(part, technologies, given, choices, priorities, (decision, seen, choices, weights))

    def _outcomes(self, premises: _Premises) -> tuple[list[Outcome], WorkingMemory]:
        part, memory = premises.part, self._with_technologies(premises)
        for read in premises.given:
            _give(memory, read)
        for choice in premises.choices:
            memory.give(choice, Origin("decision", choice.text("decision")))
        for stage in part.stages:
            run(stage, memory, program=part.program)
        outcomes = decide(part.decision, memory, premises.priorities, part.program)
        self._concluded += memory.next_number
        return outcomes, memory

    def _with_technologies(self, premises: _Premises) -> WorkingMemory:
        """A new memory that holds the facts of technologies."""
        key = premises.part.decision.id, premises.technologies.seen
        if key not in self._memories:
            self._memories[key] = WorkingMemory()
            _give(self._memories[key], premises.technologies)
        return self._memories[key].copy()


def _give(memory: WorkingMemory, read: Read) -> None:
    for fact, origins in read.given:
        for origin in origins:
            memory.give(fact, origin)
