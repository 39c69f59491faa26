"""The part of a report about what comes after the first release: measures, when to act, and what to do then."""

from archrules.model.recommendation import RecommendationData
from archrules.output.escaping import markdown_cell
from archrules.output.report_markup import heading, table

_COLUMNS = ("Measure", "Today", "Act at", "Then")
_NOT_MEASURED = "not measured"


def evolution_blocks(data: RecommendationData) -> list[str]:
    """Return the steps after the first release, none where no style was chosen."""
    if not data.evolution:
        return []
    rows = [
        [
            markdown_cell(step.measure),
            markdown_cell(step.today if step.today is not None else _NOT_MEASURED),
            markdown_cell(step.trigger),
            markdown_cell(step.does),
        ]
        for step in data.evolution
    ]
    return [
        heading(3, "Evolution"),
        "The least that meets the brief comes first. Each further step waits until its measure passes the number.",
        table(_COLUMNS, rows),
    ]
