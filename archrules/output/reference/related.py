"""What belongs together in the knowledge: who names, uses and cites what, and who rests on one place of a source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import patterns_in
from archrules.knowledge_base.items import Item, SourceReference
from archrules.knowledge_base.references import named_by, references
from archrules.knowledge_base.rules import Decision, Rule

_OF_SEVERAL_OPTIONS = {"argued", "barred"}

Names = Mapping[str, tuple[str, ...]]
"""For a name the ids of items, in order."""


@dataclass(frozen=True)
class Relations:
    """The relations in some knowledge. Items are named by id, an option as `decision/option`."""

    knowledge: KnowledgeBase

    @cached_property
    def users(self) -> Names:
        """For each technology the options that stand for it."""
        return _grouped(
            (option.technology, option.id)
            for decision in self.knowledge.decisions.values()
            for option in decision.options
            if option.technology is not None
        )

    @cached_property
    def naming(self) -> Names:
        """For each id the items with a rule that names it."""
        return _grouped((named, name) for name, rule in self._rules for named in named_by(rule))

    @cached_property
    def readers(self) -> Names:
        """For each kind of fact the items whose rules match facts of it."""
        return _grouped(
            (str(pattern.kind), name)
            for name, rule in self._rules
            for pattern, _ in patterns_in(rule.conditions)
        )

    @cached_property
    def concluding(self) -> Names:
        """For each kind of fact the derivations and tables that conclude it."""
        return _grouped(
            (conclusion.kind.name, name)
            for name, rule in self._rules
            if "/" not in name
            for conclusion in rule.conclusions
        )

    @cached_property
    def citing(self) -> Names:
        """For each source the items that cite it."""
        return _grouped(
            (source, name) for name, item in self.knowledge.items() for _, source in references(item)
        )

    @cached_property
    def beside(self) -> Mapping[str, Names]:
        """For each policy, by decision, the options with a rule that rests on a place on which the policy rests."""
        places = {
            option.id: frozenset(_citations(option.item))
            for decision in self.knowledge.decisions.values()
            for option in decision.options
        }
        found = {}
        for name, policy in self.knowledge.policies.items():
            own = {source for source in policy.item.sources if source.where}
            found[name] = _grouped(
                (option.partition("/")[0], option) for option, cited in places.items() if own & cited
            )
        return found

    def rules_of(self, decision: str) -> list[str]:
        """The derivations that bar or argue options of a decision by what they share with others."""
        found = []
        for name, derivation in self.knowledge.derivations.items():
            kinds = {conclusion.kind.name for conclusion in derivation.rule.conclusions}
            named = set(named_by(derivation.rule)) & self.knowledge.decisions.keys()
            if kinds & _OF_SEVERAL_OPTIONS and (not named or decision in named):
                found.append(name)
        return found

    @cached_property
    def _rules(self) -> tuple[tuple[str, Rule], ...]:
        """Every rule, with the id of its item."""
        known = self.knowledge
        return (
            *((name, derivation.rule) for name, derivation in known.derivations.items()),
            *((name, rule) for name, table in known.tables.items() for rule in table.rules),
            *((name, policy.rule) for name, policy in known.policies.items()),
            *(rule for decision in known.decisions.values() for rule in _of_options(decision)),
        )


def _of_options(decision: Decision) -> Iterator[tuple[str, Rule]]:
    for option in decision.options:
        yield from ((option.id, rule) for rule in option.vetoes)
        yield from ((option.id, argument.rule) for argument in option.arguments)


def _grouped(pairs: Iterator[tuple[str, str]]) -> Names:
    found: dict[str, set[str]] = {}
    for key, name in pairs:
        found.setdefault(key, set()).add(name)
    return {key: tuple(sorted(names)) for key, names in sorted(found.items())}


def _citations(value: object) -> Iterator[SourceReference]:
    """Every citation inside an item, at any depth."""
    match value:
        case SourceReference():
            yield value
        case Item():
            for name in type(value).model_fields:
                yield from _citations(getattr(value, name))
        case dict():
            for entry in value.values():
                yield from _citations(entry)
        case tuple():
            for entry in value:
                yield from _citations(entry)
