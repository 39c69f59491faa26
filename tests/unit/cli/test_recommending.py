"""`archrules recommend`: what it prints and what it writes."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml

from archrules.api import load_system
from tests.golden.briefs.examples import recommended
from tests.unit.cli.commands import SHOP, Run

GRAPHS = [f"service-graph.{form}" for form in ("dot", "mmd", "png", "svg")]
FILES = ["recommendation.json", "report.md", *GRAPHS, "system.yaml"]


def described(name: str, run: Run) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(run("schema", name).out)
    return schema


def test_writes_exactly_the_files_that_it_promises(written: tuple[str, Path]) -> None:
    assert sorted(path.name for path in written[1].iterdir()) == FILES


def test_writes_what_the_api_gives(written: tuple[str, Path]) -> None:
    name, folder = written
    assert (folder / "report.md").read_text("utf-8") == recommended(name).report()
    assert (folder / "recommendation.json").read_text("utf-8") == recommended(name).json()


def test_writes_json_that_its_schema_describes(written: tuple[str, Path], run: Run) -> None:
    content = json.loads((written[1] / "recommendation.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(described("recommendation", run)).validate(content)


def test_writes_a_system_that_loads_as_the_recommended_one(written: tuple[str, Path]) -> None:
    name, folder = written
    assert load_system(folder / "system.yaml") == recommended(name).system


def test_writes_a_system_that_its_schema_describes(written: tuple[str, Path], run: Run) -> None:
    content = yaml.safe_load((written[1] / "system.yaml").read_text("utf-8"))
    jsonschema.Draft202012Validator(described("system", run)).validate(content)


def test_writes_pictures_that_are_pictures(written: tuple[str, Path]) -> None:
    assert ET.parse(written[1] / "service-graph.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own
    assert (written[1] / "service-graph.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_prints_the_report_without_a_folder(run: Run) -> None:
    assert run("recommend", SHOP) == (0, recommended("shop").report(), "")


def test_prints_json_without_a_folder_if_asked(run: Run) -> None:
    assert run("recommend", SHOP, "--format", "json") == (0, recommended("shop").json(), "")


def test_prints_a_summary_and_where_to_read_on(small: Path, run: Run) -> None:
    code, out, err = run("recommend", small, "-o", small.parent / "out")
    assert (code, err) == (0, "")
    assert out.startswith("Größe: 1 service\n")
    assert out.endswith(f"Read {small.parent / 'out' / 'report.md'} first.\n")


def test_lists_the_files_as_json_if_asked(small: Path, run: Run) -> None:
    folder = small.parent / "out"
    ran = run("recommend", small, "-o", folder, "--format", "json")
    assert json.loads(ran.out) == {"files": [str(folder / name) for name in FILES], "missing": []}


def test_warns_of_technologies_that_are_not_known_and_counts_them_for_nothing(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("brief.yaml").write_text(
        "system: a\nteams:\n  - {name: red, size: 2, skills: [python, postgres, abracadabra]}\n"
        "existing: {style: monolith, parts: [{name: db, kind: data-store, technology: mongo}]}\n",
        "utf-8",
    )
    code, _, err = run("recommend", "brief.yaml", "-o", "out")
    known = "the knowledge has no technology"
    assert (code, err.splitlines()) == (
        0,
        [
            f"brief.yaml:3:43: warning: {known} 'postgres' (did you mean 'postgresql'?); it counts for nothing",
            f"brief.yaml:3:53: warning: {known} 'abracadabra'; it counts for nothing",
            f"brief.yaml:4:78: warning: {known} 'mongo' (did you mean 'mongodb'?); it counts for nothing",
        ],
    )


def test_writes_again_into_a_folder_and_leaves_what_else_is_in_it(small: Path, run: Run) -> None:
    folder = small.parent / "out"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", "utf-8")
    (folder / "report.md").write_text("old", "utf-8")
    assert run("recommend", small, "-o", folder).code == 0
    assert (folder / "notes.txt").read_text("utf-8") == "mine"
    assert (folder / "report.md").read_text("utf-8").startswith("## Backend Architecture: Größe\n")


def test_tells_on_the_other_stream_which_pictures_are_missing_and_why(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archrules.output.picture.available_engine", lambda: None)
    code, out, err = run("recommend", small, "-o", small.parent / "out")
    assert code == 0
    assert "service-graph.dot" in out
    assert "service-graph.svg" not in out
    assert err.startswith("archrules: service-graph.svg is missing: no drawing engine is installed")
    assert err.count("\n") == 2


def test_refuses_a_file_where_a_folder_belongs(small: Path, run: Run) -> None:
    before = small.read_text("utf-8")
    ran = run("recommend", small, "-o", small)
    assert ran == (2, "", f"{small}:1:1: is a file; -o takes the name of a folder\n")
    assert small.read_text("utf-8") == before


def test_refuses_a_folder_inside_a_file(small: Path, run: Run) -> None:
    code, out, err = run("recommend", small, "-o", small / "out")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(small) in err


def test_takes_packs_into_account(small: Path, run: Run) -> None:
    pack = Path(__file__).parents[3] / "docs" / "examples" / "company-pack"
    ran = run("recommend", small, "--pack", pack, "--format", "json")
    assert [each["name"] for each in json.loads(ran.out)["knowledge"]] == ["archrules", "acme"]


@pytest.mark.parametrize("text", ["services: {web: {image: x}}\n", "name: a\nservices: [{name: web}]\n"])
def test_a_description_of_a_system_is_told_to_be_no_brief(text: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "system.yaml"
    path.write_text(text, "utf-8")
    told = "this describes a system and is no brief: name a brief, or give this file to `archrules check`"
    assert run("recommend", path) == (2, "", f"{path}:1:1: {told}\n")
