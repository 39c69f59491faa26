"""Reads the files that several commands take, and tells them apart."""

from contextlib import suppress
from typing import TYPE_CHECKING

from archrules.errors import BriefError, Fault, InputError, SystemFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archrules.importers.imported import Imported
    from archrules.knowledge_base.base import KnowledgeBase
    from archrules.model.brief import Brief


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


def read_brief(path: str, knowledge: "KnowledgeBase | None") -> "Brief":
    """The brief in a file.

    Raises:
        BriefError: with every fault of the file, or with one that says so if it describes a system.
    """
    from archrules import api  # heavy

    if _is_system(path):
        told = "this describes a system and is no brief: name a brief, or give this file to `archrules check`"
        raise BriefError(Fault(path, 1, 1, told))
    return api.load_brief(path, knowledge=knowledge)


def _is_system(path: str) -> bool:
    """Whether a file that can be read lists services, and looks like no brief."""
    fields = _top(path)
    return isinstance(fields.get("services"), dict | list) and not _is_rather_a_brief(fields)


def is_brief(path: str) -> bool:
    """Whether a file is a brief, or looks more like one than like a system; what cannot be read does not."""
    from archrules.importers.reading import has_compose_name  # heavy

    fields = {} if has_compose_name(path) else _top(path)
    return bool(fields) and not isinstance(fields.get("services"), dict) and _is_rather_a_brief(fields)


def _top(path: str) -> "Mapping[str, object]":
    """The fields of a file; none where it cannot be read."""
    from archrules.knowledge_base.reading import read_text  # heavy
    from archrules.knowledge_base.strict_yaml import parse_lenient_yaml

    with suppress(InputError):
        text, name = read_text(path, error=InputError)
        top = parse_lenient_yaml(text, name).value
        return top if isinstance(top, dict) else {}
    return {}


def _is_rather_a_brief(fields: "Mapping[str, object]") -> bool:
    if "system" in fields:
        return True
    from archrules.model.brief import Brief  # heavy
    from archrules.model.system import System

    return len(Brief.model_fields.keys() & fields) > len(System.model_fields.keys() & fields)
