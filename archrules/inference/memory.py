"""Working memory: facts, and where each came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin


@dataclass(frozen=True, slots=True)
class Support:
    """One way in which a fact was derived: a rule and the facts that its patterns matched, in order."""

    rule: str
    facts: tuple[Fact, ...]

    @property
    def sort_key(self) -> tuple[object, ...]:
        """A total order over supports."""
        return self.rule, tuple(fact.sort_key for fact in self.facts)


@dataclass(slots=True)
class WorkingMemory:
    """All facts known so far. Adding one twice keeps one, with both origins or supports."""

    _origins: dict[Fact, set[Origin]] = field(default_factory=dict)
    _supports: dict[Fact, set[Support]] = field(default_factory=dict)
    _kinds: dict[str, dict[Fact, None]] = field(default_factory=dict)
    _sorted: dict[str, list[Fact]] = field(default_factory=dict)

    def __contains__(self, fact: object) -> bool:
        return isinstance(fact, Fact) and fact in self._kinds.get(fact.kind, {})

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.of_kinds(sorted(self._kinds)))

    def give(self, fact: Fact, origin: Origin) -> None:
        """Add a fact that no rule derived."""
        self._kinds.setdefault(fact.kind, {})[fact] = None
        self._origins.setdefault(fact, set()).add(origin)

    def derive(self, fact: Fact, support: Support) -> bool:
        """Add a derived fact with its support. True if the fact is new."""
        new = fact not in self
        self._kinds.setdefault(fact.kind, {})[fact] = None
        self._supports.setdefault(fact, set()).add(support)
        return new

    def of_kind(self, kind: str) -> list[Fact]:
        """All facts of a kind, sorted."""
        known = self._kinds.get(kind, {})
        found = self._sorted.get(kind, [])
        if len(found) != len(known):
            found = self._sorted[kind] = sorted(known, key=lambda fact: fact.sort_key)
        return list(found)

    def of_kinds(self, kinds: Iterable[str]) -> list[Fact]:
        """All facts of the kinds, sorted."""
        return [fact for kind in sorted(set(kinds)) for fact in self.of_kind(kind)]

    def find(self, kind: str, **values: object) -> list[Fact]:
        """All facts of a kind whose fields have the given values, sorted."""
        return [
            fact
            for fact in self.of_kind(kind)
            if all(fact.get(name) == value for name, value in values.items())
        ]

    def origins(self, fact: Fact) -> list[Origin]:
        """Where a given fact came from, sorted; empty for a fact that was only derived."""
        return sorted(self._origins.get(fact, ()))

    def supports(self, fact: Fact) -> list[Support]:
        """Every way in which a fact was derived, sorted."""
        return sorted(self._supports.get(fact, ()), key=lambda support: support.sort_key)
