"""`archrules compare`."""

import argparse
import sys
from typing import TYPE_CHECKING

from archrules.cli.sources import read_brief
from archrules.cli.usage import FINE, Commands, add_format, add_packs, knowledge_of

if TYPE_CHECKING:
    from archrules.recommendation.comparison import Comparison
    from archrules.recommendation.comparison_overview import ComparisonOverview


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "compare",
        help="options of a decision side by side, and what would turn the choice",
        description="Compare options of a decision, with reasons, and find the smallest changes of the brief that "
        "would turn the choice. A technology stands for its best surviving option.",
    )
    parser.add_argument("decision", metavar="DECISION", help="a decision, such as datastore")
    parser.add_argument(
        "options",
        metavar="OPTION",
        nargs="*",
        default=[],
        help="options or technologies; without any, all are compared",
    )
    parser.add_argument("--brief", metavar="FILE", required=True, help="the brief, a YAML or JSON file")
    parser.add_argument(
        "--subject",
        metavar="SUBJECT",
        help="the subject of the decision, such as a context; without it, a sentence for each if there are several",
    )
    add_packs(parser)
    add_format(parser, ("text", "json", "markdown"))
    parser.set_defaults(command=_compare)


def _compare(options: argparse.Namespace) -> int:
    found = _found(options)
    writers = {"text": found.text, "json": found.json, "markdown": found.markdown}
    sys.stdout.write(writers[options.format]())
    return FINE


def _found(options: argparse.Namespace) -> "Comparison | ComparisonOverview":
    """The comparison that is asked for; an overview where the decision has several subjects and none is named.

    Raises:
        ArchrulesError: as `archrules.compare` does.
    """
    from archrules import api  # heavy

    knowledge = knowledge_of(options)
    brief = read_brief(options.brief, knowledge)
    if options.subject is None:
        overview = api.compare_subjects(brief, options.decision, options.options, knowledge=knowledge)
        if len(overview.standings) > 1:
            return overview
    return api.compare(brief, options.decision, options.subject, options.options, knowledge=knowledge)
