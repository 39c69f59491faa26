"""`archrules import`: a compose file as a System file, and what was left aside."""

import json
from pathlib import Path

import pytest

import archrules
from tests.unit.cli.commands import Run
from tests.unit.cli.systems import COMPOSE, SYSTEM, written


@pytest.fixture
def compose(tmp_path: Path) -> Path:
    return written(tmp_path / "docker-compose.yml", COMPOSE)


def test_prints_a_system_file_that_is_read_as_the_same_system(
    compose: Path, tmp_path: Path, run: Run
) -> None:
    ran = run("import", compose)
    assert ran.code == 0
    assert archrules.load_system(written(tmp_path / "copy.yaml", ran.out)) == archrules.load_system(compose)


def test_prints_json_if_asked(compose: Path, tmp_path: Path, run: Run) -> None:
    out = run("import", compose, "--format", "json").out
    assert json.loads(out)["name"] == "shop"
    assert archrules.load_system(written(tmp_path / "copy.json", out)) == archrules.load_system(compose)


def test_writes_a_file(compose: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "shop.system.yaml"
    code, out, _ = run("import", compose, "-o", target)
    assert (code, out) == (0, f"Written: {target}\n")
    assert target.read_text("utf-8") == run("import", compose).out


def test_what_is_found_in_the_written_file_is_what_is_found_in_the_compose_file(
    compose: Path, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "shop.system.yaml"
    run("import", compose, "-o", target)
    reports = [archrules.check(archrules.read_system(path)).data for path in (compose, target)]
    assert [each.fingerprint for each in reports[0].findings] == [
        each.fingerprint for each in reports[1].findings
    ]
    assert [
        (one.policy, each.element, each.verdict) for one in reports[0].results for each in one.verdicts
    ] == [(one.policy, each.element, each.verdict) for one in reports[1].results for each in one.verdicts]


def test_counts_what_is_of_no_use_on_the_other_stream(compose: Path, run: Run) -> None:
    assert (
        run("import", compose).err
        == f"{compose}: keys that say nothing of the architecture: services.*.restart 2\n"
    )


def test_tells_what_is_not_known_on_the_other_stream(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path / "compose.yaml", "services: {a: {image: a, env_file: [missing.env]}}\n")
    ran = run("import", path)
    assert ran.code == 0
    assert ran.err.startswith(f"{path}:1:")
    assert "what it sets is not known" in ran.err


def test_writes_several_systems_into_a_folder(compose: Path, tmp_path: Path, run: Run) -> None:
    other, folder = written(tmp_path / "other.yaml", SYSTEM), tmp_path / "systems"
    folder.mkdir()
    assert run("import", compose, other, "-o", folder).code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "docker-compose.system.yaml",
        "other.system.yaml",
    ]


def test_several_systems_need_a_folder(compose: Path, tmp_path: Path, run: Run) -> None:
    other = written(tmp_path / "other.yaml", SYSTEM)
    ran = run("import", compose, other)
    assert ran == (2, "", f"{other}:1:1: several systems need a folder: name one with -o\n")


def test_files_of_one_name_are_not_written_over_each_other(compose: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "b").mkdir()
    other = written(tmp_path / "b" / "docker-compose.yml", COMPOSE)
    code, out, err = run("import", compose, other, "-o", tmp_path)
    target = tmp_path / "docker-compose.system.yaml"
    assert (code, out) == (2, "")
    assert err == f"{target}:1:1: two outputs would stand in this file: name another\n"
    assert not target.exists()


def test_does_not_write_over_what_it_reads(compose: Path, run: Run) -> None:
    ran = run("import", compose, "-o", compose)
    assert ran == (2, "", f"{compose}:1:1: this file is read: name another to write to\n")
    assert compose.read_text("utf-8") == COMPOSE


def test_a_fault_leaves_nothing_half_written(compose: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "shop.system.yaml"
    compose.write_text("services: [\n", "utf-8")
    code, out, err = run("import", compose, "-o", target)
    assert (code, out, target.exists()) == (2, "", False)
    assert err.startswith(f"{compose}:2:1: ")


def test_a_brief_is_told_apart(small: Path, run: Run) -> None:
    code, out, err = run("import", small)
    assert (code, out) == (2, "")
    assert err.startswith(f"{small}:1:1: this is a brief")
