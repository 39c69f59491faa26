"""The longest chain of synchronous calls from each entry."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from archrules.analysis.structure.call_graph import CallGraph
from archrules.analysis.structure.entries import entry_groups
from archrules.analysis.structure.walks import breadth_first, path_to

if TYPE_CHECKING:
    import networkx as nx


class SynchronousChain(NamedTuple):
    """A path of synchronous calls; it starts at an entry and passes no element twice."""

    path: tuple[str, ...]

    @property
    def entry(self) -> str:
        """The element at which it starts."""
        return self.path[0]

    @property
    def calls(self) -> int:
        """How many calls it makes."""
        return len(self.path) - 1


class _Longest(NamedTuple):
    """The longest chain from an element: how many calls, through its component to `exit`, and whom it calls `then`."""

    calls: int
    exit: str
    then: str | None


class _Components:
    """The components of a graph of calls, and how they are passed."""

    def __init__(self, calls: "nx.DiGraph[str]") -> None:
        import networkx as nx

        parts = nx.condensation(calls)
        called_first = [parts.nodes[part]["members"] for part in reversed(list(nx.topological_sort(parts)))]
        self._calls = calls
        self._part = {name: number for number, members in enumerate(called_first) for name in members}
        self._inside = {
            name: [one for one in calls[name] if self._part[one] == self._part[name]] for name in calls
        }
        self._longest: dict[str, _Longest] = {}
        for members in called_first:
            beyond = {name: self._beyond(name) for name in members}
            self._longest |= {name: self._from(name, beyond) for name in members}

    def calls(self, entry: str) -> int:
        """How many calls the longest chain from an element makes."""
        return self._longest[entry].calls

    def longest(self, entry: str) -> tuple[str, ...]:
        """The longest chain from an element."""
        path: list[str] = []
        here: str | None = entry
        while here is not None:
            path += path_to(self._longest[here].exit, breadth_first(here, self._inside))
            here = self._longest[here].then
        return tuple(path)

    def _beyond(self, name: str) -> tuple[int, str | None]:
        """How many calls follow at most if the chain leaves the component here, and whom it calls then."""
        best: tuple[int, str | None] = (0, None)
        for target in self._calls.successors(name):
            if self._part[target] != self._part[name] and self._longest[target].calls + 1 > best[0]:
                best = self._longest[target].calls + 1, target
        return best

    def _from(self, start: str, beyond: Mapping[str, tuple[int, str | None]]) -> _Longest:
        distance: dict[str, int] = {}
        best = _Longest(-1, start, None)
        for name, before in breadth_first(start, self._inside).items():
            distance[name] = 0 if before is None else distance[before] + 1
            calls, then = beyond[name]
            if distance[name] + calls > best.calls:
                best = _Longest(distance[name] + calls, name, then)
        return best


def synchronous_chains(graph: CallGraph) -> tuple[SynchronousChain, ...]:
    """The longest chain from each entry, in order of their names. Which of several equal ones, names alone decide.

    A cycle is passed the shortest way from where the chain enters it to where it leaves it or ends: the longest way
    round would take exponential time to find. Where any member of a cycle may be the entry, the chain begins at the
    one from which it is longest.
    """
    components = _Components(graph.digraph())
    found = [max(group, key=components.calls) for group in entry_groups(graph)]
    return tuple(SynchronousChain(components.longest(entry)) for entry in sorted(found))
