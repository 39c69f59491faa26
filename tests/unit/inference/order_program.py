"""A program whose rules compete for the agenda, run with rules and facts given in a shuffled order."""

import random

from archrules.knowledge_base.conditions import Existence, Negation
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.programs import Firing, fact, fire, holds, memory_of, pattern, rule, then, var


def _rules() -> list[Rule]:
    edge, path = pattern("edge", x=var("u"), y=var("v")), pattern("path", x=var("v"), y=var("w"))
    alike = [rule(f"alike-{n}", [pattern("a", x=var("u"))], then("q", x=var("u"), y=n)) for n in range(6)]
    return [
        *alike,
        rule("step", [edge], then("path", x=var("u"), y=var("v"))),
        rule("far", [edge, path], then("path", x=var("u"), y=var("w"))),
        rule(
            "pair",
            [pattern("a", x=var("u")), pattern("a", x=var("v")), holds("u < v")],
            then("b", x=var("u")),
        ),
        rule(
            "none", [pattern("a", x=var("u")), Negation(pattern("edge", x=var("u")))], then("p", x=var("u"))
        ),
        rule("some", [pattern("a", t=var("n")), Existence(pattern("edge"))], then("p", t=var("n"))),
    ]


def _facts() -> list[Fact]:
    edges = [fact("edge", x=x, y=y) for x, y in ((1, 2), (2, 3), (3, 1), (3, 4))]
    return [*edges, *(fact("a", x=x, t=t) for x, t in ((1, "red"), (4, "blue"), (9, "red")))]


def firings(shuffle: int) -> list[Firing]:
    """Every firing in order, for one shuffled order of the same rules and facts."""
    rules, facts, source = _rules(), _facts(), random.Random(shuffle)  # noqa: S311  # no secret
    source.shuffle(rules)
    source.shuffle(facts)
    return fire(rules, memory_of(*facts))


if __name__ == "__main__":
    print("\n".join(map(str, firings(0))))  # noqa: T201  # a test reads it
