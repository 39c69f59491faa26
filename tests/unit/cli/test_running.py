"""What all commands share: usage, faults, streams, and what a process loads."""

import errno
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.unit.cli.commands import SHOP, Run

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "archrules: the following arguments are required: COMMAND"),
        (
            ["recomend"],
            "archrules: argument COMMAND: invalid choice: 'recomend' (did you mean 'recommend'?): ",
        ),
        (["recommend"], "archrules recommend: the following arguments are required: BRIEF"),
        (["recommend", "x", "--frobnicate"], "archrules recommend: unrecognized arguments: --frobnicate"),
        (
            ["recommend", "x", "--formt=json"],
            "archrules recommend: unrecognized arguments: --formt=json (did you mean '--format'?)",
        ),
        (["compare"], "archrules compare: the following arguments are required: DECISION, --brief"),
        (
            ["knowledge", "lst"],
            "archrules knowledge: argument ACTION: invalid choice: 'lst' (did you mean 'list'?)",
        ),
        (
            ["recommend", "x", "--format", "xml"],
            "archrules recommend: argument --format: invalid choice: 'xml'",
        ),
        (["graph", "x"], "archrules graph: the following arguments are required: -o/--output"),
        (["schema"], "archrules schema: the following arguments are required: NAME"),
        (["knowledge"], "archrules knowledge: the following arguments are required: ACTION"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_with_what_to_do(arguments: list[str], told: str, run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    first, second = err.splitlines()
    assert first.startswith(told)
    assert "--help`" in second


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["schema", "breif"], "there is no schema 'breif' (did you mean 'brief'?)"),
        (["knowledge", "show", "kafak"], "the knowledge has no item 'kafak' (did you mean 'kafka'?)"),
        (["explain", SHOP, "datastor"], "no decision 'datastor' was made (did you mean 'datastore'?)"),
        (
            ["explain", SHOP, "datastore", "payment"],
            "the decision 'datastore' has no subject 'payment' (did you mean 'payments'?)",
        ),
    ],
)
def test_a_misspelt_name_is_told_with_a_suggestion(arguments: list[str], told: str, run: Run) -> None:
    assert run(*arguments) == (2, "", f"archrules: {told}\n")


@pytest.mark.parametrize("command", [[], ["recommend"], ["knowledge", "show"]])
def test_help_is_no_failure(command: list[str], run: Run) -> None:
    code, out, err = run(*command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith("usage: archrules ")


def test_an_interruption_is_told_in_one_line(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("archrules.recommendation.recommendation.Recommendation.report", interrupted)
    assert run("recommend", small) == (2, "", "archrules: interrupted\n")


@pytest.mark.parametrize("arguments", [["--version"], ["schema", "brief"]], ids=" ".join)
def test_a_full_disk_is_told_in_one_line(
    arguments: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.stdout, "write", write)
    assert run(*arguments) == (2, "", "archrules: No space left on device\n")


def test_a_rule_that_cannot_be_computed_is_told_in_one_line(small: Path, run: Run) -> None:
    with small.open("a", encoding="utf-8") as file:
        file.write("parameters: {database-utilisation.server_writes_per_s: 0}\n")
    code, out, err = run("recommend", small)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("archrules: rule database-utilisation: ")


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "archrules", *arguments]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=environment or None)


def test_version_is_the_one_installed() -> None:
    ran = started("--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        0,
        f"archrules {version('archrules')}\n".encode(),
        b"",
    )


def test_version_loads_nothing_heavy() -> None:
    code = "import sys; from archrules.cli import main; main(['--version']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert {"experta", "graphviz", "networkx", "pydantic", "rich", "yaml"} & set(ran.stdout.split()) == set()


def test_a_fault_ends_with_exit_code_2_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text("sistem: Shop\nsystem: Shop\n", "utf-8")
    ran = started("recommend", str(tmp_path / "brief.yaml"))
    told = f"{tmp_path / 'brief.yaml'}:1:1: unknown field 'sistem' (did you mean 'system'?)\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, b"", told.encode())


def test_output_is_utf8_whatever_the_locale_says(small: Path) -> None:
    ran = started("recommend", str(small), PYTHONIOENCODING="ascii", PYTHONPATH=str(ROOT))
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith("## Backend Architecture: Größe\n".encode())


def test_a_reader_that_leaves_early_is_no_failure() -> None:
    command = [sys.executable, "-m", "archrules", "knowledge", "list", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
