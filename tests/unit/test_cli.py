"""Every command: what it prints where, what it writes, and its exit code."""

import errno
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml

from archrules.api import load_system
from archrules.cli import main
from tests.golden.briefs.examples import NAMES, path_of, recommend_once, recommended

ROOT = Path(__file__).resolve().parents[2]
GRAPHS = [f"service-graph.{form}" for form in ("dot", "mmd", "png", "svg")]
FILES = ["recommendation.json", "report.md", *GRAPHS, "system.yaml"]
SMALL = """\
system: Größe
contexts: [{name: orders, entities: [{name: order}]}]
use_cases: [{name: place, context: orders, writes: [order]}]
"""
SHOP = str(path_of("shop"))


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


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


@pytest.fixture(scope="module", params=NAMES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return the name of an example and the folder that `recommend -o` wrote for it."""
    folder = tmp_path_factory.mktemp(request.param) / "new" / "out"
    assert main(["recommend", str(path_of(request.param)), "-o", str(folder)]) == 0
    return request.param, folder


def described(name: str, run: Run) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(run("schema", name).out)
    return schema


class TestRecommend:
    def test_writes_exactly_the_files_that_it_promises(self, written: tuple[str, Path]) -> None:
        assert sorted(path.name for path in written[1].iterdir()) == FILES

    def test_writes_what_the_api_gives(self, written: tuple[str, Path]) -> None:
        name, folder = written
        assert (folder / "report.md").read_text("utf-8") == recommended(name).report()
        assert (folder / "recommendation.json").read_text("utf-8") == recommended(name).json()

    def test_writes_json_that_its_schema_describes(self, written: tuple[str, Path], run: Run) -> None:
        content = json.loads((written[1] / "recommendation.json").read_text("utf-8"))
        jsonschema.Draft202012Validator(described("recommendation", run)).validate(content)

    def test_writes_a_system_that_loads_as_the_recommended_one(self, written: tuple[str, Path]) -> None:
        name, folder = written
        assert load_system(folder / "system.yaml") == recommended(name).system

    def test_writes_a_system_that_its_schema_describes(self, written: tuple[str, Path], run: Run) -> None:
        content = yaml.safe_load((written[1] / "system.yaml").read_text("utf-8"))
        jsonschema.Draft202012Validator(described("system", run)).validate(content)

    def test_writes_pictures_that_are_pictures(self, written: tuple[str, Path]) -> None:
        assert ET.parse(written[1] / "service-graph.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own
        assert (written[1] / "service-graph.png").read_bytes().startswith(b"\x89PNG\r\n")

    def test_prints_the_report_without_a_folder(self, run: Run) -> None:
        assert run("recommend", SHOP) == (0, recommended("shop").report(), "")

    def test_prints_json_without_a_folder_if_asked(self, run: Run) -> None:
        assert run("recommend", SHOP, "--format", "json") == (0, recommended("shop").json(), "")

    def test_prints_a_summary_and_where_to_read_on(self, small: Path, run: Run) -> None:
        code, out, err = run("recommend", small, "-o", small.parent / "out")
        assert (code, err) == (0, "")
        assert out.startswith("Größe: 1 service\n")
        assert out.endswith(f"Read {small.parent / 'out' / 'report.md'} first.\n")

    def test_lists_the_files_as_json_if_asked(self, small: Path, run: Run) -> None:
        folder = small.parent / "out"
        ran = run("recommend", small, "-o", folder, "--format", "json")
        assert json.loads(ran.out) == {"files": [str(folder / name) for name in FILES], "missing": []}

    def test_writes_again_into_a_folder_and_leaves_what_else_is_in_it(self, small: Path, run: Run) -> None:
        folder = small.parent / "out"
        folder.mkdir()
        (folder / "notes.txt").write_text("mine", "utf-8")
        (folder / "report.md").write_text("old", "utf-8")
        assert run("recommend", small, "-o", folder).code == 0
        assert (folder / "notes.txt").read_text("utf-8") == "mine"
        assert (folder / "report.md").read_text("utf-8").startswith("## Backend Architecture: Größe\n")

    def test_tells_on_the_other_stream_which_pictures_are_missing_and_why(
        self, small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("archrules.output.picture.available_engine", lambda: None)
        code, out, err = run("recommend", small, "-o", small.parent / "out")
        assert code == 0
        assert "service-graph.dot" in out
        assert "service-graph.svg" not in out
        assert err.startswith("archrules: service-graph.svg is missing: no drawing engine is installed")
        assert err.count("\n") == 2

    def test_refuses_a_file_where_a_folder_belongs(self, small: Path, run: Run) -> None:
        before = small.read_text("utf-8")
        ran = run("recommend", small, "-o", small)
        assert ran == (2, "", f"{small}:1:1: is a file; -o takes the name of a folder\n")
        assert small.read_text("utf-8") == before

    def test_refuses_a_folder_inside_a_file(self, small: Path, run: Run) -> None:
        code, out, err = run("recommend", small, "-o", small / "out")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert str(small) in err


class TestExplain:
    def test_lists_what_was_decided(self, run: Run) -> None:
        code, out, err = run("explain", SHOP)
        assert (code, err) == (0, "")
        assert [line.split()[0] for line in out.splitlines()] == [
            each.result.decision for each in recommended("shop").decisions
        ]

    def test_lists_it_as_json_if_asked(self, run: Run) -> None:
        rows = json.loads(run("explain", SHOP, "--format", "json").out)
        assert [(row["decision"], row["subject"]) for row in rows] == [
            (each.result.decision, each.result.subject) for each in recommended("shop").decisions
        ]

    def test_tells_why(self, run: Run) -> None:
        expected = str(recommended("shop").why("datastore", "payments"))
        assert run("explain", SHOP, "datastore", "payments") == (0, f"{expected}\n", "")

    def test_tells_why_as_json_if_asked(self, run: Run) -> None:
        ran = run("explain", SHOP, "datastore", "payments", "--format", "json")
        assert json.loads(ran.out) == recommended("shop").why("datastore", "payments").as_dict()

    def test_needs_no_subject_where_there_is_one_only(self, run: Run) -> None:
        assert run("explain", SHOP, "architecture-style").out.startswith(
            "architecture-style for Corner Shop: "
        )

    def test_names_the_subjects_where_one_is_needed(self, run: Run) -> None:
        code, out, err = run("explain", SHOP, "datastore")
        assert (code, out) == (2, "")
        assert err.startswith("archrules: the decision 'datastore' was made for several subjects; name one")
        assert "'accounts'" in err


class TestGraph:
    @pytest.mark.parametrize(
        ("form", "start"),
        [
            ("svg", b"<?xml"),
            ("png", b"\x89PNG"),
            ("pdf", b"%PDF-"),
            ("dot", b"digraph"),
            ("mmd", b"---\ntitle:"),
        ],
    )
    def test_draws_a_brief_in_each_format(self, form: str, start: bytes, small: Path, run: Run) -> None:
        target = small.parent / f"graph.{form}"
        assert run("graph", small, "-o", target) == (0, f"Written: {target}\n", "")
        assert target.read_bytes().startswith(start)

    def test_draws_a_system_as_it_draws_the_brief_that_led_to_it(
        self, written: tuple[str, Path], tmp_path: Path, run: Run
    ) -> None:
        target = tmp_path / "graph.dot"
        assert run("graph", written[1] / "system.yaml", "-o", target).code == 0
        assert target.read_bytes() == (written[1] / "service-graph.dot").read_bytes()

    def test_draws_a_compose_file(self, tmp_path: Path, run: Run) -> None:
        path, target = tmp_path / "docker-compose.yml", tmp_path / "graph.mmd"
        path.write_text("services: {web: {image: nginx}, db: {image: postgres}}\n", "utf-8")
        assert run("graph", path, "-o", target).code == 0
        assert "postgresql" in target.read_text("utf-8")

    def test_reads_a_file_with_the_name_of_a_compose_file_as_one(self, tmp_path: Path, run: Run) -> None:
        path = tmp_path / "docker-compose.yml"
        path.write_text("system: Shop\n", "utf-8")
        code, out, err = run("graph", path, "-o", tmp_path / "graph.dot")
        assert (code, out) == (2, "")
        assert err == f"{path}:1:1: there is no service under 'services': is this a compose file?\n"

    def test_takes_the_format_from_the_option_where_the_name_does_not_say(
        self, small: Path, run: Run
    ) -> None:
        target = small.parent / "graph.txt"
        assert run("graph", small, "-o", target, "--format", "mmd").code == 0
        assert target.read_bytes().startswith(b"---\ntitle:")

    def test_refuses_a_name_that_says_no_format(self, small: Path, run: Run) -> None:
        target = small.parent / "graph.gif"
        code, out, err = run("graph", small, "-o", target)
        assert (code, out) == (2, "")
        assert (
            err
            == f"{target}:1:1: no picture format; name the file with one of .svg, .png, .pdf, .dot, .mmd\n"
        )
        assert not target.exists()

    def test_refuses_a_folder_that_is_not_there(self, small: Path, run: Run) -> None:
        folder = small.parent / "missing"
        ran = run("graph", small, "-o", folder / "graph.dot")
        assert ran == (2, "", f"archrules: {folder}: no such folder\n")
        assert not folder.exists()

    def test_refuses_a_picture_that_cannot_be_drawn_here(
        self, small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("archrules.output.picture.available_engine", lambda: None)
        target = small.parent / "graph.svg"
        code, out, err = run("graph", small, "-o", target)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("archrules: no drawing engine is installed; ")
        assert not target.exists()

    def test_tells_faults_of_a_system_with_their_places(self, tmp_path: Path, run: Run) -> None:
        path = tmp_path / "system.yaml"
        path.write_text("services: [{name: a}]\ninteractions: [{source: a, target: aa}]\n", "utf-8")
        ran = run("graph", path, "-o", tmp_path / "graph.dot")
        assert ran == (2, "", f"{path}:2:36: no element is named 'aa' (did you mean 'a'?)\n")


class TestSchema:
    @pytest.mark.parametrize("name", ["brief", "recommendation", "system"])
    def test_prints_a_valid_schema(self, name: str, run: Run) -> None:
        jsonschema.Draft202012Validator.check_schema(described(name, run))

    @pytest.mark.parametrize("name", NAMES)
    def test_of_a_brief_describes_the_examples(self, name: str, run: Run) -> None:
        content = yaml.safe_load(path_of(name).read_text("utf-8"))
        jsonschema.Draft202012Validator(described("brief", run)).validate(content)


class TestKnowledge:
    def test_list_prints_every_item_with_form_and_title(self, run: Run) -> None:
        code, out, err = run("knowledge", "list")
        assert (code, err) == (0, "")
        assert any(line.split() == ["postgresql", "technology", "PostgreSQL"] for line in out.splitlines())

    def test_list_tells_the_same_as_json(self, run: Run) -> None:
        rows = json.loads(run("knowledge", "list", "--format", "json").out)
        assert [row["id"] for row in rows] == [
            line.split()[0] for line in run("knowledge", "list").out.splitlines()
        ]

    @pytest.mark.parametrize(
        "name", ["datastore", "datastore/postgresql-replicated", "postgresql", "horizon"]
    )
    def test_show_prints_an_item_alike_in_both_formats(self, name: str, run: Run) -> None:
        text, data = run("knowledge", "show", name), run("knowledge", "show", name, "--format", "json")
        assert (text.code, data.code) == (0, 0)
        assert yaml.safe_load(text.out) == json.loads(data.out)
        assert json.loads(data.out)["id"] == name.rpartition("/")[2]


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ([], "archrules: the following arguments are required: COMMAND"),
            (["recomend"], "archrules: argument COMMAND: invalid choice: 'recomend' (choose from "),
            (["recommend"], "archrules recommend: the following arguments are required: BRIEF"),
            (["recommend", "x", "--frobnicate"], "archrules: unrecognized arguments: --frobnicate"),
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
    def test_wrong_usage_is_told_with_what_to_do(self, arguments: list[str], told: str, run: Run) -> None:
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
    def test_a_misspelt_name_is_told_with_a_suggestion(
        self, arguments: list[str], told: str, run: Run
    ) -> None:
        assert run(*arguments) == (2, "", f"archrules: {told}\n")

    @pytest.mark.parametrize("command", [[], ["recommend"], ["knowledge", "show"]])
    def test_help_is_no_failure(self, command: list[str], run: Run) -> None:
        code, out, err = run(*command, "--help")
        assert (code, err) == (0, "")
        assert out.startswith("usage: archrules ")

    def test_an_interruption_is_told_in_one_line(
        self, small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("archrules.api.recommend", interrupted)
        assert run("recommend", small) == (2, "", "archrules: interrupted\n")

    @pytest.mark.parametrize("arguments", [["--version"], ["schema", "brief"]], ids=" ".join)
    def test_a_full_disk_is_told_in_one_line(
        self, arguments: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def write(_: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(sys.stdout, "write", write)
        assert run(*arguments) == (2, "", "archrules: No space left on device\n")

    def test_a_rule_that_cannot_be_computed_is_told_in_one_line(self, small: Path, run: Run) -> None:
        with small.open("a", encoding="utf-8") as file:
            file.write("parameters: {database-utilisation.server_writes_per_s: 0}\n")
        code, out, err = run("recommend", small)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("archrules: rule database-utilisation: ")


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "archrules", *arguments]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=environment or None)


class TestProcess:
    def test_version_is_the_one_installed(self) -> None:
        ran = started("--version")
        assert (ran.returncode, ran.stdout, ran.stderr) == (
            0,
            f"archrules {version('archrules')}\n".encode(),
            b"",
        )

    def test_version_loads_nothing_heavy(self) -> None:
        code = "import sys; from archrules.cli import main; main(['--version']); print(*sys.modules)"
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert {"experta", "graphviz", "networkx", "pydantic", "rich", "yaml"} & set(
            ran.stdout.split()
        ) == set()

    def test_a_fault_ends_with_exit_code_2_and_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "brief.yaml").write_text("sistem: Shop\nsystem: Shop\n", "utf-8")
        ran = started("recommend", str(tmp_path / "brief.yaml"))
        told = f"{tmp_path / 'brief.yaml'}:1:1: unknown field 'sistem' (did you mean 'system'?)\n"
        assert (ran.returncode, ran.stdout, ran.stderr) == (2, b"", told.encode())

    def test_output_is_utf8_whatever_the_locale_says(self, small: Path) -> None:
        ran = started("recommend", str(small), PYTHONIOENCODING="ascii", PYTHONPATH=str(ROOT))
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert ran.stdout.startswith("## Backend Architecture: Größe\n".encode())

    def test_a_reader_that_leaves_early_is_no_failure(self) -> None:
        command = [sys.executable, "-m", "archrules", "knowledge", "list", "--format", "json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 0
