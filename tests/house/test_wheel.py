"""The wheel carries the whole knowledge base, and works where there is no checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pathspec
import pytest

from tests.house.documents import ROOT

INSIDE = "archrules/knowledge/"


def build(target: Path, *options: str) -> Path:
    """Build into the target folder without a network and return the wheel."""
    command = [sys.executable, "-m", "build", *options, "--no-isolation", "--outdir", str(target), str(ROOT)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    (wheel,) = target.glob("*.whl")
    return wheel


def knowledge_of_the_tree() -> dict[str, bytes]:
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text("utf-8").splitlines())
    files = [path for path in (ROOT / "knowledge").rglob("*") if path.is_file()]
    names = {path.relative_to(ROOT).as_posix(): path for path in files}
    kept = {name: path for name, path in names.items() if not ignored.match_file(name)}
    return {name.removeprefix("knowledge/"): path.read_bytes() for name, path in kept.items()}


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), "--wheel")


def test_the_wheel_holds_every_file_of_the_knowledge_base(wheel: Path) -> None:
    inside = {
        name.removeprefix(INSIDE): data for name, data in contents(wheel).items() if name.startswith(INSIDE)
    }
    expected = knowledge_of_the_tree()
    assert expected
    assert inside == expected


def test_the_wheel_holds_every_module_and_the_type_marker(wheel: Path) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "archrules").rglob("*.py")}
    assert {*modules, "archrules/py.typed"} <= contents(wheel).keys()


def test_the_wheel_holds_the_licence(wheel: Path) -> None:
    licences = {name for name in contents(wheel) if name.endswith(".dist-info/licenses/LICENSE")}
    assert len(licences) == 1
