"""Knowledge made ready to run: its strata and one program, kept for as long as the same knowledge is in use."""

from dataclasses import dataclass, field
from functools import lru_cache

from archrules.inference.program import Program
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.strata import Stratum, strata

_KEPT = 8


@dataclass(frozen=True, slots=True)
class Compiled:
    """The strata of some knowledge, and a program that keeps what is compiled of its rules."""

    strata: tuple[Stratum, ...]
    program: Program


def compiled(knowledge: KnowledgeBase) -> Compiled:
    """The knowledge made ready to run; the same for knowledge of the same digest and parameters."""
    return _compiled(_ByContent(knowledge.digest, tuple(sorted(knowledge.overrides.items())), knowledge))


@dataclass(frozen=True, slots=True)
class _ByContent:
    digest: str
    overrides: tuple[tuple[str, object], ...]
    knowledge: KnowledgeBase = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _compiled(content: _ByContent) -> Compiled:
    return Compiled(strata(content.knowledge), Program())
