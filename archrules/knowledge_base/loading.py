"""Reads a pack from its folder: every file strictly, every fault of every file reported at once."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast

from archrules.errors import Fault, KnowledgeError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.decision_form import read_decision, read_option, with_options
from archrules.knowledge_base.images import ImagesFile, ImageTable, read_images
from archrules.knowledge_base.items import (
    DecisionItem,
    DefaultItem,
    DerivationItem,
    Header,
    Item,
    OptionItem,
    PackItem,
    PolicyItem,
    Source,
    SourceReference,
    TableItem,
    TechnologyItem,
)
from archrules.knowledge_base.packs import KnowledgeFile, built_in, knowledge_files
from archrules.knowledge_base.rule_forms import read_derivation, read_policy, read_table
from archrules.knowledge_base.rules import Decision, Option
from archrules.knowledge_base.scope import Faults
from archrules.knowledge_base.strata import check_strata
from archrules.knowledge_base.strict_yaml import Document, load_yaml
from archrules.knowledge_base.validation import KEY, suggest, validate
from archrules.vocabulary import VOCABULARY

_SHAPES: Mapping[str, type[Header]] = {
    "decision": DecisionItem,
    "default": DefaultItem,
    "derivation": DerivationItem,
    "option": OptionItem,
    "policy": PolicyItem,
    "table": TableItem,
    "technology": TechnologyItem,
}

ItemType = TypeVar("ItemType", bound=Item)


class SourcesFile(Item):
    """The shape of `sources.yaml`."""

    sources: dict[str, Source]


def load_knowledge(folder: Traversable | None = None) -> KnowledgeBase:
    """The knowledge in a folder; the built-in knowledge if none is given.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    return _load_built_in() if folder is None else _Loader(folder).load()


@lru_cache(maxsize=1)
def _load_built_in() -> KnowledgeBase:
    return _Loader(built_in()).load()


