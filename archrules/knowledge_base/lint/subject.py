"""What is linted: knowledge that was loaded, and the files that it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from archrules.errors import KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.packs import KnowledgeFile, knowledge_files
from archrules.knowledge_base.scope import Path
from archrules.knowledge_base.strict_yaml import Document, load_yaml
from archrules.knowledge_base.validation import KEY

PACK, SOURCES = "pack.yaml", "sources.yaml"


@dataclass(frozen=True)
class Subject:
    """The knowledge, and the document of each item by its id. Without one the id stands in for the file."""

    knowledge: KnowledgeBase
    documents: Mapping[str, Document] = field(default_factory=dict)

    def fault(self, item: str, path: Path, code: str, message: str) -> LintFault:
        """What is wrong at a path of an item. A path that ends with `KEY` means the key before it."""
        document = self.documents.get(item)
        if document is None:
            return LintFault(item, 1, 1, code, message)
        of_key = path[-1:] == (KEY,)
        position = document.key_position(path[:-1]) if of_key else document.position(path)
        return LintFault(document.source, *position, code, message)


def read_documents(folder: Traversable) -> dict[str, Document]:
    """Every file of a pack by the id of what stands in it; the bibliography and the pack itself by file name.

    Raises:
        KnowledgeError: a file is no YAML.
    """
    documents = {_identity(file): load_yaml(file.place, error=KnowledgeError) for file in _files(folder)}
    for name in (PACK, SOURCES):
        documents[name] = load_yaml(folder / name, error=KnowledgeError)
    return documents


def _files(folder: Traversable) -> list[KnowledgeFile]:
    return knowledge_files(folder)[0]


def _identity(file: KnowledgeFile) -> str:
    folder, _, name = file.name.removesuffix(".yaml").rpartition("/")
    decision = folder.rpartition("/")[2]
    return {"decision": decision, "option": f"{decision}/{name}"}.get(file.form, name)
