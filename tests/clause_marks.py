"""A pytest plugin for tests that show that a clause of the guides is put into effect.

Such a test is marked `@pytest.mark.clause("S1-012")`. `ARCHRULES_CLAUSE_TESTS=FILE python -m pytest` writes those that
passed, with their clauses, for `archrules knowledge coverage --tests FILE`.
"""

import json
import os
from pathlib import Path

import pytest

MARKER = "clause(id): the test shows that a clause of knowledge/clauses.yaml is put into effect"
_PASSED: dict[str, list[str]] = {}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", MARKER)


def pytest_runtest_setup(item: pytest.Item) -> None:
    item.user_properties += [
        ("clause", clause) for mark in item.iter_markers("clause") for clause in mark.args
    ]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    clauses = [str(value) for name, value in report.user_properties if name == "clause"]
    if report.when == "call" and report.passed and clauses:
        _PASSED[report.nodeid] = sorted(set(clauses))


def pytest_sessionfinish() -> None:
    target = os.environ.get("ARCHRULES_CLAUSE_TESTS")
    if target:
        text = json.dumps({"tests": _PASSED}, indent=1, sort_keys=True)
        Path(target).write_text(f"{text}\n", "utf-8")
