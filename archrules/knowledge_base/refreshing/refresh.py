"""Compares the technology items of a folder with the data of endoflife.date, and writes only when told to."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archrules.errors import Fault, InputError, KnowledgeError
from archrules.knowledge_base.items import PackItem, Releases, TechnologyItem
from archrules.knowledge_base.refreshing.editing import edited
from archrules.knowledge_base.refreshing.feed import Feed, FeedRelease
from archrules.knowledge_base.refreshing.staleness import LINES, differences
from archrules.knowledge_base.strict_yaml import Document, load_yaml, parse_yaml
from archrules.knowledge_base.validation import validate

SOURCE = "endoflife"
"""The id under which the bibliography lists endoflife.date; `where` is the name of the product there."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One item: whether it names a product of endoflife.date, what is out of date, and how much is left to do."""

    compared: bool
    faults: tuple[Fault, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """The day of the data, which becomes the `as-of` of what is written, and the day for which support is judged."""

    data: str
    support: str


@dataclass(frozen=True, slots=True)
class _Known:
    """An item, its place in the text, and what the data says of its product; None where it says nothing."""

    file: Path
    document: Document
    releases: Releases
    product: str
    data: tuple[FeedRelease, ...] | None


def refresh(folder: Path, feed: Feed, as_of: str, *, write: bool = False) -> tuple[Comparison, ...]:
    """Compare every item under `technologies/` with the data of a day; with `write` put it right in its file.

    Which lines are supported is judged for the day of the pack, or that of the data if it is later. The order is
    that of the files' names. Symbolic links are not followed. Where anything cannot be read, nothing is written.

    Raises:
        InputError: items or the data cannot be read, with every fault.
    """
    pack = validate(load_yaml(folder / "pack.yaml", error=KnowledgeError), PackItem, error=KnowledgeError)
    days = Days(as_of, max(as_of, pack.as_of))
    faults: list[Fault] = []
    found: list[_Known | None] = []
    for file in _files(folder):
        try:
            found.append(_read(file, feed))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(
        _compare(known, days, write=write) if known else Comparison(compared=False) for known in found
    )


def _files(folder: Path) -> Iterator[Path]:
    place = folder / "technologies"
    if not place.is_dir():
        message = "there is no folder technologies/ in it: name the folder of a pack"
        raise KnowledgeError(Fault(str(folder), 1, 1, message))
    for name, folders, files in sorted(os.walk(place)):
        folders.sort()
        paths = (Path(name, file) for file in sorted(files) if file.endswith(".yaml"))
        yield from (path for path in paths if not path.is_symlink())


def _read(file: Path, feed: Feed) -> _Known | None:
    document = load_yaml(file, error=KnowledgeError)
    releases = validate(document, TechnologyItem, error=KnowledgeError).releases
    if releases is None or releases.source.ref != SOURCE or releases.source.where is None:
        return None
    product = releases.source.where
    return _Known(file, document, releases, product, feed.releases(product))


def _compare(known: _Known, days: Days, *, write: bool) -> Comparison:
    document, was = known.document, known.releases.as_of
    if known.data is None:
        message = f"the data has no product {known.product!r}: correct it"
        return _left(document, ("releases", "source", "where"), message)
    if was > days.data:
        message = f"these releases are of {was}, later than the data of {days.data}: take newer data"
        return _left(document, ("releases", "as-of"), message)
    found = differences(document, known.data, days.support)
    faults = tuple(Fault(document.source, *one.position, one.message) for one in found)
    if not write:
        return Comparison(compared=True, faults=faults, left=len(found))
    if not _write(known.file, document, known.data, days):
        message = "it is laid out so that this program cannot change it: give each line of releases a row of its own"
        faults = (Fault(document.source, *document.position(LINES), message), *faults)
        return Comparison(compared=True, faults=faults, left=len(faults))
    return Comparison(compared=True, faults=faults, left=sum(one.action == "none" for one in found))


def _left(document: Document, path: tuple[str, ...], message: str) -> Comparison:
    fault = Fault(document.source, *document.position(path), message)
    return Comparison(compared=True, faults=(fault,), left=1)


def _write(file: Path, document: Document, data: Sequence[FeedRelease], days: Days) -> bool:
    """Whether the item is now as the data says."""
    text = file.read_bytes().decode()
    long_term = [release.line for release in data if release.long_term_on(days.support)]
    changes = differences(document, data, days.support)
    changed = edited(text, document, changes, days.data, long_term)
    if not _done(changed, document.source, data, days):
        return False
    if changed != text:
        file.write_bytes(changed.encode())
    return True


def _done(text: str, source: str, data: Sequence[FeedRelease], days: Days) -> bool:
    """Whether a text is a valid item with nothing out of date: authors may lay it out as nobody thought of."""
    try:
        document = parse_yaml(text, source, error=KnowledgeError)
        validate(document, TechnologyItem, error=KnowledgeError)
    except InputError:
        return False
    return all(one.action == "none" for one in differences(document, data, days.support))
