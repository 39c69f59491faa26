"""Compares the releases that an item lists with those of the data, and says where and how they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from archrules.knowledge_base.refreshing.feed import ENDED, FeedRelease
from archrules.knowledge_base.strict_yaml import Document, Position, ValuePath

LINES: ValuePath = ("releases", "lines")

Action = Literal["set", "add", "drop", "none"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is out of date, where, and what to do about it.

    `set` gives the field `field` of a listed line another value, `add` lists `release` before the line of that
    index (at the end if it is past the last), `drop` removes the line; `none` is left to a person. `rank` counts
    the lines of the data that are newer than `release`.
    """

    position: Position
    message: str
    action: Action
    index: int
    field: str = ""
    value: str = ""
    release: FeedRelease | None = None
    rank: int = 0


def differences(document: Document, feed: Sequence[FeedRelease], day: str) -> tuple[Difference, ...]:
    """Everything in which an item's lines differ from the data as of a day, in the order of the file.

    An item lists every supported line from the newest down to the oldest that it names; older ones it may leave
    out, unless none of those that it names is supported. Where no line is supported, it lists the newest.
    """
    content: Any = document.value
    listed: list[dict[str, Any]] = content["releases"]["lines"]
    wanted = [release for release in feed if not release.ended_by(day)]
    if not wanted:
        wanted = [release for release in feed[:1] if release.end_of_life != ENDED]
    found = [*_of_listed(document, listed, wanted, day), *_missing(document, listed, wanted, feed)]
    return tuple(sorted(found, key=lambda one: (one.position, one.index, one.rank, one.message)))


def _of_listed(
    document: Document, listed: Sequence[dict[str, Any]], wanted: Sequence[FeedRelease], day: str
) -> Iterator[Difference]:
    by_line = {release.line: release for release in wanted}
    for index, entry in enumerate(listed):
        release = by_line.get(entry["line"])
        if release is not None:
            yield from _fields(document, index, entry, release, day)
            continue
        place = document.position((*LINES, index))
        if wanted:
            message = f"the line {entry['line']!r} is no longer supported, or never was: remove it"
            yield Difference(place, message, "drop", index)
        else:
            message = "no line is supported, and nobody says since when: look the day up, and list the newest"
            yield Difference(place, message, "none", index)


def _fields(
    document: Document, index: int, entry: dict[str, Any], release: FeedRelease, day: str
) -> Iterator[Difference]:
    line = entry["line"]
    for field, was, now, name in (
        ("latest", entry["latest"], release.latest, "the latest release"),
        ("end-of-life", entry["end-of-life"], release.end_of_life, "the end of life"),
    ):
        if was != now:
            place = document.position((*LINES, index, field))
            yield Difference(place, f"{name} of {line!r} is {now}, not {was}", "set", index, field, now)
    lasts = release.long_term_on(day)
    if bool(entry.get("long-term", False)) != lasts:
        place = document.position((*LINES, index, "long-term"))
        message = f"the line {line!r} is {'a' if lasts else 'no'} long-term one"
        yield Difference(place, message, "set", index, "long-term", str(lasts).lower())


def _missing(
    document: Document,
    listed: Sequence[dict[str, Any]],
    wanted: Sequence[FeedRelease],
    feed: Sequence[FeedRelease],
) -> Iterator[Difference]:
    order = {release.line: number for number, release in enumerate(feed)}
    places = [(order[entry["line"]], index) for index, entry in enumerate(listed) if entry["line"] in order]
    known = {entry["line"] for entry in listed}
    stays = any(release.line in known for release in wanted)
    oldest = max(number for number, _ in places) if stays else len(feed)
    for release in wanted:
        number = order[release.line]
        if release.line in known or number > oldest:
            continue
        before = min((index for older, index in places if older > number), default=len(listed))
        place = document.position((*LINES, min(before, len(listed) - 1)))
        message = f"the line {release.line!r} is missing: its latest release is {release.latest}"
        yield Difference(place, message, "add", before, release=release, rank=number)
