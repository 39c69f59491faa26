"""The knowledge base: all items of a pack, typed, checked and indexed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from archrules.errors import Fault, KnowledgeError
from archrules.knowledge_base.images import ImageTable
from archrules.knowledge_base.items import (
    DefaultItem,
    Header,
    PackItem,
    Parameter,
    RuleItem,
    Source,
    TechnologyItem,
)
from archrules.knowledge_base.rules import Argument, Decision, Derivation, Option, Policy, Rule, Table
from archrules.knowledge_base.validation import suggest
from archrules.vocabulary.facts import Value


@dataclass(frozen=True)
class KnowledgeBase:
    """Immutable; every mapping goes from id to item and is sorted by id. `images` says what containers are."""

    pack: PackItem
    sources: Mapping[str, Source]
    defaults: Mapping[str, DefaultItem]
    technologies: Mapping[str, TechnologyItem]
    derivations: Mapping[str, Derivation]
    tables: Mapping[str, Table]
    decisions: Mapping[str, Decision]
    policies: Mapping[str, Policy]
    images: ImageTable = field(default_factory=ImageTable)
    overrides: Mapping[str, Value] = field(default_factory=dict)

    @property
    def as_of(self) -> str:
        """The date at which the knowledge was true, `YYYY-MM-DD`."""
        return self.pack.as_of

    def items(self) -> Iterator[tuple[str, Header]]:
        """Every item with its id; an option's is `decision/option`."""
        yield from self.defaults.items()
        yield from ((name, derivation.item) for name, derivation in self.derivations.items())
        yield from ((name, table.item) for name, table in self.tables.items())
        for name, decision in self.decisions.items():
            yield name, decision.item
            yield from ((option.id, option.item) for option in decision.options)
        yield from ((name, policy.item) for name, policy in self.policies.items())
        yield from self.technologies.items()

    @cached_property
    def by_id(self) -> Mapping[str, Header]:
        """Every item by id."""
        return dict(self.items())

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """Every parameter by `item.parameter`."""
        return {
            f"{name}.{parameter}": value
            for name, item in self.items()
            if isinstance(item, RuleItem)
            for parameter, value in item.parameters.items()
        }

    @cached_property
    def adjustable(self) -> frozenset[str]:
        """What a brief may set under `parameters`: every parameter, and every default that is a number."""
        numbers = (name for name, item in self.defaults.items() if not isinstance(item.value, str))
        return frozenset((*self.parameters, *numbers))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the parsed content of all items, independent of file order and layout."""
        content = {name: item.model_dump(mode="json") for name, item in self.items()}
        content["pack.yaml"] = self.pack.model_dump(mode="json")
        content["sources.yaml"] = {
            name: source.model_dump(mode="json") for name, source in self.sources.items()
        }
        content["images.yaml"] = {
            "tasks": sorted(self.images.tasks),
            "images": {name: item.model_dump(mode="json") for name, item in self.images.items.items()},
        }
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def with_parameters(self, values: Mapping[str, Value]) -> "KnowledgeBase":
        """The same knowledge with other values for some parameters, each `item.parameter` or a default.

        Raises:
            KnowledgeError: there is no such parameter.
        """
        if not values:
            return self
        faults = [
            Fault("parameters", 1, 1, f"there is no parameter {name!r}{suggest(name, self.adjustable)}")
            for name in sorted(values)
            if name not in self.adjustable
        ]
        if faults:
            raise KnowledgeError(tuple(faults))
        change = _Override(values)
        return replace(
            self,
            derivations={n: replace(d, rule=change.rule(d.rule)) for n, d in self.derivations.items()},
            tables={n: replace(t, rules=tuple(map(change.rule, t.rules))) for n, t in self.tables.items()},
            decisions={n: change.decision(d) for n, d in self.decisions.items()},
            policies={n: replace(p, rule=change.rule(p.rule)) for n, p in self.policies.items()},
            overrides=dict(sorted(values.items())),
        )


class _Override:
    """Puts other parameter values into rules."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    def parameters(self, owners: tuple[str, ...], parameters: Mapping[str, Value]) -> dict[str, Value]:
        return {
            name: next(
                (self._values[key] for owner in owners if (key := f"{owner}.{name}") in self._values), value
            )
            for name, value in parameters.items()
        }

    def rule(self, rule: Rule) -> Rule:
        owners = (rule.item, rule.item.partition("/")[0])
        return replace(rule, parameters=self.parameters(owners, rule.parameters))

    def decision(self, decision: Decision) -> Decision:
        return replace(decision, options=tuple(self._option(option) for option in decision.options))

    def _option(self, option: Option) -> Option:
        owners = (option.id, option.id.partition("/")[0])
        return replace(
            option,
            vetoes=tuple(map(self.rule, option.vetoes)),
            arguments=tuple(Argument(a.criterion, a.points, self.rule(a.rule)) for a in option.arguments),
            parameters=self.parameters(owners, option.parameters),
        )
