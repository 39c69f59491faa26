"""Expressions of `test:` and computed fields: comparison, boolean and arithmetic over bound names, nothing else.

The text is parsed with `ast` and walked against a whitelist; it is never compiled or executed as Python.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.vocabulary.facts import Value, number

LENGTH = 500
DEPTH = 30
_SIZE = Fraction(10**60)
_EXPONENT = re.compile(r"\d[eE]")

_COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,  # type: ignore[dict-item]  # operands are checked to be numbers before it is called
    ast.LtE: operator.le,  # type: ignore[dict-item]  # likewise
    ast.Gt: operator.gt,  # type: ignore[dict-item]  # likewise
    ast.GtE: operator.ge,  # type: ignore[dict-item]  # likewise
}
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
    _tree: ast.expr = field(repr=False, compare=False, hash=False)

    def evaluate(self, bindings: Mapping[str, Value]) -> Value:
        """The value under the bindings, exact.

        Raises:
            ExpressionError: values of different types are compared or computed, or a division by zero.
        """
        return _evaluate(self._tree, bindings)

    def holds(self, bindings: Mapping[str, Value]) -> bool:
        """Whether the expression is true under the bindings. Raises ExpressionError as `evaluate` does."""
        value = self.evaluate(bindings)
        if not isinstance(value, bool):
            message = f"`{self.text}` is {value!r}, neither true nor false"
            raise ExpressionError(message)
        return value


def parse_expression(text: str) -> Expression:
    """Parse an expression such as `writes > limit * 0.8 and kind == "document"`.

    Raises:
        ExpressionError: the text is no Python expression or uses more than the whitelist allows.
    """
    if len(text) > LENGTH:
        message = f"an expression may have at most {LENGTH} characters"
        raise ExpressionError(message)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        message = f"`{text}` is not an expression; write a comparison such as `writes > limit`"
        raise ExpressionError(message) from error
    names: set[str] = set()
    _check(tree, names, depth=0)
    if any(isinstance(node, ast.Constant) and isinstance(node.value, float) for node in ast.walk(tree)) and (
        _EXPONENT.search(text)
    ):
        message = f"`{text}` writes a number with an exponent; write its digits"
        raise ExpressionError(message)
    return Expression(text.strip(), tuple(sorted(names)), _resolved(tree, text.strip()))


def _check(node: ast.expr, names: set[str], depth: int) -> None:
    if depth > DEPTH:
        message = "the expression is nested too deeply; split it into two tests"
        raise ExpressionError(message)
    match node:
        case ast.Name(id="true" | "false"):
            pass
        case ast.Name(id=name):
            names.add(name)
        case ast.Constant(value=bool()) | ast.Constant(value=str()) | ast.Constant(value=int() | float()):
            pass
        case _ if (parts := _parts(node)) is not None:
            for part in parts:
                _check(part, names, depth + 1)
        case _:
            message = (
                f"`{ast.unparse(node)}` is not allowed; an expression may compare, combine with and, or, not, "
                "and add, subtract, multiply, divide"
            )
            raise ExpressionError(message)


def _parts(node: ast.expr) -> list[ast.expr] | None:
    match node:
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
        case _:
            return None


def _resolved(tree: ast.expr, text: str) -> ast.expr:
    """Replace float constants by their exact decimal text, before anything is computed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            source = ast.get_source_segment(text, node) or repr(node.value)
            node.value = str(Fraction(source.replace("_", "")))
            node.kind = "number"
    return tree


def _evaluate(node: ast.expr, bindings: Mapping[str, Value]) -> Value:
    match node:
        case ast.Name(id=name):
            return name == "true" if name in {"true", "false"} else bindings[name]
        case ast.Constant():
            return _constant(node)
        case ast.BoolOp(op=op, values=values):
            results = (_truth(_evaluate(value, bindings), value) for value in values)
            return all(results) if isinstance(op, ast.And) else any(results)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(_evaluate(operand, bindings), operand)
        case ast.Compare():
            return _compare(node, bindings)
        case _:
            return number(_compute(node, bindings))


def _constant(node: ast.Constant) -> Value:
    if node.kind == "number":
        return Fraction(str(node.value))
    return node.value if isinstance(node.value, bool | int | str) else str(node.value)


def _compute(node: ast.expr, bindings: Mapping[str, Value]) -> Fraction:
    if isinstance(node, ast.UnaryOp):
        return -_number(_evaluate(node.operand, bindings), node.operand)
    if not isinstance(node, ast.BinOp):
        message = f"`{ast.unparse(node)}` is not allowed"
        raise ExpressionError(message)
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


def _compare(node: ast.Compare, bindings: Mapping[str, Value]) -> bool:
    operands = [node.left, *node.comparators]
    values = [_evaluate(operand, bindings) for operand in operands]
    for index, op in enumerate(node.ops):
        left, right = values[index], values[index + 1]
        if _sort(left) != _sort(right) or (
            _sort(left) != "number" and not isinstance(op, ast.Eq | ast.NotEq)
        ):
            message = f"`{ast.unparse(node)}` compares {left!r} with {right!r}"
            raise ExpressionError(message)
        if not _COMPARISONS[type(op)](left, right):
            return False
    return True


def _sort(value: Value) -> str:
    return "flag" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"


def _truth(value: Value, node: ast.expr) -> bool:
    if not isinstance(value, bool):
        message = f"`{ast.unparse(node)}` is {value!r}, neither true nor false"
        raise ExpressionError(message)
    return value


def _number(value: Value, node: ast.expr) -> Fraction:
    if isinstance(value, bool | str):
        message = f"`{ast.unparse(node)}` is {value!r}, not a number"
        raise ExpressionError(message)
    return Fraction(value)
