"""Conclusions that nobody uses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Pattern
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.placed_rules import PlacedRule, patterns, placed_rules
from archrules.knowledge_base.lint.python_side import (
    READ_BY_COMPOSITION,
    READ_BY_COMPUTATIONS,
    READ_BY_DECIDING,
)
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.lint.supply import Bindings, Shape, Supplies, allows, conclusions
from archrules.knowledge_base.lint.values import is_empty, meet
from archrules.knowledge_base.scope import Path
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary.facts import Value

_CONCLUDING = {"derivation", "row"}
_READ = READ_BY_COMPOSITION | READ_BY_COMPUTATIONS
_TOLD = "{kind} is read by no rule, decision, policy or report{hint}: use it, or remove it"


@dataclass(frozen=True)
class _Reader:
    """A pattern of a rule, and what the variables of the rule may be."""

    rule: PlacedRule
    pattern: Pattern
    bindings: Bindings


def unused_faults(subject: Subject, supplies: Supplies) -> Iterator[LintFault]:
    """The last conclusion of each chain that no decision, policy, composition or report ever reads."""
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_node("read")
    firing: dict[str, PlacedRule] = {}
    for supply in supplies:
        running = [
            (rule, found.bindings)
            for rule in placed_rules(subject.knowledge)
            if rule.form in supply.forms and (found := supply.firing(rule)).unmet is None
        ]
        firing.update((rule.rule.id, rule) for rule, _ in running)
        _add_to(graph, running, subject.knowledge, composes="subjects" in supply.forms)
    ends = set(_ends(graph.subgraph(set(graph) - {"read"} - nx.ancestors(graph, "read"))))
    told: set[tuple[str, Path]] = set()
    for rule in firing.values():
        for number, template in enumerate(rule.rule.conclusions):
            place = (rule.item, _path(rule, template.kind.name, ends, firing))
            if (rule.rule.id, number) in ends and place not in told:
                told.add(place)
                hint = _of_decisions(template.kind.name)
                message = _TOLD.format(kind=template.kind.name, hint=hint)
                yield subject.fault(*place, "unused-conclusion", message)


def _ends(graph: "nx.DiGraph[object]") -> Iterator[object]:
    """What nothing else follows from but itself."""
    circles = nx.condensation(graph)
    for circle in circles:
        if circles.out_degree(circle) == 0:
            yield from circles.nodes[circle]["members"]


def _of_decisions(kind: str) -> str:
    if kind in READ_BY_DECIDING:
        return ", as no decision has such an option and criterion"
    return ""


def _path(rule: PlacedRule, kind: str, ends: set[object], firing: Mapping[str, PlacedRule]) -> Path:
    """The place of a conclusion; of a table none of whose rows is of use, that of its output."""
    if rule.form == "derivation":
        return ("derive", kind, KEY)
    rows = [name for name, other in firing.items() if other.item == rule.item]
    return ("output",) if all((name, 0) in ends for name in rows) else (*rule.path, "then", KEY)


def _add_to(
    graph: "nx.DiGraph[object]",
    running: Sequence[tuple[PlacedRule, Bindings]],
    knowledge: KnowledgeBase,
    *,
    composes: bool,
) -> None:
    """Edges from each conclusion to those of the rules that read it, and to `read` where that is the end of it.

    `composes` says whether a system is composed and reported from what is concluded.
    """
    readers: dict[str, list[_Reader]] = defaultdict(list)
    for rule, bindings in running:
        for condition in rule.conditions:
            for inner in patterns(condition):
                readers[str(inner.pattern.kind)].append(_Reader(rule, inner.pattern, bindings))
    for rule, bindings in running:
        if rule.form not in _CONCLUDING:
            continue
        for number, shape in conclusions(rule.rule, bindings):
            node = (rule.rule.id, number)
            graph.add_node(node)
            if composes and (shape.kind in _READ or _is_read_by_deciding(shape, knowledge)):
                graph.add_edge(node, "read")
            for reader in readers[shape.kind]:
                if allows(shape, reader.pattern, reader.bindings, reader.rule.rule):
                    graph.add_edges_from((node, other) for other in _made_by(reader.rule))


def _made_by(reader: PlacedRule) -> list[object]:
    """What a rule that reads something makes of it."""
    if reader.form not in _CONCLUDING:
        return ["read"]
    return [(reader.rule.id, number) for number in range(len(reader.rule.conclusions))]


def _is_read_by_deciding(shape: Shape, knowledge: KnowledgeBase) -> bool:
    """Whether some decision has an option, and for arguments a criterion, that the fact may name."""
    if shape.kind not in READ_BY_DECIDING:
        return False
    return any(
        _may_be(shape, "decision", decision.id)
        and any(_may_be(shape, "option", option.name) for option in decision.options)
        and (shape.kind == "barred" or any(_may_be(shape, "criterion", c) for c in decision.item.criteria))
        for decision in knowledge.decisions.values()
    )


def _may_be(shape: Shape, name: str, value: Value) -> bool:
    return not is_empty(meet(shape.slot(name).values, frozenset({value})))
