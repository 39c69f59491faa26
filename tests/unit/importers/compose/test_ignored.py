"""Keys that are not read are counted: apart those that compose does not have."""

from pathlib import Path

import pytest

from tests.unit.importers.compose.projects import read

TEXT = """\
version: "3"
volumes: {v: null}
services:
  a: {image: x, restart: always, deploy: {resources: {}, replicas: 1}}
  b: {image: x, restart: always, enviroment: {A: b}, x-mine: {restart: no}}
networks: {n: {driver: bridge}}
x-mine: 1
"""


def test_keys_of_no_use_are_counted_by_their_path(tmp_path: Path) -> None:
    assert read(tmp_path, TEXT).unused == {
        "networks.*.driver": 1,
        "services.*.deploy.resources": 1,
        "services.*.restart": 2,
        "volumes": 1,
    }


def test_keys_that_compose_does_not_have_are_counted_by_their_path(tmp_path: Path) -> None:
    assert read(tmp_path, TEXT).ignored == {"services.*.enviroment": 1}


def test_keys_that_compose_does_not_have_are_noted_at_their_place_with_a_hint(tmp_path: Path) -> None:
    (note,) = (note for note in read(tmp_path, TEXT).notes if "no key" in note.message)
    assert (note.line, note.column, note.message) == (
        5,
        34,
        "compose has no key 'enviroment' here (did you mean 'environment'?); it is ignored",
    )


@pytest.mark.parametrize(
    "volumes", ["volumes: [a, 'b:/c']", "volumes: [{type: volume, source: a, target: /b}]"]
)
def test_volumes_are_known(tmp_path: Path, volumes: str) -> None:
    found = read(tmp_path, f"services: {{a: {{image: x, {volumes}}}}}\nvolumes: {{a: {{driver: local}}}}")
    assert (found.ignored, found.unused) == ({}, {"services.*.volumes": 1, "volumes": 1})


def test_hints_are_looked_for_a_few_times_only(tmp_path: Path) -> None:
    keys = ", ".join(f"imag{number}: x" for number in range(30))
    notes = read(tmp_path, f"services: {{a: {{image: x, {keys}}}}}").notes
    assert sum("did you mean" in note.message for note in notes) == 20


def test_keys_of_other_files_are_counted_once_each(tmp_path: Path) -> None:
    base = "services: {base: {image: x, restart: always}}"
    extends = "{extends: {file: base.yaml, service: base}}"
    found = read(
        tmp_path, f"include: [base.yaml]\nservices: {{a: {extends}, b: {extends}}}", {"base.yaml": base}
    )
    assert found.unused == {"services.*.restart": 1}


def test_a_service_may_be_named_like_an_extension(tmp_path: Path) -> None:
    assert read(tmp_path, "services: {x-y: {image: x, tty: true}}").unused == {"services.*.tty": 1}
