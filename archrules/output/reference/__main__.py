"""Run it: ``python -m archrules.output.reference [FOLDER] [--pack PACK] [--check]``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from archrules.errors import InputError, printable
from archrules.output.reference.keeping import Differences, differences, put_right
from archrules.output.reference.pages import reference_pages
from archrules.output.reference.reading import read_site

_MANUAL = "command-line.md"
"""Where this page lies in the folder, so do the others that are written by hand."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Put the pages right; 0 where nothing is left to do, 1 where something is, 2 where it cannot be done."""
    options = _parser().parse_args(arguments)
    try:
        site = read_site(options.pack, manual=(options.folder / _MANUAL).is_file())
        pages = reference_pages(site)
        found = differences(options.folder, pages) if options.check else put_right(options.folder, pages)
    except (InputError, OSError) as error:
        sys.stderr.write(f"{error if isinstance(error, InputError) else printable(str(error))}\n")
        return 2
    told = found if options.check else Differences(foreign=found.foreign)
    sys.stdout.writelines(f"{printable((options.folder / line).as_posix())}\n" for line in told.lines)
    sys.stderr.write(_summary(found, len(pages), written=not options.check))
    return int(bool(told.lines))


def _summary(found: Differences, pages: int, *, written: bool) -> str:
    if not written:
        return f"{pages} pages; nothing was written\n"
    made = len(found.missing) + len(found.changed)
    return f"{pages} pages: {made} written, {len(found.stale)} removed\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m archrules.output.reference",
        description="Write the reference: a page for each decision, policy and technology, and others for the rest.",
    )
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path("docs/reference"),
        help="where the pages lie (default: docs/reference)",
    )
    parser.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        default=[],
        help="lay a pack on the knowledge, an installed one or a folder such as ./acme; may be repeated",
    )
    parser.add_argument(
        "--check", action="store_true", help="only tell which pages are not as they should be"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
