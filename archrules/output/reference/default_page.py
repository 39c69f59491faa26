"""The page of all defaults: what is taken where a brief says nothing, and which conventions computations need."""

from archrules.knowledge_base.items import DefaultItem
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.sections import Blocks, origins, page, section_head
from archrules.output.reference.site import Site
from archrules.output.reference.words import quantity
from archrules.output.report_markup import bullets, code, heading, labelled, table

_ABOUT = (
    "What is taken where a brief says nothing, and the conventions that computations need. A report lists those it "
    "rests on, and asks for what would change it."
)


def default_page(site: Site) -> str:
    """The page of the defaults."""
    cited = Citations(site)
    items = site.knowledge.defaults.values()
    rows = [(site.link(item.id), _value(item), item.evidence.replace("-", " ")) for item in items]
    sections = [block for item in items for block in _default(site, item, cited)]
    return page(
        [
            heading(1, "Defaults"),
            _ABOUT,
            origins(site),
            table(("Default", "Value", "Evidence"), rows),
            *sections,
        ]
    )


def _default(site: Site, item: DefaultItem, cited: Citations) -> Blocks:
    return [
        *section_head(site, item.id),
        f"**{_value(item)}** by {item.evidence.replace('-', ' ')}.",
        f"{markdown_text(item.why)} {cited.mark(*item.sources)}",
        bullets(
            [
                *labelled("Said in the brief as", [code(item.override)]),
                *labelled("Asked", [markdown_cell(item.question or "")]),
                *labelled("What the answer changes", [markdown_cell(item.changes or "")]),
            ]
        ),
    ]


def _value(item: DefaultItem) -> str:
    if isinstance(item.value, str):
        return f"{markdown_cell(item.value)} ({markdown_cell(item.unit)})"
    return quantity(item.value, item.unit)
