"""Why: the derivation of a decision down to the brief, the defaults and the cited sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archrules.inference.derivation import Derivation, derive
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Pattern
from archrules.knowledge_base.items import SourceReference
from archrules.model.recommendation import AcceptedFinding, DecisionResult
from archrules.recommendation.reasoning import Outcome, Reasoning, Weighed
from archrules.recommendation.results import score_text
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement and what it rests on. `str` writes it as an indented text."""

    text: str
    because: tuple["Explanation", ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The text, one statement a line, indented by depth."""
        yield INDENT * depth + " ".join(self.text.split())
        for part in self.because:
            yield from part.lines(depth + 1)

    def as_dict(self) -> dict[str, object]:
        """The same as nested mappings, for JSON."""
        parts = [part.as_dict() for part in self.because]
        return {"text": self.text, "because": parts} if parts else {"text": self.text}


class Explainer:
    """Explains the outcomes of one reasoning."""

    def __init__(self, reasoning: Reasoning) -> None:
        self._memory, self._knowledge = reasoning.memory, reasoning.knowledge

    def outcome(self, outcome: Outcome, result: DecisionResult) -> Explanation:
        """Why this option was chosen for this subject, what it costs, what came second and what was excluded."""
        parts: list[Explanation] = []
        weighed = {w.option.name: w for w in sorted(outcome.weighed, key=lambda w: w.option.name)}
        if result.choice is not None:
            parts += [
                self._option("for and against", weighed[result.choice]),
                Explanation("gives up", tuple(map(Explanation, weighed[result.choice].option.item.gives_up))),
            ]
        guidelines = self._memory.find("guideline", decision=result.decision, subject=result.subject)
        if guidelines:
            parts.append(Explanation("how to build it", tuple(map(self._guideline, guidelines))))
        if result.accepts:
            parts.append(Explanation("accepts", tuple(map(_accepted, result.accepts))))
        if result.runner_up is not None:
            second = weighed[result.runner_up]
            parts.append(
                self._option(f"runner-up: {second.option.name}, score {score_text(second.score)}", second)
            )
        excluded = [self._excluded(w) for w in weighed.values() if w.vetoes]
        if excluded:
            parts.append(Explanation("excluded", tuple(excluded)))
        if result.conflict is not None:
            choices = (f"decided before: {choice}" for choice in result.conflict.earlier_choices)
            told = (*result.conflict.requirements, *choices)
            parts.append(Explanation("in conflict", tuple(map(Explanation, told))))
        return Explanation(str(result), tuple(parts))

    def _option(self, title: str, weighed: Weighed) -> Explanation:
        return Explanation(
            title,
            tuple(
                Explanation(f"{criterion} {points:+d}: {fact.text('because')}", self._support(fact))
                for criterion, points, facts in weighed.arguments
                for fact in facts
            ),
        )

    def _excluded(self, weighed: Weighed) -> Explanation:
        vetoes = tuple(Explanation(fact.text("because"), self._support(fact)) for fact in weighed.vetoes)
        return Explanation(weighed.option.name, vetoes)

    def _guideline(self, fact: Fact) -> Explanation:
        return Explanation(f"{fact.text('topic')}: {fact.text('text')}", self._support(fact))

    def _support(self, fact: Fact) -> tuple[Explanation, ...]:
        """The rule and the premises behind a veto, an argument or a guideline."""
        found = derive(self._memory, fact, hidden=self._subject_patterns(fact))
        rule = (Explanation(self._rule(found.rule)),) if found.rule else ()
        return (*rule, *map(self._fact, found.premises))

    def _subject_patterns(self, fact: Fact) -> int:
        """How many of a rule's first premises only name the subject of the decision, which the headline does."""
        decision = self._knowledge.decisions[fact.text("decision")]
        return (
            sum(isinstance(c, Pattern) for c in decision.subjects) if fact.kind in {"veto", "argument"} else 0
        )

    def _fact(self, found: Derivation) -> Explanation:
        if found.fact.kind == "choice":
            subject, option = found.fact.text("subject"), found.fact.text("option")
            return Explanation(f"decided before: {found.fact.text('decision')} for {subject}: {option}")
        if found.origins:
            return Explanation(str(found.fact), tuple(self._origin(origin) for origin in found.origins))
        if found.again:
            return Explanation(f"{found.fact} (explained above)")
        ways = "way" if found.others == 1 else "ways"
        others = f" (and in {found.others} other {ways})" if found.others else ""
        rule = (Explanation(self._rule(found.rule)),) if found.rule else ()
        return Explanation(
            f"{found.fact}{others}", (*rule, *(self._fact(premise) for premise in found.premises))
        )

    def _rule(self, rule: str) -> str:
        item = rule.partition("#")[0]
        sources = self._sources(rule, item)
        return f"rule {rule}" + (f" [{sources}]" if sources else "")

    def _sources(self, rule: str, item: str) -> str:
        references: tuple[SourceReference, ...] = ()
        decision = self._knowledge.decisions.get(item.partition("/")[0])
        if decision is not None and "/" in item:
            option = decision.option(item.partition("/")[2])
            rules = [*option.vetoes, *(argument.rule for argument in option.arguments)]
            references = next((found.sources for found in rules if found.id == rule), option.item.sources)
        elif item in self._knowledge.by_id:
            references = self._knowledge.by_id[item].sources
        return "; ".join(cited(self._knowledge, reference) for reference in references)

    def _origin(self, origin: Origin) -> Explanation:
        match origin.source:
            case "default":
                item = self._knowledge.defaults[origin.reference]
                sources = "; ".join(cited(self._knowledge, reference) for reference in item.sources)
                return Explanation(f"default {origin.reference} for {origin.formula} [{sources}]")
            case "knowledge":
                sources = self._sources(origin.reference, origin.reference)
                return Explanation(f"knowledge {origin.reference} [{sources}]")
            case "computed":
                return Explanation(f"computed: {origin.formula}; from {', '.join(origin.inputs)}")
            case _:
                return Explanation(f"{origin.source}: {origin.reference}")


def cited(knowledge: KnowledgeBase, reference: SourceReference) -> str:
    """A source and the place in it, in one line."""
    title = knowledge.sources[reference.ref].title
    return f"{title}, {reference.where}" if reference.where else title


def in_short(results: Sequence[DecisionResult]) -> Explanation:
    """How one decision came out for each of several subjects, and how to see one in full."""
    first = results[0]
    short = [Explanation(str(result)) for result in results]
    hint = f"for the reasons and sources of one, name its subject too, such as {first.subject!r}"
    return Explanation(
        f"{first.decision}: {first.question} Decided for {len(results)} subjects",
        (*short, Explanation(hint)),
    )


def _accepted(finding: AcceptedFinding) -> Explanation:
    """What a check finds because of the choice, and the paths of the brief that force it."""
    text = f"{finding.policy} ({finding.severity}) on {finding.element}: {finding.text}"
    return Explanation(text, tuple(Explanation(f"brief: {path}") for path in finding.because))
