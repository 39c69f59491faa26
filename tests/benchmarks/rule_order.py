"""In which order rules must run so that nothing is negated before it is complete."""

from collections.abc import Iterable, Iterator, Sequence

import networkx as nx

from archrules.knowledge_base.conditions import patterns_in
from archrules.knowledge_base.rules import Rule


def kinds_read(rules: Iterable[Rule]) -> set[str]:
    """The kinds that conditions of the rules name."""
    return {str(pattern.kind) for rule in rules for pattern, _ in patterns_in(rule.conditions)}


def strata(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules, stratum by stratum. Raises ValueError if a rule negates what it helps to conclude."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(rule.id for rule in rules)
    for reader, writer, step in _dependencies(rules):
        known = graph.get_edge_data(writer, reader, {"step": 0})
        graph.add_edge(writer, reader, step=max(step, known["step"]))
    level: dict[str, int] = {}
    condensed = nx.condensation(graph)
    for node in nx.topological_sort(condensed):
        circle = condensed.nodes[node]["members"]
        inside = [data["step"] for _, _, data in graph.subgraph(circle).edges(data=True)]
        if any(inside):
            raise ValueError(f"negation through recursion: {', '.join(sorted(circle))}")
        before = [
            level[source] + data["step"]
            for source, _, data in graph.in_edges(circle, data=True)
            if source not in circle
        ]
        level.update(dict.fromkeys(circle, max(before, default=0)))
    return [[rule for rule in rules if level[rule.id] == number] for number in sorted(set(level.values()))]


def _dependencies(rules: Sequence[Rule]) -> Iterator[tuple[str, str, int]]:
    writers: dict[str, list[str]] = {}
    for rule in rules:
        for conclusion in rule.conclusions:
            writers.setdefault(conclusion.kind.name, []).append(rule.id)
    for rule in rules:
        for pattern, around in patterns_in(rule.conditions):
            for writer in writers.get(str(pattern.kind), ()):
                yield rule.id, writer, int(around is not None)
