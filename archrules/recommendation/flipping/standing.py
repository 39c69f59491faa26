"""How the options of one decision stand for one subject: vetoes and sums of points, and the order that follows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from archrules.inference.memory import WorkingMemory
from archrules.recommendation.reasoning import Outcome, Weighed
from archrules.recommendation.scoring import clamp
from archrules.vocabulary.facts import Fact

Sums = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stand:
    """One option: its vetoes by rule, the sum of points for each criterion before it is clamped, its maturity."""

    vetoes: frozenset[str]
    sums: Sums
    maturity: int


@dataclass(frozen=True)
class Standing:
    """Options by name. `grounds` tells what their vetoes and arguments rest on."""

    weights: Mapping[str, Fraction]
    options: Mapping[str, Stand]
    grounds: frozenset[object] = frozenset()

    @property
    def signature(self) -> object:
        """What two standings share that are the same."""
        stands = [(n, s.vetoes, tuple(sorted(s.sums.items()))) for n, s in sorted(self.options.items())]
        return tuple(sorted(self.weights.items())), tuple(stands), self.grounds

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The surviving options by name, the best at 0."""
        alive = [name for name, stand in self.options.items() if not stand.vetoes]
        alive.sort(key=lambda name: (-self.worth(name), -self.options[name].maturity, name))
        return {name: place for place, name in enumerate(alive)}

    def points(self, name: str, criterion: str) -> int:
        """The points of an option on a criterion."""
        return clamp([self.options[name].sums.get(criterion, 0)])

    def worth(self, name: str) -> Fraction:
        """The weighted points of an option, not divided by the sum of weights, which is the same for all of them."""
        return self._worths[name]

    @cached_property
    def _worths(self) -> Mapping[str, Fraction]:
        return {
            name: sum(
                (self.weights.get(one, Fraction(0)) * self.points(name, one) for one in stand.sums),
                Fraction(0),
            )
            for name, stand in self.options.items()
        }

    def best(self, names: Iterable[str]) -> str | None:
        """The best surviving one of some options; None if none of them survives."""
        return min((name for name in names if name in self.places), key=self.places.__getitem__, default=None)

    def lead(self, one: Iterable[str], other: Iterable[str]) -> Fraction | None:
        """By how much the best of some options leads the best of others; None unless both survive."""
        first, second = self.best(one), self.best(other)
        return self.worth(first) - self.worth(second) if first and second else None

    def beats(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether the best of some options survives, and has more points than the best of others, if that does."""
        first, second = self.best(one), self.best(other)
        return first is not None and (second is None or self.worth(first) > self.worth(second))


def standing_of(outcome: Outcome, memory: WorkingMemory, named: Callable[[Fact], object]) -> Standing:
    """The standing in an outcome; `named` tells which given facts count as the same ground."""
    options = {weighed.option.name: _stand(weighed, memory) for weighed in outcome.weighed}
    facts = [
        fact
        for weighed in outcome.weighed
        for fact in (*weighed.vetoes, *(fact for _, _, found in weighed.arguments for fact in found))
    ]
    return Standing(outcome.weights, options, _grounds(memory, facts, named))


def _stand(weighed: Weighed, memory: WorkingMemory) -> Stand:
    sums: dict[str, int] = {}
    for criterion, points, _ in weighed.arguments:
        sums[criterion] = sums.get(criterion, 0) + points
    vetoes = frozenset(memory.supports(fact)[0].rule for fact in weighed.vetoes)
    return Stand(vetoes, sums, weighed.option.maturity)


def _grounds(
    memory: WorkingMemory, facts: Iterable[Fact], named: Callable[[Fact], object]
) -> frozenset[object]:
    """The rules and the given facts behind facts, and the earlier choices, behind which nothing is looked for."""
    pending = [number for fact in facts if (number := memory.number(fact)) is not None]
    seen: set[int] = set()
    grounds: set[object] = set()
    while pending:
        number = pending.pop()
        if number in seen:
            continue
        seen.add(number)
        if memory.is_given(number):
            grounds.add(named(memory.fact(number)))
        for rule, premises in memory.ways(number):
            grounds.add(rule)
            pending.extend(premises)
    return frozenset(grounds)
