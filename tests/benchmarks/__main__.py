"""`python -m tests.benchmarks` compares the engines and prints the table."""

import argparse
import sys

from tests.benchmarks.comparisons import FULL, QUICK, SECTIONS
from tests.benchmarks.figures import Figure, table


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small inputs and few repeats; targets may be missed"
    )
    parser.add_argument(
        "--only", choices=SECTIONS, action="append", help="one part of the table; may be repeated"
    )
    options = parser.parse_args()
    figures: list[Figure] = []
    for name in options.only or SECTIONS:
        print(f"measuring {name} ...", file=sys.stderr)  # noqa: T201  # progress of a command
        figures.extend(SECTIONS[name](QUICK if options.quick else FULL))
    print(table(figures))  # noqa: T201  # what the command is for


if __name__ == "__main__":
    main()
