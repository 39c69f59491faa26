"""Folders with compose files, and what is read from them, in short."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import SystemFileError
from archrules.importers.compose.importing import import_compose
from archrules.importers.imported import Imported

Files = Mapping[str, str]


def write(folder: Path, files: Files) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def read(folder: Path, text: str, files: Files | None = None, *, name: str = "c.yaml") -> Imported:
    """Return what a compose file says, beside other files by name."""
    write(folder, {**(files or {}), name: text})
    return import_compose(folder / name)


def service(folder: Path, body: str, files: Files | None = None) -> dict[str, Any]:
    """Return what is known of a service `a` with that body."""
    found = read(folder, f"services: {{a: {body}}}\n", files)
    return found.system.elements()[0].model_dump(exclude_defaults=True, exclude={"name"})


def edges(found: Imported, *, start_order: bool = False) -> list[str]:
    """Return `source>target:mode:protocol` of interactions; those of start order only if they are asked for."""
    return [
        f"{one.source}>{one.target}:{one.mode}:{one.protocol}"
        for one in found.system.interactions
        if (one.mode == "start-order") == start_order
    ]


def notes(found: Imported, folder: Path) -> list[str]:
    return [str(note).removeprefix(f"{folder}/") for note in found.notes]


def faults(folder: Path, text: str, files: Files | None = None) -> list[str]:
    """Return the faults for which a compose file is refused."""
    with pytest.raises(SystemFileError) as caught:
        read(folder, text, files)
    return str(caught.value).replace(f"{folder}/", "").splitlines()
