"""The numbered list of sources at the end of a report, and the references to it."""

import re
from collections.abc import Iterable, Iterator

from archrules.model.provenance import Citation, SourceNote
from archrules.output.escaping import markdown_cell
from archrules.output.report_markup import bullets, listed, numbered

# Nothing in it ends a link or a cell; an ampersand and parentheses are written otherwise.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9._~/?#@!$&'()*+,=%:-]*", re.ASCII)
_ADDRESS_SIGNS = str.maketrans({"&": "&amp;", "(": "%28", ")": "%29"})


class Sources:
    """Numbers each source when it is first cited; citations of one title and address share a number."""

    def __init__(self, notes: Iterable[SourceNote] = ()) -> None:
        self._notes = {each.title: each.note for each in notes}
        self._numbers: dict[tuple[str, str | None], int] = {}
        self._places: dict[int, dict[str, None]] = {}

    def mark(self, citations: Iterable[Citation]) -> str:
        """Return ` [1, 4]` to put behind a text, or nothing without citations."""
        numbers = sorted({self._number(citation) for citation in citations})
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""

    def places(self) -> list[str]:
        """Return one text, `[1] here; there`, for each source cited since the last call; its title if nowhere."""
        found, self._places = self._places, {}
        titles = {number: markdown_cell(title) for (title, _), number in self._numbers.items()}
        return [
            f"[{number}] {'; '.join(places) or titles[number]}" for number, places in sorted(found.items())
        ]

    def block(self) -> str:
        """Return the list of all sources and what some of them are, or nothing if none was cited."""
        listing = numbered(external(title, url) for title, url in self._numbers)
        return "\n\n".join(filter(None, (listing, bullets(self._noted()))))

    def _noted(self) -> Iterator[str]:
        """Each note once, behind the numbers of the sources that have it."""
        numbers: dict[str, list[str]] = {}
        for (title, _), number in self._numbers.items():
            if title in self._notes:
                numbers.setdefault(self._notes[title], []).append(f"[{number}]")
        for note, noted in numbers.items():
            yield f"{listed(noted)}: {markdown_cell(note)}"

    def _number(self, citation: Citation) -> int:
        number = self._numbers.setdefault((citation.title, citation.url), len(self._numbers) + 1)
        places = self._places.setdefault(number, {})
        if citation.where is not None:
            places[markdown_cell(citation.where)] = None
        return number


def external(title: str, url: str | None) -> str:
    """Return a link to the world outside; an address that is none is only shown."""
    shown = markdown_cell(title)
    if url is None:
        return shown
    if not _ADDRESS.fullmatch(url):
        return f"{shown}, {markdown_cell(url)}"
    return f"[{shown or 'source'}]({url.translate(_ADDRESS_SIGNS)})"
