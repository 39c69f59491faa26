"""The wheel carries the whole knowledge base, and works where there is no checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pathspec
import pytest

from tests.house.documents import ROOT

KNOWLEDGE = "archrules/knowledge/"
EXAMPLE = ROOT / "docs" / "examples" / "shop.yaml"

EXAMPLE_SYSTEM = ROOT / "tests" / "benchmarks" / "twelve-services.yml"

CHECKED = """
import sys
import archrules
from archrules.knowledge_base.index import read_index
print("files" if read_index() is None else "index")
print(archrules.check(archrules.read_system(sys.argv[1])).json())
"""

DIGEST = """
import sys
from archrules.knowledge_base import loading
assert loading.__file__.startswith(sys.argv[1]), loading.__file__
print(loading.load_knowledge().digest)
"""


def run(*command: str | Path, **environment: str) -> str:
    answer = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def build(target: Path, *options: str) -> Path:
    """Build into the target folder, with what is installed here, and return the wheel."""
    run(sys.executable, "-m", "build", *options, "--no-isolation", "--outdir", target, ROOT)
    (wheel,) = target.glob("*.whl")
    return wheel


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_of_the_tree(folder: str) -> dict[str, bytes]:
    """Return the files below a folder of the checkout, by their path in it, without those that git ignores."""
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text("utf-8").splitlines())
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / folder).rglob("*")}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if path.is_file() and not ignored.match_file(name)
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), "--wheel")


def test_the_wheel_holds_every_file_of_the_knowledge_base(wheel: Path) -> None:
    inside = {name: data for name, data in contents(wheel).items() if name.startswith(KNOWLEDGE)}
    assert inside
    assert inside == {f"archrules/{name}": data for name, data in files_of_the_tree("knowledge").items()}


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    inside = contents(wheel)
    missing = [name for name, data in files_of_the_tree("archrules").items() if inside.get(name) != data]
    assert "archrules/py.typed" in inside
    assert missing == []


def test_the_wheel_holds_the_licence(wheel: Path) -> None:
    texts = [data for name, data in contents(wheel).items() if name.endswith(".dist-info/licenses/LICENSE")]
    assert texts == [(ROOT / "LICENSE").read_bytes()]


def test_the_wheel_has_an_index_that_counts_and_finds_what_the_checkout_finds(
    wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    installed, checkout = (
        run(sys.executable, "-P", "-c", CHECKED, EXAMPLE_SYSTEM, PYTHONPATH=str(folder))
        for folder in (tmp_path, ROOT)
    )
    assert installed.startswith("index\n")
    assert checkout.startswith("files\n")
    assert installed.partition("\n")[2] == checkout.partition("\n")[2]


def test_the_wheel_finds_the_same_knowledge_as_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    digests = [
        run(sys.executable, "-P", "-c", DIGEST, folder, PYTHONPATH=str(folder)) for folder in (tmp_path, ROOT)
    ]
    assert digests[0] == digests[1]


def test_the_wheel_made_from_the_source_distribution_is_the_same(wheel: Path, tmp_path: Path) -> None:
    assert contents(build(tmp_path)) == contents(wheel)


@pytest.mark.long
def test_the_installed_command_recommends_what_the_checkout_does(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    variables = {"base": str(environment), "platbase": str(environment)}
    scripts = Path(sysconfig.get_path("scripts", "venv", variables))
    packages = Path(sysconfig.get_path("purelib", "venv", variables))
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel)
    # The dependencies are taken from here. Folders named in a .pth file have their own .pth files ignored, so
    # an editable archrules is not found this way.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")

    run(scripts / "archrules", "recommend", EXAMPLE, "-o", tmp_path / "installed")
    checkout = ("recommend", EXAMPLE, "-o", tmp_path / "checkout")
    run(sys.executable, "-P", "-m", "archrules", *checkout, PYTHONPATH=str(ROOT))
    written = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "installed", tmp_path / "checkout")
    ]
    assert written[0]
    assert written[0] == written[1]


def test_index_is_made_of_what_an_isolated_build_finds_on_its_path(tmp_path: Path) -> None:
    """As pip builds: the interpreter that runs the hook has what it needs only on the path of its process."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; from hatch_build import IndexHook;"
        "data = {'force_include': {}}; hook = IndexHook(sys.argv[1], {}, None, None, '', 'wheel');"
        "hook.initialize('standard', data); hook.finalize('standard', data, '');"
        "print(*data['force_include'].values())"
    )
    venv.create(tmp_path / "bare")
    interpreter = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python"
    paths = [str(ROOT), *(path for path in sys.path if path.endswith("-packages"))]
    ran = subprocess.run(
        [interpreter, "-I", "-c", code, *paths], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "archrules/knowledge.index"), ran.stderr
