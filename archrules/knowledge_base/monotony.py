"""Whether an expression that is true stays true as a number in it grows."""

import ast

from archrules.knowledge_base.expressions import Expression, names_read

_UP, _DOWN = (ast.Gt, ast.GtE), (ast.Lt, ast.LtE)


def increasing(expression: Expression, name: str) -> bool:
    """True only if the expression, once true, is true for every greater value of the name; false if in doubt."""
    return _increasing(expression.tree, name)


def _increasing(node: ast.expr, name: str) -> bool:
    if not _reads(node, name):
        return True
    match node:
        case ast.BoolOp(values=values):
            return all(_increasing(value, name) for value in values)
        case ast.Compare(left=ast.Name(id=found), ops=[op], comparators=[other]) if found == name:
            return isinstance(op, _UP) and not _reads(other, name)
        case ast.Compare(left=other, ops=[op], comparators=[ast.Name(id=found)]) if found == name:
            return isinstance(op, _DOWN) and not _reads(other, name)
        case _:
            return False


def _reads(node: ast.expr, name: str) -> bool:
    return name in names_read(node)
