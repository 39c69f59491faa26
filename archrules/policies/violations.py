"""Violations of one policy that is data: at which element, along which path, and on which facts each rests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archrules.inference.session import matches
from archrules.knowledge_base.conditions import Condition, Pattern
from archrules.knowledge_base.rules import Policy
from archrules.model.finding import Place, Step, Support
from archrules.policies.certainty import Certainty
from archrules.policies.expansion import expansions
from archrules.policies.subject import Subject
from archrules.policies.supports import Supports
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact, Value

_MOST_SUPPORTS = 50
Conditions = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """What a policy finds at one element, or along one path that begins there."""

    element: str
    path: tuple[Step, ...]
    discriminator: str
    message: str
    place: Place | None
    supports: tuple[Support, ...]


def violations(policy: Policy, subject: Subject, certainty: Certainty) -> list[Violation]:
    """Every certain violation, in order of element and path."""
    certain = certainty.certain(policy.rule.conditions[1:], policy.elements.variables())
    if certain is None:
        return []
    conditions = (policy.elements, *certain)
    finder = _Finder(policy, subject)
    for match in finder.matches(conditions):
        finder.note(match)
    for expanded in expansions(conditions, policy.rule.parameters):
        for match in finder.matches(expanded):
            finder.note(match, expanded=True)
    return finder.violations()


@dataclass(frozen=True, slots=True)
class _Match:
    conditions: Conditions
    values: Mapping[str, Value]
    facts: tuple[Fact, ...]


@dataclass(slots=True)
class _Found:
    """What is known so far of the violation of one element along one path."""

    element: Fact
    path: tuple[Step, ...]
    messages: set[str] = field(default_factory=set)
    supports: dict[Support, None] = field(default_factory=dict)
    expanded: dict[Support, None] = field(default_factory=dict)


class _Finder:
    def __init__(self, policy: Policy, subject: Subject) -> None:
        self._policy, self._subject, self._supports = policy, subject, Supports(subject)
        self._parameters = policy.rule.parameters
        texts = (policy.message, policy.discriminator)
        holes = {name for text in texts for name, _ in text.holes}
        self._wanted = tuple(sorted(holes - self._parameters.keys()))
        self._key = VOCABULARY[str(policy.elements.kind)].key
        self._found: dict[tuple[str, tuple[str, ...], str], _Found] = {}

    def matches(self, conditions: Conditions) -> Iterator[_Match]:
        """Every match, in an order that does not depend on that of the facts."""
        memory, program = self._subject.memory, self._subject.program
        found = matches(conditions, self._parameters, self._wanted, memory, program=program)
        for values, facts in sorted(found, key=lambda match: [fact.sort_key for fact in match[1]]):
            yield _Match(
                conditions, {**self._parameters, **dict(zip(self._wanted, values, strict=True))}, facts
            )

    def note(self, match: _Match, *, expanded: bool = False) -> None:
        """Add a match to those of its element, path and discriminator; an expanded one only to what they rest on."""
        kind = self._policy.item.finding.path
        path = next((self._subject.path_of(fact) for fact in match.facts if fact.kind == kind), ())
        discriminator = self._policy.discriminator.fill(match.values)
        key = match.facts[0].text(self._key), tuple(step.element for step in path), discriminator
        found = self._found.setdefault(key, _Found(match.facts[0], path))
        found.messages.add(self._policy.message.fill(match.values))
        supports = found.expanded if expanded else found.supports
        if len(supports) < _MOST_SUPPORTS:
            supports[self._supports.support(_patterns(match.conditions), match.facts)] = None

    def violations(self) -> list[Violation]:
        return [self._violation(self._found[key], key[2]) for key in sorted(self._found)]

    def _violation(self, found: _Found, discriminator: str) -> Violation:
        name = found.path[0].element if found.path else found.element.text(self._key)
        place = found.path[0].place if found.path else self._place(found.element)
        supports = tuple(found.expanded or found.supports)
        return Violation(name, found.path, discriminator, min(found.messages), place, supports)

    def _place(self, fact: Fact) -> Place | None:
        references = [origin.reference for origin in self._subject.origins(fact)]
        return next((place for each in references if (place := self._subject.places.get(each))), None)


def _patterns(conditions: Sequence[Condition]) -> list[Pattern]:
    return [condition for condition in conditions if isinstance(condition, Pattern)]
