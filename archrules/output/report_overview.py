"""The tables that open a decision: every subject and what was chosen for it, or every option and its points."""

from collections.abc import Iterable

from archrules.model.recommendation import DecisionResult
from archrules.output.escaping import markdown_cell
from archrules.output.report_margins import chosen, margin_cell, second
from archrules.output.report_markup import table

_SUBJECT_COLUMNS = ("Subject", "Choice", "Score", "Runner-up", "Margin")


def by_weight(result: DecisionResult) -> list[str]:
    """Return the criteria of a decision, the weightiest first."""
    return sorted(result.weights, key=lambda name: (-result.weights[name], name))


def subject_table(results: Iterable[DecisionResult]) -> str:
    """Return one row for each subject of a decision."""
    return table(_SUBJECT_COLUMNS, (_subject_row(result) for result in results))


def _subject_row(result: DecisionResult) -> list[str]:
    first, other = chosen(result), second(result)
    cells = [first.title, first.score_text] if first else ["none survives", ""]
    cells = [result.subject, *cells, other.title if other else "", margin_cell(result)]
    return [markdown_cell(cell) for cell in cells]


def option_table(result: DecisionResult) -> str:
    """Return one row for each option of a decision, with its points on each criterion."""
    criteria = by_weight(result)
    rows = [
        [
            markdown_cell(option.title),
            *(_points(option.points.get(name, 0)) for name in criteria),
            "ruled out" if option.vetoes else markdown_cell(option.score_text),
        ]
        for option in result.options
    ]
    return table(["Option", *(markdown_cell(name) for name in criteria), "Score"], rows)


def _points(points: int) -> str:
    return f"{points:+d}" if points else "0"
