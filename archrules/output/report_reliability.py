"""The part of a report about failing: what is promised, what protects each call, and how data comes back."""

from collections.abc import Sequence

from archrules.model.recommendation import RecommendationData, Reliability
from archrules.model.resilience import RecoveryStep
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import bullets, heading, labelled, numbered, table

_CALL_COLUMNS = ("Call", "Timeout", "Retries", "Breaker", "Bulkhead", "Fallback")

_REACHED_COLUMNS = ("Use cases", "Must be up", "Reaches", "Outage a year", "Weakest part")
_TIME_COLUMNS = (
    "Use case",
    "Calls",
    "Usually",
    "Allowed to 95 %",
    "Given up after",
    "Each call may be late in",
)
_FAILURE_COLUMNS = ("Part (use cases that need it)", "How it fails", "What follows", "What is done about it")
_MOST_ROWS = 12
_FEW = 4

_NO_RELIABILITY = "The brief says nothing from which targets, patterns or backups follow."
_NO_TARGETS = "no target follows from the brief"
_NO_PATTERNS = "no call leaves a process, so none needs protection"
_NO_BACKUP = "no data store has been chosen, so there is nothing to back up yet"


def reliability_blocks(data: RecommendationData) -> list[str]:
    """Return targets, fault tolerance with a row for each protected call, and backup."""
    title = heading(3, "Reliability & DR")
    if data.reliability == Reliability(targets=(), patterns=(), backup=()):
        return [title, _NO_RELIABILITY]
    found = data.reliability
    parts = [
        ("RTO/RPO targets", found.targets, _NO_TARGETS),
        ("Fault tolerance patterns", found.patterns, _NO_PATTERNS),
        ("Backup strategy", found.backup, _NO_BACKUP),
    ]
    items = [
        item
        for label, texts, otherwise in parts
        for item in labelled(label, [markdown_text(text) for text in texts] or [otherwise])
    ]
    return [
        title,
        bullets(items),
        *_reached(found),
        *_times(found),
        *_notes(found.promise_notes),
        *_calls(found),
        *_failures(found),
        *_recovery(found),
    ]


def _reached(found: Reliability) -> list[str]:
    """Return what each group of use cases can reach, the least available first."""
    rows = [
        [
            _few(row.use_cases),
            markdown_cell(", ".join(row.needs)),
            markdown_cell(row.availability if row.kept else f"{row.availability}, less than promised"),
            markdown_cell(row.outage),
            markdown_cell(row.weakest),
        ]
        for row in found.reached[:_MOST_ROWS]
    ]
    if not rows:
        return []
    title = f"What the design can reach, beside the {markdown_text(found.promise)} that is promised:"
    return [title, table(_REACHED_COLUMNS, rows), *_more(found.reached, "use cases", "more available")]


def _times(found: Reliability) -> list[str]:
    """Return how long use cases with calls take, those first that take most of what is allowed."""
    rows = [
        [
            markdown_cell(cell)
            for cell in (
                row.use_case,
                f"{row.calls}, {row.layers} deep" if row.layers > 1 else str(row.calls),
                row.usual,
                row.allowed,
                row.given_up,
                row.late_share,
            )
        ]
        for row in found.times[:_MOST_ROWS]
    ]
    if not rows:
        return []
    title = "How long use cases take that wait for others:"
    return [title, table(_TIME_COLUMNS, rows), *_more(found.times, "use cases", "take less of their time")]


def _failures(found: Reliability) -> list[str]:
    """Return how parts fail, what follows and what is done about it."""
    rows = [
        [markdown_cell(cell) for cell in (", ".join(row.parts), row.fails, row.follows, row.answer)]
        for row in found.failures
    ]
    return ["What happens when a part fails:", table(_FAILURE_COLUMNS, rows)] if rows else []


def _recovery(found: Reliability) -> list[str]:
    """Return the steps of coming back, in order."""
    if not found.recovery:
        return []
    return ["How to come back after losing the site, in this order:", numbered(map(_step, found.recovery))]


def _step(step: RecoveryStep) -> str:
    parts = f": {', '.join(markdown_text(part) for part in step.parts)}" if step.parts else ""
    done = labelled("Done when", [markdown_text(step.done_when)])
    return f"{markdown_text(step.does)}{parts}\n{bullets(done)}"


def _more(rows: Sequence[object], what: str, how: str) -> list[str]:
    left = len(rows) - _MOST_ROWS
    return [f"{left} more rows of {what} are left out; they are {how}."] if left > 0 else []


def _few(names: Sequence[str]) -> str:
    """Return a few of several names, and how many there are besides."""
    shown = ", ".join(markdown_cell(name) for name in names[:_FEW])
    return f"{shown} and {len(names) - _FEW} more" if len(names) > _FEW else shown


def _calls(found: Reliability) -> list[str]:
    """Return what is set for each call, and what holds for all of them."""
    if not found.calls:
        return []
    rows = [
        [
            markdown_cell(cell)
            for cell in (row.calls, row.timeout, row.retries, row.breaker, row.bulkhead, row.fallback)
        ]
        for row in found.calls
    ]
    return ["What protects each call:", table(_CALL_COLUMNS, rows), *_notes(found.call_notes)]


def _notes(notes: Sequence[str]) -> list[str]:
    return [bullets(markdown_text(note) for note in notes)] if notes else []
