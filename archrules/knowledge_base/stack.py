"""Packs laid on one another: which items are in force, whose each is, and what was replaced or disabled where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from archrules.errors import Fault
from archrules.knowledge_base.images import ImageItem
from archrules.knowledge_base.items import Header, PackItem, Source
from archrules.knowledge_base.pack_reading import IMAGES, PACK, SHAPES, SOURCES, PackFiles
from archrules.knowledge_base.strict_yaml import Document, ValuePath
from archrules.knowledge_base.validation import KEY

ENTRIES = {"sources": SOURCES, "images": IMAGES}
"""What ids of entries in a file begin with, and that file."""


class Touch(NamedTuple):
    """Which pack replaced or disabled something, at which place of its `pack.yaml`, and whose that was before."""

    pack: str
    place: tuple[str, int, int]
    of: str

    def fault(self, message: str) -> Fault:
        """A fault at the place."""
        return Fault(*self.place, message)


@dataclass
class Stack:
    """The items in force. `pack_of`, `replaced` and `gone` go from id to whose or by whom.

    An id is that of an item, an option's is `decision/option`; `sources/id` and `images/id` stand for entries of
    those two files. `closure` goes from pack to those below it that it may change, itself included.
    `broken` are the forms of files that could not be read, and `unread` the ids that they have by name.
    """

    items: dict[str, dict[str, Header]] = field(default_factory=lambda: {form: {} for form in SHAPES})
    documents: dict[str, Document] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    images: dict[str, ImageItem] = field(default_factory=dict)
    tasks: set[str] = field(default_factory=set)
    pack_of: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, Touch] = field(default_factory=dict)
    gone: dict[str, Touch] = field(default_factory=dict)
    closure: dict[str, frozenset[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def may_hold(self, name: str) -> bool:
        """Whether there may be something under an id, in a file that could not be read."""
        return name in self.unread or name.partition("/")[0] in self.broken & ENTRIES.keys()

    def form(self, name: str) -> str | None:
        """The form of the item of an id; None for entries and for what is not in force."""
        return next((form for form, items in self.items.items() if name in items), None)

    def options(self, decision: str) -> list[str]:
        """The ids of the options in force of a decision."""
        return sorted(name for name in self.items["option"] if name.startswith(f"{decision}/"))

    def put(self, name: str, pack: PackFiles, owner: str) -> None:
        """Bring what a pack has under an id into force."""
        kind, _, entry = name.partition("/")
        if kind == "sources" and entry and pack.sources:
            self.sources[entry] = pack.sources[entry]
        elif kind == "images" and entry and pack.images:
            self.images[entry] = pack.images.images[entry]
        else:
            form = next(form for form, items in pack.items.items() if name in items)
            self.items[form][name] = pack.items[form][name]
        self.documents[name] = pack.documents[ENTRIES.get(kind, name) if entry else name]
        self.pack_of[name] = owner

    def remove(self, name: str, touch: Touch) -> None:
        """Take what stands under an id out of force; with a decision go its options."""
        kind, _, entry = name.partition("/")
        if kind == "sources" and entry:
            del self.sources[entry]
        elif kind == "images" and entry:
            del self.images[entry]
        else:
            form = self.form(name)
            for option in self.options(name) if form == "decision" else ():
                self.remove(option, touch)
            if form:
                del self.items[form][name]
        self.gone[name] = touch._replace(of=self.pack_of[name])
        del self.documents[name], self.pack_of[name]


def contents(pack: PackFiles) -> Iterator[tuple[str, str, ValuePath]]:
    """The id of everything in a pack, the document that it stands in, and the path of its id there."""
    for items in pack.items.values():
        yield from ((name, name, ("id",)) for name in sorted(items))
    for source in sorted(pack.sources or ()):
        yield f"sources/{source}", SOURCES, ("sources", source, KEY)
    for image in sorted(pack.images.images if pack.images else ()):
        yield f"images/{image}", IMAGES, ("images", image, KEY)


def bottom(pack: PackFiles) -> Stack:
    """The stack of one pack, on which others can be laid."""
    stack = Stack()
    name = pack.pack.name if pack.pack else ""
    stack.closure[name] = frozenset({name})
    add(stack, pack, name, (entry for entry, _, _ in contents(pack)))
    if pack.pack is not None:
        stack.faults += _out_of_place(pack, pack.pack)
    return stack


def add(stack: Stack, pack: PackFiles, owner: str, names: Iterable[str]) -> None:
    """Bring some of what a pack has into force, and note what could not be read."""
    for name in names:
        stack.put(name, pack, owner)
    stack.tasks.update(pack.images.tasks if pack.images else ())
    stack.faults += pack.faults
    stack.broken |= pack.broken
    stack.unread |= pack.ids - {name for items in pack.items.values() for name in items}


def _out_of_place(pack: PackFiles, item: PackItem) -> Iterator[Fault]:
    """What only makes sense in a pack that is laid on others, and ids that begin with the name of another one."""
    for word in ("requires", "replaces", "disables"):
        if getattr(item, word):
            message = f"there is no pack below this one; leave `{word}` out, or lay the pack on another"
            yield Fault(*pack.place(PACK, (word, KEY)), message)
    for name, document, path in contents(pack):
        if not all(own in {"", item.name} for own in prefixes(name)):
            yield Fault(*pack.place(document, path), f"only {item.name!r} can stand before the dot here")


def prefixes(name: str) -> list[str]:
    """For each part of an id the name of the pack before it, empty where there is none."""
    return [part.rpartition(".")[0] for part in name.split("/")]
