"""Finds packs: by the path of a folder, or by the name under which one is installed. No code of theirs is run."""

import os
import re
from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from archrules.errors import Fault, printable
from archrules.knowledge_base.packs import missing_folder
from archrules.knowledge_base.validation import suggest

GROUP = "archrules.packs"
"""The group of entry points; the name of one is that of the pack, its value the Python package that is the folder."""

_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_PACKAGE = re.compile(r"\w+(\.\w+)*")


class PackPlace(NamedTuple):
    """Where a pack is, and the name under which it is installed, if it is."""

    folder: Traversable
    name: str | None = None


def located(packs: Iterable[str | PathLike[str] | Traversable]) -> tuple[list[PackPlace], list[Fault]]:
    """The folder of each pack, and a fault for each that cannot be found.

    A text of small letters, digits and hyphens is the name of an installed pack; any other one is a path.
    """
    places: list[PackPlace] = []
    faults: list[Fault] = []
    for pack in packs:
        if isinstance(pack, str) and _NAME.fullmatch(pack):
            try:
                places.append(_installed(pack))
            except LookupError as problem:
                faults.append(Fault(pack, 1, 1, str(problem.args[0])))
        elif isinstance(pack, str) and (missing := tuple(missing_folder(pack))):
            faults.extend(missing)
        elif isinstance(pack, str | PathLike):
            places.append(PackPlace(Path(os.fsdecode(pack))))
        else:
            places.append(PackPlace(pack))
    return places, faults


def _installed(name: str) -> PackPlace:
    """The installed pack of that name. Raises LookupError with what is wrong."""
    found = {entry.value: entry for entry in entry_points(group=GROUP) if entry.name == name}
    if not found:
        known = {entry.name for entry in entry_points(group=GROUP)}
        folder = f"; the folder of that name is './{name}'" if Path(name).is_dir() else ""
        raise LookupError(f"no pack of this name is installed{suggest(name, known)}{folder}")
    if len(found) > 1:
        where = " and ".join(sorted(_distribution(entry) for entry in found.values()))
        raise LookupError(f"{where} both install a pack of this name: remove one of them")
    return PackPlace(_folder(next(iter(found))), name)


def _distribution(entry: EntryPoint) -> str:
    return printable(str(entry.dist.name)) if entry.dist else entry.value


def _folder(value: str) -> Path:
    """The folder of a Python package, found without importing it. Raises LookupError with what is wrong."""
    if not _PACKAGE.fullmatch(value):
        raise LookupError(f"its entry point has to name a package such as 'acme_pack', not {value!r}")
    top, *inner = value.split(".")
    spec = _spec(top)
    locations = list(spec.submodule_search_locations or ()) if spec else []
    if len(locations) != 1:
        raise LookupError(f"its entry point names the package {value!r}, which has no folder of its own")
    return Path(locations[0]).joinpath(*inner)


def _spec(package: str) -> ModuleSpec | None:
    try:
        return find_spec(package)
    except ValueError:  # of a module that was made by hand
        return None
