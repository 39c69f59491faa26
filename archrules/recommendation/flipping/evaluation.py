"""How a decision stands for variants of one brief. What a change does not concern is not reasoned about again."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from archrules.analysis.defaults import Defaults
from archrules.analysis.facts import brief_facts
from archrules.analysis.organisation_facts import horizon_seconds
from archrules.analysis.stated_requirements import stated_requirements
from archrules.analysis.technology_facts import technology_facts
from archrules.inference.collector import paused
from archrules.inference.memory import WorkingMemory
from archrules.inference.session import run
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.recommendation.flipping.slices import DecisionSlice
from archrules.recommendation.flipping.standing import Standing, standing_of
from archrules.recommendation.reasoning import Outcome, decide
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin

if TYPE_CHECKING:
    from fractions import Fraction

_Key = tuple[str, frozenset[int], tuple[Fact, ...], tuple[tuple[str, int], ...]]
"""What a decision is made from: its name, what is seen of the facts by numbers, earlier choices, weights."""


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
        self._kinds = frozenset[str]().union(*(part.kinds for part in self._slices.values()))
        self._unread: int | None = None
        self._numbers: dict[tuple[object, ...], int] = {}
        self._standings: dict[_Key, Standing | None] = {}
        self._choices: dict[_Key, tuple[Fact, ...]] = {}
        self._known: dict[Fraction, list[Given]] = {}
        self.work = 0
        """How many facts were looked at so far; what nothing reads of a brief counts as in the first one."""

    def standing(self, brief: Brief) -> Standing | None:
        """How the options stand for a brief in canonical order; None if it has no such subject."""
        with paused():
            facts = self._facts(brief)
            if self._unread is None:
                everything = sum(1 for _ in brief_facts(brief, self._knowledge))
                self._unread = everything - sum(1 for _ in brief_facts(brief, self._knowledge, self._kinds))
            self.work += len(facts) + self._unread
            given, choices, key = self._premises(self._slices[self._decision], facts, brief.priorities)
            if key not in self._standings:
                self._standings[key] = self._stand(given, choices, brief.priorities)
            return self._standings[key]

    def _facts(self, brief: Brief) -> list[Given]:
        """What is given by a brief, as far as a decision reads it."""
        facts = [*brief_facts(brief, self._knowledge, self._kinds), *self._technologies(brief)]
        if "stated_requirement" in self._kinds:
            facts += stated_requirements(brief)
        return facts

    def _technologies(self, brief: Brief) -> list[Given]:
        """Facts of the technologies, of which a brief changes nothing but how far ahead it plans."""
        horizon = horizon_seconds(brief, Defaults(self._knowledge))
        if horizon not in self._known:
            self._known[horizon] = list(technology_facts(self._knowledge, horizon))
        return self._known[horizon]

    def _stand(
        self, given: list[Given], choices: tuple[Fact, ...], priorities: Mapping[str, int]
    ) -> Standing | None:
        outcomes, memory = self._outcomes(self._slices[self._decision], given, choices, priorities)
        found = next((outcome for outcome in outcomes if outcome.subject == self._subject), None)
        return standing_of(found, memory, self._slices[self._decision].named) if found else None

    def _made(self, decision: str, facts: list[Given], priorities: Mapping[str, int]) -> tuple[Fact, ...]:
        """What was chosen for every subject of an earlier decision."""
        part = self._slices[decision]
        given, choices, key = self._premises(part, facts, priorities)
        if key not in self._choices:
            outcomes, _ = self._outcomes(part, given, choices, priorities)
            self._choices[key] = tuple(outcome.choice for outcome in outcomes if outcome.choice is not None)
        return self._choices[key]

    def _premises(
        self, part: DecisionSlice, facts: list[Given], priorities: Mapping[str, int]
    ) -> tuple[list[Given], tuple[Fact, ...], _Key]:
        given = [(fact, origins) for fact, origins in facts if part.reads(fact)]
        choices = tuple(
            choice for earlier in part.earlier for choice in self._made(earlier, facts, priorities)
        )
        weights = tuple(sorted((n, w) for n, w in priorities.items() if n in part.decision.item.criteria))
        numbers = self._numbers
        seen = frozenset(numbers.setdefault(part.seen_of(fact), len(numbers)) for fact, _ in given)
        return given, choices, (part.decision.id, seen, choices, weights)

    def _outcomes(
        self,
        part: DecisionSlice,
        given: list[Given],
        choices: tuple[Fact, ...],
        priorities: Mapping[str, int],
    ) -> tuple[list[Outcome], WorkingMemory]:
        memory = WorkingMemory()
        for fact, origins in given:
            for origin in origins:
                memory.give(fact, origin)
        for choice in choices:
            memory.give(choice, Origin("decision", choice.text("decision")))
        for stage in part.stages:
            run(stage, memory, program=part.program)
        outcomes = decide(part.decision, memory, priorities, part.program)
        self.work += memory.next_number
        return outcomes, memory
