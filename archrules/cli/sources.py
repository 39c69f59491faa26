"""Reads the files that several commands take, and tells them apart."""

from contextlib import suppress
from typing import TYPE_CHECKING

from archrules.errors import Fault, InputError, SystemFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archrules.importers.imported import Imported


def read_systems(paths: "Iterable[str]") -> "list[Imported]":
    """The system in each file.

    Raises:
        SystemFileError: with every fault of every file.
    """
    from archrules.importers.reading import read_system  # heavy

    found = []
    faults: list[Fault] = []
    for path in paths:
        try:
            found.append(read_system(path))
        except SystemFileError as error:
            faults += error.faults
    if faults:
        raise SystemFileError(faults)
    return found


def is_brief(path: str) -> bool:
    """Whether a file is a brief, or looks more like one than like a system; what cannot be read does not."""
    from archrules.importers.reading import has_compose_name  # heavy
    from archrules.knowledge_base.reading import read_text
    from archrules.knowledge_base.strict_yaml import parse_lenient_yaml

    if has_compose_name(path):
        return False
    with suppress(InputError):
        text, name = read_text(path, error=InputError)
        top = parse_lenient_yaml(text, name).value
        return isinstance(top, dict) and not isinstance(top.get("services"), dict) and _is_rather_a_brief(top)
    return False


def _is_rather_a_brief(fields: "Mapping[str, object]") -> bool:
    if "system" in fields:
        return True
    from archrules.model.brief import Brief  # heavy
    from archrules.model.system import System

    return len(Brief.model_fields.keys() & fields) > len(System.model_fields.keys() & fields)
