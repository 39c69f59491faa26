"""Services that extend others."""

from pathlib import Path

import pytest

from tests.unit.importers.compose.projects import edges, faults, notes, read

BASE = "services: {base: {image: postgres, environment: {U: 'http://b'}, env_file: e.env}}"


def test_a_service_has_what_it_extends_and_its_own(tmp_path: Path) -> None:
    text = """\
services:
  base: {image: x, scale: 2, environment: {U: "http://b"}}
  a: {extends: {service: base}, scale: 3, depends_on: [b]}
  b: {image: x}
"""
    found = read(tmp_path, text)
    assert [one.replicas for one in found.system.services] == [2, 3, 1]
    assert edges(found) == ["base>b:sync:http", "a>b:sync:http"]


@pytest.mark.parametrize("extends", ["base", "{service: base}", "{service: base, file: c.yaml}"])
def test_a_service_of_the_same_file_is_extended(tmp_path: Path, extends: str) -> None:
    found = read(tmp_path, f"services: {{a: {{extends: {extends}}}, base: {{image: postgres}}}}")
    assert [one.name for one in found.system.data_stores] == ["a", "base"]


def test_a_service_of_another_file_is_extended_and_its_paths_start_there(tmp_path: Path) -> None:
    text = "services: {a: {extends: {file: sub/base.yaml, service: base}}, b: {image: x}}"
    found = read(tmp_path, text, {"sub/base.yaml": BASE, "sub/e.env": "V_HOST=b"})
    assert (found.system.data_stores[0].name, notes(found, tmp_path)) == ("a", [])
    assert found.places["data_stores.a.technology"].file == str(tmp_path / "sub" / "base.yaml")


def test_a_chain_of_services_is_followed(tmp_path: Path) -> None:
    text = "services: {a: {extends: b}, b: {extends: c}, c: {image: postgres}}"
    assert len(read(tmp_path, text).system.data_stores) == 3


def test_a_file_elsewhere_is_not_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")
    found = read(tmp_path / "project", "services: {a: {extends: {file: ../base.yaml, service: base}}}")
    assert found.system.services[0].name == "a"
    assert notes(found, tmp_path / "project")[1] == (
        "c.yaml:1:32: this file is not read, as it is outside the folder of the file: what is extended is not known"
    )


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("ghost", "c.yaml:1:25: there is no service 'ghost' to extend: correct the name"),
        ("bas", "c.yaml:1:25: there is no service 'bas' to extend (did you mean 'base'?): correct the name"),
        ("{service: ghost}", "c.yaml:1:35: there is no service 'ghost' to extend: correct the name"),
        ("{file: c.yaml}", "c.yaml:1:25: this does not say which service is extended: add 'service:'"),
        ("[base]", "c.yaml:1:25: this does not say which service is extended: add 'service:'"),
        (
            "{file: [x], service: base}",
            "c.yaml:1:32: the name of a file stands here, not a list: write its path",
        ),
        (
            "{file: missing-one.yaml, service: base}",
            "missing-one.yaml:1:1: there is no such file: check the path",
        ),
        ("a", "c.yaml:1:25: 'a' extends itself, directly or through others: break the circle"),
    ],
)
def test_what_cannot_be_extended_is_a_fault(tmp_path: Path, extends: str, message: str) -> None:
    assert faults(tmp_path, f"services: {{a: {{extends: {extends}}}, base: {{image: x}}}}") == [message]


def test_a_circle_through_two_files_is_a_fault(tmp_path: Path) -> None:
    other = "services: {a: {extends: {file: c.yaml, service: a}}}"
    text = "services: {a: {extends: {file: other.yaml, service: a}}}"
    assert faults(tmp_path, text, {"other.yaml": other}) == [
        "other.yaml:1:49: 'a' extends itself, directly or through others: break the circle"
    ]


def test_a_chain_is_bounded(tmp_path: Path) -> None:
    services = ", ".join(f"s{n}: {{extends: s{n + 1}}}" for n in range(300))
    text = f"services: {{{services}, s300: {{image: x}}}}"
    assert "more than 50 services extend one another: extend fewer" in faults(tmp_path, text)[0]
