"""Who waits for whom: the calls that use cases make one after the other, and the use cases that serve them.

A call that writes in another context is served by the use cases of that context which answer at once and which no
client starts; what only reads is served without them. Calls of one use case are taken to be made one after the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import networkx as nx

from archrules.analysis.design.decided import Decided, remote_calls
from archrules.vocabulary.facts import Fact

_Node = tuple[str, str]
"""`context` or `use case`, and its name."""


@dataclass(frozen=True, slots=True)
class Path:
    """What lies on the way of a call or of several: how long it usually takes, and the calls over a network.

    `layers` counts those that stand one behind the other, `calls` all of them.
    """

    usual_ms: Fraction = Fraction(0)
    layers: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """A call that a use case waits for. `follows` says whether use cases of the callee may serve it."""

    call: Fact
    path: Path
    follows: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What use cases that answer at once wait for. Those that serve others stand in `waits` after their callers."""

    use_cases: Mapping[str, Fact]
    started: frozenset[str]
    waits: Mapping[str, tuple[Wait, ...]]

    def path(self, use_case: str) -> Path:
        """All that a use case waits for."""
        return _in_turn(wait.path for wait in self.waits[use_case])


def waiting(decided: Decided, hop_ms: Fraction) -> Waiting:
    """What use cases wait for. A call to another unit takes `hop_ms`, one to others what they say or as long.

    Use cases that would serve one another are not followed round the circle.
    """
    return _Search(decided, hop_ms).found()


@dataclass(slots=True)
class _Search:
    decided: Decided
    hop_ms: Fraction
    remote: set[str] = field(init=False)
    inner: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.remote = remote_calls(self.decided)

    def found(self) -> Waiting:
        use_cases = {fact.text("name"): fact for fact in self.decided.find("use_case", answer="now")}
        made, started = self._made(use_cases)
        servants: dict[str, list[str]] = {}
        for name, fact in use_cases.items():
            if name not in started:
                servants.setdefault(fact.text("context"), []).append(name)
        parts = nx.condensation(_graph(made, servants))
        waits: dict[str, tuple[Wait, ...]] = {}
        for number in reversed(list(nx.topological_sort(parts))):
            members: set[_Node] = parts.nodes[number]["members"]
            for name in sorted((name for kind, name in members if kind == "use case"), reverse=True):
                waits[name] = tuple(self._wait(call, servants, members) for call in made[name])
            for name in (name for kind, name in members if kind == "context"):
                paths = [_in_turn(wait.path for wait in waits[each]) for each in servants.get(name, ())]
                self.inner[name] = _worst(paths)
        return Waiting(use_cases, started, dict(reversed(waits.items())))

    def _made(self, use_cases: Mapping[str, Fact]) -> tuple[dict[str, list[Fact]], frozenset[str]]:
        """The calls that each use case waits for, and the use cases that clients start."""
        made: dict[str, list[Fact]] = {name: [] for name in use_cases}
        started = set()
        for call in self.decided.find("call", answer="now"):
            for use in self.decided.find("call_use", call=call.text("name")):
                if call.text("source_kind") == "client":
                    started.add(use.text("use_case"))
                elif use.text("use_case") in made:
                    made[use.text("use_case")].append(call)
        return made, frozenset(started)

    def _wait(self, call: Fact, servants: Mapping[str, list[str]], circle: set[_Node]) -> Wait:
        own = int(call.text("name") in self.remote)
        target = call.text("target")
        if call.text("target_kind") == "external":
            (external,) = self.decided.find("external_system", name=target)
            return Wait(call, Path(external.amount("latency_ms", self.hop_ms), own, own), follows=False)
        follows = _is_served(call) and target in servants and ("context", target) not in circle
        inner = self.inner[target] if follows else Path()
        return Wait(
            call, Path(self.hop_ms * own + inner.usual_ms, own + inner.layers, own + inner.calls), follows
        )


def _is_served(call: Fact) -> bool:
    """Whether use cases of the callee do the work; what only reads is answered from the data."""
    return call.text("target_kind") == "context" and call.get("access") == "write"


def _graph(made: Mapping[str, Iterable[Fact]], servants: Mapping[str, Iterable[str]]) -> "nx.DiGraph[_Node]":
    """Edges from each use case to the contexts that serve it, and from each context to the use cases that do so."""
    graph: nx.DiGraph[_Node] = nx.DiGraph()
    for name in sorted(made):
        graph.add_node(("use case", name))
        graph.add_edges_from(
            (("use case", name), ("context", call.text("target"))) for call in made[name] if _is_served(call)
        )
    for context, names in sorted(servants.items()):
        graph.add_edges_from((("context", context), ("use case", name)) for name in names)
    return graph


def _in_turn(paths: Iterable[Path]) -> Path:
    """Several paths one after the other."""
    found = list(paths)
    return Path(
        sum((path.usual_ms for path in found), Fraction(0)),
        max((path.layers for path in found), default=0),
        sum(path.calls for path in found),
    )


def _worst(paths: Iterable[Path]) -> Path:
    """One of several paths, nobody knows which."""
    found = [Path(), *paths]
    return Path(
        max(path.usual_ms for path in found),
        max(path.layers for path in found),
        max(path.calls for path in found),
    )
