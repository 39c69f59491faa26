"""What a finding rests on: the facts that match its policy, as sentences with their places."""

from collections.abc import Sequence

from archrules.knowledge_base.conditions import Pattern
from archrules.model.finding import MatchedFact, Place, Support
from archrules.policies.fact_text import fact_text
from archrules.policies.subject import Subject
from archrules.policies.words import words_of
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact

_MOST_PLACES = 5
_NAMES = {"name", "source", "target", "user", "store", "element", "system"}
"""Fields that name what a fact is about anyway."""


class Supports:
    """Tells what matched facts say, and where."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def support(self, patterns: Sequence[Pattern], facts: Sequence[Fact]) -> Support:
        """The facts of one match, that of the element first, each once, with what the patterns ask of it."""
        asked: dict[Fact, list[str]] = {
            facts[0]: []
        }  # what makes it one of the elements judged goes without saying
        for pattern, fact in zip(patterns[1:], facts[1:], strict=True):
            asked.setdefault(fact, []).extend(_asked(pattern))
        if len(asked) > 1 and not asked[facts[0]]:
            del asked[facts[0]]
        told = [
            matched
            for fact, fields in asked.items()
            if (matched := self._fact(fact, list(dict.fromkeys(fields)))).text
        ]
        if not told:
            told = [self._fact(facts[0], [field for field, _ in facts[0].items if field not in _NAMES])]
        return Support(facts=tuple(told))

    def _fact(self, fact: Fact, fields: Sequence[str]) -> MatchedFact:
        origins = self._subject.origins(fact)
        places: dict[Place, None] = {}
        sources: dict[str, None] = {}
        for origin in origins:
            at = self._places(origin.inputs or (origin.reference,), fact, fields)
            places |= dict.fromkeys(at)
            if origin.formula:
                sources[f"computed: {origin.formula}"] = None
            elif not at:
                sources[origin.reference] = None
        for support in self._subject.memory.supports(fact):
            sources[f"derived by {support.rule}"] = None
            for premise in support.facts:
                places |= dict.fromkeys(self._fact(premise, ()).places)
        return MatchedFact(
            text=fact_text(fact, fields), origins=tuple(sources), places=tuple(places)[:_MOST_PLACES]
        )

    def _places(self, references: Sequence[str], fact: Fact, fields: Sequence[str]) -> list[Place]:
        """Where the fields are said, or else the things themselves."""
        known = self._subject.places
        settings = [words_of(fact.kind, field).setting.partition(".")[0] for field in fields]
        exact = [
            known[path]
            for reference in references
            for setting in settings
            if (path := f"{reference}.{setting}") in known
        ]
        return exact or [known[reference] for reference in references if reference in known]


def _asked(pattern: Pattern) -> list[str]:
    """The fields of which a pattern asks more than their names."""
    key = VOCABULARY[str(pattern.kind)].key
    fields = [str(constraint.field) for constraint in pattern.constraints]
    return [field for field in fields if field != key and field not in _NAMES]
