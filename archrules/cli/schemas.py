"""`archrules schema`."""

import argparse

from archrules.cli.printing import print_json
from archrules.cli.usage import FINE, Commands


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("schema", help="print a JSON Schema", description="Print a JSON Schema.")
    parser.add_argument("name", metavar="NAME", help="brief, recommendation, report, system or waivers")
    parser.add_argument("--format", choices=("json",), default="json", help="a schema is always JSON")
    parser.set_defaults(command=_schema)


def _schema(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    print_json(api.schema(options.name))
    return FINE
