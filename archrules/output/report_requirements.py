"""The part of a report that holds the design to the brief: each requirement is met, missed or open."""

from collections import Counter
from collections.abc import Iterator

from archrules.model.recommendation import RecommendationData
from archrules.model.requirement import Requirement, RequirementGround
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import code, heading, listed, table

_COLUMNS = ("Requirement", "In the brief", "Status", "By what, or what is missing")
_ABOUT = (
    "Met means that a decision or a computation of this design meets it on paper: only a test shows that it holds. "
    "Open means that nothing here shows it either way."
)
_MOST_GROUNDS = 4
_MOST_NAMES = 3


def requirement_blocks(data: RecommendationData) -> list[str]:
    """Return a row for each requirement, what is missed and open first; none where the brief asks for nothing."""
    if not data.requirements:
        return []
    order = ("missed", "open", "met")
    rows = [_row(row) for status in order for row in data.requirements if row.status == status]
    return [heading(3, "Requirements"), _ABOUT, table(_COLUMNS, rows)]


def requirements_in_short(data: RecommendationData) -> str:
    """Return how many requirements are met, missed (named) and open; empty without requirements."""
    counts = Counter(row.status for row in data.requirements)
    missed = [markdown_text(row.path) for row in data.requirements if row.status == "missed"]
    told = [
        f"{counts['met']} met" if counts["met"] else "",
        f"{counts['missed']} missed ({listed(missed)})" if missed else "",
        f"{counts['open']} open" if counts["open"] else "",
    ]
    return ", ".join(part for part in told if part)


def _row(row: Requirement) -> list[str]:
    status = row.status if row.status == "met" else f"**{row.status}**"
    return [markdown_cell(row.requirement), code(row.path), status, "; ".join(_grounds(row))]


def _grounds(row: Requirement) -> Iterator[str]:
    for ground in row.grounds[:_MOST_GROUNDS]:
        yield f"{_holds_for(row, ground)}{markdown_cell(ground.because)}"
    hidden = len(row.grounds) - _MOST_GROUNDS
    if hidden > 0:
        yield f"and {hidden} more"


def _holds_for(row: Requirement, ground: RequirementGround) -> str:
    """For how many use cases, or which where they are few or exceptions, in front of the reason."""
    if not ground.subjects:
        return ""
    share = f"{len(ground.subjects)} of {row.stated}"
    if ground.status != "met" or len(ground.subjects) * 2 < row.stated:
        hidden = len(ground.subjects) - _MOST_NAMES
        names = [markdown_cell(name) for name in ground.subjects[:_MOST_NAMES]]
        named = listed([*names, f"{hidden} more"] if hidden > 0 else names)
        return f"{share} {ground.status} ({named}): "
    return f"{share} {ground.status}: "
