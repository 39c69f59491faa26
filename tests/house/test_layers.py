"""The import contracts of pyproject.toml hold, and break when they are provoked."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.documents import ROOT


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    return subprocess.run([*command, "--no-cache"], capture_output=True, text=True, check=False, cwd=folder)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the package with its contracts, to be spoilt."""
    shutil.copytree(ROOT / "archrules", tmp_path / "archrules", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    answer = lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("module", "line", "told"),
    [
        ("errors.py", "import experta", "archrules.errors -> experta"),
        ("errors.py", "import archrules.model", "archrules.errors -> archrules.model"),
        ("errors.py", "import archrules", "archrules.errors -> archrules "),
        (
            "inference/provoked.py",
            "import archrules.output",
            "archrules.inference.provoked -> archrules.output",
        ),
        ("inference/provoked.py", "import experta", "archrules.inference.provoked -> experta"),
        ("stray.py", "", "archrules.stray"),
    ],
)
def test_a_contract_breaks(copy: Path, module: str, line: str, told: str) -> None:
    for package in ("inference", "output"):
        (copy / "archrules" / package).mkdir(exist_ok=True)
        (copy / "archrules" / package / "__init__.py").touch()
    with (copy / "archrules" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    answer = lint_imports(copy)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert told in " ".join(answer.stdout.split()) + " "
