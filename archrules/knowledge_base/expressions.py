"""Expressions of `test:` and computed fields: comparison, logic, arithmetic and four functions over bound names.

The text is parsed with `ast` and walked against a whitelist; it is never compiled or executed as Python.
"""

import ast
import operator
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any, cast

from archrules.model.units import decimal_text
from archrules.vocabulary.facts import Value, number, value_text

LENGTH = 500
DEPTH = 30
_SIZE = Fraction(10**60)
_CONSTANTS = {"true": True, "false": False}

_COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,  # type: ignore[dict-item]  # operands are checked to be numbers before it is called
    ast.LtE: operator.le,  # type: ignore[dict-item]  # likewise
    ast.Gt: operator.gt,  # type: ignore[dict-item]  # likewise
    ast.GtE: operator.ge,  # type: ignore[dict-item]  # likewise
}


def _power_of_two(value: Fraction) -> Fraction:
    return Fraction(1 << (ceil(value) - 1).bit_length()) if value > 1 else Fraction(1)


FUNCTIONS: Mapping[str, tuple[int, Callable[..., Fraction]]] = {
    "ceil": (1, lambda value: Fraction(ceil(value))),
    "max": (2, max),
    "min": (2, min),
    "power_of_two": (1, _power_of_two),
}
"""The functions and how many numbers each takes. `power_of_two` is the least power of two that is not smaller."""

_ARITHMETIC: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class ExpressionError(ValueError):
    """The text is not an expression of this small language, or its values do not go together."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression. `names` are the variables it reads, sorted."""

    text: str
    names: tuple[str, ...]
    tree: ast.expr = field(repr=False, compare=False, hash=False)

    def evaluate(self, bindings: Mapping[str, Value]) -> Value:
        """The value under the bindings, exact.

        Raises:
            ExpressionError: values of different types are compared or computed, or a division by zero.
        """
        return _evaluate(self.tree, bindings)

    def holds(self, bindings: Mapping[str, Value]) -> bool:
        """Whether the expression is true under the bindings. Raises ExpressionError as `evaluate` does."""
        value = self.evaluate(bindings)
        if not isinstance(value, bool):
            message = f"`{self.text}` is {_shown(value)}, neither true nor false"
            raise ExpressionError(message)
        return value


class _Exact(Fraction):
    """A decimal constant. In messages it looks as it was written."""

    def __repr__(self) -> str:
        return decimal_text(self, places=LENGTH)


def parse_expression(text: str) -> Expression:
    """Parse an expression such as `writes > limit * 0.8 and kind == "document"`.

    Raises:
        ExpressionError: the text is no Python expression or uses more than the whitelist allows.
    """
    if len(text) > LENGTH:
        message = f"an expression may have at most {LENGTH} characters"
        raise ExpressionError(message)
    text = text.strip()
    try:
        with warnings.catch_warnings():
            # What Python would only warn of is refused as well, and nothing is printed.
            warnings.simplefilter("error")
            tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        message = f"`{text}` is not an expression; write a comparison such as `writes > limit`"
        raise ExpressionError(message) from error
    for node in _checked(tree, text):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            _make_exact(node, text)
    return Expression(text, tuple(sorted(names_read(tree))), tree)


def names_read(node: ast.expr) -> set[str]:
    """The variables that a part of a parsed expression reads; the names of functions are none."""
    if isinstance(node, ast.Name):
        return set() if node.id in _CONSTANTS else {node.id}
    return set[str]().union(*(names_read(part) for part in _parts(node) or ()))


def _checked(node: ast.expr, text: str, depth: int = 0) -> Iterator[ast.expr]:
    """The node and all nodes in it, each found to be allowed."""
    if depth > DEPTH:
        message = "the expression is nested too deeply; split it into two tests"
        raise ExpressionError(message)
    parts = _parts(node)
    if parts is None:
        # Not `ast.unparse`: what is refused may be nested more deeply than that can go.
        message = (
            f"`{ast.get_source_segment(text, node)}` is not allowed; an expression may compare, combine with "
            "and, or, not, and add, subtract, multiply, divide, and call ceil, max, min, power_of_two"
        )
        raise ExpressionError(message)
    yield node
    for part in parts:
        yield from _checked(part, text, depth + 1)


