"""Hostile and odd compose files: each is read, or refused with faults that say where and what to do."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import SystemFileError
from archrules.importers import import_compose
from archrules.importers.imported import Imported

CANARY = "canary-in-a-file"
DOUBLINGS = "".join(f"x{n}: &x{n} {{<<: [*x{n - 1}, *x{n - 1}], k{n}: 1}}\n" for n in range(1, 26))
LAUGHS = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 10))


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr("archrules.knowledge_base.strict_yaml._FAST_LOADER", None)


def read(folder: Path, data: bytes | str) -> Imported:
    path = folder / "c.yaml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return import_compose(path)


def names(found: Imported) -> list[str]:
    return [element.name for element in found.system.elements()]


def edges(found: Imported) -> list[str]:
    return [f"{one.source}>{one.target}" for one in found.system.interactions]


@pytest.mark.parametrize(
    ("data", "elements"),
    [
        (b"\xef\xbb\xbfservices: {a: {image: x}}", ["a"]),
        (b"services:\r\n  a:\r\n    image: x\r\n", ["a"]),
        ('{"services":\t{"a": {"image": "x"}}}', ["a"]),
        ("version: 3.8\nservices: {a: {image: 'x:1'}}", ["a"]),
        (
            "services: {on: {image: x}, no: {image: x}, ~: {image: x}, 1.5: {image: x}, 0x10: {image: x}}",
            ["on", "no", "~", "1.5", "0x10"],
        ),
        ("services: {a: {image: x, environment: {C: NO, V: 1.10, P: 022, T: 12:30:45}}}", ["a"]),
        ("services: {a: {image: x, ports: [22:22, 80:80, -1, .nan], scale: .inf}}", ["a"]),
        ("services: {a: {image: x, ports: [" + "9" * 5000 + "], scale: " + "8" * 5000 + "}}", ["a"]),
        (
            "services: {a: {image: x, ports: !override [], environment: !reset null, x-y: !mine {k: 1}}}",
            ["a"],
        ),
        ("x0: &x0 {k0: 1}\n" + DOUBLINGS + "services: {a: {image: x, labels: {<<: *x25}}}", ["a"]),
        ("x: &x {image: redis}\ny: &y {image: mysql}\nservices: {a: {<<: [*x, *y]}}", ["a"]),
        ("services: {a: null, b: {image: x}}", ["a", "b"]),
        ("services: {a: {}}", ["a"]),
        ("services: {a: {image: '" + "${A:-" * 300 + "x" + "}" * 300 + "'}}", ["a"]),
        (
            "services: {a: {image: x, ports: ['8080:80/udp', '[::1]:80:80', '3-5:3-5', abc, '', null, 70000]}}",
            ["a"],
        ),
    ],
)
def test_an_odd_file_is_read(tmp_path: Path, data: bytes | str, elements: list[str]) -> None:
    assert names(read(tmp_path, data)) == elements


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", ["1:1: the file is empty: write something in it"]),
        (b"# why", ["1:1: the document is empty: write something in it"]),
        (b"---\n...\n", ["1:1: the document is empty: write something in it"]),
        (b"hello", ["1:1: the document must be a mapping, not text: write 'key: value' lines"]),
        (b"- a", ["1:1: the document must be a mapping, not a list: write 'key: value' lines"]),
        (b"services:\n\ta: x", ["2:1: a tab: indent and separate with spaces, never with tabs"]),
        (b"services: {caf\xe9: {image: x}}", ["1:15: byte 0xe9 is not UTF-8: save it as UTF-8"]),
        (b"services: {a\x00: {image: x}}", ["1:13: a NUL byte, so this is no UTF-8 text: save it as UTF-8"]),
        (b'services: {a: "\x07"}', ["1:16: control character U+0007: remove it"]),
        ("services: {a: {image: x}}".encode("utf-16"), ["1:1: the file is UTF-16: save it as UTF-8"]),
        (b"services: {a: *x}", ["1:15: alias '*x' has no '&x' before it: define it, or quote the text"]),
        (
            b"services: &s {a: {labels: *s}}",
            ["1:27: alias '*s' stands inside what '&s' names: a value cannot contain itself"],
        ),
        (
            b"services:\n  a: {image: x}\n  a: {image: y}\n",
            ["3:3: the key 'a' stands twice, first on line 2, again on line 3: keep one"],
        ),
        (
            b"services: {a: {<<: 5, image: x}}",
            ["1:20: the merge key '<<' takes a mapping or a list of mappings: write one"],
        ),
        (
            b"services:\n  {{ .Values.name }}:\n    image: x\n",
            ["2:3: a mapping cannot be a key: is this an unrendered template? render it first"],
        ),
        (b"services: [a, b]", ["1:11: 'services' must be a mapping, not a list: write 'name:' lines"]),
        (b"services: {a: nginx}", ["1:15: the service 'a' must be a mapping, not text: write 'image: ...'"]),
        (
            b"services: {a: {labels: " + b"[" * 400 + b"]" * 400 + b"}}",
            ["1:81: more than 60 levels of nesting: nest less deeply"],
        ),
        (
            b"x0: &x0 [a, b]\n" + LAUGHS.encode() + b"services: {a: {image: x}}",
            ["6:50: more than 200000 values, aliases in full: use fewer"],
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes, faults: list[str]) -> None:
    with pytest.raises(SystemFileError) as caught:
        read(tmp_path, data)
    told = [str(fault).removeprefix(f"{tmp_path / 'c.yaml'}:") for fault in caught.value.faults]
    assert told[: len(faults)] == faults


@pytest.mark.parametrize(
    "value", ["b:80 " * 20_000, "http://" + "a." * 30_000 + "!", "http://b/" + "@" * 60_000]
)
def test_a_long_value_is_read(tmp_path: Path, value: str) -> None:
    text = json.dumps({"services": {"a": {"image": "x", "environment": {"V": value}}, "b": {"image": "x"}}})
    assert edges(read(tmp_path, text)) == (["a>b"] if "b" in value else [])


def test_a_tag_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(tmp_path, 'services: {a: {image: !!python/object/apply:os.system ["touch pwned"]}}')
    assert [path.name for path in tmp_path.iterdir()] == ["c.yaml"]


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "a/../../secret",
        "{outside}",
        "/dev/zero",
        "/dev/stdin",
        "/proc/self/environ",
        "file:///etc/passwd",
        "link",
    ],
)
def test_nothing_outside_of_the_folder_is_read(tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"services: {{a: {{image: {CANARY}}}}}\n{CANARY}=b\n", "utf-8")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "link").symlink_to(secret)
    place = json.dumps(path.format(outside=secret))
    text = f"""\
