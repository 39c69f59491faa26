"""`archrules knowledge`: what archrules knows, whether that is well made, and which clauses it puts into effect."""

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archrules.cli.printing import print_json, print_rows
from archrules.cli.usage import (
    FAILED,
    FINDINGS,
    FINE,
    Commands,
    Parser,
    add_format,
    add_packs,
    knowledge_of,
    require_folder,
)

if TYPE_CHECKING:
    from archrules.knowledge_base.lint.faults import LintFault

_LOAD = "load"
"""The code of what keeps a pack from being looked at."""


def add_to(commands: Commands) -> None:
    """Add the command with its actions."""
    parser = commands.add_parser(
        "knowledge",
        help="what archrules knows",
        description="List the items of the knowledge, show one, lint a pack, or tell which clauses are covered.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every item with its title")
    add_packs(listing)
    listing.set_defaults(command=_list)
    showing = actions.add_parser("show", help="one item in full")
    showing.add_argument("item", metavar="ID", help="an item's id, such as datastore or postgresql")
    add_packs(showing)
    showing.set_defaults(command=_show)
    linting = _add_lint(actions)
    covering = _add_coverage(actions)
    for each in (listing, showing, linting, covering):
        add_format(each)


def _add_lint(actions: Commands) -> Parser:
    parser = actions.add_parser(
        "lint",
        help="what is wrong with a pack that can be loaded",
        description="Tell what is wrong with a pack that can be loaded, or with the built-in knowledge.",
        epilog="Exit codes: 0 nothing, 1 something, 2 the pack cannot be loaded.",
    )
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        help="a pack; one that changes or builds on the built-in knowledge is laid on it",
    )
    parser.set_defaults(command=_lint)
    return parser


def _add_coverage(actions: Commands) -> Parser:
    parser = actions.add_parser(
        "coverage",
        help="which clauses of the guides are put into effect and tested",
        description="Tell which clauses of the guides items put into effect and tests show. "
        "The examples of items are run and count as tests.",
    )
    parser.add_argument(
        "--tests", metavar="FILE", help="the marked tests that passed, as a run of the test suite leaves them"
    )
    parser.set_defaults(command=_coverage)
    return parser


def _list(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    rows = [
        (name, type(item).__name__.removesuffix("Item").lower(), item.title)
        for name, item in (knowledge_of(options) or api.load_knowledge()).items()
    ]
    print_rows(("id", "form", "title"), rows, options.format)
    return FINE


def _show(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    item = api.knowledge_item(options.item, knowledge=knowledge_of(options))
    if options.format == "json":
        print_json(item)
    else:
        import yaml  # not needed by other commands

        sys.stdout.write(yaml.safe_dump(item, sort_keys=False, allow_unicode=True, width=110))
    return FINE


def _lint(options: argparse.Namespace) -> int:
    faults = _faults(options.folder)
    if _cannot_be_loaded(faults):
        sys.stderr.writelines(f"{fault}\n" for fault in faults)
        return FAILED
    if options.format == "json":
        print_json([dataclasses.asdict(fault) for fault in faults])
    else:
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return FINDINGS if faults else FINE


def _faults(folder: str | None) -> "tuple[LintFault, ...]":
    """What is wrong with the built-in knowledge or a pack: on its own if it is meant to be, else laid on that."""
    from archrules.knowledge_base.lint.linting import lint  # heavy
    from archrules.knowledge_base.pack_standing import stands_alone

    if folder is None:
        return lint()
    require_folder(folder)
    return lint(Path(folder)) if stands_alone(Path(folder)) else lint(None, [Path(folder)])


def _cannot_be_loaded(faults: "tuple[LintFault, ...]") -> bool:
    return any(fault.code == _LOAD for fault in faults)


def _coverage(options: argparse.Namespace) -> int:
    from archrules import api  # heavy
    from archrules.knowledge_base.coverage import coverage, load_passing_tests
    from archrules.recommendation.example_tests import passing_examples

    knowledge = api.load_knowledge()
    marked = load_passing_tests(options.tests) if options.tests else {}
    found = coverage(knowledge, {**marked, **passing_examples(knowledge)})
    if options.format == "json":
        print_json([dataclasses.asdict(clause) for clause in found])
        return FINE
    rows = [
        (each.id, each.status, f"{len(each.items)} items", f"{len(each.tests)} tests", each.asks)
        for each in found
    ]
    print_rows((), rows, "text")
    covered = sum(each.status == "covered" for each in found)
    sys.stdout.write(f"{covered} of {len(found)} clauses are covered.\n")
    return FINE
