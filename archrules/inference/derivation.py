"""Derivations: from a fact back to the rules and given facts it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from archrules.inference.memory import Support, WorkingMemory
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Origin

_CHOICE = "choice"
"""What an earlier decision chose has an explanation of its own."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """One fact with where it came from: origins if it was given, else the rule and the derivations it matched.

    A fact may follow in several ways; `others` counts those not shown. `again` marks a fact whose derivation is
    shown elsewhere in the same tree.
    """

    fact: Fact
    origins: tuple[Origin, ...] = ()
    rule: str | None = None
    premises: tuple["Derivation", ...] = ()
    others: int = 0
    again: bool = False


def derive(memory: WorkingMemory, fact: Fact, *, hidden: int = 0) -> Derivation:
    """The derivation of a fact; each fact is unfolded once, none rests on itself, and no choice is looked behind.

    Of several ways the one with fewest facts, then the first, is shown. The first `hidden` premises of the fact
    itself are left out; where they are a premise of another one too, they are unfolded there.
    """
    return _Unfolding(memory, fact).unfold(fact, hidden)


class _Unfolding:
    def __init__(self, memory: WorkingMemory, fact: Fact) -> None:
        self._memory = memory
        self._depths = _depths(memory, fact)
        self._seen: set[Fact] = set()

    def unfold(self, fact: Fact, hidden: int = 0) -> Derivation:
        origins = tuple(self._memory.origins(fact))
        if origins:
            return Derivation(fact, origins)
        if fact in self._seen:
            return Derivation(fact, again=True)
        self._seen.add(fact)
        if fact.kind == _CHOICE and len(self._seen) > 1:
            return Derivation(fact)
        supports = self._memory.supports(fact)
        ways = [support for support in supports if self._leads_down(support, fact)]
        if not ways:
            return Derivation(fact)
        support = min(ways, key=lambda found: (len(found.facts), found.sort_key))
        premises = tuple(self.unfold(premise) for premise in support.facts[hidden:])
        return Derivation(fact, rule=support.rule, premises=premises, others=len(supports) - 1)

    def _leads_down(self, support: Support, fact: Fact) -> bool:
        """Whether all its facts lie nearer to what was given; else the fact might be explained by itself."""
        depths = self._depths
        return fact in depths and all(depths.get(f, depths[fact]) < depths[fact] for f in support.facts)


def _depths(memory: WorkingMemory, fact: Fact) -> dict[Fact, int]:
    """For each fact behind one, and itself, how many steps it lies at least from what was given."""
    ways = _ways_behind(memory, fact)
    missing = {(found, support): len(set(support.facts)) for found in ways for support in ways[found]}
    leads_to: dict[Fact, list[tuple[Fact, Support]]] = {}
    for found, support in missing:
        for premise in set(support.facts):
            leads_to.setdefault(premise, []).append((found, support))
    depths: dict[Fact, int] = {}
    ready = [found for found, supports in ways.items() if not supports]
    following = {found: None for (found, _), premises in missing.items() if not premises}
    depth = 0
    while ready or following:
        depths.update(dict.fromkeys(ready, depth))
        depth += 1
        for premise in ready:
            for way in leads_to.get(premise, ()):
                missing[way] -= 1
                if not missing[way]:
                    following[way[0]] = None
        ready = [found for found in following if found not in depths]
        following = {}
    return depths


def _ways_behind(memory: WorkingMemory, fact: Fact) -> dict[Fact, list[Support]]:
    """Each fact behind one, and itself, with every way in which it follows; none for what was given."""
    ways: dict[Fact, list[Support]] = {}
    pending = [fact]
    while pending:
        found = pending.pop()
        if found not in ways:
            ways[found] = [] if memory.origins(found) else memory.supports(found)
            pending.extend(premise for support in ways[found] for premise in support.facts)
    return ways


@dataclass(frozen=True, slots=True)
class Ground:
    """All that facts rest on: given facts with their origins, and the rules in between."""

    origins: frozenset[Origin]
    rules: frozenset[str]
    choices: frozenset[Fact]


def ground(memory: WorkingMemory, facts: Iterable[Fact]) -> Ground:
    """What the facts rest on, over every way in which they follow. Choices are listed and not looked behind."""
    origins: set[Origin] = set()
    rules: set[str] = set()
    choices: set[Fact] = set()
    pending = [number for number in map(memory.number, facts) if number is not None]
    seen: set[int] = set()
    while pending:
        number = pending.pop()
        if number in seen:
            continue
        seen.add(number)
        if memory.entry(number)[0] == _CHOICE:
            choices.add(memory.fact(number))
            continue
        origins.update(memory.given_from(number))
        for rule, premises in memory.ways(number):
            rules.add(rule)
            pending.extend(premises)
    return Ground(frozenset(origins), frozenset(rules), frozenset(choices))
