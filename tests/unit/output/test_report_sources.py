"""The list of sources at the end of a report."""

from archrules.model.provenance import Citation, SourceNote
from archrules.output.report_sources import Sources

GUIDES = [Citation(ref=f"guide-{letter}", title=f"Guide {letter}") for letter in "ab"]
BOOK = Citation(ref="book", title="The Book", where="chapter 2", url="https://example.org/book")


def cited(sources: Sources) -> str:
    sources.mark([GUIDES[0], BOOK, GUIDES[1]])
    return sources.block()


def test_sources_are_listed_by_number_with_their_addresses() -> None:
    assert cited(Sources()) == "1. Guide a\n2. [The Book](https://example.org/book)\n3. Guide b"


def test_what_sources_are_is_told_once_for_all_of_which_it_is_so() -> None:
    notes = [SourceNote(title=each.title, note="Found in a drawer.") for each in GUIDES]
    assert cited(Sources(notes)).endswith("\n3. Guide b\n\n- [1] and [3]: Found in a drawer.")


def test_what_is_not_cited_is_not_explained() -> None:
    assert "drawer" not in cited(Sources([SourceNote(title="Another", note="Found in a drawer.")]))


def test_a_note_acts_as_no_markup() -> None:
    assert "<b>" not in cited(Sources([SourceNote(title="Guide a", note="<b>")]))


def test_without_citations_there_is_no_list() -> None:
    assert Sources([SourceNote(title="Guide a", note="x")]).block() == ""
