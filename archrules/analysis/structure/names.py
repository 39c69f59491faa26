"""Several names as one text that stays short."""

from collections.abc import Sequence

_MOST_NAMES = 10
"""More names in a row are not read."""

_MOST_STEPS = 12
"""A path is read step by step, so it may be a little longer than a list."""


def names_text(names: Sequence[str]) -> str:
    """The names with commas between; of very many the first ten, and how many more there are."""
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def path_text(names: Sequence[str]) -> str:
    """The names with arrows between; of a very long path the first and last six."""
    if len(names) <= _MOST_STEPS:
        return " -> ".join(names)
    half = _MOST_STEPS // 2
    left_out = f"({len(names) - 2 * half} more)"
    return " -> ".join((*names[:half], left_out, *names[-half:]))
