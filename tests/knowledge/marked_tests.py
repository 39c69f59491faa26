"""Which tests are marked with which clauses, read from the files of the suite."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]


def marked_tests(folder: Path = TESTS) -> dict[str, tuple[str, ...]]:
    """Each test function with a mark on it or on one of its cases, `file::name`, with the clauses."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                clauses = sorted(set(_marks(node)))
                if clauses:
                    found[f"{path.relative_to(folder.parent).as_posix()}::{node.name}"] = tuple(clauses)
    return found


def _marks(function: ast.FunctionDef) -> Iterator[str]:
    for decorator in function.decorator_list:
        for node in ast.walk(decorator):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
                yield from (ast.literal_eval(argument) for argument in node.args)
