"""Runs the whole of the knowledge over a working memory, stratum by stratum, and records every decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.analysis.defaults import Defaults
from archrules.analysis.design.computations import COMPUTE
from archrules.inference.compiled import compiled
from archrules.inference.memory import Support, WorkingMemory
from archrules.inference.program import Program
from archrules.inference.session import matches, run
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.rules import Decision, Option, Rule
from archrules.recommendation.scoring import Candidate, clamp, ranked, score
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, make_fact


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for and against one option for one subject, as facts of the working memory."""

    option: Option
    vetoes: tuple[Fact, ...]
    arguments: tuple[tuple[str, int, tuple[Fact, ...]], ...]
    points: Mapping[str, int]
    score: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision for one subject. `order` holds the surviving candidates, best first."""

    decision: Decision
    subject: str
    weights: Mapping[str, Fraction]
    weighed: tuple[Weighed, ...]
    order: tuple[Candidate, ...]
    choice: Fact | None


@dataclass(slots=True)
class Reasoning:
    """The finished reasoning: the working memory and all outcomes in the order in which they were decided."""

    knowledge: KnowledgeBase
    memory: WorkingMemory
    outcomes: dict[tuple[str, str], Outcome] = field(default_factory=dict)

    def chosen(self, decision: str, subject: str) -> str | None:
        """The option chosen for a subject, or None."""
        outcome = self.outcomes.get((decision, subject))
        return outcome.choice.text("option") if outcome and outcome.choice else None


def reason(memory: WorkingMemory, knowledge: KnowledgeBase, priorities: Mapping[str, int]) -> Reasoning:
    """Compute, derive, classify and decide until the last stratum is done; all of it is added to the memory."""
    reasoning = Reasoning(knowledge, memory)
    ready = compiled(knowledge)
    for stratum in ready.strata:
        for name in stratum.computations:
            for fact, origins in list(COMPUTE[name](memory, Defaults(knowledge))):
                for origin in origins:
                    memory.give(fact, origin)
        run(stratum.rules, memory, program=ready.program)
        for decision in stratum.decisions:
            for outcome in decide(decision, memory, priorities, ready.program):
                reasoning.outcomes[decision.id, outcome.subject] = outcome
    return reasoning


def decide(
    decision: Decision, memory: WorkingMemory, priorities: Mapping[str, int], program: Program
) -> list[Outcome]:
    """Every outcome of one decision on the facts in the memory. Vetoes and arguments are added to it."""
    rules = [rule for option in decision.options for rule in _rules(option)]
    run(rules, memory, program=program)
    weights = decision.weights | {
        name: Fraction(weight) for name, weight in priorities.items() if name in decision.item.criteria
    }
    fired = _Fired(decision, memory)
    return [
        fired.outcome(subject, support, weights) for subject, support in _subjects(decision, memory, program)
    ]


def _rules(option: Option) -> tuple[Rule, ...]:
    return (*option.vetoes, *(argument.rule for argument in option.arguments))


def _subjects(
    decision: Decision, memory: WorkingMemory, program: Program
) -> list[tuple[str, tuple[Fact, ...]]]:
    """Each subject with the facts that make it one, by name."""
    found: dict[str, tuple[Fact, ...]] = {}
    for (subject,), facts in matches(decision.subjects, {}, (decision.item.per,), memory, program=program):
        if subject not in found or _key(facts) < _key(found[subject]):
            found[subject] = facts
    return sorted(found.items())


def _key(facts: tuple[Fact, ...]) -> list[object]:
    return [fact.sort_key for fact in facts]


class _Fired:
    """The vetoes and arguments of one decision that fired, by option and subject."""

    def __init__(self, decision: Decision, memory: WorkingMemory) -> None:
        self._decision, self._memory = decision, memory
        self._barred: dict[str, list[Fact]] = {}
        self._by_subject: dict[tuple[str, str, str], list[Fact]] = {}
        for fact in memory.find("barred", decision=decision.id):
            self._barred.setdefault(fact.text("option"), []).append(fact)
        for kind in ("veto", "argument", "argued"):
            for fact in memory.find(kind, decision=decision.id):
                key = kind, fact.text("option"), fact.text("subject")
                self._by_subject.setdefault(key, []).append(fact)

    def outcome(self, subject: str, support: tuple[Fact, ...], weights: Mapping[str, Fraction]) -> Outcome:
        weighed = tuple(self._weigh(option, subject, weights) for option in self._decision.options)
        order = tuple(
            ranked(
                Candidate(w.option.name, w.points, w.option.maturity, w.score)
                for w in weighed
                if not w.vetoes
            )
        )
        choice = self._choose(order[0].name, subject, weighed, support) if order else None
        return Outcome(self._decision, subject, weights, weighed, order, choice)

    def _weigh(self, option: Option, subject: str, weights: Mapping[str, Fraction]) -> Weighed:
        vetoes = [
            *self._barred.get(option.name, []),
            *self._by_subject.get(("veto", option.name, subject), []),
        ]
        by_number: dict[int, list[Fact]] = {}
        for fact in self._by_subject.get(("argument", option.name, subject), []):
            by_number.setdefault(int(fact.amount("number")), []).append(fact)
        arguments: list[tuple[str, int, tuple[Fact, ...]]] = []
        for number, facts in sorted(by_number.items()):
            argument = option.arguments[number - 1]
            arguments.append((argument.criterion, argument.points, tuple(facts)))
        arguments += [
            (fact.text("criterion"), int(fact.amount("points")), (fact,))
            for fact in self._by_subject.get(("argued", option.name, subject), [])
            if fact.text("criterion") in weights
        ]
        by_criterion: dict[str, list[int]] = {}
        for criterion, each, _ in arguments:
            by_criterion.setdefault(criterion, []).append(each)
        points = {name: clamp(by_criterion[name]) for name in weights if name in by_criterion}
        return Weighed(option, tuple(vetoes), tuple(arguments), points, score(points, weights))

    def _choose(
        self, name: str, subject: str, weighed: tuple[Weighed, ...], support: tuple[Fact, ...]
    ) -> Fact:
        winner = next(w for w in weighed if w.option.name == name)
        values = {
            "decision": self._decision.id,
            "subject": subject,
            "option": name,
            "technology": winner.option.technology,
        }
        choice = make_fact(VOCABULARY["choice"], values)
        reasons = tuple(fact for _, _, facts in winner.arguments for fact in facts)
        self._memory.derive(choice, Support(winner.option.id, (*support, *reasons)))
        return choice
