"""From outcomes of the reasoning to the decisions that people read."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from archrules.inference.derivation import Ground, ground
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Pattern
from archrules.knowledge_base.items import RuleItem, SourceReference
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.uses import parameters_of
from archrules.model.provenance import Citation, SourceNote
from archrules.model.recommendation import (
    Conflict,
    Convention,
    DecisionResult,
    Guideline,
    OptionResult,
    Reason,
)
from archrules.model.units import decimal_text
from archrules.recommendation.conflict import Requirements, conflict
from archrules.recommendation.reasoning import Outcome, Reasoning, Weighed
from archrules.recommendation.scoring import margin
from archrules.vocabulary.facts import Fact, value_text

MOST_TEXTS = 3
_NAME_OF_SYSTEM = "system"
"""The one path that requires nothing."""


def score_text(value: Fraction) -> str:
    """A score as people read it, two decimal places."""
    text = decimal_text(Fraction(round(value * 100), 100))
    whole, _, places = text.partition(".")
    return f"{whole}.{places:<02}" if places else f"{whole}.00"


def cite(knowledge: KnowledgeBase, references: Iterable[SourceReference]) -> tuple[Citation, ...]:
    """The references with what the bibliography says of them, each once, in order."""
    citations = []
    for reference in references:
        source = knowledge.sources[reference.ref]
        citation = Citation(ref=reference.ref, title=source.title, where=reference.where, url=source.url)
        if citation not in citations:
            citations.append(citation)
    return tuple(citations)


def source_notes(knowledge: KnowledgeBase) -> tuple[SourceNote, ...]:
    """What the sources are whose title and address do not tell, by their ids."""
    sources = (source for _, source in sorted(knowledge.sources.items()))
    return tuple(SourceNote(title=each.title, note=each.note) for each in sources if each.note is not None)


def joined_texts(facts: Sequence[Fact]) -> str:
    """The `because` of several facts of one rule as one text, the first three written out."""
    texts = list(dict.fromkeys(fact.text("because") for fact in facts))
    shown = "; ".join(texts[:MOST_TEXTS])
    more = len(texts) - MOST_TEXTS
    return f"{shown}; and {more} more" if more > 0 else shown


class Results:
    """Builds the readable result of each outcome of one reasoning."""

    def __init__(self, reasoning: Reasoning) -> None:
        self._reasoning = reasoning
        self._knowledge = reasoning.knowledge
        self._rules = _rules_by_id(reasoning.knowledge)
        self._conventions_of: dict[str, dict[str, Convention]] = {}
        self._resting: dict[str, set[tuple[str, str]]] = {}

    def resting_on_defaults(self) -> Mapping[str, int]:
        """How many of the decisions built so far read a fact in which each default stands; none is left out.

        Their vetoes, arguments and guidelines count, with the sizings behind these; what an earlier choice rests on
        counts for that choice.
        """
        return {name: len(subjects) for name, subjects in self._resting.items()}

    def decisions(self) -> tuple[DecisionResult, ...]:
        """All outcomes, in the order in which they were decided."""
        return tuple(self.decision(outcome) for outcome in self._reasoning.outcomes.values())

    def decision(self, outcome: Outcome) -> DecisionResult:
        """The readable result of one outcome."""
        lead = margin(outcome.order)
        item = outcome.decision.item
        guiding = self._guiding(outcome)
        guidelines = tuple(self._guideline(fact) for fact in guiding)
        return DecisionResult(
            decision=outcome.decision.id,
            title=item.title,
            question=item.question,
            subject=outcome.subject,
            choice=outcome.order[0].name if outcome.order else None,
            runner_up=outcome.order[1].name if len(outcome.order) > 1 else None,
            margin=lead[0] if lead else None,
            margin_text=score_text(lead[1]) if lead else None,
            weights={name: int(weight) for name, weight in outcome.weights.items()},
            options=tuple(self._option(weighed) for weighed in _in_order(outcome)),
            guidelines=guidelines,
            conventions=self._conventions(outcome, guiding),
            conflict=None if outcome.order else self._conflict(outcome),
        )

    def _option(self, weighed: Weighed) -> OptionResult:
        option = weighed.option
        support = self._reasoning.memory.find("technology_support", technology=option.technology)
        return OptionResult(
            option=option.name,
            title=option.item.title,
            technology=option.technology,
            release=support[0].text("release") if option.technology and support else None,
            shape=option.item.shape,
            score=str(weighed.score),
            score_text=score_text(weighed.score),
            points=dict(weighed.points),
            vetoes=tuple(self._reason((fact,)) for fact in weighed.vetoes),
            arguments=tuple(
                self._reason(facts, criterion, points) for criterion, points, facts in weighed.arguments
            ),
            gives=option.item.gives,
            gives_up=option.item.gives_up,
            revisit=tuple(template.fill(option.parameters) for template in option.revisit),
        )

    def _reason(
        self, facts: tuple[Fact, ...], criterion: str | None = None, points: int | None = None
    ) -> Reason:
        rule = self._reasoning.memory.supports(facts[0])[0].rule
        return Reason(
            rule=rule,
            because=joined_texts(facts),
            criterion=criterion,
            points=points,
            sources=cite(self._knowledge, self._rules[rule].sources),
        )

    def _guiding(self, outcome: Outcome) -> list[Fact]:
        """The guidelines for what was chosen, by topic."""
        found = self._reasoning.memory.find(
            "guideline", decision=outcome.decision.id, subject=outcome.subject
        )
        return sorted(found, key=lambda fact: (fact.text("topic"), fact.text("text")))

    def _guideline(self, fact: Fact) -> Guideline:
        rule = self._reasoning.memory.supports(fact)[0].rule
        return Guideline(
            topic=fact.text("topic"),
            text=fact.text("text"),
            rule=rule,
            sources=cite(self._knowledge, self._rules[rule].sources),
        )

    def _conventions(self, outcome: Outcome, guiding: Sequence[Fact]) -> tuple[Convention, ...]:
        """The conventions behind all that fired for this subject, and behind how to build what was chosen."""
        deciding = [
            fact
            for weighed in outcome.weighed
            for fact in (*weighed.vetoes, *(f for _, _, found in weighed.arguments for f in found))
        ]
        behind, beside = ground(self._reasoning.memory, deciding), ground(self._reasoning.memory, guiding)
        for origin in behind.origins | beside.origins:
            if origin.source == "default":
                subjects = self._resting.setdefault(origin.reference, set())
                subjects.add((outcome.decision.id, outcome.subject))
        decide = self._conventions_behind_all(behind)
        build = {
            key: convention.model_copy(update={"decides": False})
            for key, convention in self._conventions_behind_all(beside).items()
        }
        return tuple(convention for _, convention in sorted((build | decide).items()))

    def _conventions_behind_all(self, behind: Ground) -> dict[str, Convention]:
        found: dict[str, Convention] = {}
        for rule_id in sorted(behind.rules & self._rules.keys()):
            found |= self._conventions_behind(rule_id)
        return found

    def _conventions_behind(self, rule_id: str) -> dict[str, Convention]:
        """The conventions that one rule reads, by name; a rule fires for many subjects."""
        if rule_id not in self._conventions_of:
            rule = self._rules[rule_id]
            told = [self._convention(rule, name) for name in sorted(parameters_of(rule))]
            self._conventions_of[rule_id] = {key: found for key, found in told if found is not None}
        return self._conventions_of[rule_id]

    def _convention(self, rule: Rule, name: str) -> tuple[str, Convention | None]:
        for owner in (rule.item, rule.item.partition("/")[0]):
            item = self._knowledge.by_id.get(owner)
            if isinstance(item, RuleItem) and name in item.parameters:
                key, parameter = f"{owner}.{name}", item.parameters[name]
                overridden = key in self._knowledge.overrides
                if parameter.evidence != "convention" and not overridden:
                    return key, None
                value = value_text(rule.parameters[name])
                return key, Convention(
                    parameter=key, value=value, unit=parameter.unit, why=parameter.why, overridden=overridden
                )
        return name, None

    def _conflict(self, outcome: Outcome) -> Conflict:
        hidden = sum(isinstance(condition, Pattern) for condition in outcome.decision.subjects)
        return conflict(
            {
                w.option.name: [
                    self._requirements(support.facts[hidden if veto.kind == "veto" else 0 :])
                    for veto in w.vetoes
                    for support in self._reasoning.memory.supports(veto)
                ]
                for w in outcome.weighed
            }
        )

    def _requirements(self, facts: Iterable[Fact]) -> Requirements:
        """What one way to a veto rests on, without the facts that only name the subject of the decision."""
        behind = ground(self._reasoning.memory, facts)
        paths = {o.reference for o in behind.origins if o.source == "brief"}
        paths |= {path for o in behind.origins if o.source == "computed" for path in o.inputs}
        assumed = {
            f"{o.formula} (default {o.reference})"
            for o in behind.origins
            if o.source == "default" and not any(f"{o.formula}.".startswith(f"{path}.") for path in paths)
        }
        earlier = {
            f"choice {c.text('decision')} for {c.text('subject')}: {c.text('option')}" for c in behind.choices
        }
        return frozenset(paths - {_NAME_OF_SYSTEM} | assumed | earlier)


def _in_order(outcome: Outcome) -> list[Weighed]:
    """Survivors best first, then the vetoed options by name."""
    place = {candidate.name: index for index, candidate in enumerate(outcome.order)}
    return sorted(outcome.weighed, key=lambda w: (place.get(w.option.name, len(place)), w.option.name))


def _rules_by_id(knowledge: KnowledgeBase) -> dict[str, Rule]:
    rules = [derivation.rule for derivation in knowledge.derivations.values()]
    rules += [rule for table in knowledge.tables.values() for rule in table.rules]
    for decision in knowledge.decisions.values():
        for option in decision.options:
            rules += [*option.vetoes, *(argument.rule for argument in option.arguments)]
    return {rule.id: rule for rule in rules}
