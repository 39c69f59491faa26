"""Reads what the reference is made of: the built-in knowledge with packs, and in which files it stands."""

from collections.abc import Sequence
from pathlib import Path

from archrules.knowledge_base.coverage import load_clauses
from archrules.knowledge_base.installed_packs import located
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.packs import built_in, knowledge_files
from archrules.output.reference.site import Site

_BUILT_IN = "knowledge"


def read_site(packs: Sequence[str | Path] = (), *, manual: bool = False) -> Site:
    """The built-in knowledge with packs laid on it, ready for pages; `manual` as in `Site`.

    Files are named from the folder of their pack on, which is called as the pack.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    knowledge = load_knowledge(packs=packs)
    places, _ = located(packs)  # without faults, or loading would have told
    folders = [(_BUILT_IN, built_in())]
    folders += [(pack.name, place.folder) for pack, place in zip(knowledge.layers[1:], places, strict=True)]
    files = {
        file.id: f"{name}/{file.name}" for name, folder in folders for file in knowledge_files(folder)[0]
    }
    return Site(knowledge, files, load_clauses(), manual)
