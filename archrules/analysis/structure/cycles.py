"""Synchronous cycles: groups of elements each of which waits, directly or through others, for all the others."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from archrules.analysis.structure.call_graph import CallGraph, Link, Pair, directed
from archrules.analysis.structure.feedback import Cuts, fewest_cuts
from archrules.analysis.structure.walks import breadth_first, path_to


class SynchronousCycle(NamedTuple):
    """A strongly connected component of the call graph that has more than one member.

    `members` in order of name. `path` is its shortest cycle, the first in order of name: it starts and ends at the
    same element, the first of those on it. `cuts` are the fewest calls without which the members make no cycle.
    `in_one_use_case` says whether the calls of some use case alone make a cycle; None where that is not known.
    """

    members: tuple[str, ...]
    path: tuple[str, ...]
    cuts: Cuts
    in_one_use_case: bool | None


def synchronous_cycles(graph: CallGraph) -> tuple[SynchronousCycle, ...]:
    """All of them, in order of name of their first members."""
    return tuple(_cycle(members, graph) for members in _components(graph.digraph().nodes, graph.calls))


def _components(nodes: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    import networkx as nx

    found = nx.strongly_connected_components(directed(nodes, pairs))
    return sorted(tuple(sorted(members)) for members in found if len(members) > 1)


def _cycle(members: tuple[str, ...], graph: CallGraph) -> SynchronousCycle:
    inside = set(members)
    calls = {pair: links for pair, links in graph.calls.items() if inside.issuperset(pair)}
    return SynchronousCycle(
        members=members,
        path=_shortest(members, calls),
        cuts=fewest_cuts({pair: len(links) for pair, links in calls.items()}),
        in_one_use_case=_in_one_use_case([link for links in calls.values() for link in links]),
    )


def _shortest(members: Sequence[str], pairs: Iterable[Pair]) -> tuple[str, ...]:
    """The shortest cycle among members that make at least one."""
    called: dict[str, list[str]] = {name: [] for name in members}
    callers: dict[str, list[str]] = {name: [] for name in members}
    for source, target in sorted(pairs):
        called[source].append(target)
        callers[target].append(source)
    best: tuple[str, ...] = ()
    for start in members:
        found = _back_to(start, called)
        if found and (not best or len(found) < len(best)):
            best = found
        for caller in callers[start]:
            called[caller].remove(start)  # a cycle is looked for from its first member only
    return best


def _back_to(start: str, called: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    steps = breadth_first(start, called)
    last = next((name for name in steps if start in called[name]), None)
    return (*path_to(last, steps), start) if last is not None else ()


def _in_one_use_case(links: Sequence[Link]) -> bool | None:
    used: dict[str, set[Pair]] = {}
    for link in links:
        for use_case in link.interaction.use_cases:
            pair = link.interaction.source, link.interaction.target
            used.setdefault(use_case, set()).add(pair)
    if any(_components({name for pair in pairs for name in pair}, pairs) for pairs in used.values()):
        return True
    return None if any(not link.interaction.use_cases for link in links) else False