include: [{place}]
services:
  a:
    image: x
    build: {{context: ., dockerfile: {place}}}
    env_file: {place}
    extends: {{file: {place}, service: a}}
secrets: {{s: {{file: {place}}}}}
"""
    found = read(folder, text)
    assert names(found) == ["a"]
    assert len(found.notes) == 3
    assert CANARY not in repr(found)


def test_a_file_that_is_named_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("services: {a: {image: x}}", "utf-8")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "c.yaml").symlink_to("../real.yaml")
    assert names(import_compose(folder / "c.yaml")) == ["a"]


def test_variables_that_grow_make_no_long_texts(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=" + "x" * 100_000, "utf-8")
    values = {f"V{n}": "$A" * 10 for n in range(5_000)}
    text = json.dumps({"services": {"a": {"image": "x", "environment": values}}})
    assert len(read(tmp_path, text).notes) == 1_000


KEYS = (
    *(
        "image",
        "build",
        "environment",
        "env_file",
        "command",
        "entrypoint",
        "depends_on",
        "links",
        "healthcheck",
    ),
    *(
        "deploy",
        "scale",
        "container_name",
        "hostname",
        "networks",
        "network_mode",
        "ports",
        "profiles",
        "extends",
    ),
    *(
        "volumes_from",
        "test",
        "disable",
        "replicas",
        "mode",
        "aliases",
        "context",
        "dockerfile",
        "target",
        "args",
    ),
    *("file", "service", "path", "format", "required", "host_ip", "dockerfile_inline", "x-y", "external"),
)
TEXTS = st.sampled_from(
    [
        "",
        "a",
        "b",
        "service:a",
        "http://b:80",
        "b:80",
        "c.yaml",
        ".",
        "${A:-b}",
        "${A",
        "A=b",
        "=",
        "NONE",
        "true",
        "global",
        "-1",
        "3",
        "\u202e",
        " ",
        "db",
    ]
)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers(-3, 10**9) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | TEXTS, inner, max_size=3)
    ),
    max_leaves=12,
)
BODIES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6)


@given(
    st.fixed_dictionaries(
        {"services": st.dictionaries(st.sampled_from(["a", "b", "db"]), BODIES | VALUES, min_size=1)},
        optional={"networks": VALUES, "include": VALUES, "name": VALUES, "version": VALUES, "x-a": VALUES},
    )
)
def test_any_value_in_any_place_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    with suppress(SystemFileError):
        found = read(tmp_path_factory.mktemp("any"), json.dumps(document))
        assert set(names(found)) >= {*document["services"]}
