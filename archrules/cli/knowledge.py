"""`archrules knowledge`: what archrules knows."""

import argparse
import sys

from archrules.cli.printing import print_json, print_rows
from archrules.cli.usage import FINE, Commands, add_format


def add_to(commands: Commands) -> None:
    """Add the command with its actions."""
    parser = commands.add_parser(
        "knowledge", help="what archrules knows", description="List the items of the knowledge, or show one."
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every item with its title")
    add_format(listing)
    listing.set_defaults(command=_list)
    showing = actions.add_parser("show", help="one item in full")
    showing.add_argument("item", metavar="ID", help="an item's id, such as datastore or postgresql")
    add_format(showing)
    showing.set_defaults(command=_show)


def _list(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    rows = [
        (name, type(item).__name__.removesuffix("Item").lower(), item.title)
        for name, item in api.load_knowledge().items()
    ]
    print_rows(("id", "form", "title"), rows, options.format)
    return FINE


def _show(options: argparse.Namespace) -> int:
    from archrules import api  # heavy

    item = api.knowledge_item(options.item)
    if options.format == "json":
        print_json(item)
    else:
        import yaml  # not needed by other commands

        sys.stdout.write(yaml.safe_dump(item, sort_keys=False, allow_unicode=True, width=110))
    return FINE