class _Loader:
    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._faults: list[Fault] = []
        self._documents: dict[str, Document] = {}
        self._broken: set[str] = set()
        self._decisions_begun: set[str] = set()
        self._items: dict[str, dict[str, Header]] = {form: {} for form in _SHAPES}
        self._images: tuple[Document, ImagesFile] | None = None

    def load(self) -> KnowledgeBase:
        if not self._folder.is_dir():
            raise KnowledgeError(Fault(str(self._folder), 1, 1, "there is no such folder: check the path"))
        pack = self._read(self._folder / "pack.yaml", PackItem)
        sources = self._read(self._folder / "sources.yaml", SourcesFile)
        self._read_images()
        files, misplaced = knowledge_files(self._folder)
        self._faults.extend(misplaced)
        for file in files:
            self._read_item(file)
        if sources is not None:
            self._check_sources(sources.sources)
        knowledge = self._elaborate(pack, sources.sources if sources else {})
        self._raise_faults()
        check_strata(knowledge, {name: document.source for name, document in self._documents.items()})
        return knowledge

    def _raise_faults(self) -> None:
        if self._faults:
            raise KnowledgeError(tuple(self._faults))

    def _read(self, place: Traversable, shape: type[ItemType]) -> ItemType | None:
        try:
            return validate(load_yaml(place, error=KnowledgeError), shape, error=KnowledgeError)
        except KnowledgeError as error:
            self._faults.extend(error.faults)
            return None

    def _read_images(self) -> None:
        try:
            self._images = read_images(self._folder)
        except KnowledgeError as error:
            self._faults.extend(error.faults)

    def _read_item(self, file: KnowledgeFile) -> None:
        folder, _, name = file.name.removesuffix(".yaml").rpartition("/")
        if file.form == "decision":
            self._decisions_begun.add(folder.rpartition("/")[2])
        try:
            document = load_yaml(file.place, error=KnowledgeError)
            item = validate(document, _SHAPES[file.form], error=KnowledgeError)
        except KnowledgeError as error:
            self._faults.extend(error.faults)
            self._broken.add(file.form)
            return
        expected = folder.rpartition("/")[2] if file.form == "decision" else name
        identity = f"{folder.rpartition('/')[2]}/{item.id}" if file.form == "option" else item.id
        if item.id != expected:
            self._note(document, ("id",), f"the id must be the name of its file, {expected!r}")
            self._broken.add(file.form)
        elif identity in self._documents:
            self._note(
                document, ("id",), f"{identity!r} is also the id of {self._documents[identity].source}"
            )
            self._broken.add(file.form)
        else:
            self._documents[identity] = document
            self._items[file.form][identity] = item

    def _note(self, document: Document, path: tuple[str | int, ...], message: str) -> None:
        of_key = path[-1:] == (KEY,)
        position = document.key_position(path[:-1]) if of_key else document.position(path)
        self._faults.append(Fault(document.source, *position, message))

    def _check_sources(self, known: Mapping[str, Source]) -> None:
        for document, item in self._citing():
            for path, reference in references(item):
                if reference not in known:
                    hint = suggest(reference, known)
                    self._note(document, path, f"sources.yaml has no source {reference!r}{hint}")

    def _citing(self) -> Iterator[tuple[Document, Item]]:
        """Everything that names sources, with the document that it stands in."""
        for items in self._items.values():
            yield from ((self._documents[name], item) for name, item in items.items())
        if self._images is not None:
            yield self._images

    def _each(self, form: str, read: Callable[[Any, Faults], Any]) -> dict[str, Any]:
        result = {}
        for name in sorted(self._items[form]):
            faults = Faults(self._documents[name])
            result[name] = read(self._items[form][name], faults)
            self._take(faults)
        return result

    def _items_of(self, form: str) -> dict[str, Any]:
        return dict(sorted(self._items[form].items()))

    def _take(self, faults: Faults) -> None:
        for path, message in faults.found:
            self._note(faults.document, path, message)

    def _elaborate(self, pack: PackItem | None, sources: Mapping[str, Source]) -> KnowledgeBase:
        return KnowledgeBase(
            pack=cast("PackItem", pack),  # one that could not be read is a fault, and raised
            sources=dict(sorted(sources.items())),
            defaults=self._items_of("default"),
            technologies=self._items_of("technology"),
            derivations=self._each(
                "derivation", lambda item, faults: read_derivation(item, VOCABULARY, faults)
            ),
            tables=self._each("table", lambda item, faults: read_table(item, VOCABULARY, faults)),
            decisions=self._decisions(),
            policies=self._each("policy", lambda item, faults: read_policy(item, VOCABULARY, faults)),
            images=self._images[1].table() if self._images else ImageTable(),
        )

    def _decisions(self) -> dict[str, Decision]:
        decisions = self._each("decision", lambda item, faults: read_decision(item, VOCABULARY, faults))
        self._note_stray_options()
        if not self._broken.isdisjoint({"decision", "derivation", "option", "technology"}):
            return {}  # what is missing of them would be told as further faults
        return {name: self._with_options(name, decision) for name, decision in decisions.items()}

    def _note_stray_options(self) -> None:
        for identity in sorted(self._items["option"]):
            folder = identity.partition("/")[0]
            if folder not in self._decisions_begun:
                self._note(self._documents[identity], (), f"there is no decision.yaml beside it in {folder}/")

    def _argued(self) -> set[str]:
        """The criteria that derivations argue for all options."""
        conclusions = (
            item.derive.get("argued")
            for item in self._items["derivation"].values()
            if isinstance(item, DerivationItem)
        )
        return {str(fields.get("criterion")) for fields in conclusions if isinstance(fields, dict)}

    def _with_options(self, name: str, decision: Decision) -> Decision:
        maturity = {
            item.id: item.maturity.value
            for item in self._items["technology"].values()
            if isinstance(item, TechnologyItem)
        }
        options: list[Option] = []
        used: set[str] = set()
        for identity, item in sorted(self._items["option"].items()):
            if identity.startswith(f"{name}/") and isinstance(item, OptionItem):
                faults = Faults(self._documents[identity])
                options.append(read_option(item, decision, VOCABULARY, faults, maturity, used))
                self._take(faults)
        faults = Faults(self._documents[name])
        for index, earlier in enumerate(decision.item.after):
            if earlier not in self._items["decision"]:
                hint = suggest(earlier, self._items["decision"])
                faults.add(("after", index), f"there is no decision {earlier!r}{hint}")
        decision = with_options(decision, options, self._argued(), used, faults)
        self._take(faults)
        return decision


def references(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every `ref:` inside an item with its path. Facts and conditions, which are plain data, hold none."""
    match value:
        case SourceReference(ref=reference):
            yield (*path, "ref"), reference
        case Item():
            for name, field in type(value).model_fields.items():
                yield from references(getattr(value, name), (*path, field.alias or name))
        case dict():
            for key, entry in value.items():
                yield from references(entry, (*path, key))
        case tuple():
            for index, entry in enumerate(value):
                yield from references(entry, (*path, index))
