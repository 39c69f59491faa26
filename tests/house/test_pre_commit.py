"""The hooks for pre-commit: their commands exist, and they look at the files that they should."""

import re
import shlex
from typing import Any

import pytest
import yaml

from archrules.cli import main
from tests.house.documents import ROOT

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_a_command_that_there_is(
    hook: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    program, *words = shlex.split(hook["entry"])
    assert program == "archrules"
    assert main([*words, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: {hook['entry']} ")


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("docker-compose.yml", True),
        ("deploy/compose.yaml", True),
        ("docker-compose.prod.yml", True),
        ("shop.system.yaml", True),
        ("systems/shop.system.json", True),
        ("system.yaml", False),
        ("my-compose.yml", False),
        ("docker-compose.yml.bak", False),
        ("compose.py", False),
    ],
)
def test_the_check_looks_at_files_that_describe_systems(name: str, checked: bool) -> None:  # noqa: FBT001 - a parameter of the test
    (pattern,) = [hook["files"] for hook in HOOKS if hook["id"] == "archrules-check"]
    assert (re.search(pattern, name) is not None) == checked
