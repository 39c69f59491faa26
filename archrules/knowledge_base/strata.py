"""Strata: in which order rules and decisions run, computed from what they read and conclude.

Authors need not think of order. A rule that negates what it helps to conclude, or a decision that depends on its
own outcome, has no order; both are faults.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from archrules.errors import Fault, KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Existence, Negation, Pattern, Test
from archrules.knowledge_base.rules import Decision, Rule

Resource = tuple[str, str]
"""A kind of fact and, where facts of a kind fall apart by a field with a fixed value, that value; `*` for all."""

_APART_BY = {"choice": "decision", "barred": "decision", "argued": "decision", "derived_flag": "name"}
_FOR_DECISIONS = ("barred", "argued")


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules that run together to their fixpoint, then decisions that are made on what they concluded."""

    rules: tuple[Rule, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    rules: tuple[Rule, ...]
    decision: Decision | None
    reads: frozenset[tuple[Resource, bool]]
    writes: frozenset[Resource]


def strata(knowledge: KnowledgeBase) -> tuple[Stratum, ...]:
    """All derivations, tables and decisions in the order in which they run."""
    groups = _groups(knowledge)
    graph = _graph(groups)
    levels = _levels(graph)
    return tuple(
        Stratum(
            tuple(rule for name in sorted(groups) if levels[name] == level for rule in groups[name].rules),
            tuple(d for name in sorted(groups) if levels[name] == level and (d := groups[name].decision)),
        )
        for level in sorted(set(levels.values()))
    )


def check_strata(knowledge: KnowledgeBase, files: Mapping[str, str]) -> None:
    """Raises KnowledgeError if some items have no order, naming the circle at the first of its files."""
    graph = _graph(_groups(knowledge))
    faults = []
    for circle in sorted(map(sorted, nx.strongly_connected_components(graph))):
        inside = graph.subgraph(circle)
        if any(inside.edges[edge]["step"] for edge in inside.edges):
            names = ", ".join(circle)
            message = f"depends on its own outcome through negation or a decision: {names}; break the circle"
            faults.append(Fault(files.get(circle[0], circle[0]), 1, 1, message))
    if faults:
        raise KnowledgeError(tuple(faults))


def _levels(graph: "nx.DiGraph[str]") -> dict[str, int]:
    condensed = nx.condensation(graph)
    level: dict[int, int] = {}
    for node in nx.topological_sort(condensed):
        members = condensed.nodes[node]["members"]
        level[node] = max(
            (
                level[condensed.graph["mapping"][source]] + graph.edges[source, target]["step"]
                for target in members
                for source in graph.predecessors(target)
                if source not in members
            ),
            default=0,
        )
    return {name: level[node] for name, node in condensed.graph["mapping"].items()}


def _graph(groups: Mapping[str, _Group]) -> "nx.DiGraph[str]":
    """An edge from what concludes to what reads; `step` 1 if the reader must wait for the next stratum."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(groups))
    for reader in groups.values():
        for writer in groups.values():
            steps = [
                _step(reader, writer, negated=negated)
                for resource, negated in reader.reads
                if _meets(resource, writer)
            ]
            if reader.decision and writer.decision and writer.name in reader.decision.item.after:
                steps.append(1)
            if steps:
                graph.add_edge(writer.name, reader.name, step=max(steps))
    return graph


def _step(reader: _Group, writer: _Group, *, negated: bool) -> int:
    if writer.decision is not None:
        return 1
    return 0 if reader.decision is not None else int(negated)


def _meets(resource: Resource, writer: _Group) -> bool:
    kind, part = resource
    return any(
        kind == other and (part == other_part or "*" in {part, other_part})
        for other, other_part in writer.writes
    )


def _groups(knowledge: KnowledgeBase) -> dict[str, _Group]:
    rules: dict[str, tuple[Rule, ...]] = {
        **{name: (derivation.rule,) for name, derivation in knowledge.derivations.items()},
        **{name: table.rules for name, table in knowledge.tables.items()},
    }
    groups = {
        name: _Group(name, own, None, frozenset(_reads(own)), frozenset(_writes(own)))
        for name, own in sorted(rules.items())
    }
    for name, decision in sorted(knowledge.decisions.items()):
        own = tuple(
            rule
            for option in decision.options
            for rule in (*option.vetoes, *(argument.rule for argument in option.arguments))
        )
        subjects = Rule(name, name, decision.subjects, (), ())
        reads = {*_reads((*own, subjects)), *(((kind, name), False) for kind in _FOR_DECISIONS)}
        groups[name] = _Group(name, (), decision, frozenset(reads), frozenset({("choice", name)}))
    return groups


def _reads(rules: tuple[Rule, ...]) -> Iterator[tuple[Resource, bool]]:
    for rule in rules:
        for condition in rule.conditions:
            if not isinstance(condition, Test):
                yield _resource(condition), isinstance(condition, Negation)


def _resource(condition: Pattern | Negation | Existence) -> Resource:
    pattern = condition if isinstance(condition, Pattern) else condition.pattern
    for constraint in pattern.constraints:
        apart = constraint.field == _APART_BY.get(pattern.kind) and constraint.operator == "="
        if apart and isinstance(constraint.operand, str):
            return pattern.kind, constraint.operand
    return pattern.kind, "*"


def _writes(rules: tuple[Rule, ...]) -> Iterator[Resource]:
    for rule in rules:
        for conclusion in rule.conclusions:
            value = dict(conclusion.fields).get(_APART_BY.get(conclusion.kind.name, ""))
            yield conclusion.kind.name, value if isinstance(value, str) else "*"
