"""Values and lines are put right in the text; comments and layout stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.knowledge_base.refreshing.editing import edited
from archrules.knowledge_base.refreshing.feed import FeedRelease
from archrules.knowledge_base.refreshing.staleness import differences
from archrules.knowledge_base.strict_yaml import parse_yaml
from tests.unit.knowledge_base.refreshing.sample import AS_OF, CURRENT, ITEM
from tests.unit.knowledge_base.refreshing.test_staleness import FEED, FOUR, THREE, TWO

DATED = ITEM.replace("as-of: 2026-01-31  #", f"as-of: {AS_OF}  #")
"""The same with the day of the data, and its comment."""
LONG_TERM = ("3",)
OLDER = '    - {line: "1", latest: "1.12", end-of-life: 2025-12-31}\n'


def changed(lines: str) -> str:
    text = ITEM + lines
    document = parse_yaml(text, "thing.yaml")
    return edited(text, document, differences(document, FEED, AS_OF), AS_OF, LONG_TERM)


def test_current_item_gets_the_day_of_the_data_and_nothing_else() -> None:
    assert changed(CURRENT) == DATED + CURRENT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FOUR.replace('"4.2"', '"4.1"') + THREE, FOUR + THREE),
        (FOUR.replace('"4.2"', "'4.1.10-beta'"), FOUR.replace('"4.2"', "'4.2'")),
        (FOUR.replace('"4.2"', "v4"), FOUR),
        (FOUR.replace("2030-05-01", "unknown") + THREE, FOUR + THREE),
        (
            "    # kept\n" + FOUR.replace("4.2", "4").replace("2030-05-01}", "unknown }  # why"),
            "    # kept\n" + FOUR.replace("2030-05-01}", "2030-05-01 }  # why"),
        ),
        (FOUR + THREE.replace(", long-term: true", ""), FOUR + THREE),
        (FOUR + THREE.replace("2029-05-01, long-term: true", "unknown"), FOUR + THREE),
        (FOUR.replace("}", ", long-term: true}"), FOUR.replace("}", ", long-term: false}")),
        (THREE, FOUR + THREE),
        (FOUR + TWO, FOUR + THREE + TWO),
        (TWO, CURRENT),
        (FOUR + "    # gone\n" + OLDER, FOUR + "    # gone\n" + THREE + TWO),
        (OLDER, CURRENT),
        ('    - {line: "5", latest: "5.0", end-of-life: unknown}\n' + FOUR, FOUR),
    ],
    ids=[
        "a release",
        "a release in other quotes",
        "a release without quotes",
        "an end",
        "two values in one row, with comments",
        "a mark that is missing",
        "a mark that is missing behind another value",
        "a mark that is wrong",
        "a line above",
        "a line between",
        "two lines above, the newest first",
        "a line that goes, and others in its place",
        "the only line goes",
        "a line that never was",
    ],
)
def test_text_is_put_right(before: str, after: str) -> None:
    assert changed(before) == DATED + after


def test_entries_in_several_rows_are_put_right_too() -> None:
    before = """\
    - line: "4"
      latest: "4.1"  # kept
      end-of-life: unknown
    - line: "3"
      latest: "3.1"
      end-of-life: 2029-05-01
    - line: "1"
      latest: "1.12"
      end-of-life: 2025-12-31
"""
    after = """\
    - line: "4"
      latest: "4.2"  # kept
      end-of-life: 2030-05-01
    - line: "3"
      latest: "3.9.1"
      end-of-life: 2029-05-01
      long-term: true
"""
    assert changed(before) == DATED + after + TWO


LATEST = st.sampled_from(["1", "4.2", "3.9.1", "2.7", "10.0.1 CU3"])
ENDS = st.sampled_from(["unknown", "2029-05-01", "2030-05-01", "2026-01-01"])
RELEASES = st.lists(
    st.builds(FeedRelease, st.sampled_from("987654321"), LATEST, ENDS, st.booleans()),
    min_size=1,
    max_size=6,
    unique_by=lambda release: release.line,
)


@given(listed=RELEASES, feed=RELEASES)
def test_after_the_change_nothing_is_out_of_date(listed: list[FeedRelease], feed: list[FeedRelease]) -> None:
    """Whatever an item lists, and whatever the data says."""
    rows = [
        f'    - {{line: "{one.line}", latest: "{one.latest}", end-of-life: {one.end_of_life}}}\n'
        for one in listed
    ]
    text = ITEM + "".join(rows)
    document = parse_yaml(text, "thing.yaml")
    long_term = [release.line for release in feed if release.long_term_on(AS_OF)]
    after = edited(text, document, differences(document, feed, AS_OF), AS_OF, long_term)
    assert differences(parse_yaml(after, "thing.yaml"), feed, AS_OF) == ()
