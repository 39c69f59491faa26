"""A production system by the book: every match is found anew before each firing, and the documented first one fires."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.reference import Bindings, matches

Fired = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Program:
    """Rules with their salience, and which of the facts that they match they retract."""

    rules: Sequence[Rule]
    saliences: Mapping[str, int]
    retracts: Mapping[str, int | None]


@dataclass
class Production:
    """Facts by number; what has fired and still holds does not fire again."""

    program: Program
    facts: dict[int, Fact] = field(default_factory=dict)
    fired: set[Fired] = field(default_factory=set)
    last: int = 0

    def declare(self, one: Fact) -> None:
        if one not in self.facts.values():
            self.last += 1
            self.facts[self.last] = one

    def retract(self, number: int) -> None:
        self.facts.pop(number, None)

    def matches(self) -> dict[Fired, Bindings]:
        """Every match of every rule, with what it binds."""
        numbers = {one: number for number, one in self.facts.items()}
        return {
            (rule.id, tuple(numbers[one] for one in matched)): bindings
            for rule in self.program.rules
            for bindings, matched in matches(rule.conditions, list(self.facts.values()), rule.parameters)
        }

    def step(self) -> Fired | None:
        """Fire the first match by the documented order, if any waits."""
        found = self.matches()
        self.fired &= found.keys()
        waiting = sorted(found.keys() - self.fired, key=self._order)
        if not waiting:
            return None
        chosen = waiting[0]
        self.fired.add(chosen)
        rule = next(one for one in self.program.rules if one.id == chosen[0])
        for template in rule.conclusions:
            self.declare(template.fill(found[chosen]))
        retracted = self.program.retracts[rule.id]
        if retracted is not None and chosen[1]:
            self.retract(chosen[1][retracted % len(chosen[1])])
        return chosen

    def _order(self, fired: Fired) -> tuple[object, ...]:
        name, numbers = fired
        recency = (*(-number for number in sorted(set(numbers), reverse=True)), float("inf"))
        return -self.program.saliences[name], recency, name, numbers
