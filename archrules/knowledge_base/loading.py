"""Loads knowledge: from one folder, or from several packs laid on one another, every fault told at once."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources.abc import Traversable
from os import PathLike

from archrules.errors import Fault, KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.elaboration import elaborate
from archrules.knowledge_base.index import FOR_CHECKS
from archrules.knowledge_base.installed_packs import PackPlace, located
from archrules.knowledge_base.pack_reading import PACK, PackFiles, SourcesFile, read_pack
from archrules.knowledge_base.packs import built_in
from archrules.knowledge_base.references import references
from archrules.knowledge_base.stack import bottom
from archrules.knowledge_base.stacking import lay
from archrules.knowledge_base.strata import check_strata

__all__ = ["PackName", "SourcesFile", "load_knowledge", "references"]

PackName = str | PathLike[str] | Traversable
"""A pack: its folder, or the name under which it is installed."""


def load_knowledge(folder: Traversable | None = None, packs: Iterable[PackName] = ()) -> KnowledgeBase:
    """The knowledge in a folder, the built-in knowledge if none is given, with packs laid on it in their order.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    several = (packs,) if isinstance(packs, str | PathLike) else tuple(packs)
    if not several:
        return _load_built_in() if folder is None else _loaded([read_pack(folder)], [])
    places, faults = located(several)
    below = _read_built_in() if folder is None else read_pack(folder)
    on_top = [_read(place) for place in places]
    return _loaded([below, *on_top], faults)


@lru_cache(maxsize=1)
def _load_built_in() -> KnowledgeBase:
    return _loaded([read_pack(built_in())], [])


@lru_cache(maxsize=1)
def load_for_checks() -> KnowledgeBase:
    """The part of the built-in knowledge that judges systems: policies and what they rest on.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    return _loaded([read_pack(built_in(), within=FOR_CHECKS)], [])


@lru_cache(maxsize=1)
def _read_built_in() -> PackFiles:
    return read_pack(built_in())


def _read(place: PackPlace) -> PackFiles:
    files = read_pack(place.folder, on_top=True)
    if files.pack is None or place.name in {None, files.pack.name}:
        return files
    message = f"the pack is installed as {place.name!r}; give it the same name here and there"
    return files.with_fault(Fault(*files.place(PACK, ("name",)), message))


def _loaded(packs: list[PackFiles], faults: list[Fault]) -> KnowledgeBase:
    stack = bottom(packs[0])
    for pack in packs[1:]:
        lay(stack, pack)
    knowledge = elaborate(stack, packs)
    faults = [*faults, *stack.faults]
    if faults:
        raise KnowledgeError(faults)
    check_strata(knowledge, {name: document.source for name, document in stack.documents.items()})
    return knowledge
