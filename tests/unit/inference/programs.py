"""Rules and facts made in Python, and a naive evaluator of them to compare the engine with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import ge, gt, le, lt, ne
from typing import Any

from archrules.inference.memory import Support, WorkingMemory
from archrules.inference.session import run
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.expressions import parse_expression
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import FactTemplate, Operand
from archrules.vocabulary.facts import Fact, Value, make_fact
from archrules.vocabulary.kinds import NAME, NUMBER, Kind
from archrules.vocabulary.origins import Origin

GIVEN = Origin("brief", "given")
KINDS = {
    name: Kind(name, name, {"x": NUMBER, "y": NUMBER, "t": NAME})
    for name in ("a", "b", "p", "q", "edge", "path")
}
Bindings = Mapping[str, Value]
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {"!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def fact(kind: str, **values: Value) -> Fact:
    return make_fact(KINDS[kind], values)


def memory_of(*facts: Fact) -> WorkingMemory:
    memory = WorkingMemory()
    for one in facts:
        memory.give(one, GIVEN)
    return memory


def pattern(
    kind: str, **fields: Value | Variable | tuple[str, Value | Variable | tuple[Value, ...]]
) -> Pattern:
    """A value or variable means equality; a pair gives the operator and its operand."""
    return Pattern(
        kind,
        tuple(
            Constraint(name, *value) if isinstance(value, tuple) else Constraint(name, "=", value)
            for name, value in fields.items()
        ),
    )


def var(name: str) -> Variable:
    return Variable(name)


def holds(text: str) -> Test:
    return Test(parse_expression(text))


def then(kind: str, **fields: Operand) -> FactTemplate:
    return FactTemplate(KINDS[kind], tuple(fields.items()))


def rule(name: str, conditions: Sequence[Condition], *conclusions: FactTemplate, **parameters: Value) -> Rule:
    return Rule(name, name, tuple(conditions), conclusions, (), parameters)


Firing = tuple[str, tuple[tuple[str, Value], ...], tuple[Fact, ...]]


def fire(rules: Sequence[Rule], memory: WorkingMemory, *, firing_limit: int = 10_000) -> list[Firing]:
    """Run the rules; every firing in order, with what the rule bound and matched."""
    firings: list[Firing] = []
    run(
        rules,
        memory,
        observe=lambda fired, bindings, facts: firings.append(
            (fired.id, tuple(sorted(bindings.items())), facts)
        ),
        firing_limit=firing_limit,
    )
    return firings


def naive_run(rules: Sequence[Rule], memory: WorkingMemory) -> set[Firing]:
    """All firings, found by trying every fact for every condition until nothing new follows."""
    fired: set[Firing] = set()
    while True:
        new = {firing for one in rules for firing in _firings(one, list(memory))} - fired
        if not new:
            return fired
        fired |= new
        by_id = {one.id: one for one in rules}
        for name, bindings, facts in new:
            for template in by_id[name].conclusions:
                memory.derive(template.fill(dict(bindings)), Support(name, facts))


def _firings(one: Rule, facts: list[Fact]) -> Iterator[Firing]:
    for bindings, matched in _match(one.conditions, facts, dict(one.parameters)):
        yield one.id, tuple(sorted(bindings.items())), matched


def _match(
    conditions: Sequence[Condition], facts: list[Fact], bindings: Bindings
) -> Iterator[tuple[Bindings, tuple[Fact, ...]]]:
    if not conditions:
        yield bindings, ()
        return
    first, rest = conditions[0], conditions[1:]
    match first:
        case Pattern():
            for one in facts:
                extended = _extended(first, one, bindings)
                for found, matched in _match(rest, facts, extended) if extended is not None else ():
                    yield found, (one, *matched)
            return
        case Negation(pattern=inner):
            goes_on = all(_extended(inner, one, bindings) is None for one in facts)
        case Existence(pattern=inner):
            goes_on = any(_extended(inner, one, bindings) is not None for one in facts)
        case Test(expression=expression):
            goes_on = expression.holds(bindings)
    if goes_on:
        yield from _match(rest, facts, bindings)


def _extended(inner: Pattern, one: Fact, bindings: Bindings) -> Bindings | None:
    """The bindings with what the pattern binds on the fact; None if it does not match."""
    if one.kind != inner.kind:
        return None
    extended = dict(bindings)
    for constraint in inner.constraints:
        value, operand = one.get(constraint.field), constraint.operand
        if constraint.operator == "unknown" or value is None:
            if constraint.operator != "unknown" or value is not None:
                return None
        elif constraint.operator == "in":
            if not isinstance(operand, tuple) or value not in operand:
                return None
        elif constraint.operator == "=":
            wanted = extended.setdefault(operand.name, value) if isinstance(operand, Variable) else operand
            if wanted != value:
                return None
        else:
            limit = extended[operand.name] if isinstance(operand, Variable) else operand
            if not _COMPARE[constraint.operator](value, limit):
                return None
    return extended
