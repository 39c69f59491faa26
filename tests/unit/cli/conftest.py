"""Runs the command line in this process, on a small brief, and what it writes for every example."""

from pathlib import Path

import pytest

from archrules.cli import main
from tests.golden.briefs.examples import NAMES, path_of, recommend_once
from tests.unit.cli.commands import SMALL, Ran, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line in this process."""

    def run_in_process(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return run_in_process


@pytest.fixture(autouse=True)
def _remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands that run in this process take what was computed before: it is the same each time."""
    monkeypatch.setattr("archrules.api.recommend", recommend_once)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "brief.yaml"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.fixture(scope="session", params=NAMES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return the name of an example and the folder that `recommend -o` wrote for it."""
    folder = tmp_path_factory.mktemp(request.param) / "new" / "out"
    assert main(["recommend", str(path_of(request.param)), "-o", str(folder)]) == 0
    return request.param, folder
