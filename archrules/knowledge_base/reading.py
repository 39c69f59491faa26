"""Reading a text file that may be hostile: bounded, never blocking, and every refusal has a place."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from archrules.errors import Fault, InputError, did_you_mean, near_names

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DEFAULT_LIMIT = 2 * 1024 * 1024
"""How many bytes a file may have."""

_FOLDER_LIMIT = 10_000
_SAVE_AS = "save it as UTF-8"
# What YAML allows, said the other way round: that is compiled in a tenth of the time.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_REASONS = {
    errno.EACCES: "permission to read it is denied: change its permissions",
    errno.EPERM: "permission to read it is denied: change its permissions",
    errno.EISDIR: "this is a folder: name a file in it",
    errno.ELOOP: "its symbolic links go round in a circle: mend the link",
    errno.ENAMETOOLONG: "the name is too long: shorten it",
}


class _RefusedError(Exception):
    """Why a file is not read, and in which line and column of it."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def read_text(
    path: str | os.PathLike[str] | Traversable, *, error: type[InputError], limit: int = DEFAULT_LIMIT
) -> tuple[str, str]:
    """Return the text of a file, without a byte order mark, and its name as the caller gave it.

    Only regular files are read, at most `limit` bytes of them; a pipe or device is never opened.

    Raises:
        InputError: of the class `error`, where the file is missing, no regular file, not readable, larger
            than `limit` bytes, blank, or not UTF-8.

    """
    name = os.fsdecode(path) if isinstance(path, str | os.PathLike) else str(path)
    try:
        data = _bytes_of_file(name, limit) if isinstance(path, str | os.PathLike) else _bytes_of(path, limit)
        return _decoded(data, limit), name
    except _RefusedError as refused:
        raise error(Fault(name, refused.line, refused.column, refused.message)) from None


def require_text(text: str, name: str, *, error: type[InputError]) -> None:
    """Refuse a text with a character that YAML does not allow, such as a control character.

    Raises:
        InputError: of the class `error`, at the first such character.

    """
    if match := _NO_TEXT.search(text):
        message = f"control character U+{ord(match.group()):04X}: remove it"
        raise error(Fault(name, *place_in(text, match.start()), message))


def without_json_tabs(text: str) -> str:
    """Return JSON with spaces for its tabs: YAML forbids them between values, JSON inside text."""
    if "\t" not in text or not text.lstrip().startswith(("{", "[")):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return text.replace("\t", " ")


def place_in(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at `index`."""
    breaks = list(_LINE_BREAK.finditer(text, 0, index))
    return len(breaks) + 1, index - (breaks[-1].end() if breaks else 0) + 1


def _bytes_of_file(name: str, limit: int) -> bytes:
    try:
        # Asked before, as opening a device can act on it, and again after, as it may have changed.
        _require_regular(Path(name).stat().st_mode)
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            _require_regular(os.fstat(descriptor).st_mode)
            return file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _RefusedError(f"there is no such file{names_beside(name)}: check the path") from None
    except OSError as problem:
        code = problem.errno or 0
        reason = _REASONS.get(code, f"it cannot be read ({errno.errorcode.get(code, 'unknown reason')})")
        raise _RefusedError(reason) from None
    except ValueError:
        raise _RefusedError("the name holds a character that no file name can hold: check the path") from None


def _require_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise _RefusedError(_REASONS[errno.EISDIR])
    if not stat.S_ISREG(mode):
        raise _RefusedError("this is no regular file but a pipe or a device: copy its text to a file")


def names_beside(name: str, *, folders: bool = False) -> str:
    """Return ` (did you mean 'x'?)` with what is in the same folder and has a name like it.

    Of folders, which are written as paths lest they be taken for other names, the whole path is told.
    """
    folder, base = os.path.split(path := name.rstrip(os.sep))
    try:
        beside = list(islice(Path(folder).iterdir(), _FOLDER_LIMIT + 1))
        names = [each.name for each in beside if not folders or each.is_dir()]
    except (OSError, ValueError):
        return ""
    near = near_names(base, names) if len(beside) <= _FOLDER_LIMIT else ()
    return did_you_mean(path.removesuffix(base) + each if folders else each for each in near)


def _bytes_of(resource: Traversable, limit: int) -> bytes:
    try:
        if resource.is_dir():
            raise _RefusedError(_REASONS[errno.EISDIR])
        with resource.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, KeyError):
        raise _RefusedError("there is no such file: check the path") from None


def _decoded(data: bytes, limit: int) -> str:
    if len(data) > limit:
        raise _RefusedError(f"the file has more than {limit} bytes: split it or shorten it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _RefusedError(f"the file is UTF-16: {_SAVE_AS}")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if (index := data.find(0)) >= 0:
        place = _place_of_byte(data, index)
        raise _RefusedError(f"a NUL byte, so this is no UTF-8 text: {_SAVE_AS}", *place)
    try:
        text = data.decode()
    except UnicodeDecodeError as problem:
        place = _place_of_byte(data, problem.start)
        raise _RefusedError(f"byte 0x{data[problem.start]:02x} is not UTF-8: {_SAVE_AS}", *place) from None
    if not text.strip():
        raise _RefusedError("the file is empty: write something in it")
    return text


def _place_of_byte(data: bytes, index: int) -> tuple[int, int]:
    before = data[:index].decode(errors="replace")
    return place_in(before, len(before))
