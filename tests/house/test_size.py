"""Modules and functions stay small enough to be read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.documents import ROOT

MODULE_LINES = 400
FUNCTION_LINES = 50


def modules() -> list[Path]:
    return sorted((ROOT / "archrules").rglob("*.py"))


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{node.name} on line {node.lineno} has {length} lines"


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {str(path): length for path, length in lengths.items() if length > MODULE_LINES} == {}


def test_no_function_is_too_long() -> None:
    found = {str(path): list(long_functions(path.read_text("utf-8"))) for path in modules()}
    assert {path: functions for path, functions in found.items() if functions} == {}


def test_a_long_function_is_found() -> None:
    source = "def long():\n" + "    x = 1\n" * FUNCTION_LINES + "def short():\n    pass\n"
    assert list(long_functions(source)) == ["long on line 1 has 51 lines"]


def test_every_public_module_has_a_docstring() -> None:
    public = [path for path in modules() if path.stem.startswith("__") or not path.stem.startswith("_")]
    assert [str(path) for path in public if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []
