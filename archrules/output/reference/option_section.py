"""The part of a decision's page that an option has: its shape, its price, and all that speaks for and against it."""

from collections.abc import Mapping

from archrules.knowledge_base.items import ArgumentItem, Example, VetoItem
from archrules.knowledge_base.rules import Option
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.reference.citations import Citations
from archrules.output.reference.sections import Blocks, glance, parameters, titled
from archrules.output.reference.site import Site
from archrules.output.reference.words import filled, yaml_block
from archrules.output.report_markup import code, heading

MATURITY = ("new", "proven by some", "proven by many", "boring")
"""The grades of maturity, from 0."""


def option_section(site: Site, option: Option, cited: Citations) -> Blocks:
    """The section of an option."""
    item = option.item
    technology = [site.link(item.technology)] if item.technology else []
    numbers = parameters(site, option.id, cited)
    return [
        heading(3, markdown_text(item.title)),
        glance(site, option.id, *technology, f"maturity: {MATURITY[option.maturity]}"),
        f"{markdown_text(item.why)} {cited.mark(*item.sources)}",
        f"**Shape:** {markdown_cell(item.shape)}",
        *titled("Gives", map(markdown_cell, item.gives)),
        *titled("Gives up", map(markdown_cell, item.gives_up)),
        *titled("Ruled out where", (_part(option, veto, "", cited) for veto in item.vetoes)),
        *titled("Arguments", (_argument(option, argument, cited) for argument in item.arguments)),
        *titled("Look again", (filled(text, option.parameters) for text in item.revisit)),
        *titled(
            "Properties", (f"{code(name)}: {markdown_cell(value)}" for name, value in item.properties.items())
        ),
        *(["**Parameters**", *numbers] if numbers else []),
        *titled("Examples", map(_example, item.examples)),
    ]


def _argument(option: Option, argument: ArgumentItem, cited: Citations) -> str:
    return _part(option, argument, f"**{argument.points:+d} {markdown_cell(argument.criterion)}:** ", cited)


def _part(option: Option, part: VetoItem | ArgumentItem, label: str, cited: Citations) -> str:
    """The reason with its source, and below it the conditions, if there are any."""
    told = f"{label}{filled(part.because, option.parameters)} {cited.mark(part.source)}"
    return f"{told}\n{yaml_block(part.when)}" if part.when else told


def _example(example: Example) -> str:
    """The name of an example, and whether the option is ruled out there or how many points it has."""
    expected = example.expect if isinstance(example.expect, Mapping) else {}
    points = expected.get("points")
    if expected.get("vetoed") is True:
        outcome = "ruled out"
    elif isinstance(points, Mapping):
        outcome = ", ".join(f"{criterion} {number:+d}" for criterion, number in points.items())
    else:
        outcome = ""
    return markdown_cell(f"{example.name}: {outcome}" if outcome else example.name)
