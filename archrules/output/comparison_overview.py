"""How the options of a decision stand for each of its subjects, as text, Markdown and JSON."""

from archrules.model.comparison_overview import OverviewData
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.finding_text import item, one_line
from archrules.output.json_text import json_text
from archrules.output.report_markup import code, counted, heading, listed, table


def overview_text(data: OverviewData) -> str:
    """Return a sentence for each subject as narrow lines; it ends with a line break."""
    blocks = [
        item(one_line(_title(data)), 0),
        [line for each in data.standings for line in item(one_line(f"{each.subject}: {each.verdict}"), 0)],
        item(one_line(_hint(data)), 0),
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def overview_markdown(data: OverviewData) -> str:
    """Return a table of the subjects as Markdown; no text in it acts as markup."""
    rows = [[code(each.subject), markdown_cell(each.verdict)] for each in data.standings]
    blocks = [
        heading(2, markdown_text(_title(data))),
        markdown_text(data.question),
        table(("Subject", "How they stand"), rows),
        markdown_text(_hint(data)),
    ]
    return "\n\n".join(blocks) + "\n"


def overview_json(data: OverviewData) -> str:
    """Return all of it as JSON with sorted keys; what is invisible is written as an escape."""
    return json_text(data.model_dump(mode="json", by_alias=True))


def _title(data: OverviewData) -> str:
    names = f": {listed(data.asked, 'or')}" if data.asked else ""
    return f"{data.title} for {counted(len(data.standings), 'subject')}{names}"


def _hint(data: OverviewData) -> str:
    subject = data.standings[0].subject
    return f"For reasons, and what would turn a choice, name its subject, such as {subject!r}."
