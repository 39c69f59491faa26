"""The part of a report about failing: what is promised, what protects each call, and how data comes back."""

from collections.abc import Sequence

from archrules.model.recommendation import RecommendationData, Reliability
from archrules.output.escaping import markdown_cell, markdown_text
from archrules.output.report_markup import bullets, heading, labelled, table

_CALL_COLUMNS = ("Call", "Timeout", "Retries", "Breaker", "Bulkhead", "Fallback")

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
    return [title, bullets(items), *_calls(found)]


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
