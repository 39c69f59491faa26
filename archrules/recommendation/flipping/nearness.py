"""Which parts of a brief play a part in a decision, so that levers about other parts need not be tried."""

from collections.abc import Iterable

from archrules.inference.memory import WorkingMemory
from archrules.recommendation.flipping.changes import Lever
from archrules.vocabulary.facts import Fact


def elements_behind(memory: WorkingMemory, facts: Iterable[Fact]) -> frozenset[str]:
    """All elements of the brief that facts rest on, also through earlier choices, as in `contexts.orders`."""
    pending, seen = list(facts), set[Fact]()
    found: set[str] = set()
    while pending:
        fact = pending.pop()
        if fact in seen:
            continue
        seen.add(fact)
        for origin in memory.origins(fact):
            for place in (origin.reference, *origin.inputs):
                found.update(_holders(place))
        pending.extend(premise for support in memory.supports(fact) for premise in support.facts)
    return frozenset(found)


def is_near(lever: Lever, elements: frozenset[str]) -> bool:
    """Whether a lever is about everything, or about one of the elements."""
    return not lever.about or not lever.about.isdisjoint(elements)


def _holders(place: str) -> Iterable[str]:
    """A place and all that holds it. A name may have dots in it, which gives holders that do not exist."""
    steps = place.split(".")
    return (".".join(steps[:length]) for length in range(1, len(steps) + 1))
