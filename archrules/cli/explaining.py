"""`archrules explain`: why a decision came out as it did, or what a policy found and why."""

import argparse
import sys

from archrules.cli.printing import print_json, print_rows
from archrules.cli.usage import FINE, Commands, add_format
from archrules.errors import printable


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "explain",
        help="why a decision came out as it did",
        description="Without DECISION: what was decided. With it: why, down to the brief, defaults and sources.",
    )
    parser.add_argument("source", metavar="BRIEF", help="the brief, a YAML or JSON file")
    parser.add_argument("decision", metavar="DECISION", nargs="?", help="a decision, such as datastore")
    parser.add_argument("subject", metavar="SUBJECT", nargs="?", help="its subject, such as a context")
    add_format(parser)
    parser.set_defaults(command=_explain)


def _explain(options: argparse.Namespace) -> int:
    return _explain_decision(options)


def _explain_decision(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    recommendation = api.recommend(api.load_brief(options.source))
    if options.decision is None:
        rows = [
            (r.decision, r.subject, r.choice or "nothing survives", r.margin or "")
            for r in recommendation.data.decisions
        ]
        print_rows(("decision", "subject", "choice", "margin"), rows, options.format)
        return FINE
    explanation = recommendation.why(options.decision, options.subject)
    if options.format == "json":
        print_json(explanation.as_dict())
    else:
        sys.stdout.writelines(f"{printable(line, limit=4_000)}\n" for line in explanation.lines())
    return FINE
