"""Folders of knowledge: which files belong to which form, in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from archrules.errors import Fault

FORMS = {
    "decisions": "decision",
    "defaults": "default",
    "derivations": "derivation",
    "policies": "policy",
    "tables": "table",
    "technologies": "technology",
}
"""Folder of a pack to the form of the items in it."""

_PLAIN_FILES = {"README.md", "images.yaml", "pack.yaml", "sources.yaml"}


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """One file of a pack: its form, its name within the pack, and where to read it."""

    form: str
    name: str
    place: Traversable


def built_in() -> Traversable:
    """The folder of built-in knowledge, in an installed package or in a checkout."""
    packaged = files("archrules") / "knowledge"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "knowledge"


def knowledge_files(folder: Traversable) -> tuple[list[KnowledgeFile], list[Fault]]:
    """All item files of a pack, sorted by name, and a fault for each file that stands where no form looks for it."""
    files: list[KnowledgeFile] = []
    faults: list[Fault] = []
    for parts, place in sorted(_walk(folder, ()), key=lambda entry: entry[0]):
        name = "/".join(parts)
        form = _form(parts)
        if _is_link(place):
            faults.append(Fault(str(place), 1, 1, "this is a symbolic link: put a copy in its place"))
        elif (len(parts) == 1 and parts[0] in _PLAIN_FILES) or name.endswith(".md"):
            continue
        elif form is None:
            allowed = ", ".join(f"{folder}/" for folder in FORMS)
            faults.append(
                Fault(str(place), 1, 1, f"no form of knowledge is kept here; use {allowed} and `.yaml`")
            )
        else:
            files.append(KnowledgeFile(form, name, place))
    return files, faults


def _form(parts: tuple[str, ...]) -> str | None:
    folder, *below = parts
    if not below or not parts[-1].endswith(".yaml"):
        return None
    match FORMS.get(folder), below:
        case "decision", [_, "decision.yaml"]:
            return "decision"
        case "decision", [_, _]:
            return "option"
        case "decision", _:
            return None
        case form, _:
            return form


def _is_link(place: Traversable) -> bool:
    """Whether it leads elsewhere: out of the folder perhaps, or round in a circle."""
    return isinstance(place, Path) and place.is_symlink()


def _walk(folder: Traversable, parts: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir() and not _is_link(entry):
            yield from _walk(entry, (*parts, entry.name))
        else:
            yield (*parts, entry.name), entry
