"""What containers are: a table from image names, service names and address schemes to kinds of elements."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from archrules.errors import KnowledgeError
from archrules.knowledge_base.items import Identifier, Item, ItemId, SourceReference
from archrules.knowledge_base.packs import built_in
from archrules.knowledge_base.strict_yaml import Document, ValuePath, load_yaml
from archrules.knowledge_base.validation import faults_at, validate

FILE = "images.yaml"

ElementKind = Literal["service", "data-store", "cache", "broker", "gateway", "frontend", "infrastructure"]
_Tail = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$", max_length=120
    ),
]
_ServiceName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=80)]
_Scheme = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


_Word = Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=40)]
_LONGEST_TAIL = 4

KEEPERS = ("data-store", "cache", "broker")
"""The kinds of what keeps data or carries messages."""


class ImageItem(Item):
    """What is known of one product, or of several that are alike.

    `images` are ends of image names, `names` those of services, `schemes` those of addresses that lead to it.
    `protocol` is what it is spoken to in; `role` tells data stores apart, and infrastructure.
    """

    kind: ElementKind
    technology: ItemId | None = None
    role: Identifier | None = None
    protocol: Identifier | None = None
    images: tuple[_Tail, ...] = ()
    names: tuple[_ServiceName, ...] = ()
    schemes: tuple[_Scheme, ...] = ()
    source: SourceReference


@dataclass(frozen=True)
class ImageTable:
    """Looks up what a container is; the mapping goes from id to item and is sorted by id.

    `tasks` are words in the names of containers that only do something to a store or broker.
    """

    items: Mapping[str, ImageItem] = field(default_factory=dict)
    tasks: frozenset[str] = frozenset()

    @cached_property
    def _by(self) -> Mapping[tuple[str, str], ImageItem]:
        return {
            (place, text): item
            for item in self.items.values()
            for place in ("images", "names", "schemes")
            for text in getattr(item, place)
        }

    def of_image(self, repository: str) -> ImageItem | None:
        """The item with the longest end of an image name, such as `library/postgres`, without tag and digest."""
        parts = repository.split("/")[-_LONGEST_TAIL:]
        tails = ("/".join(parts[start:]) for start in range(len(parts)))
        return next((item for tail in tails if (item := self._by.get(("images", tail)))), None)

    def of_name(self, name: str) -> ImageItem | None:
        """The item that a service of this name is taken for.

        For what keeps data or carries messages the last word of the name is enough.
        """
        whole = self._by.get(("names", name.lower()))
        if whole is not None:
            return whole
        item = self._by.get(("names", _words(name)[-1]))
        return item if item is not None and item.kind in KEEPERS and not self.is_task(name) else None

    def is_task(self, name: str) -> bool:
        """Whether a container of this name only does something to a store or broker, and is none."""
        return not self.tasks.isdisjoint(_words(name))

    def of_scheme(self, scheme: str) -> ImageItem | None:
        """The item that addresses of this scheme lead to; a driver behind a plus sign does not count."""
        return self._by.get(("schemes", scheme.lower().partition("+")[0]))


def _words(name: str) -> list[str]:
    return re.split("[-_.]", name.lower())


class ImagesFile(Item):
    """The shape of `images.yaml`."""

    tasks: tuple[_Word, ...] = ()
    images: Annotated[dict[ItemId, ImageItem], Field(max_length=2_000)]

    def problems(self) -> Iterator[tuple[ValuePath, str]]:
        """Every image, name or scheme that stands twice, and every role that is missing, each with its path."""
        seen: dict[tuple[str, str], str] = {}
        for identity, item in self.images.items():
            if item.role is None and item.kind in ("data-store", "infrastructure"):
                yield ("images", identity), f"what is {item.kind} needs a role: add `role:`"
            for place in ("images", "names", "schemes"):
                for index, text in enumerate(getattr(item, place)):
                    first = seen.setdefault((place, text), identity)
                    if first != identity:
                        yield (
                            ("images", identity, place, index),
                            f"{text!r} also stands under {first!r}: keep one",
                        )

    def table(self) -> ImageTable:
        """The items, to be looked up."""
        return ImageTable(dict(sorted(self.images.items())), frozenset(self.tasks))


def read_images(folder: Traversable) -> tuple[Document, ImagesFile] | None:
    """Read the table of a pack; None where the pack has none.

    Raises:
        KnowledgeError: with every fault of the file.
    """
    place = folder / FILE
    if not place.is_file():
        return None
    document = load_yaml(place, error=KnowledgeError)
    file = validate(document, ImagesFile, error=KnowledgeError)
    faults_at(document, file.problems(), KnowledgeError)
    return document, file


@lru_cache(maxsize=1)
def load_images() -> ImageTable:
    """The built-in table, from the index or else read without the rest of the knowledge.

    Raises:
        KnowledgeError: with every fault of the file.
    """
    from archrules.knowledge_base.index import read_index  # which holds a table

    indexed = read_index()
    if indexed is not None:
        return indexed.images
    found = read_images(built_in())
    return found[1].table() if found else ImageTable()
