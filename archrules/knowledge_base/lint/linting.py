"""lint(): everything that is wrong with a pack."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.lint.counting import counting_faults
from archrules.knowledge_base.lint.duplicates import duplicate_faults
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.options import option_faults
from archrules.knowledge_base.lint.provenance import provenance_faults
from archrules.knowledge_base.lint.reach import reach_faults
from archrules.knowledge_base.lint.subject import Subject, read_documents
from archrules.knowledge_base.lint.supply import supplies
from archrules.knowledge_base.lint.tables import table_faults
from archrules.knowledge_base.lint.unused import unused_faults
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.packs import built_in


def lint(pack: KnowledgeBase | Traversable | str | PathLike[str] | None = None) -> tuple[LintFault, ...]:
    """Everything wrong with the pack in a folder, or with the built-in knowledge, in order of place.

    A pack that cannot be loaded has the faults of its loading, with the code `load`, and no others are looked for. Of
    knowledge in memory the files are not known: the id of an item stands in for its file.
    """
    if isinstance(pack, KnowledgeBase):
        return _sorted(_faults(Subject(pack)))
    folder = built_in() if pack is None else Path(pack) if isinstance(pack, str | PathLike) else pack
    try:
        knowledge = load_knowledge(folder)
        documents = read_documents(folder)
    except KnowledgeError as error:
        return tuple(LintFault(f.file, f.line, f.column, "load", f.message) for f in error.faults)
    return _sorted(_faults(Subject(knowledge, documents)))


def _sorted(faults: Iterator[LintFault]) -> tuple[LintFault, ...]:
    return tuple(sorted(set(faults)))


def _faults(subject: Subject) -> Iterator[LintFault]:
    facts = supplies(subject.knowledge)
    yield from provenance_faults(subject)
    yield from table_faults(subject, facts)
    yield from reach_faults(subject, facts)
    yield from unused_faults(subject, facts)
    yield from option_faults(subject)
    yield from counting_faults(subject)
    yield from duplicate_faults(subject)
