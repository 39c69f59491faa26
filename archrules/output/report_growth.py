"""The part of a report about growth: what is full first."""

from archrules.model.recommendation import RecommendationData
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import bullets, table

_MOST_ROWS = 12
_HOLDING = 3
"""So many of the parts that hold at every multiple are told: the nearest ones."""


def growth_blocks(data: RecommendationData) -> list[str]:
    """Return each part with how far its load may grow, the first to be full first; none where nothing is known."""
    full = [row for row in data.growth if any(row.full_at.values())]
    shown = data.growth[: min(len(full) + _HOLDING, _MOST_ROWS)]
    if not shown:
        return []
    multiples = list(shown[0].full_at)
    columns = ("Part", "Load at the peak", "Carried by", "Full at", *multiples, "Then")
    rows = [
        [
            *(markdown_cell(cell) for cell in (row.part, row.load, row.carried_by, row.factor)),
            *("full" if row.full_at[multiple] else "holds" for multiple in multiples),
            markdown_cell(row.then),
        ]
        for row in shown
    ]
    left = len(data.growth) - len(shown)
    more = [f"Left out because they hold longer than these: {left}."] if left > 0 else []
    notes = [bullets(markdown_text(note) for note in data.growth_notes)] if data.growth_notes else []
    return ["What is full first as load grows:", table(columns, rows), *more, *notes]
