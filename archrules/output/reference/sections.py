"""Parts that pages of several forms share: the head, parameters, examples, and clauses."""

from collections.abc import Iterable

from archrules.knowledge_base.items import RuleItem
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.site import Site
from archrules.output.reference.words import quantity
from archrules.output.report_markup import bullets, code, heading, listed, table

MARK = "<!-- Made by `python -m archrules.output.reference`, which overwrites it. -->"
"""The first line of every page, by which the command knows what it may overwrite and remove."""

Blocks = list[str]
"""Blocks of Markdown, which stand on a page with an empty line between them; an empty one is left out."""


def page(blocks: Iterable[str]) -> str:
    """The text of a page."""
    return "\n\n".join([MARK, *filter(None, blocks)]) + "\n"


def contents(pages: Iterable[str]) -> str:
    """What makes Sphinx list pages below an index."""
    return "\n".join(["```{toctree}", ":hidden:", "", *pages, "```"])


def head(site: Site, name: str, *facts: str) -> Blocks:
    """The head of an item's page: its title, what is to be seen at once, and what the page is made from."""
    item = site.knowledge.by_id[name]
    return [heading(1, markdown_text(item.title)), glance(site, name, *facts), origin(site, name)]


def glance(site: Site, name: str, *facts: str, file: bool = False) -> str:
    """One line: the id, whatever else is to be seen at once, the life cycle, and the pack if there are several.

    With `file` it ends with the file that the item is written in.
    """
    known = site.knowledge
    item = known.by_id[name]
    packs = [f"pack {code(known.pack_of.get(name, known.pack.name))}"] if len(known.layers) > 1 else []
    files = [code(site.files[name])] if file and name in site.files else []
    return " · ".join(
        [f"`{name}`", *facts, f"{item.status} since {markdown_cell(item.since)}", *packs, *files]
    )


def origin(site: Site, name: str) -> str:
    """The file that an item is written in, and the command that prints it."""
    command = site.manual_page("command-line.md", f"`archrules knowledge show {name}`")
    file = site.files.get(name)
    made = f"Made from {code(file)}: change that file, not this page. " if file else ""
    return f"{made}{command} prints the item in full."


def section_head(site: Site, name: str, *facts: str) -> Blocks:
    """The head of an item that shares a page with others; it names its file."""
    title = heading(2, markdown_text(site.knowledge.by_id[name].title))
    return [title, glance(site, name, *facts, file=True)]


def origins(site: Site) -> str:
    """What the head of a page says that several items share."""
    command = site.manual_page("command-line.md", "`archrules knowledge show ID`")
    made = "Made from the file that stands beside each id: change that file, not this page."
    return f"{made} {command} prints an item in full."


def parameter_section(site: Site, name: str, cited: Citations) -> Blocks:
    """The parameters of an item that has a page of its own; nothing without any."""
    blocks = parameters(site, name, cited)
    return [heading(2, "Parameters"), *blocks] if blocks else []


def parameters(site: Site, name: str, cited: Citations) -> Blocks:
    """Each number of an item with unit, evidence, reason and source, and how to put another in its place."""
    item = site.knowledge.by_id[name]
    if not isinstance(item, RuleItem) or not item.parameters:
        return []
    rows = [
        (
            f"`{parameter}`",
            quantity(each.value, each.unit),
            each.evidence.replace("-", " "),
            f"{markdown_cell(each.why)} {cited.mark(each.source)}",
        )
        for parameter, each in item.parameters.items()
    ]
    first = f"{name}.{next(iter(item.parameters))}"
    ways = [f"`archrules check --parameter {first}=VALUE`"] if site.is_for_checks(name) else []
    ways.append(f"`parameters: {{{first}: VALUE}}` in a brief")
    header = ("Parameter", "Value", "Evidence", "Why")
    return [table(header, rows), f"Put another value in its place with {listed(ways, 'or')}."]


def clause_section(site: Site, clauses: Iterable[str]) -> Blocks:
    """What the guides ask for that items put into effect; nothing if they cite none of it."""
    rows = [
        f"{code(clause)}: {markdown_cell(site.clauses[clause].asks)}"
        if clause in site.clauses
        else code(clause)
        for clause in sorted(set(clauses))
    ]
    return [heading(2, "What it puts into effect"), bullets(rows)] if rows else []


def titled(title: str, items: Iterable[str]) -> Blocks:
    """A list below a title that is no heading; nothing without items."""
    rows = bullets(items)
    return [f"**{title}**", rows] if rows else []
