"""Compose files that include others or lie over each other."""

from pathlib import Path

import pytest

from tests.unit.importers.compose.projects import edges, faults, notes, read

B = "services: {b: {image: x}}"
A = "services: {a: {image: x}}"
EMPTY = "c.yaml:1:1: there is no service under 'services': is this a compose file?"


def names(folder: Path, text: str, files: dict[str, str]) -> list[str]:
    return [one.name for one in read(folder, text, files).system.services]


@pytest.mark.parametrize(
    "include",
    [
        "[b.yaml]",
        "b.yaml",
        "['./b.yaml']",
        "[{path: b.yaml}]",
        "[{path: [b.yaml]}]",
        "[b.yaml, b.yaml]",
        "['${F:-b}.yaml']",
    ],
)
def test_an_included_file_adds_its_services(tmp_path: Path, include: str) -> None:
    assert names(tmp_path, f"include: {include}\n{A}", {"b.yaml": B}) == ["a", "b"]


def test_files_of_one_item_lie_over_each_other(tmp_path: Path) -> None:
    files = {"1.yaml": B, "2.yaml": "services: {b: {environment: {U: 'http://a'}}}"}
    assert edges(read(tmp_path, f"include: [{{path: [1.yaml, 2.yaml]}}]\n{A}", files)) == ["b>a:sync:http"]


def test_a_file_may_hold_nothing_but_what_it_includes(tmp_path: Path) -> None:
    assert names(tmp_path, "include: [b.yaml]", {"b.yaml": B}) == ["b"]


def test_paths_and_variables_of_an_included_file_are_those_of_its_folder(tmp_path: Path) -> None:
    files = {
        "sub/b.yaml": "include: [c.yaml]\nservices: {b: {image: '${I}', env_file: e.env}}",
        "sub/c.yaml": "services: {c: {image: x}}",
        "sub/.env": "I=postgres",
        "sub/e.env": "C_HOST=c",
    }
    found = read(tmp_path, "include: [sub/b.yaml]", files)
    assert (found.system.data_stores[0].name, notes(found, tmp_path)) == ("b", [])


def test_the_variables_of_the_including_file_go_first(tmp_path: Path) -> None:
    files = {"sub/b.yaml": "services: {b: {image: '${I}'}}", "sub/.env": "I=postgres", ".env": "I=redis"}
    assert read(tmp_path, "include: [sub/b.yaml]", files).system.caches[0].name == "b"


def test_folder_and_variables_may_be_named(tmp_path: Path) -> None:
    files = {
        "sub/b.yaml": "services: {b: {image: '${I}', build: ctx}}",
        "v.env": "I=acme/x",
        "other/ctx/Dockerfile": "FROM mysql",
    }
    include = "[{path: sub/b.yaml, env_file: v.env, project_directory: other}]"
    assert read(tmp_path, f"include: {include}", files).system.data_stores[0].technology == "mysql"


def test_a_service_that_stands_twice_is_taken_from_the_including_file(tmp_path: Path) -> None:
    found = read(tmp_path, f"include: [b.yaml]\n{A}", {"b.yaml": "services: {a: {image: postgres}}"})
    assert [one.name for one in found.system.elements()] == ["a"]
    assert found.system.services[0].name == "a"
    assert notes(found, tmp_path) == [
        f"b.yaml:1:12: 'a' is also a service of {tmp_path / 'c.yaml'}, and that one counts: rename one"
    ]


@pytest.mark.parametrize(
    ("include", "reason"),
    [
        ("../b.yaml", "it is outside the folder of the file"),
        ("https://example.org/b.yaml", "it is not a file of this machine"),
        ("${UNKNOWN}.yaml", "its path has a variable without a value"),
    ],
)
def test_a_file_elsewhere_is_not_included_and_told(tmp_path: Path, include: str, reason: str) -> None:
    found = read(tmp_path, f"include: ['{include}']\n{A}")
    assert notes(found, tmp_path) == [
        f"c.yaml:1:11: this is not included, as {reason}: what it describes is not known"
    ]


def test_a_folder_elsewhere_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "include: [{path: b.yaml, project_directory: ..}]", {"b.yaml": B})
    assert notes(found, tmp_path) == [
        "c.yaml:1:45: nothing is read from this folder, as it is outside the folder of the file"
    ]


def test_a_file_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, f"include: [missing-one.yaml]\n{A}") == [
        "missing-one.yaml:1:1: there is no such file: check the path"
    ]


def test_a_circle_is_a_fault(tmp_path: Path) -> None:
    files = {"b.yaml": f"include: [c.yaml]\n{B}"}
    assert faults(tmp_path, f"include: [b.yaml]\n{A}", files) == [
        "b.yaml:1:11: this includes itself, directly or through others: break the circle"
    ]


def test_files_that_include_each_other_twice_are_bounded(tmp_path: Path) -> None:
    files = {f"{n}.yaml": f"include: [{n + 1}.yaml, {n + 1}.yaml]\n{A}" for n in range(19)} | {"19.yaml": B}
    assert (
        "more than 200 files are included: include fewer" in faults(tmp_path, "include: [0.yaml]", files)[0]
    )


def test_levels_of_inclusion_are_bounded(tmp_path: Path) -> None:
    files = {f"{n}.yaml": f"include: [{n + 1}.yaml]" for n in range(30)} | {"30.yaml": B}
    assert (
        "more than 20 files include one another: include fewer"
        in faults(tmp_path, "include: [0.yaml]", files)[0]
    )


@pytest.mark.parametrize(
    ("name", "override"),
    [
        ("compose.yaml", "compose.override.yaml"),
        ("docker-compose.yml", "docker-compose.override.yml"),
        ("compose.yml", "compose.override.yaml"),
    ],
)
def test_an_override_lies_over_a_file_of_the_usual_name(tmp_path: Path, name: str, override: str) -> None:
    files = {override: "services: {a: {scale: 2}}"}
    found = read(tmp_path, A, files, name=name)
    assert found.system.services[0].replicas == 2
    assert notes(found, tmp_path) == [f"{override}:1:1: this lies over {name}, as docker compose has it"]


@pytest.mark.parametrize("name", ["docker-compose.prod.yml", "c.yaml", "docker-compose.override.yml"])
def test_no_override_lies_over_another_file(tmp_path: Path, name: str) -> None:
    files = {
        "docker-compose.override.yml": "services: {a: {scale: 2}}",
        "c.override.yaml": "services: {a: {scale: 2}}",
    }
    assert read(tmp_path, A, files, name=name).system.services[0].replicas == 1


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    files = {"1.yaml": "services: [x]", "2.yaml": "services: {b: x}"}
    assert faults(tmp_path, "include: [1.yaml, 2.yaml]\nservices: {a: []}", files) == [
        "1.yaml:1:11: 'services' must be a mapping, not a list: write 'name:' lines",
        "2.yaml:1:15: the service 'b' must be a mapping, not text: write 'image: ...'",
        "c.yaml:2:15: the service 'a' must be a mapping, not a list: write 'image: ...'",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *((text, EMPTY) for text in ("services: {}", "volumes: {}", "include: []", "include: null")),
        ("services:", "c.yaml:1:10: 'services' must be a mapping, not nothing: write 'name:' lines"),
    ],
)
def test_a_file_without_services_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assert faults(tmp_path, text) == [message]
