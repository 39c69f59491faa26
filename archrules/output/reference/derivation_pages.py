"""The pages of derivations, rules that lead from facts to facts: one for each area of them."""

from collections.abc import Mapping

from archrules.knowledge_base.rules import Derivation
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.sections import (
    Blocks,
    contents,
    origins,
    page,
    parameters,
    section_head,
    titled,
)
from archrules.output.reference.site import Site, area_title, page_name
from archrules.output.reference.words import concluded, yaml_block
from archrules.output.report_markup import bullets, code, heading

_ABOUT = "By these rules facts follow from facts. They are applied until nothing new follows, whatever their order."


def derivation_index(site: Site) -> str:
    """The page that lists all derivations."""
    blocks = [
        heading(1, "Derivations"),
        _ABOUT,
    ]
    for area, names in site.areas.items():
        blocks += [
            heading(2, markdown_text(area.replace("-", " ").capitalize())),
            bullets(map(site.link, names)),
        ]
    return page([*blocks, contents(map(page_name, site.areas))])


def derivation_page(site: Site, area: str) -> str:
    """The page of the derivations of an area."""
    cited = Citations(site)
    sections = [
        block
        for name in site.areas[area]
        for block in _derivation(site, site.knowledge.derivations[name], cited)
    ]
    return page([heading(1, area_title(area)), origins(site), *sections])


def _derivation(site: Site, derivation: Derivation, cited: Citations) -> Blocks:
    item = derivation.item
    return [
        *section_head(site, item.id),
        f"{markdown_text(item.why)} {cited.mark(*item.sources)}",
        "Where all of this holds:",
        yaml_block(item.when),
        "this follows:",
        bullets(_conclusion(site, kind, fields, derivation) for kind, fields in item.derive.items()),
        *parameters(site, item.id, cited),
        *titled("Examples", (markdown_cell(example.name) for example in item.examples)),
    ]


def _conclusion(site: Site, kind: str, fields: object, derivation: Derivation) -> str:
    """A fact that follows, with its fields."""
    numbers = derivation.rule.parameters
    known = fields if isinstance(fields, Mapping) else {}
    told = [f"{code(str(name))}: {concluded(value, numbers)}" for name, value in known.items()]
    return "\n".join([f"a fact {site.kind(kind)}", *filter(None, [bullets(told)])])
