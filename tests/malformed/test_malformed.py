"""Hostile and odd files: each is read as written in `expected.json`, or refused with the faults that stand there.

`faults` are `line:column: message`. A file that loads has its value there, decimals as text, unless it is long.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import SystemFileError
from archrules.knowledge_base.strict_yaml import load_yaml

HERE = Path(__file__).parent
FILES = {path.name: path.read_bytes() for path in sorted((HERE / "files").iterdir())}
# Kept here and not as files: no editor would leave these bytes alone, and some are long.
ODD_BYTES = {
    "latin-1.yml": "services:\n  café: {image: x}\n".encode("latin-1"),
    "utf-16.yml": "\ufeffservices:\n  a: {image: x}\n".encode("utf-16-le"),
    "nul.yml": b"services:\n  a\0b: {image: x}\n",
    "control-character.yml": b'services:\n  a: {image: "x\x07"}\n',
    "junk.yml": bytes((37 * number + 13) % 256 for number in range(4096)),
}
LONG = {
    "deep.yml": b"services: {a: {labels: " + b"[" * 400 + b"]" * 400 + b"}}\n",
    "huge-integers.yml": b"services: {a: {ports: [" + b"9" * 5000 + b"], scale: " + b"8" * 5000 + b"}}\n",
    "long-line.yml": b'services: {a: {environment: {V: "' + b"b:80 " * 20_000 + b'"}}}\n',
    "dots.yml": b'services: {a: {environment: {V: "http://' + b"a." * 30_000 + b'!"}}}\n',
}
CASES: dict[str, bytes] = {**FILES, **ODD_BYTES, **LONG}
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr("archrules.knowledge_base.strict_yaml._FAST_LOADER", None)


def read(name: str, folder: Path) -> dict[str, Any]:
    """Return what comes of the file, as `expected.json` tells it; anything but a SystemFileError goes through."""
    path = folder / name
    path.write_bytes(CASES[name])
    try:
        value = load_yaml(path, error=SystemFileError).value
    except SystemFileError as error:
        return {"faults": [str(fault).removeprefix(f"{path}:") for fault in error.faults]}
    told = json.loads(json.dumps(value, default=str))
    return {"value": told} if name not in LONG else {"length": len(json.dumps(told))}


def test_each_case_has_its_expectation() -> None:
    assert sorted(EXPECTED) == sorted(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_file_is_read_or_refused_as_expected(name: str, tmp_path: Path) -> None:
    assert read(name, tmp_path) == EXPECTED[name]


def test_a_tag_in_a_file_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read("python-tag.yml", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["python-tag.yml"]
