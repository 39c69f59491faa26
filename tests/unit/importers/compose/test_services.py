"""What a service says of itself: health, replicas, whether it can be reached from outside, what it is built from."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.importers.compose.projects import notes, read, service

PORTS = "ports: ['80:80']"


def health(folder: Path, check: str, dockerfile: str = "FROM x") -> object:
    found = service(folder, f"{{build: ., healthcheck: {check}}}", {"Dockerfile": dockerfile})
    return found.get("health_check")


@pytest.mark.parametrize(
    ("check", "known"),
    [
        ("{test: curl localhost}", "readiness"),
        ("{test: [CMD, curl, localhost]}", "readiness"),
        ("{test: [NONE]}", "none"),
        ("{disable: true}", "none"),
        ("{disable: true, test: [CMD, x]}", "none"),
        ("{disable: false}", None),
        ("{test: []}", None),
        ("{test: ''}", None),
        ("{interval: 5s}", None),
        ("{}", None),
        ("null", None),
        ("[x]", None),
    ],
)
def test_a_health_check_is_known_where_it_is_stated(tmp_path: Path, check: str, known: str | None) -> None:
    assert health(tmp_path, check) == known


@pytest.mark.parametrize(
    ("check", "instruction", "known"),
    [
        ("null", "HEALTHCHECK CMD x", "readiness"),
        ("{interval: 5s}", "HEALTHCHECK CMD x", "readiness"),
        ("null", "HEALTHCHECK NONE", "none"),
        ("{disable: true}", "HEALTHCHECK CMD x", "none"),
        ("{test: x}", "HEALTHCHECK NONE", "readiness"),
    ],
)
def test_a_health_check_may_stand_in_the_dockerfile(
    tmp_path: Path, check: str, instruction: str, known: str
) -> None:
    assert health(tmp_path, check, f"FROM x\n{instruction}") == known


@pytest.mark.parametrize(
    ("attributes", "replicas"),
    [
        ("", 1),
        ("deploy: {replicas: 3}", 3),
        ("deploy: {replicas: 0}", 0),
        ("scale: 2", 2),
        ("scale: 2, deploy: {replicas: 2}", 2),
        ("deploy: null", 1),
        ("deploy: {mode: replicated}", 1),
        ("deploy: {mode: global}", None),
        ("deploy: {mode: global, replicas: 2}", None),
    ],
)
def test_replicas_are_one_or_what_is_said(tmp_path: Path, attributes: str, replicas: int | None) -> None:
    assert service(tmp_path, f"{{image: x, {attributes}}}").get("replicas") == replicas


@pytest.mark.parametrize("number", ["-1", "two", ".inf", "1000001", "${N}", "[1]", "9" * 5000])
def test_a_number_of_replicas_that_is_none_is_not_known(tmp_path: Path, number: str) -> None:
    found = read(tmp_path, f"services: {{a: {{image: x, scale: '{number}'}}}}")
    assert found.system.services[0].replicas is None
    assert notes(found, tmp_path) == [
        "c.yaml:1:33: how many replicas there are is not known: write a number up to 1000000"
    ]


def test_two_numbers_of_replicas_are_none(tmp_path: Path) -> None:
    found = read(tmp_path, "services: {a: {image: x, scale: 3, deploy: {replicas: 0}}}")
    assert found.system.services[0].replicas is None
    assert notes(found, tmp_path) == [
        "c.yaml:1:33: 'scale' and 'deploy.replicas' are not the same number: keep one"
    ]


@pytest.mark.parametrize(
    ("attributes", "exposure"),
    [
        ("", "internal"),
        ("ports: []", "internal"),
        ("expose: [80]", "internal"),
        ("ports: ['127.0.0.1:80:80', '[::1]:81:81', 'localhost:82:82']", "internal"),
        ("ports: [{target: 80, host_ip: 127.0.0.1}]", "internal"),
        (PORTS, None),
        ("ports: [80]", None),
        ("ports: ['127.0.0.1:80:80', '81:81']", None),
        ("ports: [{target: 80, published: 80}]", None),
        ("ports: ['${P}:80']", None),
        ("network_mode: host", None),
        ("network_mode: 'service:ghost'", None),
        ("networks: [inner]", "internal"),
        ("networks: [inner, outer]", None),
    ],
)
def test_what_is_not_published_is_internal(tmp_path: Path, attributes: str, exposure: str | None) -> None:
    text = (
        f"services: {{a: {{image: x, {attributes}}}}}\nnetworks: {{inner: null, outer: {{external: true}}}}\n"
    )
    assert read(tmp_path, text).system.services[0].exposure == exposure


@pytest.mark.parametrize("body", ["null", "{}", "{environment: {A: b}}"])
def test_of_a_service_that_does_not_say_what_it_runs_nothing_is_known(tmp_path: Path, body: str) -> None:
    found = read(tmp_path, f"services: {{a: {body}}}")
    assert found.system.services[0].model_dump(exclude_defaults=True) == {"name": "a"}
    assert notes(found, tmp_path) == ["c.yaml:1:12: what 'a' runs is not known: give it an image or a build"]


def built(folder: Path, build: str, **files: str) -> dict[str, Any]:
    return service(
        folder, f"{{build: {build}}}", {"sub/Dockerfile": "FROM golang", "sub/Other": "FROM node", **files}
    )


@pytest.mark.parametrize(
    ("build", "technology"),
    [
        ("sub", "go"),
        ("./sub/", "go"),
        ("{context: sub}", "go"),
        ("{context: sub, dockerfile: Other}", "nodejs"),
        ("{context: ., dockerfile: sub/Other}", "nodejs"),
        ("{context: ., dockerfile_inline: 'FROM python'}", "python"),
        ("{dockerfile_inline: 'FROM python'}", "python"),
        ("{context: 'sub/${NONE:-}'}", "go"),
        (".", None),
        ("sub/missing", None),
        ("../sub", None),
        ("https://example.org/x.git", None),
        ("{context: '${UNKNOWN}'}", None),
        ("{context: [sub]}", None),
        ("{}", None),
    ],
)
def test_the_technology_is_that_of_the_dockerfile_in_the_folder(
    tmp_path: Path, build: str, technology: str | None
) -> None:
    assert built(tmp_path / "project", build).get("technology") == technology


def test_a_dockerfile_behind_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM golang", "utf-8")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "Dockerfile").symlink_to("../Dockerfile")
    assert "technology" not in service(tmp_path / "project", "{build: .}")


def test_a_dockerfile_that_is_no_text_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_bytes(b"FROM \xff")
    assert "technology" not in service(tmp_path, "{build: .}")
