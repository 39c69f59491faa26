"""A small language for tests of the engine: facts, rules, and shorthand to run them."""

from collections.abc import Mapping, Sequence

from archrules.inference.memory import Support, WorkingMemory
from archrules.inference.program import Program
from archrules.inference.saturation import run_all
from archrules.knowledge_base.conditions import Condition, Constraint, Pattern, Test, Variable
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
Known = Mapping[Fact, frozenset[Support]]
"""Every fact with the ways in which it follows; none for one that is only given."""


def fact(kind: str, **values: Value) -> Fact:
    return make_fact(KINDS[kind], values)


def memory_of(*facts: Fact) -> WorkingMemory:
    memory = WorkingMemory()
    memory.give_all(facts, GIVEN)
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


def execute(rules: Sequence[Rule], *facts: Fact, firing_limit: int = 10_000) -> WorkingMemory:
    """What is known after all strata of the rules have run over the facts."""
    memory = memory_of(*facts)
    run_all(Program(rules, KINDS), memory, firing_limit=firing_limit)
    return memory


def known(memory: WorkingMemory) -> Known:
    """Everything in a memory."""
    return {one: frozenset(memory.supports(one)) for one in memory}
