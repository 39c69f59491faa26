"""What the `include` of a compose file names: which files, from which folder, with which variables."""

from dataclasses import dataclass
from pathlib import PurePath

from archrules.importers.compose.documents import Documents
from archrules.importers.folder import OutsideError
from archrules.importers.interpolation import Interpolation
from archrules.importers.nodes import Node


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are laid over each other, the folder that their paths start from, and what includes them."""

    files: tuple[str, ...]
    base: str
    interpolation: Interpolation
    chain: tuple[str, ...] = ()


def included_part(item: Node, part: Part, documents: Documents) -> Part | None:
    """Return what an item of `include` in a part names; None, which is noted, where it cannot be read."""
    files: list[str] = []
    for node in _texts(item.at("path") if isinstance(item.content, dict) else item):
        try:
            files.append(documents.folder.find(part.base, node.text() or ""))
        except OutsideError as error:
            documents.log.note(node.span, f"this is not included, as {error}: what it describes is not known")
    if not files:
        return None
    base = _base(item, files[0], part, documents)
    known = part.interpolation.values
    variables: dict[str, str] = {}
    named = _texts(item.at("env_file"))
    for node in named:
        variables |= documents.variables(node.text() or "", part.base, known, span=node.span)
    if not named:
        variables = documents.variables(".env", base, known)
    return Part(tuple(files), base, Interpolation({**variables, **known}), (*part.chain, part.files[0]))


def _base(item: Node, file: str, part: Part, documents: Documents) -> str:
    directory = item.at("project_directory")
    relative = str(PurePath(file).parent)
    if directory and (text := directory.text()):
        try:
            relative = documents.folder.find(part.base, text)
        except OutsideError as error:
            documents.log.note(directory.span, f"nothing is read from this folder, as {error}")
    return "" if relative == "." else relative


def _texts(node: Node | None) -> list[Node]:
    """The texts of a list, or the one text."""
    several = node.items() or [node] if node else []
    return [each for each in several if each.text()]
