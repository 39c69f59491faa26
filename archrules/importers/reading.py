"""Reads a description of a system, whichever of the known formats it is in."""

import os
import re

from archrules.errors import Fault, SystemFileError
from archrules.importers.compose.importing import import_compose
from archrules.importers.imported import Imported
from archrules.importers.system_file import read_system_file
from archrules.knowledge_base.images import ImageTable
from archrules.knowledge_base.reading import read_text
from archrules.knowledge_base.strict_yaml import Value, parse_lenient_yaml
from archrules.model.system import System

_COMPOSE_NAME = re.compile(r"(?:docker-)?compose(?:[._-].*)?\.ya?ml", re.IGNORECASE)
_KUBERNETES = (re.compile(r"^apiVersion:", re.MULTILINE), re.compile(r"^kind:", re.MULTILINE))


def read_system(path: str | os.PathLike[str], *, images: ImageTable | None = None) -> Imported:
    """Return the System that a file describes: one of our own System files, or a compose file.

    A file with a usual name of compose files is one; others are told by what stands at their top. `images` says what
    containers are; the built-in table if none is given.

    Raises:
        SystemFileError: with every fault of the file, or because it describes no system.
    """
    if has_compose_name(path):
        return import_compose(path, images=images)
    text, name = read_text(path, error=SystemFileError)
    if all(sign.search(text) for sign in _KUBERNETES):
        raise SystemFileError(
            Fault(name, 1, 1, "Kubernetes manifests are not read: name a System or compose file")
        )
    top = parse_lenient_yaml(text, name, error=SystemFileError).value
    if _is_compose(top):
        return import_compose(path, images=images)
    if isinstance(top, dict) and "system" in top:
        message = "this is a brief and describes no system: recommend an architecture for it, and name that"
        raise SystemFileError(Fault(name, 1, 1, message))
    if isinstance(top, dict) and System.model_fields.keys() & top.keys():
        return read_system_file(path)
    message = "this describes no system: name a System file, which lists 'services:', or a compose file"
    raise SystemFileError(Fault(name, 1, 1, message))


def has_compose_name(path: str | os.PathLike[str]) -> bool:
    """Whether a file has a usual name of compose files."""
    return _COMPOSE_NAME.fullmatch(os.path.split(os.fsdecode(path))[1]) is not None


def _is_compose(top: Value) -> bool:
    """Whether services stand by name, as in compose files, and not in a list, as in ours."""
    if not isinstance(top, dict):
        return False
    if isinstance(top.get("services"), dict) or isinstance(top.get("include"), list):
        return True
    return any(isinstance(body, dict) and body.keys() & {"image", "build"} for body in top.values())
