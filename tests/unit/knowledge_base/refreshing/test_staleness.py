"""What of an item is out of date, where, and what is not."""

from collections.abc import Sequence

import pytest

from archrules.knowledge_base.refreshing.feed import FeedRelease
from archrules.knowledge_base.refreshing.staleness import differences
from archrules.knowledge_base.strict_yaml import parse_yaml
from tests.unit.knowledge_base.refreshing.sample import AS_OF, CURRENT, ITEM

FEED = (
    FeedRelease("4", "4.2", "2030-05-01"),
    FeedRelease("3", "3.9.1", "2029-05-01", "2026-01-01"),
    FeedRelease("2", "2.7", "unknown"),
    FeedRelease("1", "1.12", "2025-12-31"),
)
FOUR, THREE, TWO = CURRENT.splitlines(keepends=True)


def told(lines: str, feed: Sequence[FeedRelease] = FEED) -> list[str]:
    document = parse_yaml(ITEM + lines, "thing.yaml")
    found = differences(document, feed, AS_OF)
    return [
        f"{one.position.line - ITEM.count(chr(10))}:{one.position.column}: {one.message}" for one in found
    ]


@pytest.mark.parametrize(
    "lines",
    [CURRENT, FOUR + THREE, FOUR],
    ids=["all supported lines", "without the oldest", "only the newest"],
)
def test_current_item_differs_in_nothing(lines: str) -> None:
    assert told(lines) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (FOUR.replace("4.2", "4.1"), ["1:27: the latest release of '4' is 4.2, not 4.1"]),
        (FOUR.replace("2030-05-01", "unknown"), ["1:47: the end of life of '4' is 2030-05-01, not unknown"]),
        (FOUR + THREE.replace(", long-term: true", ""), ["2:7: the line '3' is a long-term one"]),
        (
            FOUR.replace("}", ", long-term: true}"),
            ["1:70: the line '4' is no long-term one"],
        ),
        (THREE, ["1:7: the line '4' is missing: its latest release is 4.2"]),
        (FOUR + TWO, ["2:7: the line '3' is missing: its latest release is 3.9.1"]),
        (
            FOUR + '    - {line: "1", latest: "1.12", end-of-life: 2025-12-31}\n',
            [
                "2:7: the line '2' is missing: its latest release is 2.7",
                "2:7: the line '3' is missing: its latest release is 3.9.1",
                "2:7: the line '1' is no longer supported, or never was: remove it",
            ],
        ),
        (
            '    - {line: "5", latest: "5.0", end-of-life: unknown}\n' + FOUR,
            ["1:7: the line '5' is no longer supported, or never was: remove it"],
        ),
    ],
    ids=[
        "an older release",
        "another end",
        "long-term by now",
        "never long-term",
        "a newer line",
        "a line between two others",
        "a line that has ended, and those before it",
        "a line that is in no data",
    ],
)
def test_difference_is_told_at_its_place(lines: str, expected: list[str]) -> None:
    assert sorted(told(lines)) == sorted(expected)


def test_where_nothing_is_supported_the_newest_is_listed_with_its_end() -> None:
    ended = (FeedRelease("2", "2.7", "2026-01-15"), FeedRelease("1", "1.12", "2025-12-31"))
    assert told('    - {line: "2", latest: "2.7", end-of-life: 2026-01-15}\n', ended) == []


@pytest.mark.parametrize("feed", [(FeedRelease("2", "2.7", "ended"),), ()], ids=["ended", "no lines"])
def test_what_cannot_be_known_is_left_to_a_person(feed: Sequence[FeedRelease]) -> None:
    (line,) = told(TWO, feed)
    assert line.startswith("1:7: no line is supported, and nobody says since when")
