"""Reads a file of waivers: one that is wrong keeps its faults, and the others count all the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from typing import Annotated, Any

from pydantic import Field

from archrules.errors import Fault, InputError
from archrules.knowledge_base.strict_yaml import Document, Position, ValuePath, load_yaml
from archrules.knowledge_base.validation import validate
from archrules.model.base import LIST_LENGTH, Model
from archrules.model.finding import Place
from archrules.model.waiver import Waiver

_LIST = "waivers"


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """One entry of a file: where it stands, and the waiver, or else what is wrong with it."""

    place: Place
    waiver: Waiver | None
    faults: tuple[Fault, ...] = ()


class _Entries(Model):
    """A file of waivers before its entries are looked at."""

    waivers: Annotated[tuple[Any, ...], Field(max_length=LIST_LENGTH)]


def load_waivers(path: str | PathLike[str]) -> tuple[WaiverEntry, ...]:
    """Read a YAML or JSON file of waivers; an entry that is wrong keeps its faults and the others count.

    Raises:
        InputError: the file as a whole cannot be read, with every fault in it.
    """
    document = load_yaml(path)
    validate(document, _Entries, error=InputError)
    return tuple(_entry(each) for each in _entry_documents(document))


def _entry_documents(document: Document) -> list[Document]:
    """Return each entry as a document of its own, with the places that it has in the whole."""
    top: Any = document.value
    entries: list[Any] = top[_LIST]
    positions = _by_entry(document.positions, len(entries))
    keys = _by_entry(document.key_positions, len(entries))
    return [
        Document(entry, document.source, here, keys_here)
        for entry, here, keys_here in zip(entries, positions, keys, strict=True)
    ]


def _by_entry(places: Mapping[ValuePath, Position], count: int) -> list[dict[ValuePath, Position]]:
    divided: list[dict[ValuePath, Position]] = [{} for _ in range(count)]
    for path, position in places.items():
        if len(path) > 1 and isinstance(path[1], int):
            divided[path[1]][path[2:]] = position
    return divided


def _entry(document: Document) -> WaiverEntry:
    position = document.position(())
    place = Place(file=document.source, line=position.line, column=position.column)
    try:
        return WaiverEntry(place, validate(document, Waiver, error=InputError))
    except InputError as error:
        return WaiverEntry(place, None, error.faults)
