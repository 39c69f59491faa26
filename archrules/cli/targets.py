"""Files that a command writes: refused before any work where they cannot be written, and written all at the end."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from archrules.errors import Fault, InputError


def check_targets(targets: Iterable[Path], inputs: Sequence[str]) -> None:
    """Refuse a file that is named twice, is a folder, has no folder to stand in, or is read by the same command.

    Raises:
        InputError: with every such file.
    """
    faults: list[Fault] = []
    seen: set[Path] = set()
    read = {Path(name).absolute() for name in inputs}
    for target in targets:
        place = target.absolute()
        if place in seen:
            faults.append(Fault(str(target), 1, 1, "two outputs would stand in this file: name another"))
        elif place in read or any(_is_same(target, name) for name in inputs):
            faults.append(Fault(str(target), 1, 1, "this file is read: name another to write to"))
        elif target.is_dir():
            faults.append(Fault(str(target), 1, 1, "this is a folder: name a file in it"))
        elif not target.parent.is_dir():
            faults.append(Fault(str(target), 1, 1, "there is no such folder: make it first"))
        seen.add(place)
    if faults:
        raise InputError(faults)


def write_targets(contents: Mapping[Path, str]) -> None:
    """Write texts into files, each whole or not at all.

    Raises:
        OSError: a file cannot be written.
    """
    from archrules.output.files import replace_file  # not needed by other commands

    for target, text in contents.items():
        replace_file(target, text.encode())


def _is_same(target: Path, name: str) -> bool:
    """Whether both names lead to one file, through a link perhaps."""
    try:
        return target.samefile(name)
    except (OSError, ValueError):
        return False
