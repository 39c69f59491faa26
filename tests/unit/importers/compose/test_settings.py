"""Where addresses are looked for: environment in both forms, files, commands, build arguments."""

from pathlib import Path

import pytest

from tests.unit.importers.compose.projects import edges, notes, read

OTHERS = "b: {image: x}, db: {image: postgres}"
TO_B = ["a>b:sync:http"]


def uses(folder: Path, attributes: str, files: dict[str, str] | None = None) -> list[str]:
    return edges(read(folder, f"services: {{a: {{image: x, {attributes}}}, {OTHERS}}}", files))


@pytest.mark.parametrize(
    "attributes",
    [
        "environment: {U: 'http://b'}",
        "environment: ['U=http://b']",
        "environment: ['U=http://b', 7, null, '=x', ALONE, {k: v}]",
        "env_file: e.env",
        "env_file: [e.env]",
        "env_file: [{path: e.env}]",
        "env_file: [missing.env, ./e.env]",
        "build: {context: ., args: {U: 'http://b'}}",
        "build: {context: ., args: ['U=http://b']}",
        "command: run --url http://b",
        "command: [run, --url=http://b]",
        "command: [sh, -c, 'exec run --url=\"http://b\"']",
        "entrypoint: [run, 'http://b']",
        "command: [java, '-Durl=http://b']",
    ],
)
def test_an_address_is_found(tmp_path: Path, attributes: str) -> None:
    assert uses(tmp_path, attributes, {"e.env": "U=http://b\n"}) == TO_B


@pytest.mark.parametrize(
    "attributes",
    [
        "healthcheck: {test: curl http://b}",
        "labels: {U: 'http://b'}",
        "environment: {U: null}",
        "environment: {U: ['http://b']}",
        "environment: {U: 'http://${B}'}",
        "environment: 'http://b'",
        "hostname: b",
        "command: [run, b]",
        "command: null",
        "env_file: {path: e.env}, environment: {U: ''}",
    ],
)
def test_what_is_no_setting_or_holds_no_address_tells_nothing(tmp_path: Path, attributes: str) -> None:
    assert uses(tmp_path, attributes, {"e.env": "U=http://b\n"}) == []


@pytest.mark.parametrize("flag", ["--db-host db", "--db-host=db", "-dbHost db", "DB_HOST=db"])
def test_a_flag_that_holds_a_host_may_name_a_service_alone(tmp_path: Path, flag: str) -> None:
    assert uses(tmp_path, f"command: run {flag}") == ["a>db:data:postgresql"]


def test_the_environment_goes_before_files_and_later_files_before_earlier(tmp_path: Path) -> None:
    files = {"1.env": "U=http://b\nV=http://b\nW=x", "2.env": "V=x"}
    text = "env_file: [1.env, 2.env], environment: {U: x}"
    assert uses(tmp_path, text, files) == []


@pytest.mark.parametrize("environment", ["[B_HOST]", "{B_HOST: null}"])
def test_a_variable_without_a_value_has_that_of_the_project(tmp_path: Path, environment: str) -> None:
    assert uses(tmp_path, f"environment: {environment}", {".env": "B_HOST=b"}) == ["a>b:sync:None"]


def test_variables_of_the_process_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("B_HOST", "b")
    assert uses(tmp_path, "environment: {B_HOST: null, U: 'http://${B_HOST}', V: $B_HOST}") == []


def test_a_file_may_use_the_variables_of_the_project(tmp_path: Path) -> None:
    assert uses(tmp_path, "env_file: e.env", {".env": "HOST=b", "e.env": "U=http://$HOST"}) == TO_B


def test_a_raw_file_uses_no_variables(tmp_path: Path) -> None:
    files = {".env": "HOST=b", "e.env": "U=http://$HOST"}
    assert uses(tmp_path, "env_file: [{path: e.env, format: raw}]", files) == []


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("missing.env", "there is no such file, or nothing in it: what it sets is not known"),
        (
            "/etc/passwd",
            "this file is not read, as it is outside the folder of the file: what it sets is not known",
        ),
        ("{format: raw}", "the name of a file stands here: write its path"),
    ],
)
def test_a_file_that_is_not_read_is_told(tmp_path: Path, file: str, message: str) -> None:
    found = read(tmp_path, f"services: {{a: {{image: x, env_file: [{file}]}}}}")
    assert notes(found, tmp_path) == [f"c.yaml:1:37: {message}"]


def test_a_file_that_need_not_be_there_is_not_told(tmp_path: Path) -> None:
    found = read(tmp_path, "services: {a: {image: x, env_file: [{path: no.env, required: false}]}}")
    assert notes(found, tmp_path) == []


def test_what_is_odd_in_a_file_is_told_without_what_stands_there(tmp_path: Path) -> None:
    found = read(tmp_path, "services: {a: {image: x, env_file: e.env}}", {"e.env": "A=b\nmy secret\n"})
    assert notes(found, tmp_path) == ["e.env:2:1: this line sets no variable: write NAME=value"]


@pytest.mark.parametrize(
    "command",
    [
        "./wait-for-it.sh db:5432 -- run",
        "sh -c 'wait-for db:5432 && run'",
        "dockerize -wait tcp://db:5432 run",
    ],
)
def test_what_is_only_waited_for_is_start_order(tmp_path: Path, command: str) -> None:
    found = read(tmp_path, f'services: {{a: {{image: x, command: "{command}"}}, {OTHERS}}}')
    assert (edges(found), edges(found, start_order=True)) == ([], ["a>db:start-order:None"])


def test_what_is_run_after_waiting_uses_what_it_names(tmp_path: Path) -> None:
    assert uses(tmp_path, "command: wait-for-it.sh db:5432 -- run --b http://b") == TO_B