def _make_exact(node: ast.Constant, text: str) -> None:
    """Put the exact number in the place of a float. Raises ExpressionError for an exponent or a huge number."""
    if isinstance(node.value, float):
        written = ast.get_source_segment(text, node) or repr(node.value)
        if "e" in written.casefold():
            message = f"`{written}` is a number with an exponent; write its digits"
            raise ExpressionError(message)
        node.value = cast("Any", _Exact(written.replace("_", "")))
    if abs(Fraction(cast("int | Fraction", node.value))) > _SIZE:
        message = f"`{ast.get_source_segment(text, node)}` is too large"
        raise ExpressionError(message)


def _parts(node: ast.expr) -> list[ast.expr] | None:  # noqa: PLR0911  # one return for each form
    """The operands of a node, or None if the node is not allowed."""
    match node:
        case ast.Name() | ast.Constant(value=bool() | str() | int() | float()):
            return []
        case ast.BoolOp(values=values):
            return values
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            return [operand]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return [left, right]
        case ast.Compare(left=left, ops=ops, comparators=comparators) if all(
            type(op) in _COMPARISONS for op in ops
        ):
            return [left, *comparators]
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return arguments if len(arguments) == FUNCTIONS[name][0] else None
        case _:
            return None


def _evaluate(node: ast.expr, bindings: Mapping[str, Value]) -> Value:
    match node:
        case ast.Name(id=name):
            return _CONSTANTS[name] if name in _CONSTANTS else bindings[name]
        case ast.Constant(value=value):
            return value if isinstance(value, bool | str) else number(Fraction(cast("int | Fraction", value)))
        case ast.BoolOp(op=op, values=values):
            results = (_truth(_evaluate(value, bindings), value) for value in values)
            return all(results) if isinstance(op, ast.And) else any(results)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(_evaluate(operand, bindings), operand)
        case ast.Compare():
            return _compare(node, bindings)
        case _:
            return number(_compute(node, bindings))


def _compute(node: ast.expr, bindings: Mapping[str, Value]) -> Fraction:
    if isinstance(node, ast.UnaryOp):
        return -_number(_evaluate(node.operand, bindings), node.operand)
    if not isinstance(node, ast.BinOp):
        return _call(cast("ast.Call", node), bindings)
    left = _number(_evaluate(node.left, bindings), node.left)
    right = _number(_evaluate(node.right, bindings), node.right)
    if isinstance(node.op, ast.Div) and right == 0:
        message = f"`{ast.unparse(node)}` divides by zero"
        raise ExpressionError(message)
    result = _ARITHMETIC[type(node.op)](left, right)
    if abs(result) > _SIZE:
        message = f"`{ast.unparse(node)}` is too large"
        raise ExpressionError(message)
    return result


def _call(node: ast.Call, bindings: Mapping[str, Value]) -> Fraction:
    _, function = FUNCTIONS[cast("ast.Name", node.func).id]
    result = function(*(_number(_evaluate(operand, bindings), operand) for operand in node.args))
    if abs(result) > _SIZE:
        message = f"`{ast.unparse(node)}` is too large"
        raise ExpressionError(message)
    return result


def _compare(node: ast.Compare, bindings: Mapping[str, Value]) -> bool:
    operands = [node.left, *node.comparators]
    values = [_evaluate(operand, bindings) for operand in operands]
    for index, op in enumerate(node.ops):
        left, right = values[index], values[index + 1]
        if _sort(left) != _sort(right) or (
            _sort(left) != "number" and not isinstance(op, ast.Eq | ast.NotEq)
        ):
            message = f"`{ast.unparse(node)}` compares {_shown(left)} with {_shown(right)}"
            raise ExpressionError(message)
        if not _COMPARISONS[type(op)](left, right):
            return False
    return True


def _shown(value: Value) -> str:
    return repr(value) if isinstance(value, str) else value_text(value)


def _sort(value: Value) -> str:
    return "flag" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"


def _truth(value: Value, node: ast.expr) -> bool:
    if not isinstance(value, bool):
        message = f"`{ast.unparse(node)}` is {_shown(value)}, neither true nor false"
        raise ExpressionError(message)
    return value


def _number(value: Value, node: ast.expr) -> Fraction:
    if isinstance(value, bool | str):
        message = f"`{ast.unparse(node)}` is {_shown(value)}, not a number"
        raise ExpressionError(message)
    return Fraction(value)
