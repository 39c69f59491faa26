"""The knowledge that judges systems, made ready when archrules is packed, so that a check need not read it again.

The index is part of the wheel. It counts only where the files of the knowledge are, byte for byte, those that it was
made of; a checkout has none. A test holds what it gives equal to what the files give.
"""

import hashlib
import pickle  # the file is made with the package, stands in it, and is trusted as its code is
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.expressions import Expression, parse_expression
from archrules.knowledge_base.images import ImageTable, read_images
from archrules.knowledge_base.packs import built_in
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.kinds import Kind

FILE = "knowledge.index"
FOR_CHECKS = ("derivations/systems/", "policies/")
"""Folders of the items that judge systems."""

_WHOLE = ("pack.yaml", "sources.yaml", "images.yaml")
_PROTOCOL = 5
_DIGEST_SIZE = hashlib.sha256().digest_size
_TRUSTED = {
    "builtins": {"frozenset", "set"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
}


class Index(NamedTuple):
    """What containers are, and the part of the knowledge that judges systems."""

    images: ImageTable
    knowledge: KnowledgeBase


def index_bytes() -> bytes:
    """The index of the knowledge in its files, as it is packed.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    from archrules.knowledge_base.loading import load_for_checks

    images = read_images(built_in())
    knowledge = load_for_checks()
    _ = knowledge.digest, knowledge.records  # computed here once, they are kept with the knowledge
    folder = _folder()
    if folder is None:
        raise FileNotFoundError("the knowledge is in no folder")
    target = BytesIO(_digest(folder))
    target.seek(_DIGEST_SIZE)
    _Writer(target, _PROTOCOL).dump(Index(images[1].table() if images else ImageTable(), knowledge))
    return target.getvalue()


def knowledge_for_checks() -> KnowledgeBase:
    """The part of the built-in knowledge that judges systems, from the index or else from its files.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    found = read_index()
    if found is not None:
        return found.knowledge
    from archrules.knowledge_base.loading import load_for_checks

    return load_for_checks()


@lru_cache(maxsize=1)
def read_index() -> Index | None:
    """The index that archrules was packed with; None where there is none, or it is that of other files."""
    file = Path(__file__).resolve().parents[1] / FILE
    folder = _folder()
    if folder is None or not file.is_file():
        return None
    return index_of(file.read_bytes(), folder)


def index_of(content: bytes, folder: Path) -> Index | None:
    """What an index holds; None where it was made of other files than those in the folder, or of another release."""
    if content[:_DIGEST_SIZE] != _digest(folder):
        return None
    try:
        found = _Reader(BytesIO(content[_DIGEST_SIZE:])).load()
    except Exception:  # noqa: BLE001 - whatever keeps it from being read, the files hold the same
        return None
    return found if isinstance(found, Index) else None


class _Writer(pickle.Pickler):
    """Leaves out what differs between interpreters, and what stands in the code: both are found again by name."""

    def reducer_override(self, thing: object) -> Any:  # noqa: ANN401 - the signature is that of pickle
        match thing:
            case Expression():
                return parse_expression, (thing.text,)
            case Kind():
                return kind_named, (thing.name,)
            case _:
                return NotImplemented


class _Reader(pickle.Unpickler):
    """Makes nothing but knowledge."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith("archrules.") or name in _TRUSTED.get(module, ()):
            return super().find_class(module, name)
        message = f"an index holds no {module}.{name}"
        raise pickle.UnpicklingError(message)


def kind_named(name: str) -> Kind:
    """The kind of facts of a name."""
    return VOCABULARY[name]


def _folder() -> Path | None:
    folder = built_in()
    return folder if isinstance(folder, Path) else None


def _digest(folder: Path) -> bytes:
    """SHA-256 over the names and bytes of all files that the index is made of."""
    found = [folder / name for name in _WHOLE]
    for part in FOR_CHECKS:
        found += sorted((folder / part).rglob("*"))
    digest = hashlib.sha256()
    for path in found:
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.digest()
