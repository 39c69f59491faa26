"""Parts that pages of several forms share: the head, parameters, examples, and clauses."""

from collections.abc import Iterable, Mapping

from archrules.knowledge_base.items import Parameter, RuleItem
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.site import Site
from archrules.output.reference.words import quantity
from archrules.output.report_markup import bullets, code, heading, table

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


def parameter_section(name: str, item: RuleItem, cited: Citations) -> Blocks:
    """The parameters of an item that has a page of its own; nothing without any."""
    blocks = parameters(name, item.parameters, cited)
    return [heading(2, "Parameters"), *blocks] if blocks else []


def parameters(name: str, numbers: Mapping[str, Parameter], cited: Citations) -> Blocks:
    """Each number with unit, evidence, reason and source, and how to put another in its place."""
    if not numbers:
        return []
    rows = [
        (
            f"`{parameter}`",
            quantity(each.value, each.unit),
            each.evidence.replace("-", " "),
            f"{markdown_cell(each.why)} {cited.mark(each.source)}",
        )
        for parameter, each in numbers.items()
    ]
    return [table(("Parameter", "Value", "Evidence", "Why"), rows), _override(name, next(iter(numbers)))]


def _override(name: str, parameter: str) -> str:
    return (
        f"Put another value in its place with `parameters: {{{name}.{parameter}: VALUE}}` in a brief, or with "
        f"`archrules check --parameter {name}.{parameter}=VALUE`."
    )


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
