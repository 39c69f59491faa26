"""Strata: in which order rules and decisions run, computed from what they read and conclude.

Authors need not think of order. A rule that negates what it helps to conclude, or a decision that depends on its
own outcome, has no order; both are faults. What the Python side computes from decisions has its place in between.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from archrules.errors import Fault, InferenceError, KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Condition, Existence, Pattern, Test
from archrules.knowledge_base.rules import Decision, Rule
from archrules.vocabulary.design_kinds import COMPUTATIONS

Resource = tuple[str, str]
"""A kind of fact and, where facts of a kind fall apart by a field with a fixed value, that value; `*` for all."""

_Node = str | tuple[str, str, bool]
"""A group by its name, or a resource and whether a decision writes it."""

_APART_BY = {
    "choice": "decision",
    "barred": "decision",
    "argued": "decision",
    "derived_flag": "name",
    "sizing": "quantity",
}
_FOR_DECISIONS = ("barred", "argued")


@dataclass(frozen=True, slots=True)
class Stratum:
    """Computations by name, then rules that run together to their fixpoint, then decisions on what they concluded."""

    rules: tuple[Rule, ...]
    decisions: tuple[Decision, ...]
    computations: tuple[str, ...] = ()


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
            tuple(name for name in sorted(groups) if levels[name] == level and name in COMPUTATIONS),
        )
        for level in sorted({levels[name] for name in groups})
    )


def rule_strata(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """The rules in the order in which they run, each stratum sorted by id.

    Raises:
        InferenceError: a rule negates or counts what it helps to conclude; the message names the rules of each circle.
    """
    groups = {
        rule.id: _Group(rule.id, (rule,), None, frozenset(reads((rule,))), frozenset(writes((rule,))))
        for rule in sorted(rules, key=lambda rule: rule.id)
    }
    graph = _graph(groups)
    circles = _circles(graph)
    if circles:
        names = "; ".join(", ".join(circle) for circle in circles)
        message = f"rules that negate or count what they help to conclude have no order: {names}"
        raise InferenceError(message)
    levels = _levels(graph)
    by_level: dict[int, list[Rule]] = {}
    for name, group in groups.items():
        by_level.setdefault(levels[name], []).extend(group.rules)
    return tuple(tuple(by_level[level]) for level in sorted(by_level))


def check_strata(knowledge: KnowledgeBase, files: Mapping[str, str]) -> None:
    """Raises KnowledgeError if some items have no order, naming the circle at the first of its files.

    Where packs are laid on one another, that is the first of a pack that is not at the bottom.
    """
    groups = _groups(knowledge)
    graph = _graph(groups)
    faults = [*_premature(groups, graph, files)]
    for circle in _circles(graph):
        names = ", ".join(circle)
        message = f"depends on its own outcome through negation or a decision: {names}; break the circle"
        bottom = knowledge.pack.name
        first = min(circle, key=lambda name: (knowledge.pack_of.get(name, bottom) == bottom, name))
        faults.append(Fault(files.get(first, first), 1, 1, message))
    if faults:
        raise KnowledgeError(tuple(faults))


def _premature(
    groups: Mapping[str, _Group], graph: "nx.DiGraph[_Node]", files: Mapping[str, str]
) -> Iterator[Fault]:
    """A fault for each decision that rests on what is computed from decisions."""
    rests: dict[str, list[str]] = {}
    for name in sorted(COMPUTATIONS.keys() & groups.keys()):
        for later in nx.descendants(graph, name) & groups.keys():
            rests.setdefault(str(later), []).append(name)
    for name, computed in sorted(rests.items()):
        if groups[name].decision is not None:
            message = f"no decision may rest on what is computed from decisions: {', '.join(computed)}"
            yield Fault(files.get(name, name), 1, 1, f"{message}; use facts of the brief")


def _circles(graph: "nx.DiGraph[_Node]") -> list[list[str]]:
    """Groups that depend on one another although one has to wait for another."""
    found = [
        sorted(node for node in circle if isinstance(node, str))
        for circle in nx.strongly_connected_components(graph)
        if _waits_for_itself(graph, circle)
    ]
    return sorted(found)


def _waits_for_itself(graph: "nx.DiGraph[_Node]", circle: set[_Node]) -> bool:
    if len(circle) == 1:
        (only,) = circle
        return graph.has_edge(only, only)  # only `after` leads from a group straight back to it
    return any(data["step"] for _, _, data in graph.subgraph(circle).edges(data=True))


def _levels(graph: "nx.DiGraph[_Node]") -> dict[_Node, int]:
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


def _graph(groups: Mapping[str, _Group]) -> "nx.DiGraph[_Node]":
    """Edges from each writer to what it writes, and on to its readers; `step` 1 if they wait for the next stratum."""
    graph: nx.DiGraph[_Node] = nx.DiGraph()
    graph.add_nodes_from(sorted(groups))
    parts: dict[str, set[str]] = {}
    for group in groups.values():
        for (kind, part), _ in group.reads:
            parts.setdefault(kind, set()).add(part)
    for group in groups.values():
        decided = group.decision is not None
        for kind, part in group.writes:
            met = parts.get(kind, set()) if part == "*" else parts.get(kind, set()) & {part, "*"}
            graph.add_edges_from(((group.name, (kind, one, decided)) for one in met), step=0)
    for group in groups.values():
        for (kind, part), complete in group.reads:
            for decided in (False, True):
                resource = kind, part, decided
                if resource in graph:
                    step = int(decided or (complete and group.decision is None))
                    known = graph.get_edge_data(resource, group.name, {"step": 0})["step"]
                    graph.add_edge(resource, group.name, step=max(step, known))
        if group.decision:
            after = (name for name in group.decision.item.after if name in groups)
            graph.add_edges_from(((name, group.name) for name in after), step=1)
    return graph


def _groups(knowledge: KnowledgeBase) -> dict[str, _Group]:
    rules: dict[str, tuple[Rule, ...]] = {
        **{name: (derivation.rule,) for name, derivation in knowledge.derivations.items()},
        **{name: table.rules for name, table in knowledge.tables.items()},
    }
    groups = {
        name: _Group(name, own, None, frozenset(reads(own)), frozenset(writes(own)))
        for name, own in sorted(rules.items())
    }
    for name, decision in sorted(knowledge.decisions.items()):
        own = tuple(
            rule
            for option in decision.options
            for rule in (*option.vetoes, *(argument.rule for argument in option.arguments))
        )
        subjects = Rule(name, name, decision.subjects, (), ())
        read = {*reads((*own, subjects)), *(((kind, name), False) for kind in _FOR_DECISIONS)}
        groups[name] = _Group(name, (), decision, frozenset(read), frozenset({("choice", name)}))
    return groups | dict(_computing(groups.values()))


def _computing(groups: Iterable[_Group]) -> Iterator[tuple[str, _Group]]:
    """The computations of which some rule needs the outcome, directly or through another computation."""
    wanted = {kind for group in groups for (kind, _), _ in group.reads}
    waiting = dict(sorted(COMPUTATIONS.items()))
    while found := [name for name, one in waiting.items() if one.gives & wanted]:
        for name in found:
            one = waiting.pop(name)
            wanted |= one.reads
            read = [*((kind, "*") for kind in one.reads), *(("sizing", size) for size in one.sizes)]
            written = frozenset((kind, "*") for kind in one.gives)
            yield name, _Group(name, (), None, frozenset((each, True) for each in read), written)


def reads(rules: tuple[Rule, ...]) -> Iterator[tuple[Resource, bool]]:
    """What the rules read, and whether all of it has to be there before they run."""
    for rule in rules:
        yield from _read_by(rule.conditions, complete=False)


def _read_by(conditions: tuple[Condition, ...], *, complete: bool) -> Iterator[tuple[Resource, bool]]:
    for condition in conditions:
        if isinstance(condition, Pattern):
            yield _resource(condition), complete
        elif not isinstance(condition, Test):
            inner = complete or not isinstance(condition, Existence)
            yield from _read_by(condition.conditions, complete=inner)


def _resource(pattern: Pattern) -> Resource:
    kind = str(pattern.kind)
    for constraint in pattern.constraints:
        apart = constraint.field == _APART_BY.get(kind) and constraint.operator == "="
        if apart and isinstance(constraint.operand, str):
            return kind, constraint.operand
    return kind, "*"


def writes(rules: tuple[Rule, ...]) -> Iterator[Resource]:
    """What the rules conclude."""
    for rule in rules:
        for conclusion in rule.conclusions:
            value = dict(conclusion.fields).get(_APART_BY.get(conclusion.kind.name, ""))
            yield conclusion.kind.name, value if isinstance(value, str) else "*"
