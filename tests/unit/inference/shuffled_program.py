"""A declarative program with joins, negation, counting and recursion, and everything it concludes, told in order."""

import random

from archrules.inference.program import Program
from archrules.inference.saturation import run_all
from archrules.knowledge_base.conditions import Count, Negation
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact
from tests.unit.inference.programs import KINDS, fact, holds, memory_of, pattern, rule, then, var


def _rules() -> list[Rule]:
    edge, path = pattern("edge", x=var("u"), y=var("v")), pattern("path", x=var("v"), y=var("w"))
    return [
        *(rule(f"alike-{n}", [pattern("a", x=var("u"))], then("q", x=var("u"), y=n)) for n in range(4)),
        rule("step", [edge], then("path", x=var("u"), y=var("v"))),
        rule("far", [edge, path], then("path", x=var("u"), y=var("w"))),
        rule(
            "none",
            [pattern("a", x=var("u")), Negation((pattern("edge", x=var("u")),))],
            then("p", x=var("u")),
        ),
        rule(
            "many",
            [
                pattern("a", x=var("u")),
                Count((pattern("path", x=var("u"), y=var("v")),), "n", "v"),
                holds("n > 1"),
            ],
            then("q", x=var("u"), y=var("n")),
        ),
        rule("named", [pattern("a", t=var("name"))], then("p", t=var("name"))),
    ]


def _facts() -> list[Fact]:
    edges = [fact("edge", x=x, y=y) for x, y in ((1, 2), (2, 3), (3, 1), (3, 4), (1, 4))]
    return [
        *edges,
        *(fact("a", x=x, t=t) for x, t in ((1, "red"), (4, "blue"), (9, "red"))),
        fact("a", t="odd"),
    ]


def told(shuffle: int) -> list[str]:
    """Every fact with its supports, with rules and facts given in an order that a number chooses."""
    rules, facts, source = _rules(), _facts(), random.Random(shuffle)  # noqa: S311  # no secret
    source.shuffle(rules)
    source.shuffle(facts)
    memory = memory_of(*facts)
    run_all(Program(rules, KINDS), memory)
    return [
        f"{one} <- {[f'{s.rule}: {[*map(str, s.facts)]}' for s in memory.supports(one)]}" for one in memory
    ]


if __name__ == "__main__":
    print("\n".join(told(0)))  # noqa: T201  # a test reads it
