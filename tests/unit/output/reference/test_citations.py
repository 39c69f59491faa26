from pathlib import Path

import pytest

from archrules.knowledge_base.items import Source, SourceReference
from archrules.output.reference.citations import Citations, source_text
from archrules.output.report_sources import external
from tests.unit.output.reference.reference_data import small_site

PLACE = SourceReference(ref="book", where="chapter 1")
WHOLE = SourceReference(ref="book")
LINK = "[book](../sources/index.md#book)"


def test_a_citation_names_source_and_place(tmp_path: Path) -> None:
    cited = Citations(small_site(tmp_path))
    assert cited.mark(PLACE, WHOLE) == f"({LINK}, chapter 1; {LINK})"


def test_the_last_section_tells_the_places_and_what_the_sources_are(tmp_path: Path) -> None:
    cited = Citations(small_site(tmp_path))
    assert cited.section([PLACE]) == [
        "## Sources",
        "It rests on:",
        f"- {LINK}, chapter 1",
        "All that is cited on this page:",
        f"- {LINK}: A book, Somebody, 2020",
    ]


def test_a_source_is_told_as_far_as_it_is_known() -> None:
    source = Source(title="Notes", author="Ann", url="https://example.org/a_(b)?c&d", accessed="2026-01-31")
    assert source_text(source) == (
        "[Notes](https://example.org/a_%28b%29?c&amp;d), Ann, looked at on 2026-01-31"
    )


def test_a_source_says_what_it_is_where_a_note_does() -> None:
    source = Source(title="Notes", author="Ann", note="Found in a drawer.")
    assert source_text(source) == "Notes, Ann. Found in a drawer."


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", "https://a.org/<x>", "http:/x"])
def test_an_address_that_is_none_is_not_linked_to(url: str) -> None:
    assert "](" not in external("Notes", url)
