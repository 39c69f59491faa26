"""Sources: links to them behind what they are cited for, and at the end of a page what they are."""

from collections.abc import Iterable

from archrules.knowledge_base.items import Source, SourceReference
from archrules.output.escaping import markdown_cell
from archrules.output.reference.site import Site
from archrules.output.report_markup import bullets, heading
from archrules.output.report_sources import external


class Citations:
    """Gathers the sources that a page cites."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._cited: dict[str, None] = {}

    def mark(self, *references: SourceReference) -> str:
        """The sources in parentheses, each with the place in it."""
        return f"({'; '.join(self.place(reference) for reference in references)})"

    def place(self, reference: SourceReference) -> str:
        """One source and the place in it."""
        self._cited[reference.ref] = None
        where = f", {markdown_cell(reference.where)}" if reference.where else ""
        return f"{self._site.source(reference.ref)}{where}"

    def section(self, own: Iterable[SourceReference]) -> list[str]:
        """The last section: the places that the item as a whole rests on, then every source that is cited."""
        places = bullets(self.place(reference) for reference in own)
        known = self._site.knowledge.sources
        rows = [f"{self._site.source(name)}: {source_text(known[name])}" for name in sorted(self._cited)]
        return [
            heading(2, "Sources"),
            "It rests on:",
            places,
            "All that is cited on this page:",
            bullets(rows),
        ]


def source_text(source: Source) -> str:
    """What a source is: title, author, year, and when it was looked at."""
    year = [str(source.year)] if source.year else []
    seen = [f"looked at on {source.accessed}"] if source.accessed else []
    told = ", ".join([external(source.title, source.url), markdown_cell(source.author), *year, *seen])
    return told if source.note is None else f"{told}. {markdown_cell(source.note)}"
