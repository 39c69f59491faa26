"""Our own System files: checked, and with the place of everything in them."""

import os
from collections.abc import Mapping

from archrules.errors import SystemFileError
from archrules.importers.imported import Imported
from archrules.importers.nodes import Origin, Placing
from archrules.knowledge_base.names import NameCheck, validate_with_names
from archrules.knowledge_base.reading import read_text
from archrules.knowledge_base.strict_yaml import Document, ValuePath, parse_yaml
from archrules.model.finding import Place
from archrules.model.model_paths import model_places
from archrules.model.system import System
from archrules.model.system_references import COLLECTIONS, system_problems


def read_system_file(path: str | os.PathLike[str]) -> Imported:
    """Return the System in a YAML or JSON file, every name in it checked.

    Raises:
        SystemFileError: with every fault of the file, each with its line and column.
    """
    text, name = read_text(path, error=SystemFileError)
    document = parse_yaml(text, name, error=SystemFileError)
    check = NameCheck(System, system_problems, COLLECTIONS)
    system = validate_with_names(document, check, error=SystemFileError)
    return Imported(system, places_in(document, text, model_places(system)), {}, ())


def places_in(document: Document, text: str, paths: Mapping[str, ValuePath]) -> dict[str, Place]:
    """Return the places of what stands in a document, by model path, and of each value below that.

    `paths` goes from model paths, such as `services.cart`, to the keys and indexes that lead to them. The place of an
    element is that of its `name:`, or where it starts if it has none; so is that of the whole, which is `name`.
    """
    placing = Placing(document, Origin(document.source), text)
    places: dict[str, Place] = {}
    for model_path, path in (("name", ()), *paths.items()):
        named = (*path, "name")
        if path in document.positions:
            span = placing.key(named) if named in document.key_positions else placing.value(path)
            places.setdefault(model_path, span.place())
    below = {path: model_path for model_path, path in paths.items()}
    for path in document.key_positions:
        parent = below.get(path[:-1])
        if parent is not None:
            places.setdefault(f"{parent}.{path[-1]}", placing.key(path).place())
    return places
