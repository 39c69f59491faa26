"""Packs on the small pack, in memory and on disk, for the tests of this folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from tests.unit.knowledge_base.small_pack import PACK, Files, write_pack

Changes = Mapping[str, Any]


def about(name: str = "acme", /, **changes: object) -> dict[str, Any]:
    """What a pack says about itself."""
    return {"name": name, "title": f"The pack {name}", "version": "1.2.0", "as-of": "2026-02-01", **changes}


def pack(name: str = "acme", /, files: Changes | None = None, **changes: object) -> Files:
    """The files of a pack that is laid on others."""
    return {"pack.yaml": about(name, **changes), **(files or {})}


def stack(folder: Path, *packs: Changes, below: Changes = PACK) -> KnowledgeBase:
    """The packs laid on the small pack, or on another one, in the order given."""
    return load_knowledge(write_pack(folder / "below", below), written(folder, packs))


def written(folder: Path, packs: Sequence[Changes]) -> list[Path]:
    """The folder of each pack: `pack1`, `pack2` and so on."""
    return [write_pack(folder / f"pack{number}", files) for number, files in enumerate(packs, start=1)]


def faults(folder: Path, *packs: Changes, below: Changes = PACK) -> list[str]:
    """Each fault of a stack, `file:line:column: message`, with files from the folder on."""
    with pytest.raises(KnowledgeError) as raised:
        stack(folder, *packs, below=below)
    return [line.replace(f"{folder}/", "") for line in str(raised.value).splitlines()]
