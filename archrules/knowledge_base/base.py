"""The knowledge base: all items of a pack, or of several laid on one another, typed, checked and indexed."""

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
from archrules.knowledge_base.pack_record import Pack, digest_of
from archrules.knowledge_base.rules import Argument, Decision, Derivation, Option, Policy, Rule, Table
from archrules.knowledge_base.validation import suggest
from archrules.model.provenance import KnowledgeRecord
from archrules.vocabulary.facts import Value


@dataclass(frozen=True, repr=False)
class KnowledgeBase:
    """Immutable; every mapping goes from id to item and is sorted by id. `images` says what containers are.

    `pack` is the one at the bottom. Where others are laid on it, `packs` holds all of them, the one at the bottom
    first. `pack_of` says whose each item is. `remarks` tell what is no fault but may surprise.
    """

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
    packs: tuple[Pack, ...] = ()
    pack_of: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Fault, ...] = ()

    def __repr__(self) -> str:
        packs = ", ".join(f"{record.name} {record.version}" for record in self.records)
        return f"<KnowledgeBase {packs}, as of {self.as_of}: {sum(1 for _ in self.items())} items>"

    @property
    def as_of(self) -> str:
        """The date at which the knowledge was true, `YYYY-MM-DD`: that of the pack at the bottom."""
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
    def layers(self) -> tuple[Pack, ...]:
        """Every pack that the knowledge is made of, the one at the bottom first."""
        return self.packs or (self._in_force,)

    @cached_property
    def _in_force(self) -> Pack:
        return Pack(self.pack, self.by_id, self.sources, self.images)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the parsed content of all items, independent of file order and layout.

        Where it is made of several packs, their digests count as well.
        """
        own = self._in_force.digest
        return digest_of([own, *(pack.digest for pack in self.packs)]) if self.packs else own

    @property
    def records(self) -> tuple[KnowledgeRecord, ...]:
        """What results say of every pack; a parameter with another value stands with the pack of its item."""
        return tuple(pack.record(self._overrides_of(pack.name)) for pack in self.layers)

    def _overrides_of(self, pack: str) -> dict[str, Value]:
        items = {name: name if name in self.defaults else name.rpartition(".")[0] for name in self.overrides}
        return {
            name: value
            for name, value in self.overrides.items()
            if self.pack_of.get(items[name], self.pack.name) == pack
        }

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
