"""Keys that are not read are counted."""

from pathlib import Path

from tests.unit.importers.compose.projects import read


def test_keys_that_are_not_read_are_counted_by_their_path(tmp_path: Path) -> None:
    text = """\
version: "3"
volumes: {v: null}
services:
  a: {image: x, restart: always, deploy: {resources: {}, replicas: 1}}
  b: {image: x, restart: always, enviroment: {A: b}, x-mine: {restart: no}}
networks: {n: {driver: bridge}}
x-mine: 1
"""
    assert read(tmp_path, text).ignored == {
        "networks.*.driver": 1,
        "services.*.deploy.resources": 1,
        "services.*.enviroment": 1,
        "services.*.restart": 2,
        "volumes": 1,
    }


def test_keys_of_other_files_are_counted_once_each(tmp_path: Path) -> None:
    base = "services: {base: {image: x, restart: always}}"
    extends = "{extends: {file: base.yaml, service: base}}"
    found = read(
        tmp_path, f"include: [base.yaml]\nservices: {{a: {extends}, b: {extends}}}", {"base.yaml": base}
    )
    assert found.ignored == {"services.*.restart": 1}


def test_a_service_may_be_named_like_an_extension(tmp_path: Path) -> None:
    assert read(tmp_path, "services: {x-y: {image: x, tty: true}}").ignored == {"services.*.tty": 1}
