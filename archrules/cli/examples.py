"""`archrules test`: the examples inside the items of a folder, and what they leave untested."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archrules.cli.printing import print_json
from archrules.cli.usage import FINDINGS, FINE, Commands, add_format, require_folder
from archrules.errors import Fault, KnowledgeError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archrules.recommendation.example_folder import ExampleFolder

_LINE = 4_000


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "test",
        help="run the examples of policies and packs",
        description="Run the examples inside the items of a folder, and tell which policies no example covers: "
        "each needs one that violates it and one that satisfies it.",
        epilog="Exit codes: 0 all hold and cover, 1 not so, 2 the folder cannot be read.",
    )
    parser.add_argument("folder", metavar="FOLDER", help="a folder of policies, or a pack")
    add_format(parser)
    parser.set_defaults(command=_test)


def _test(options: argparse.Namespace) -> int:
    from archrules.recommendation.example_folder import load_example_folder  # heavy

    require_folder(options.folder)
    folder = load_example_folder(Path(options.folder))
    count = sum(1 for _ in folder.examples())
    if count == 0:
        raise KnowledgeError(Fault(options.folder, 1, 1, "no item in this folder has an example: add one"))
    failed = list(_failed(folder))
    uncovered = list(_uncovered(folder))
    if options.format == "json":
        print_json({"examples": count, "failed": failed, "uncovered": uncovered})
    else:
        for text in (*failed, *uncovered):
            sys.stdout.writelines(f"{printable(line, limit=_LINE)}\n" for line in text.split("\n"))
        sys.stdout.write(_summary(count, len(failed), len(uncovered)))
    return FINDINGS if failed or uncovered else FINE


def _failed(folder: "ExampleFolder") -> "Iterator[str]":
    from archrules.recommendation.examples import difference  # heavy

    for case in folder.examples():
        try:
            found = difference(folder.knowledge, case)
        except ValueError as error:
            found = f"{case}\n  the facts are at fault: {error}"
        if found is not None:
            yield found


def _uncovered(folder: "ExampleFolder") -> "Iterator[str]":
    from archrules.policies.example_coverage import uncovered  # heavy

    for name, policy in folder.policies():
        for verdict in uncovered(policy):
            yield f"{name}: no example expects it to be {verdict.value}: add one"


def _summary(count: int, failed: int, uncovered: int) -> str:
    hold = "all hold" if not failed else f"{failed} of them {'does' if failed == 1 else 'do'} not hold"
    gaps = f"; {uncovered} {'is' if uncovered == 1 else 'are'} missing" if uncovered else ""
    return f"{count} {'example' if count == 1 else 'examples'}: {hold}{gaps}.\n"
