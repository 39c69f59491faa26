"""Writes a recommendation's files: all are made before any is written, and each replaces its old self."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archrules.errors import DrawingError
from archrules.model.system import System
from archrules.output.dot import dot
from archrules.output.files import replace_file
from archrules.output.marks import NO_MARKS, Marks
from archrules.output.mermaid import mermaid
from archrules.output.picture import draw

GRAPH = "service-graph"
_PICTURES: Mapping[str, Literal["svg", "png", "pdf"]] = {"svg": "svg", "png": "png", "pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, in order of name, and why pictures are missing."""

    files: tuple[Path, ...]
    missing: tuple[str, ...] = ()


def write_all(folder: Path, texts: Mapping[str, str], system: System) -> Written:
    """Write the texts and the service graph in every format that can be drawn here.

    Raises:
        OSError: the folder cannot be made or written.
    """
    source = dot(system)
    contents = {name: text.encode() for name, text in texts.items()}
    contents[f"{GRAPH}.dot"] = source.encode()
    contents[f"{GRAPH}.mmd"] = mermaid(system).encode()
    missing = []
    for picture in ("svg", "png"):
        try:
            contents[f"{GRAPH}.{picture}"] = draw(source, _PICTURES[picture])
        except DrawingError as error:
            missing.append(f"{GRAPH}.{picture} is missing: {error}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(contents.items()):
        replace_file(folder / name, content)
    return Written(tuple(folder / name for name in sorted(contents)), tuple(missing))


def graph_bytes(system: System, form: str, marks: Marks = NO_MARKS) -> bytes:
    """The service graph of a system as `svg`, `png`, `pdf`, `dot` or `mmd`; `marks` say what a check found, where.

    Raises:
        DrawingError: the picture cannot be drawn here.
    """
    if form == "mmd":
        return mermaid(system, marks).encode()
    source = dot(system, marks)
    return source.encode() if form == "dot" else draw(source, _PICTURES[form])
