"""Pages of the small pack, and what can be said of any pages: their links, anchors and structure."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archrules.knowledge_base.packs import knowledge_files
from archrules.output.reference.site import Site
from tests.unit.knowledge_base import small_pack

PARSER = MarkdownIt("commonmark").enable("table")

_SHOWN = {"text", "code_inline"}
_ANCHOR_LEVELS = {"h1", "h2", "h3"}  # as myst_heading_anchors in docs/conf.py


def small_site(folder: Path, **changes: object) -> Site:
    """The small pack with other files, as `small_pack.load` takes them."""
    knowledge = small_pack.load(folder, **changes)
    files = {file.id: f"knowledge/{file.name}" for file in knowledge_files(folder)[0]}
    return Site(knowledge, files)


def shown(markdown: str) -> str:
    """The text of a page as a reader sees it, one line for each block."""
    lines = [
        "".join(t.content for t in token.children or () if t.type in _SHOWN) for token in _inline(markdown)
    ]
    return "\n".join(lines)


def structure(markdown: str) -> list[str]:
    """The kinds of all parts of a page, without its text and without where its links lead."""
    found = []
    for token in PARSER.parse(markdown):
        found.append(f"{token.type} {token.tag} {token.info}")
        found += [f"  {child.type}" for child in token.children or () if child.type not in _SHOWN]
    return found


def broken_links(pages: Mapping[str, str]) -> list[str]:
    """Each link to a page or anchor that there is not."""
    anchors = {name: _anchors(text) for name, text in pages.items()}
    found = []
    for name, text in pages.items():
        for link in _links(text):
            path, _, anchor = link.partition("#")
            page = normpath(str(PurePosixPath(name).parent / path))
            if page not in pages or (anchor and anchor not in anchors[page]):
                found.append(f"{name}: {link}")
    return found


def unlisted(pages: Mapping[str, str]) -> list[str]:
    """Each page that no index lists, besides the indexes."""
    listed = {
        f"{PurePosixPath(name).parent}/{line}"
        for name, text in pages.items()
        if name.endswith("/index.md")
        for line in text.rpartition("```{toctree}")[2].split("\n")
    }
    return [name for name in pages if not name.endswith("/index.md") and name not in listed]


def _inline(markdown: str) -> Iterator[Token]:
    return (token for token in PARSER.parse(markdown) if token.type == "inline")


def _links(markdown: str) -> Iterator[str]:
    for token in _inline(markdown):
        for child in token.children or ():
            href = str(child.attrs.get("href", ""))
            if child.type == "link_open" and not href.startswith("http"):
                yield unquote(href)


def _anchors(markdown: str) -> set[str]:
    """The anchors that GitHub and MyST give to the headings."""
    found: list[str] = []
    tokens = PARSER.parse(markdown)
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag in _ANCHOR_LEVELS:
            title = "".join(child.content for child in inside.children or () if child.type in _SHOWN)
            slug = re.sub(r"[^\w\- ]", "", title.lower().replace(" ", "-"))
            numbered = [slug, *(f"{slug}-{number}" for number in range(1, len(found) + 1))]
            found.append(next(one for one in numbered if one not in found))
    return set(found)
