"""What came up while descriptions were read, for people who asked for something else."""

import shlex
import sys
from typing import TYPE_CHECKING

from archrules.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archrules.importers.imported import Imported

_MOST = 10


def tell_notes(paths: "Iterable[str]", read: "Iterable[Imported]") -> None:
    """Write what is not known or was not read to standard error: of each file the first notes, and how to see all."""
    for path, imported in zip(paths, read, strict=True):
        notes = imported.notes
        sys.stderr.writelines(f"{note}\n" for note in notes[:_MOST])
        if len(notes) > _MOST:
            command = printable(f"archrules import {shlex.quote(path)}", limit=4_000)
            sys.stderr.write(f"archrules: and {len(notes) - _MOST} more; `{command}` tells all of them\n")
