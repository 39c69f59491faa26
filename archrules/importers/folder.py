"""The folder of a file that people named: what it refers to is read inside of it, and nowhere else."""

import os
import re
from pathlib import Path

from archrules.errors import Fault, SystemFileError
from archrules.knowledge_base.reading import DEFAULT_LIMIT, read_text

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[^/\\]+@[^/\\]+:")
_BYTES_IN_ALL = 8 * 1024 * 1024
_FILES_IN_ALL = 1_000


class OutsideError(Exception):
    """A path is not followed; its message says why."""


class Folder:
    """Reads files below one folder, never through a link that leads out of it, and not too much in all."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._name = os.path.split(os.fsdecode(path))[0]
        self._root = os.path.realpath(self._name or os.curdir)
        self._room = _BYTES_IN_ALL
        self._files = _FILES_IN_ALL

    def find(self, base: str, reference: str) -> str:
        """Return the path from this folder to what is referred to from a folder `base` in it.

        Raises:
            OutsideError: that is not in this folder, or not known.
        """
        if "\0" in reference:
            raise OutsideError("its path has a variable without a value")
        if _ELSEWHERE.match(reference):
            raise OutsideError("it is not a file of this machine")
        real = os.path.realpath(Path(self._root, base, reference))
        if real != self._root and not real.startswith(self._root.rstrip(os.sep) + os.sep):
            raise OutsideError("it is outside the folder of the file")
        return os.path.relpath(real, self._root)

    def has(self, relative: str) -> bool:
        """Whether there is a file at a path that `find` returned."""
        try:
            return Path(self._root, relative).is_file()
        except OSError:
            return False

    def name(self, relative: str) -> str:
        """Return the path as the caller would write it."""
        return str(Path(self._name, relative))

    def read(self, relative: str, *, limit: int = DEFAULT_LIMIT) -> str:
        """Return the text of a file at a path that `find` returned.

        Raises:
            SystemFileError: it cannot be read, or more has been read than one system should need.
        """
        name = self.name(relative)
        if self._room <= 0 or self._files <= 0:
            message = (
                f"more than {_FILES_IN_ALL} files or {_BYTES_IN_ALL} bytes in all: describe less at once"
            )
            raise SystemFileError(Fault(name, 1, 1, message))
        text, _ = read_text(name, error=SystemFileError, limit=limit)
        self._room -= len(text)
        self._files -= 1
        return text
