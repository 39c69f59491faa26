"""The page of sources: the bibliography, and which items cite each of them."""

from collections.abc import Sequence

from archrules.knowledge_base.base import KnowledgeBase
from archrules.output.escaping import markdown_text
from archrules.output.reference.citations import source_text
from archrules.output.reference.sections import page
from archrules.output.reference.site import Site
from archrules.output.report_markup import code, counted, heading

_ABOUT = "What the knowledge rests on. Each source is called by its id wherever it is cited."


def source_page(site: Site) -> str:
    """The page of the sources."""
    blocks = [heading(1, "Sources"), _ABOUT]
    for name, source in sorted(site.knowledge.sources.items()):
        blocks += [
            heading(2, markdown_text(name)),
            source_text(source),
            _cited_by(site, site.related.citing.get(name, ())),
        ]
        blocks.append(_of_images(site.knowledge, name))
    return page(blocks)


def _cited_by(site: Site, names: Sequence[str]) -> str:
    links = ", ".join(site.link(name, name) for name in names)
    return f"Cited by {counted(len(names), 'item')}: {links}." if names else ""


def _of_images(knowledge: KnowledgeBase, source: str) -> str:
    names = [code(name) for name, item in knowledge.images.items.items() if item.source.ref == source]
    return f"Cited by {counted(len(names), 'image')}: {', '.join(names)}." if names else ""
