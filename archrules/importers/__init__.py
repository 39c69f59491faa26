"""Reads descriptions of systems, our own files and those of others, into a System that says where each part stands."""

from archrules.importers.compose.importing import import_compose
from archrules.importers.imported import Imported, interaction_name
from archrules.importers.reading import read_system
from archrules.importers.system_file import read_system_file

__all__ = ["Imported", "import_compose", "interaction_name", "read_system", "read_system_file"]
