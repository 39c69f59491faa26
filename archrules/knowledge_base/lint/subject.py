"""What is linted: knowledge that was loaded, and the files that it was read from."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.pack_reading import PACK, SOURCES, PackFiles, place_of
from archrules.knowledge_base.pack_record import Pack
from archrules.knowledge_base.scope import Path
from archrules.knowledge_base.strict_yaml import Document


@dataclass(frozen=True)
class Subject:
    """The knowledge, and the document of each item by its id, of each source by `sources/id`.

    Without a document the id stands in for the file.
    """

    knowledge: KnowledgeBase
    documents: Mapping[str, Document] = field(default_factory=dict)
    clauses: AbstractSet[str] = frozenset()
    """Every clause that an item may cite."""

    def fault(self, item: str, path: Path, code: str, message: str) -> LintFault:
        """What is wrong at a path of an item. A path that ends with `KEY` means the key before it."""
        document = self.documents.get(item)
        if document is None:
            return LintFault(item, 1, 1, code, message)
        return LintFault(*place_of(document, path), code, message)

    def pack_of(self, item: str) -> Pack:
        """The pack that an item is from."""
        owner = self.knowledge.pack_of.get(item)
        layers = self.knowledge.layers
        return next((layer for layer in layers if layer.name == owner), layers[0])


def documents_of(packs: Iterable[PackFiles]) -> dict[str, Document]:
    """The document of everything in force, where each pack is laid on those before it."""
    found: dict[str, Document] = {}
    for files in packs:
        found |= {name: document for name, document in files.documents.items() if name not in {PACK, SOURCES}}
        found |= {f"sources/{name}": files.documents[SOURCES] for name in files.sources or ()}
    return found
