"""Where everything has its place in the reference, and links that lead there from any page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.coverage import Clause
from archrules.knowledge_base.index import FOR_CHECKS
from archrules.knowledge_base.rules import Decision
from archrules.output.escaping import markdown_cell, visible_text
from archrules.output.reference.related import Relations
from archrules.vocabulary import VOCABULARY

FOLDERS = (
    "decisions",
    "defaults",
    "derivations",
    "facts",
    "policies",
    "sources",
    "tables",
    "technologies",
)
"""The folders of the reference. Every page lies in one of them, and each has an `index`."""

DECISION_SECTIONS = ("Why", "Criteria", "Options")
"""The headings of a decision's page above those of its options."""

_AREA = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_AREA = "others"
_BLANKS = re.compile("[ \n]+")


@dataclass(frozen=True)
class Site:
    """Knowledge, and the place in the reference of everything in it.

    `files` goes from an item's id to the file it is written in, which begins with the folder of its pack. `clauses` are
    those that items may cite. With `manual` the pages written by hand lie beside the folders of the reference, and are
    linked to.
    """

    knowledge: KnowledgeBase
    files: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    manual: bool = False

    def link(self, name: str, text: str = "") -> str:
        """A link to an item, an option as `decision/option`; its title if no text is given."""
        return f"[{markdown_cell(text or self.knowledge.by_id[name].title)}]({self._items[name]})"

    def named(self, name: str) -> str:
        """A link to an item, an option with the title of its decision."""
        decision, _, option = name.partition("/")
        of = f" ({markdown_cell(self.knowledge.by_id[decision].title)})" if option else ""
        return f"{self.link(name)}{of}"

    def source(self, name: str) -> str:
        """A link to a source, by its id."""
        return f"[{markdown_cell(name)}]({self._sources[name]})"

    def kind(self, name: str) -> str:
        """A link to a kind of fact, by its name; the name alone if it is none of the vocabulary."""
        return f"[`{name}`](../facts/index.md#{name})" if name in VOCABULARY else markdown_cell(name)

    def manual_page(self, page: str, text: str) -> str:
        """A link to a page written by hand, or the text alone where there are none."""
        return f"[{text}](../{page})" if self.manual else text

    def is_for_checks(self, name: str) -> bool:
        """Whether `archrules check` reads an item: a policy, or a rule from the folders of what judges systems."""
        file = self.files.get(name, "").partition("/")[2]
        return name in self.knowledge.policies or file.startswith(FOR_CHECKS)

    @cached_property
    def related(self) -> Relations:
        """What belongs together in the knowledge."""
        return Relations(self.knowledge)

    @cached_property
    def areas(self) -> Mapping[str, tuple[str, ...]]:
        """Each area of derivations, by name, with their ids in order: the folder that they lie in."""
        found: dict[str, list[str]] = {}
        for name in self.knowledge.derivations:
            parts = self.files.get(name, "").split("/")
            area = parts[2] if len(parts) > len(("pack", "derivations", "area")) else ""
            found.setdefault(area if _AREA.fullmatch(area) else _NO_AREA, []).append(name)
        return {area: tuple(sorted(names)) for area, names in sorted(found.items())}

    @cached_property
    def _items(self) -> Mapping[str, str]:
        """The address of every item, seen from any page."""
        known = self.knowledge
        found = {name: f"../policies/{page_name(name)}" for name in known.policies}
        found |= {name: f"../technologies/{page_name(name)}" for name in known.technologies}
        for decision in known.decisions.values():
            page = f"../decisions/{page_name(decision.id)}"
            found |= {decision.id: page, **_option_addresses(page, decision)}
        for folder, heading, items in (
            ("defaults", "Defaults", {name: item.title for name, item in known.defaults.items()}),
            ("tables", "Decision tables", {name: table.item.title for name, table in known.tables.items()}),
        ):
            found |= _addresses(f"../{folder}/index.md", (heading,), items)
        for area, names in self.areas.items():
            titles = {name: known.derivations[name].item.title for name in names}
            found |= _addresses(f"../derivations/{page_name(area)}", (area_title(area),), titles)
        return found

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        names = {name: name for name in sorted(self.knowledge.sources)}
        return _addresses("../sources/index.md", ("Sources",), names)


def page_name(name: str) -> str:
    """The file of the page of an item or area; none is that of the index."""
    return f"{name}-.md" if name == "index" else f"{name}.md"  # no id ends with a hyphen


def area_title(area: str) -> str:
    """The heading of the page of an area of derivations."""
    return f"Derivations: {area.replace('-', ' ')}"


def anchors(before: Iterable[str], titles: Mapping[str, str]) -> dict[str, str]:
    """For each id the anchor of the heading with its title, below headings with other titles.

    They are made as by GitHub and MyST: of a second heading of the same text as `text-1`.
    """
    taken: set[str] = set()
    for title in before:
        taken.add(_free(title, taken))
    found = {}
    for name, title in titles.items():
        found[name] = _free(title, taken)
        taken.add(found[name])
    return found


def _free(title: str, taken: set[str]) -> str:
    """The anchor of a heading, none where nothing is left of its text."""
    text = _BLANKS.sub("-", visible_text(title).strip()).lower()
    anchor = "".join(sign for sign in text if sign.isalnum() or sign in "-_")
    if not anchor or anchor not in taken:
        return anchor
    return next(one for number in count(1) if (one := f"{anchor}-{number}") not in taken)


def _addresses(page: str, before: Iterable[str], titles: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{page}#{anchor}" if anchor else page for name, anchor in anchors(before, titles).items()}


def _option_addresses(page: str, decision: Decision) -> dict[str, str]:
    titles = {option.id: option.item.title for option in decision.options}
    return _addresses(page, (decision.item.title, *DECISION_SECTIONS), titles)
