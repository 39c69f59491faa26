"""Run it: ``python -m archrules.knowledge_base.refreshing DATA --as-of DAY [--knowledge FOLDER] [--write]``."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from archrules.errors import InputError
from archrules.knowledge_base.refreshing.feed import read_feed
from archrules.knowledge_base.refreshing.refresh import Comparison, refresh


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is out of date; 0 where nothing is left to do, 1 where something is, 2 where it cannot be told."""
    options = _parser().parse_args(arguments)
    try:
        found = refresh(options.knowledge, read_feed(options.data), options.as_of, write=options.write)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for comparison in found:
        sys.stdout.writelines(f"{fault}\n" for fault in comparison.faults)
    sys.stderr.write(_summary(found, written=options.write))
    return int(any(comparison.left for comparison in found))


def _summary(found: Sequence[Comparison], *, written: bool) -> str:
    compared = sum(comparison.compared for comparison in found)
    stale = sum(bool(comparison.faults) for comparison in found)
    done = "put right where it could be" if written else "nothing was written"
    return (
        f"{len(found)} items: {compared} compared, {stale} of them out of date; "
        f"{len(found) - compared} name no product of endoflife.date; {done}\n"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m archrules.knowledge_base.refreshing",
        description="Say which facts about releases are out of date.",
    )
    parser.add_argument(
        "data", type=Path, help="a copy of endoflife.date: the repository, or JSON of /api/v1/products/full"
    )
    parser.add_argument(
        "--as-of", type=_day, required=True, metavar="DAY", help="the day of the data, 2026-01-31"
    )
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), help="the folder of the pack")
    parser.add_argument(
        "--write", action="store_true", help="put the items right; without it nothing is written"
    )
    return parser


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-01-31") from None
    return day.isoformat()


if __name__ == "__main__":
    sys.exit(main())
