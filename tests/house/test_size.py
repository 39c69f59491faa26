"""Modules and functions stay small enough to be read in one go."""

import ast
import re
from collections.abc import Iterator

from tests.house.documents import ROOT

MODULE_LINES = 400
FUNCTION_LINES = 50


def modules() -> dict[str, str]:
    """Return the source of every module of the package, by its path in the repository."""
    paths = sorted((ROOT / "archrules").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{node.name} on line {node.lineno} has {length} lines"


def test_no_module_is_too_long() -> None:
    lengths = {name: len(source.splitlines()) for name, source in modules().items()}
    assert {name: length for name, length in lengths.items() if length > MODULE_LINES} == {}


def test_no_function_is_too_long() -> None:
    found = {name: list(long_functions(source)) for name, source in modules().items()}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_a_long_function_is_found() -> None:
    source = "def long():\n" + "    x = 1\n" * FUNCTION_LINES + "def short():\n    pass\n"
    assert list(long_functions(source)) == ["long on line 1 has 51 lines"]


def test_every_public_module_has_a_docstring() -> None:
    private = re.compile(r"/_(?!_)")
    public = {name: source for name, source in modules().items() if not private.search(name)}
    assert [name for name, source in public.items() if not ast.get_docstring(ast.parse(source))] == []
