"""Conclusions that nobody uses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Pattern
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.placed_rules import PlacedRule, patterns, placed_rules
from archrules.knowledge_base.lint.python_side import READ_BY_COMPOSITION, READ_BY_DECIDING
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.lint.supply import Bindings, Shape, Supply, allows, conclusions
from archrules.knowledge_base.lint.values import is_empty, meet
from archrules.knowledge_base.scope import Path
from archrules.knowledge_base.validation import KEY
from archrules.vocabulary.facts import Value

_Node = tuple[str, int]
"""A rule and the number of one of its conclusions."""

_CONCLUDING = {"derivation", "row"}
_TOLD = "{kind} is read by no rule, decision, policy or report{hint}: use it, or remove it"


@dataclass(frozen=True)
class _Reader:
    """A pattern of a rule, and what the variables of the rule may be."""

    rule: PlacedRule
    pattern: Pattern
    bindings: Bindings


def unused_faults(subject: Subject, supply: Supply) -> Iterator[LintFault]:
    """The last conclusion of each chain that no decision, policy, composition or report ever reads."""
    firing = {
        rule.rule.id: (rule, found.bindings)
        for rule in placed_rules(subject.knowledge)
        if (found := supply.firing(rule)).unmet is None
    }
    graph = _graph(subject.knowledge, firing)
    unused = graph.subgraph(set(graph) - {"read"} - nx.ancestors(graph, "read"))
    circles = nx.condensation(unused)
    ends = {
        node
        for circle in circles
        if circles.out_degree(circle) == 0
        for node in circles.nodes[circle]["members"]
    }
    told: set[tuple[str, Path]] = set()
    for rule, _ in firing.values():
        for number, template in enumerate(rule.rule.conclusions):
            place = (rule.item, _path(rule, template.kind.name, ends, firing))
            if (rule.rule.id, number) in ends and place not in told:
                told.add(place)
                hint = _of_decisions(template.kind.name)
                message = _TOLD.format(kind=template.kind.name, hint=hint)
                yield subject.fault(*place, "unused-conclusion", message)


def _of_decisions(kind: str) -> str:
    if kind in READ_BY_DECIDING:
        return ", as no decision has such an option and criterion"
    return ""


def _path(
    rule: PlacedRule, kind: str, ends: set[_Node], firing: Mapping[str, tuple[PlacedRule, Bindings]]
) -> Path:
    """The place of a conclusion; of a table none of whose rows is of use, that of its output."""
    if rule.form == "derivation":
        return ("derive", kind, KEY)
    rows = [name for name, (other, _) in firing.items() if other.item == rule.item]
    return ("output",) if all((name, 0) in ends for name in rows) else (*rule.path, "then", KEY)


def _graph(
    knowledge: KnowledgeBase, firing: Mapping[str, tuple[PlacedRule, Bindings]]
) -> "nx.DiGraph[object]":
    """From each conclusion to those of the rules that read it, and to `read` where that is the end of it."""
    readers: dict[str, list[_Reader]] = defaultdict(list)
    for rule, bindings in firing.values():
        for condition in rule.conditions:
            for inner in patterns(condition):
                readers[str(inner.pattern.kind)].append(_Reader(rule, inner.pattern, bindings))
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_node("read")
    for name, (rule, bindings) in firing.items():
        if rule.form not in _CONCLUDING:
            continue
        for number, shape in conclusions(rule.rule, bindings):
            graph.add_node((name, number))
            if shape.kind in READ_BY_COMPOSITION or _is_read_by_deciding(shape, knowledge):
                graph.add_edge((name, number), "read")
            for reader in readers[shape.kind]:
                if allows(shape, reader.pattern, reader.bindings, reader.rule.rule):
                    graph.add_edges_from(((name, number), node) for node in _ends_of(reader.rule))
    return graph


def _ends_of(reader: PlacedRule) -> list[_Node | str]:
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
