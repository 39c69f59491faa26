"""Rules of the knowledge base, mechanically translated to CLIPS."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Existence,
    Negation,
    Pattern,
    Test,
    Variable,
)
from archrules.knowledge_base.expressions import Expression
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import FactTemplate
from archrules.vocabulary.kinds import Field, Kind, Type
from tests.benchmarks.rule_order import strata
from tests.benchmarks.workload import Workload

_SLOT_TYPES = {Type.NAME: "STRING", Type.TEXT: "STRING", Type.NUMBER: "INTEGER", Type.FLAG: "SYMBOL"}
_OPERATORS: Mapping[type[ast.AST], str] = {
    ast.Eq: "eq",
    ast.NotEq: "neq",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
    ast.USub: "-",
}


def constructs(workload: Workload) -> Iterator[str]:
    """Every deftemplate, then every defrule. A rule's salience is its stratum: the lower strata fire first."""
    yield from (_template(kind) for kind in workload.kinds.values())
    for number, stratum in enumerate(strata(workload.rules)):
        yield from (_rule(rule, -number) for rule in stratum)


def _template(kind: Kind) -> str:
    slots = " ".join(_slot(name, field) for name, field in kind.fields.items())
    return f"(deftemplate {kind.name} {slots})"


def _slot(name: str, field: Field) -> str:
    return f"(slot {name} (type {_SLOT_TYPES[field.type]}))"


def _rule(rule: Rule, salience: int) -> str:
    if rule.parameters:
        raise ValueError(f"{rule.id}: parameters are not translated")
    conditions = " ".join(_condition(condition, index) for index, condition in enumerate(rule.conditions))
    actions = " ".join(map(_assertion, rule.conclusions))
    return f"(defrule {rule.id} (declare (salience {salience})) {conditions} => {actions})"


def _assertion(conclusion: FactTemplate) -> str:
    slots = " ".join(f"({name} {_value(operand)})" for name, operand in conclusion.fields)
    return f"(assert ({conclusion.kind.name} {slots}))"


def _condition(condition: Condition, index: int) -> str:
    match condition:
        case Pattern():
            return _pattern(condition, index)
        case Negation(conditions=(Pattern() as inner,)):
            return f"(not {_pattern(inner, index)})"
        case Existence(conditions=(Pattern() as inner,)):
            return f"(exists {_pattern(inner, index)})"
        case Test(expression=Expression(text=text)):
            return f"(test {_expression(ast.parse(text, mode='eval').body)})"
        case _:
            raise ValueError(f"{condition} is not translated")


def _pattern(pattern: Pattern, index: int) -> str:
    fields: dict[str, list[Constraint]] = {}
    for constraint in pattern.constraints:
        fields.setdefault(str(constraint.field), []).append(constraint)
    slots = [
        f"({name} {_connected(constraints, f'?c{index}-{number}')})"
        for number, (name, constraints) in enumerate(fields.items())
    ]
    return f"({' '.join([str(pattern.kind), *slots])})"


def _connected(constraints: Sequence[Constraint], free: str) -> str:
    """The constraints of one field; `free` is a variable that nothing else uses."""
    bound = [
        f"?{c.operand.name}" for c in constraints if c.operator == "=" and isinstance(c.operand, Variable)
    ]
    others = [c for c in constraints if c.operator != "=" or not isinstance(c.operand, Variable)]
    ordered = any(c.operator[0] in "<>" for c in others)
    variable = [*bound, *([free] if ordered and not bound else [])]
    if len(others) > 1 and any(c.operator == "in" for c in others):
        raise ValueError(f"{constraints} are not translated: `|` binds weaker than `&`")
    name = (variable or [""])[0]
    return "&".join([*variable, *(_constraint(c, name) for c in others)])


def _constraint(constraint: Constraint, name: str) -> str:
    match constraint:
        case Constraint(operator="=", operand=value):
            return _value(value)
        case Constraint(operator="!=", operand=value):
            return f"~{_value(value)}"
        case Constraint(operator="in", operand=tuple() as values):
            return "|".join(map(_value, values))
        case Constraint(operator="<" | "<=" | ">" | ">=", operand=value):
            return f":({constraint.operator} {name} {_value(value)})"
        case _:
            raise ValueError(f"{constraint} is not translated")


def _value(value: object) -> str:
    match value:
        case Variable(name=name):
            return f"?{name}"
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case str() if '"' not in value and "\\" not in value:
            return f'"{value}"'
        case _:
            raise ValueError(f"{value!r} is not translated")


def _expression(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name.upper() if name in {"true", "false"} else f"?{name}"
        case ast.Constant(value=value):
            return _value(value)
        case ast.BoolOp(op=op, values=values):
            parts = values
        case ast.UnaryOp(op=op, operand=operand):
            parts = [operand]
        case ast.BinOp(left=left, op=op, right=right):
            parts = [left, right]
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            parts = [left, right]
        case _:
            raise ValueError(f"`{ast.unparse(node)}` is not translated")
    return f"({_OPERATORS[type(op)]} {' '.join(map(_expression, parts))})"
