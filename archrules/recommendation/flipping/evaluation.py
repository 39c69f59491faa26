"""How a decision stands for variants of one brief. What a change does not concern is not reasoned about again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

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

_Key = tuple[str, frozenset[int], frozenset[int], tuple[Fact, ...], tuple[tuple[str, int], ...]]
"""What a decision is made from: its name, what is seen of facts by numbers, earlier choices, weights."""


@dataclass(frozen=True, slots=True)
class _Technologies:
    """The facts of all technologies, for one horizon: in a memory what a slice reads of them, and what it sees."""

    memory: WorkingMemory
    seen: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Variant:
    """One variant of the brief: its facts without those of technologies, its horizon, and its priorities."""

    facts: list[Given]
    horizon: Fraction
    priorities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Premises:
    """What one decision is made from, for one variant."""

    part: DecisionSlice
    technologies: _Technologies
    given: list[Given]
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
        self._kinds = frozenset[str]().union(*(part.kinds for part in self._slices.values()))
        self._unread: int | None = None
        self._numbers: dict[tuple[object, ...], int] = {}
        self._standings: dict[_Key, Standing | None] = {}
        self._choices: dict[_Key, tuple[Fact, ...]] = {}
        self._technology_facts: dict[Fraction, list[Given]] = {}
        self._technologies: dict[tuple[str, Fraction], _Technologies] = {}
        self.work = 0
        """How many facts were looked at so far; what nothing reads of a brief counts as in the first one."""

    def standing(self, brief: Brief) -> Standing | None:
        """How the options stand for a brief in canonical order; None if it has no such subject."""
        with paused():
            premises = self._premises(self._decision, self._variant(brief))
            if premises.key not in self._standings:
                self._standings[premises.key] = self._stand(premises)
            return self._standings[premises.key]

    def _variant(self, brief: Brief) -> _Variant:
        """What is given by a brief, as far as a decision reads it."""
        facts = list(brief_facts(brief, self._knowledge, self._kinds))
        if self._unread is None:
            self._unread = sum(1 for _ in brief_facts(brief, self._knowledge)) - len(facts)
        if "stated_requirement" in self._kinds:
            facts += stated_requirements(brief)
        horizon = horizon_seconds(brief, Defaults(self._knowledge))
        if horizon not in self._technology_facts:
            self._technology_facts[horizon] = list(technology_facts(self._knowledge, horizon))
        self.work += len(facts) + self._unread + len(self._technology_facts[horizon])
        return _Variant(facts, horizon, brief.priorities)

    def _stand(self, premises: _Premises) -> Standing | None:
        outcomes, memory = self._outcomes(premises)
        found = next((outcome for outcome in outcomes if outcome.subject == self._subject), None)
        return standing_of(found, memory, premises.part.named) if found else None

    def _made(self, decision: str, variant: _Variant) -> tuple[Fact, ...]:
        """What was chosen for every subject of an earlier decision."""
        premises = self._premises(decision, variant)
        if premises.key not in self._choices:
            outcomes, _ = self._outcomes(premises)
            made = tuple(outcome.choice for outcome in outcomes if outcome.choice is not None)
            self._choices[premises.key] = made
        return self._choices[premises.key]

    def _premises(self, decision: str, variant: _Variant) -> _Premises:
        part, priorities = self._slices[decision], variant.priorities
        given = [each for each in variant.facts if part.reads(each[0])]
        choices = tuple(choice for earlier in part.earlier for choice in self._made(earlier, variant))
        weights = tuple(sorted((n, w) for n, w in priorities.items() if n in part.decision.item.criteria))
        technologies = self._read_technologies(decision, variant.horizon)
        key = decision, technologies.seen, self._seen(part, given), choices, weights
        return _Premises(part, technologies, given, choices, priorities, key)

    def _read_technologies(self, decision: str, horizon: Fraction) -> _Technologies:
        """What a decision reads of technologies, of which a brief changes nothing but how far ahead it plans."""
        found = self._technologies.get((decision, horizon))
        if found is None:
            part, memory = self._slices[decision], WorkingMemory()
            given = [each for each in self._technology_facts[horizon] if part.reads(each[0])]
            _give(memory, given)
            found = _Technologies(memory, self._seen(part, given))
            self._technologies[decision, horizon] = found
        return found

    def _seen(self, part: DecisionSlice, given: Iterable[Given]) -> frozenset[int]:
        numbers = self._numbers
        return frozenset(numbers.setdefault(part.seen_of(fact), len(numbers)) for fact, _ in given)

    def _outcomes(self, premises: _Premises) -> tuple[list[Outcome], WorkingMemory]:
        part, memory = premises.part, premises.technologies.memory.copy()
        _give(memory, premises.given)
        for choice in premises.choices:
            memory.give(choice, Origin("decision", choice.text("decision")))
        for stage in part.stages:
            run(stage, memory, program=part.program)
        outcomes = decide(part.decision, memory, premises.priorities, part.program)
        self.work += memory.next_number
        return outcomes, memory


def _give(memory: WorkingMemory, given: Iterable[Given]) -> None:
    for fact, origins in given:
        for origin in origins:
            memory.give(fact, origin)
