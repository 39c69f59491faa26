"""Reads the folder of one pack: every file strictly, each item of the right shape, all faults at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from typing import TypeVar

from archrules.errors import Fault, KnowledgeError
from archrules.knowledge_base import images
from archrules.knowledge_base.images import ImagesFile, read_images
from archrules.knowledge_base.items import (
    DecisionItem,
    DefaultItem,
    DerivationItem,
    Header,
    Item,
    ItemId,
    OptionItem,
    PackItem,
    PolicyItem,
    Source,
    TableItem,
    TechnologyItem,
)
from archrules.knowledge_base.packs import KnowledgeFile, is_link, knowledge_files, missing_folder
from archrules.knowledge_base.strict_yaml import Document, ValuePath, load_yaml
from archrules.knowledge_base.validation import KEY, validate

PACK, SOURCES, IMAGES = "pack.yaml", "sources.yaml", images.FILE

SHAPES: Mapping[str, type[Header]] = {
    "decision": DecisionItem,
    "default": DefaultItem,
    "derivation": DerivationItem,
    "option": OptionItem,
    "policy": PolicyItem,
    "table": TableItem,
    "technology": TechnologyItem,
}
"""The shape of an item of each form."""

_ItemType = TypeVar("_ItemType", bound=Item)


class SourcesFile(Item):
    """The shape of `sources.yaml`."""

    sources: dict[ItemId, Source]


@dataclass(frozen=True)
class PackFiles:
    """What stands in the folder of one pack, as far as it could be read.

    `pack`, `sources` and `images` are None where their file is missing or at fault. `items` goes from form to id to
    item, `documents` from id or file name to document. `ids` are those of all item files, also of those that could
    not be read; the forms of these are `broken`, and so are `sources` and `images` where their files are at fault.
    """

    folder: str
    pack: PackItem | None
    sources: Mapping[str, Source] | None
    images: ImagesFile | None
    items: Mapping[str, Mapping[str, Header]]
    documents: Mapping[str, Document]
    ids: frozenset[str]
    broken: frozenset[str]
    faults: tuple[Fault, ...]

    def place(self, name: str, path: ValuePath) -> tuple[str, int, int]:
        """File, line and column of a path in an item or file; of the key before it if the path ends with `KEY`."""
        return place_of(self.documents[name], path)

    def with_fault(self, fault: Fault) -> "PackFiles":
        """The same with one more fault."""
        return replace(self, faults=(*self.faults, fault))


def place_of(document: Document, path: ValuePath) -> tuple[str, int, int]:
    """File, line and column of a path in a document; of the key before it if the path ends with `KEY`."""
    of_key = path[-1:] == (KEY,)
    return document.source, *(document.key_position(path[:-1]) if of_key else document.position(path))


def read_pack(
    folder: Traversable, *, on_top: bool = False, within: tuple[str, ...] | None = None
) -> PackFiles:
    """Everything in the folder of a pack; one that is laid on others needs no bibliography of its own.

    `within` names folders, such as `policies/`, to read items of these only, and no images.
    """
    return _Reader(folder, within).read(on_top=on_top)


@dataclass
class _Reader:
    folder: Traversable
    within: tuple[str, ...] | None = None
    faults: list[Fault] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    items: dict[str, dict[str, Header]] = field(default_factory=lambda: {form: {} for form in SHAPES})
    broken: set[str] = field(default_factory=set)

    def read(self, *, on_top: bool) -> PackFiles:
        if missing := tuple(missing_folder(self.folder)):
            self.faults.extend(missing)
            return self._found(None, None, None, [])
        pack = self._read(PACK, PackItem)
        bare = on_top and not (self.folder / SOURCES).is_file()
        sources = SourcesFile(sources={}) if bare else self._read(SOURCES, SourcesFile)
        table = self._read_images() if self.within is None else None
        files, misplaced = knowledge_files(self.folder)
        self.faults.extend(misplaced)
        if self.within is not None:
            files = [file for file in files if file.name.startswith(self.within)]
        for file in files:
            self._read_item(file)
        return self._found(pack, sources, table, files)

    def _found(
        self,
        pack: PackItem | None,
        sources: SourcesFile | None,
        table: ImagesFile | None,
        files: list[KnowledgeFile],
    ) -> PackFiles:
        return PackFiles(
            folder=str(self.folder),
            pack=pack,
            sources=sources.sources if sources else None,
            images=table,
            items=self.items,
            documents=self.documents,
            ids=frozenset(file.id for file in files),
            broken=frozenset(self.broken),
            faults=tuple(self.faults),
        )

    def _read(self, name: str, shape: type[_ItemType]) -> _ItemType | None:
        place = self.folder / name
        if is_link(place):
            self.broken.add(name.removesuffix(".yaml"))
            return None  # told by `knowledge_files`
        try:
            document = load_yaml(place, error=KnowledgeError)
            item = validate(document, shape, error=KnowledgeError)
        except KnowledgeError as error:
            self.faults.extend(error.faults)
            self.broken.add(name.removesuffix(".yaml"))
            return None
        self.documents[name] = document
        return item

    def _read_images(self) -> ImagesFile | None:
        if is_link(self.folder / IMAGES):
            self.broken.add("images")
            return None  # told by `knowledge_files`
        try:
            found = read_images(self.folder)
        except KnowledgeError as error:
            self.faults.extend(error.faults)
            self.broken.add("images")
            return None
        if found is None:
            return None
        self.documents[IMAGES] = found[0]
        return found[1]

    def _read_item(self, file: KnowledgeFile) -> None:
        try:
            document = load_yaml(file.place, error=KnowledgeError)
            item = validate(document, SHAPES[file.form], error=KnowledgeError)
        except KnowledgeError as error:
            self.faults.extend(error.faults)
            self.broken.add(file.form)
            return
        expected = file.id.rpartition("/")[2]
        if item.id != expected:
            self._refuse(file, document, f"the id must be the name of its file, {expected!r}")
        elif file.id in self.documents:
            first = self.documents[file.id].source
            self._refuse(file, document, f"{file.id!r} is also the id of {first}")
        else:
            self.documents[file.id] = document
            self.items[file.form][file.id] = item

    def _refuse(self, file: KnowledgeFile, document: Document, message: str) -> None:
        self.faults.append(Fault(*place_of(document, ("id",)), message))
        self.broken.add(file.form)
