"""Compares the technology items of a folder with the data of endoflife.date, and writes only when told to."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archrules.errors import Fault, InputError, KnowledgeError
from archrules.knowledge_base.items import PackItem, TechnologyItem
from archrules.knowledge_base.refreshing.editing import edited
from archrules.knowledge_base.refreshing.feed import Feed, FeedRelease
from archrules.knowledge_base.refreshing.staleness import differences
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


def refresh(folder: Path, feed: Feed, as_of: str, *, write: bool = False) -> tuple[Comparison, ...]:
    """Compare every item under `technologies/` with the data of a day; with `write` put it right in its file.

    Which lines are supported is judged for the day of the pack, or that of the data if it is later. The order is
    that of the files' names. Symbolic links are not followed.

    Raises:
        InputError: an item or the data cannot be read, or an item would not be valid afterwards.
    """
    pack = validate(load_yaml(folder / "pack.yaml", error=KnowledgeError), PackItem, error=KnowledgeError)
    days = Days(as_of, max(as_of, pack.as_of))
    return tuple(_compare(file, feed, days, write=write) for file in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    place = folder / "technologies"
    if not place.is_dir():
        message = "there is no folder technologies/ in it: name the folder of a pack"
        raise KnowledgeError(Fault(str(folder), 1, 1, message))
    for name, folders, files in sorted(os.walk(place)):
        folders.sort()
        paths = (Path(name, file) for file in sorted(files) if file.endswith(".yaml"))
        yield from (path for path in paths if not path.is_symlink())


def _compare(file: Path, feed: Feed, days: Days, *, write: bool) -> Comparison:
    document = load_yaml(file, error=KnowledgeError)
    item = validate(document, TechnologyItem, error=KnowledgeError)
    releases = item.releases
    if releases is None or releases.source.ref != SOURCE or releases.source.where is None:
        return Comparison(compared=False)
    name = releases.source.where
    known = feed.releases(name)
    if known is None:
        return _left(
            document, ("releases", "source", "where"), f"the data has no product {name!r}: correct it"
        )
    if releases.as_of > days.data:
        message = (
            f"these releases are of {releases.as_of}, later than the data of {days.data}: take newer data"
        )
        return _left(document, ("releases", "as-of"), message)
    found = differences(document, known, days.support)
    faults = tuple(Fault(str(file), *one.position, one.message) for one in found)
    if not write:
        return Comparison(compared=True, faults=faults, left=len(found))
    _write(file, document, known, days)
    return Comparison(compared=True, faults=faults, left=sum(one.action == "none" for one in found))


def _left(document: Document, path: tuple[str, ...], message: str) -> Comparison:
    fault = Fault(document.source, *document.position(path), message)
    return Comparison(compared=True, faults=(fault,), left=1)


def _write(file: Path, document: Document, known: Sequence[FeedRelease], days: Days) -> None:
    text = file.read_bytes().decode()
    long_term = [release.line for release in known if release.long_term_on(days.support)]
    changes = differences(document, known, days.support)
    changed = edited(text, document, changes, days.data, long_term)
    if changed != text:
        _require_done(changed, file, known, days)
        file.write_bytes(changed.encode())


def _require_done(text: str, file: Path, known: Sequence[FeedRelease], days: Days) -> None:
    """Raise rather than leave a broken item: an author may lay it out in ways that nobody thought of."""
    try:
        document = parse_yaml(text, str(file), error=KnowledgeError)
        validate(document, TechnologyItem, error=KnowledgeError)
        done = all(one.action == "none" for one in differences(document, known, days.support))
    except InputError:
        done = False
    if not done:
        message = (
            "it is laid out so that this program cannot change it: change it by hand, or one line at a row"
        )
        raise KnowledgeError(Fault(str(file), 1, 1, message))
