"""Folders of knowledge: which files belong to which form, in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from archrules.errors import Fault
from archrules.knowledge_base.reading import names_beside

FORMS = {
    "decisions": "decision",
    "defaults": "default",
    "derivations": "derivation",
    "policies": "policy",
    "tables": "table",
    "technologies": "technology",
}
"""Folder of a pack to the form of the items in it."""

FILE_LIMIT = 10_000
"""How many files and folders a pack may have."""

_PLAIN_FILES = {"README.md", "clauses.yaml", "images.yaml", "pack.yaml", "sources.yaml"}
_LEFT_ALONE = "tests"
_DEPTH_LIMIT = 10
_LINK = "this is a symbolic link: put a copy in its place"
_TOO_DEEP = f"folders are nested more than {_DEPTH_LIMIT} deep: move what is in it up"
_UNREADABLE = "this folder cannot be read: change its permissions"


class _TooLargeError(Exception):
    """The folder goes on and on."""


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """One file of a pack: its form, its name within the pack, and where to read it."""

    form: str
    name: str
    place: Traversable

    @property
    def id(self) -> str:
        """The id that its name gives the item in it; an option's is `decision/option`."""
        folder, _, name = self.name.removesuffix(".yaml").rpartition("/")
        decision = folder.rpartition("/")[2]
        return {"decision": decision, "option": f"{decision}/{name}"}.get(self.form, name)


def built_in() -> Traversable:
    """The folder of built-in knowledge, in an installed package or in a checkout."""
    packaged = files("archrules") / "knowledge"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "knowledge"


def missing_folder(name: str | PathLike[str] | Traversable) -> Iterator[Fault]:
    """The fault that there is no such folder, if so; with its path as it was written, `./` included."""
    folder = Path(name) if isinstance(name, str | PathLike) else name
    if not folder.is_dir():
        hint = names_beside(str(name), folders=True) if isinstance(folder, Path) else ""
        yield Fault(str(name), 1, 1, f"there is no such folder{hint}: check the path")


def knowledge_files(folder: Traversable) -> tuple[list[KnowledgeFile], list[Fault]]:
    """All item files of a pack, sorted by name, and a fault for each file that stands where no form looks for it.

    Links are never followed, and the folder `tests` is left alone.
    """
    files: list[KnowledgeFile] = []
    faults: list[Fault] = []
    try:
        found = sorted(_walk(folder), key=lambda entry: entry.parts)
    except _TooLargeError as error:
        return [], [Fault(str(folder), 1, 1, str(error))]
    for parts, place, fault in found:
        name = "/".join(parts)
        if fault is not None:
            faults.append(Fault(str(place), 1, 1, fault))
        elif (len(parts) == 1 and parts[0] in _PLAIN_FILES) or name.endswith(".md"):
            continue
        elif form := _form(parts):
            files.append(KnowledgeFile(form, name, place))
        else:
            allowed = ", ".join(f"{folder}/" for folder in FORMS)
            faults.append(
                Fault(str(place), 1, 1, f"no form of knowledge is kept here; use {allowed} and `.yaml`")
            )
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


def is_link(place: Traversable) -> bool:
    """Whether it leads elsewhere: out of the folder perhaps, or round in a circle."""
    return isinstance(place, Path) and place.is_symlink()


class _Entry(NamedTuple):
    """A file by the parts of its name, or something else and what is wrong with it."""

    parts: tuple[str, ...]
    place: Traversable
    fault: str | None = None


def _walk(root: Traversable) -> Iterator[_Entry]:
    """Every file below, and every link and folder that is not entered."""
    left: list[tuple[tuple[str, ...], Traversable]] = [((), root)]
    count = 0
    while left:
        parts, folder = left.pop()
        try:
            for entry in folder.iterdir():
                count += 1
                if count > FILE_LIMIT:
                    raise _TooLargeError(f"more than {FILE_LIMIT} files and folders are no pack: split it")
                if entry.name.startswith((".", "__")) or (not parts and entry.name == _LEFT_ALONE):
                    continue
                name = (*parts, entry.name)
                if is_link(entry):
                    yield _Entry(name, entry, _LINK)
                elif not entry.is_dir():
                    yield _Entry(name, entry)
                elif len(name) == _DEPTH_LIMIT:
                    yield _Entry(name, entry, _TOO_DEEP)
                else:
                    left.append((name, entry))
        except OSError:
            yield _Entry(parts, folder, _UNREADABLE)
