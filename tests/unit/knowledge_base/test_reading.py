"""Reading files: what is refused, where the fault is said to be, and that nothing blocks."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.errors import BriefError, InputError
from archrules.knowledge_base.reading import place_in, read_text, require_text, without_json_tabs

WriteFile = Callable[[bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    def write_file(data: bytes) -> Path:
        path = tmp_path / "brief.yaml"
        path.write_bytes(data)
        return path

    return write_file


def fault_of(path: str | os.PathLike[str], limit: int = 1000) -> str:
    with pytest.raises(BriefError) as caught:
        read_text(path, error=BriefError, limit=limit)
    return str(caught.value).removeprefix(str(path))


def test_text_and_the_name_as_given_are_returned(write: WriteFile) -> None:
    path = write(b"a: 1\n")
    assert read_text(path, error=InputError) == ("a: 1\n", str(path))


def test_a_relative_name_stays_relative(write: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(b"a: 1\n").parent)
    assert read_text("brief.yaml", error=InputError)[1] == "brief.yaml"


def test_a_byte_order_mark_is_dropped(write: WriteFile) -> None:
    assert read_text(write(b"\xef\xbb\xbfa: 1\n"), error=InputError)[0] == "a: 1\n"


def test_line_ends_of_windows_are_kept(write: WriteFile) -> None:
    assert read_text(write(b"a: 1\r\n"), error=InputError)[0] == "a: 1\r\n"


def test_a_member_of_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("item.yaml", "a: 1\n")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert read_text(zipfile.Path(archive, "item.yaml"), error=InputError)[0] == "a: 1\n"


def test_a_missing_member_of_an_archive_is_a_fault(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("item.yaml", "a: 1\n")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive, pytest.raises(BriefError, match="no such file"):
        read_text(zipfile.Path(archive, "other.yaml"), error=BriefError)


def test_a_missing_file_suggests_the_name_beside_it(write: WriteFile) -> None:
    path = write(b"a: 1\n").with_name("breif.yaml")
    assert fault_of(path) == ":1:1: there is no such file (did you mean 'brief.yaml'?): check the path"


def test_a_missing_file_in_a_missing_folder_has_no_suggestion(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "none" / "a.yaml") == ":1:1: there is no such file: check the path"


def test_a_file_taken_for_a_folder_is_no_such_file(write: WriteFile) -> None:
    assert "there is no such file" in fault_of(write(b"a: 1\n") / "x.yaml")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert fault_of(tmp_path) == ":1:1: this is a folder: name a file in it"


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe or a device" in fault_of(tmp_path / "pipe")


def test_a_device_is_refused() -> None:
    assert "pipe or a device" in fault_of("/dev/zero")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert fault_of(tmp_path / "loop") == ":1:1: its symbolic links go round in a circle: mend the link"


def test_denied_permission_is_told(write: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> int:
        raise PermissionError(13, "denied")

    # The superuser may read everything, so a file without permissions would not do.
    path = write(b"a: 1\n")
    monkeypatch.setattr(os, "open", deny)
    assert fault_of(path) == ":1:1: permission to read it is denied: change its permissions"


def test_another_reason_of_the_system_is_named(write: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(5, "input/output error")

    path = write(b"a: 1\n")
    monkeypatch.setattr(os, "open", fail)
    assert fault_of(path) == ":1:1: it cannot be read (EIO)"


@pytest.mark.parametrize("name", ["a\0b", "\ud800"], ids=["NUL", "surrogate"])
def test_a_name_that_no_file_can_have_is_a_fault(name: str) -> None:
    with pytest.raises(BriefError, match="check the path"):
        read_text(name, error=BriefError)


def test_a_name_that_is_too_long_is_a_fault() -> None:
    with pytest.raises(BriefError, match="too long"):
        read_text("a" * 5000, error=BriefError)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"], ids=["empty", "blank", "mark only"])
def test_a_blank_file_is_a_fault(write: WriteFile, data: bytes) -> None:
    assert fault_of(write(data)) == ":1:1: the file is empty: write something in it"


def test_a_file_of_just_the_limit_is_read(write: WriteFile) -> None:
    assert read_text(write(b"a" * 1000), error=InputError, limit=1000)[0] == "a" * 1000


def test_a_file_past_the_limit_is_a_fault(write: WriteFile) -> None:
    assert fault_of(write(b"a" * 1001)) == ":1:1: the file has more than 1000 bytes: split it or shorten it"


def test_a_byte_that_is_not_utf_8_has_its_place_in_characters(write: WriteFile) -> None:
    data = "größe: 1\nä: caf".encode() + b"\xe9\n"
    assert fault_of(write(data)) == ":2:7: byte 0xe9 is not UTF-8: save it as UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark_is_named(write: WriteFile, encoding: str) -> None:
    data = "\ufeffa: 1\n".encode(encoding)
    assert fault_of(write(data)) == ":1:1: the file is UTF-16: save it as UTF-8"


def test_utf_16_without_its_mark_is_a_fault_at_the_first_nul(write: WriteFile) -> None:
    data = "a: 1\n".encode("utf-16-le")
    assert fault_of(write(data)) == ":1:2: a NUL byte, so this is no UTF-8 text: save it as UTF-8"


def test_a_nul_byte_has_its_place(write: WriteFile) -> None:
    assert fault_of(write(b"a: 1\nb\0: 2\n")).startswith(":2:2: a NUL byte")


@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_an_input_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        text = read_text(path, error=InputError)[0]
    except InputError:
        return
    assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ab", (1, 3)),
        ("a\nb", (2, 2)),
        ("a\r\nb", (2, 2)),
        ("a\rb", (2, 2)),
        ("a\n\n", (3, 1)),
        ("é\u2028x", (2, 2)),
    ],
)
def test_a_place_counts_lines_and_characters(text: str, place: tuple[int, int]) -> None:
    assert place_in(text, len(text)) == place


def test_a_control_character_is_refused_at_its_place() -> None:
    with pytest.raises(BriefError) as caught:
        require_text("a: 1\nb: \x1b[31m", "f", error=BriefError)
    assert str(caught.value) == "f:2:4: control character U+001B: remove it"


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\rb", "größe", "数据", "😀", "a\x85b"])
def test_text_with_these_is_not_refused(text: str) -> None:
    require_text(text, "f", error=BriefError)


def test_tabs_between_values_of_json_become_spaces() -> None:
    assert without_json_tabs('{\n\t"a":\t1}') == '{\n "a": 1}'


@pytest.mark.parametrize("text", ["a:\n\tb: 1", '{"a": "x\ty"}', "{a:\t1}", "[" * 100_000 + "\t"])
def test_tabs_of_anything_else_stay(text: str) -> None:
    assert without_json_tabs(text) == text
