"""`archrules recommend`."""

import argparse
import sys
from pathlib import Path

from archrules.cli.printing import print_json
from archrules.cli.sources import read_brief
from archrules.cli.usage import FINE, Commands, add_format, add_packs, knowledge_of
from archrules.errors import Fault, InputError, printable


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "recommend",
        help="recommend an architecture for a brief",
        description="Recommend an architecture for a requirements brief, with reasons, trade-offs and sources.",
    )
    parser.add_argument("brief", metavar="BRIEF", help="the brief, a YAML or JSON file")
    parser.add_argument(
        "-o", "--output", metavar="DIR", help="write report, data and pictures into this folder"
    )
    add_packs(parser)
    add_format(parser)
    parser.set_defaults(command=_recommend)


def _recommend(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    knowledge = knowledge_of(options) or api.load_knowledge()
    brief = read_brief(options.brief, knowledge)
    recommendation = api.recommend(brief, knowledge=knowledge)
    warnings = api.brief_warnings(options.brief, brief, knowledge=knowledge)
    sys.stderr.writelines(f"{warning}\n" for warning in warnings)
    if options.output is None:
        sys.stdout.write(recommendation.json() if options.format == "json" else recommendation.report())
        return FINE
    written = recommendation.write(_folder(options.output))
    if options.format == "json":
        print_json({"files": [str(path) for path in written.files], "missing": list(written.missing)})
        return FINE
    sys.stdout.write(recommendation.summary())
    sys.stdout.write("\nWritten: " + ", ".join(printable(str(path)) for path in written.files) + "\n")
    sys.stdout.write(f"Read {printable(str(Path(options.output) / 'report.md'))} first.\n")
    for reason in written.missing:
        sys.stderr.write(f"archrules: {reason}\n")
    return FINE


def _folder(name: str) -> Path:
    folder = Path(name)
    if folder.exists() and not folder.is_dir():
        raise InputError(Fault(name, 1, 1, "is a file; -o takes the name of a folder"))
    return folder
