"""Expressions as Python source, where the types of their names say that they go together.

What is left to `Expression.evaluate`: divisions, and whatever compares or computes values of different types. Here an
intermediate result may be larger than evaluation allows; it is compared and never kept.
"""

import ast
from collections.abc import Callable, Mapping

from archrules.knowledge_base.expressions import Expression
from archrules.vocabulary.kinds import sort_of

NUMBER, TEXT, FLAG = "number", "text", "flag"
_OPERATORS: Mapping[type[ast.AST], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.And: " and ",
    ast.Or: " or ",
}
Typed = tuple[str, str]
"""Source and the type of its value."""


class _Unsure(Exception):  # noqa: N818  # no error: it only ends the attempt
    """The value could be an error."""


def source_of_test(
    expression: Expression, names: Mapping[str, Typed], constant: Callable[[object], str]
) -> str | None:
    """Python source that is true where the expression holds, or None where only evaluating it can tell.

    `names` gives source and type (`number`, `text` or `flag`) for each name; `constant` turns a value into source.
    """
    try:
        source, sort = _source(expression.tree, names, constant)
    except _Unsure:
        return None
    return source if sort == FLAG else None


def _source(  # noqa: PLR0911  # one return for each form
    node: ast.expr, names: Mapping[str, Typed], constant: Callable[[object], str]
) -> Typed:
    match node:
        case ast.Name(id="true" | "false" as word):
            return word.title(), FLAG
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Constant(value=value) if not isinstance(value, float):
            return constant(value), _sort(value)
        case ast.BoolOp(op=op, values=values):
            parts = [_of(FLAG, value, names, constant) for value in values]
            return f"({_OPERATORS[type(op)].join(parts)})", FLAG
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"(not {_of(FLAG, operand, names, constant)})", FLAG
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return f"(-{_of(NUMBER, operand, names, constant)})", NUMBER
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() as op, right=right):
            parts = [_of(NUMBER, side, names, constant) for side in (left, right)]
            return f"({_OPERATORS[type(op)].join(parts)})", NUMBER
        case ast.Compare():
            return _comparison(node, names, constant), FLAG
    raise _Unsure


def _comparison(node: ast.Compare, names: Mapping[str, Typed], constant: Callable[[object], str]) -> str:
    operands = [_source(operand, names, constant) for operand in (node.left, *node.comparators)]
    sorts = {sort for _, sort in operands}
    ordered = any(not isinstance(op, ast.Eq | ast.NotEq) for op in node.ops)
    if len(sorts) > 1 or (ordered and sorts != {NUMBER}):
        raise _Unsure
    text = operands[0][0]
    for op, (source, _) in zip(node.ops, operands[1:], strict=True):
        text += f" {_OPERATORS[type(op)]} {source}"
    return f"({text})"


def _of(sort: str, node: ast.expr, names: Mapping[str, Typed], constant: Callable[[object], str]) -> str:
    source, found = _source(node, names, constant)
    if found != sort:
        raise _Unsure
    return source


def _sort(value: object) -> str:
    sort = sort_of(value)
    if not sort:
        raise _Unsure
    return sort
