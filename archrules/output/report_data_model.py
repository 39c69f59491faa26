"""The part of a report about data: which store holds what, how much, and how it is found."""

from archrules.model.data_model import EntityRow
from archrules.model.recommendation import RecommendationData
from archrules.output.escaping import markdown_cell
from archrules.output.report_markup import heading, table

_COLUMNS = ("Entity", "Store", "At the end of the horizon", "Read, written", "Refers to", "Looked up through")
_MOST_ROWS = 40
"""So many entities are written out; the others stand in the data of the recommendation."""


def data_model_blocks(data: RecommendationData) -> list[str]:
    """Return the entities of each store, none where the brief names none."""
    if not data.data_model:
        return []
    hidden = len(data.data_model) - _MOST_ROWS
    rows = [[markdown_cell(cell) for cell in _cells(row)] for row in data.data_model[:_MOST_ROWS]]
    return [
        heading(3, "Data Model"),
        table(_COLUMNS, rows),
        f"{hidden} more in the data of the recommendation." if hidden > 0 else "",
    ]


def _cells(row: EntityRow) -> tuple[str, ...]:
    amount = ", ".join(filter(None, (f"{row.rows} rows" if row.rows else "", row.size)))
    outside = [f"{name} by its identifier" for name in row.identifiers]
    return (
        row.entity,
        row.store,
        amount or "not known",
        f"{row.reads}, {row.writes}",
        "; ".join([*row.references, *outside]) or "nothing",
        "; ".join(f"{each.pattern}: {each.index}" for each in row.lookups) or "not said",
    )
