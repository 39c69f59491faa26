"""lint(): everything that is wrong with a pack."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.coverage import load_clauses
from archrules.knowledge_base.installed_packs import located
from archrules.knowledge_base.lint.counting import counting_faults
from archrules.knowledge_base.lint.duplicates import duplicate_faults
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.options import option_faults
from archrules.knowledge_base.lint.provenance import provenance_faults
from archrules.knowledge_base.lint.reach import reach_faults
from archrules.knowledge_base.lint.subject import Subject, documents_of
from archrules.knowledge_base.lint.supply import supplies
from archrules.knowledge_base.lint.tables import table_faults
from archrules.knowledge_base.lint.unused import unused_faults
from archrules.knowledge_base.loading import PackName, load_knowledge
from archrules.knowledge_base.pack_reading import read_pack
from archrules.knowledge_base.packs import built_in


def lint(
    pack: KnowledgeBase | PackName | None = None, packs: Iterable[PackName] = ()
) -> tuple[LintFault, ...]:
    """Everything wrong with the pack in a folder, or with the built-in knowledge if none is given, in order of place.

    With packs that are laid on it, everything that is then wrong in files of these. A pack that cannot be loaded has
    the faults of its loading, with the code `load`, and no others are looked for. Of knowledge in memory the files are
    not known: the id of an item stands in for its file.
    """
    if isinstance(pack, KnowledgeBase):
        return _sorted(_faults(Subject(pack, clauses=load_clauses().keys())))
    folder = Path(pack) if isinstance(pack, str | PathLike) else pack
    several = [packs] if isinstance(packs, str | PathLike) else list(packs)
    try:
        knowledge = load_knowledge(folder, several)
        above = [place.folder for place in located(several)[0]]
        clauses = set(load_clauses()).union(*map(load_clauses, [folder or built_in(), *above]))
    except KnowledgeError as error:
        return tuple(LintFault(f.file, f.line, f.column, "load", f.message) for f in error.faults)
    on_top = [read_pack(each, on_top=True) for each in above]
    documents = documents_of([read_pack(folder or built_in()), *on_top])
    found = _sorted(_faults(Subject(knowledge, documents, clauses)))
    if not on_top:
        return found
    own = {document.source for files in on_top for document in files.documents.values()}
    return tuple(fault for fault in found if fault.file in own)


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
