"""What several commands print: JSON, and rows in columns."""

import sys
from collections.abc import Sequence

from archrules.errors import printable


def print_json(value: object) -> None:
    """Print plain data with sorted keys."""
    import json  # not needed by other commands

    sys.stdout.write(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def print_rows(names: Sequence[str], rows: Sequence[tuple[str, ...]], form: str) -> None:
    """Print rows as aligned columns, or as JSON with the names of the columns."""
    if form == "json":
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        sys.stdout.write(columns(rows))


def columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as lines of text, each column as wide as its widest cell."""
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)] if shown else []
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in shown
    )
    return "".join(f"{line}\n" for line in lines)
