"""Which kind of description a file is, and what is said where it is none."""

import json
from pathlib import Path

import pytest

from archrules.errors import SystemFileError
from archrules.importers import read_system
from archrules.knowledge_base.images import ImageTable

COMPOSE = "services: {web: {image: nginx}}\n"
SYSTEM = "services: [{name: web}]\n"


def read(folder: Path, text: str, name: str = "x.yaml") -> list[str]:
    """Return the collections that have elements."""
    (folder / name).write_text(text, "utf-8")
    system = read_system(folder / name).system
    return [name for name in ("services", "gateways", "infrastructure") if getattr(system, name)]


def fault(folder: Path, text: str, name: str = "x.yaml") -> str:
    with pytest.raises(SystemFileError) as caught:
        read(folder, text, name)
    return str(caught.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize("text", [COMPOSE, json.dumps({"services": {"web": {"image": "nginx"}}})])
def test_services_by_name_are_a_compose_file(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ["gateways"]


@pytest.mark.parametrize(
    "text", [SYSTEM, '{"services": [{"name": "web"}]}', "name: x\nservices: [{name: web}]"]
)
def test_a_list_of_services_is_a_system_file(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ["services"]


@pytest.mark.parametrize(("text", "form"), [(COMPOSE, "compose"), (SYSTEM, "system")], ids=str)
def test_what_is_read_says_what_it_was_read_as(tmp_path: Path, text: str, form: str) -> None:
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    assert read_system(tmp_path / "x.yaml").form == form


def test_a_system_needs_no_services(tmp_path: Path) -> None:
    assert read(tmp_path, "infrastructure: [{name: web}]\n") == ["infrastructure"]


def test_a_file_that_includes_others_is_a_compose_file(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(COMPOSE, "utf-8")
    assert read(tmp_path, "include: [other.yaml]\n") == ["gateways"]


@pytest.mark.parametrize(
    "name",
    [
        "compose.yaml",
        "compose.yml",
        "docker-compose.yml",
        "docker-compose.prod.yaml",
        "compose-dev.yaml",
        "Docker-Compose.yml",
    ],
)
def test_a_file_with_a_usual_name_is_a_compose_file(tmp_path: Path, name: str) -> None:
    assert fault(tmp_path, SYSTEM, name).startswith(f"{name}:1:11: 'services' must be a mapping, not a list")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: 1\n",
            "1:1: this describes no system: name a System file, which lists 'services:', or a compose file",
        ),
        (
            "system: shop\nservices: []\n",
            "1:1: this is a brief and describes no system: recommend an architecture for it, and name that",
        ),
        (
            "apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Service\n",
            "1:1: Kubernetes manifests are not read: name a System or compose file",
        ),
        (
            "web: {image: nginx}\n",
            "1:1: there is no 'services': this seems to be version 1 of the format, so put all services under it",
        ),
        ("- a\n", "1:1: the document must be a mapping, not a list: write 'key: value' lines"),
        ("", "1:1: the file is empty: write something in it"),
    ],
)
def test_what_describes_no_system_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert fault(tmp_path, text) == f"x.yaml:{message}"


def test_what_containers_are_may_be_told_by_another_table(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(COMPOSE, "utf-8")
    assert [
        element.name for element in read_system(tmp_path / "x.yaml", images=ImageTable()).system.services
    ] == ["web"]


def test_a_missing_file_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(SystemFileError, match="there is no such file"):
        read_system(tmp_path / "compose.yaml")
