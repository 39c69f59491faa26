"""Keeps pages in a folder: tells where it differs from what they should be, and puts that right."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archrules.output.files import replace_file
from archrules.output.reference.sections import MARK
from archrules.output.reference.site import FOLDERS


@dataclass(frozen=True, slots=True)
class Differences:
    """Pages by their name in the folder; `stale` are those of items that are gone.

    `foreign` are files that somebody wrote by hand where pages have their place. They are never touched.
    """

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """What is wrong with each page, in order of name."""
        told = (
            ("is missing", self.missing),
            ("is out of date", self.changed),
            ("is of something that is gone", self.stale),
            ("was written by hand: move it out of this folder", self.foreign),
        )
        return sorted(f"{name} {what}" for what, names in told for name in names)


def differences(folder: Path, pages: Mapping[str, str]) -> Differences:
    """Where the folders of the reference differ from the pages. What else lies beside these folders does not count.

    Raises:
        OSError: a file cannot be read.
    """
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in FOLDERS
        for path in (folder / name).rglob("*")
        if path.is_file()
    }
    ours = {name for name, content in found.items() if content.startswith(MARK.encode())}
    changed = (name for name in pages.keys() & ours if found[name] != pages[name].encode())
    return Differences(
        missing=tuple(sorted(pages.keys() - found.keys())),
        changed=tuple(sorted(changed)),
        stale=tuple(sorted(ours - pages.keys())),
        foreign=tuple(sorted(found.keys() - ours)),
    )


def put_right(folder: Path, pages: Mapping[str, str]) -> Differences:
    """Write what is missing or changed, and remove what is stale. What was different before is returned.

    Raises:
        OSError: a file cannot be read, written or removed.
    """
    found = differences(folder, pages)
    for name in (*found.missing, *found.changed):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, pages[name].encode())
    for name in found.stale:
        (folder / name).unlink()
    return found
