"""A program whose rules compete for the agenda, with its rules defined in a shuffled order."""

import random
from typing import Any

from archrules.inference.handwritten import AS, EXISTS, MATCH, NOT, TEST, Fact, KnowledgeEngine, Rule

Firing = tuple[str, tuple[int, ...]]


class Edge(Fact):
    """From x to y."""


class Path(Fact):
    """A way from x to y."""


class Mark(Fact):
    """A mark on x."""


def _members(noted: list[Firing]) -> dict[str, Any]:
    def fire(name: str, *rule: Any, salience: int = 0, then: Any = None) -> Any:  # noqa: ANN401  # experta has no types
        def act(engine: Any, **bindings: Any) -> None:  # noqa: ANN401  # likewise
            facts = tuple(
                value.__factid__ for key, value in sorted(bindings.items()) if key.startswith("fact")
            )
            noted.append((name, facts))
            if then is not None:
                engine.declare(then(**{k: v for k, v in bindings.items() if not k.startswith("fact")}))

        act.__name__ = name
        return Rule(*rule, salience=salience)(act)

    edge, mark = Edge(x=MATCH.u, y=MATCH.v), Mark(x=MATCH.u)
    alike = {f"alike_{n}": fire(f"alike_{n}", AS.fact0 << Mark(x=MATCH.u)) for n in range(6)}
    return {
        **alike,
        "step": fire("step", AS.fact0 << edge, then=lambda u, v: Path(x=u, y=v)),
        "far": fire(
            "far",
            AS.fact0 << Edge(x=MATCH.u, y=MATCH.v),
            AS.fact1 << Path(x=MATCH.v, y=MATCH.w),
            then=lambda u, v, w: Path(x=u, y=w),  # noqa: ARG005  # bound by the rule
        ),
        "pair": fire(
            "pair", AS.fact0 << mark, AS.fact1 << Mark(x=MATCH.v), TEST(lambda u, v: u < v), salience=2
        ),
        "none": fire("none", AS.fact0 << Mark(x=MATCH.u), NOT(Edge(x=MATCH.u)), salience=-1),
        "some": fire("some", AS.fact0 << Mark(x=MATCH.u), EXISTS(Edge(x=MATCH.u))),
    }


def firings(shuffle: int) -> list[Firing]:
    """Every firing in order, of the same rules defined in an order that a number chooses."""
    noted: list[Firing] = []
    members = list(_members(noted).items())
    random.Random(shuffle).shuffle(members)  # noqa: S311  # no secret
    engine = type("Program", (KnowledgeEngine,), dict(members))()
    engine.reset()
    for x, y in ((1, 2), (2, 3), (3, 1), (3, 4)):
        engine.declare(Edge(x=x, y=y))
    for x in (1, 4, 9):
        engine.declare(Mark(x=x))
    engine.run()
    return noted


if __name__ == "__main__":
    print("\n".join(map(str, firings(0))))  # noqa: T201  # a test reads it
