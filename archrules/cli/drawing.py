"""`archrules graph`."""

import argparse
import sys
from pathlib import Path

from archrules.cli.sources import is_brief
from archrules.cli.usage import FINE, Commands
from archrules.errors import DrawingError, Fault, InputError, printable

GRAPH_FORMATS = ("svg", "png", "pdf", "dot", "mmd")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "graph",
        help="draw the service graph of a brief or a system",
        description="Draw the service graph of the architecture recommended for a brief, or of a system.",
    )
    parser.add_argument(
        "source", metavar="BRIEF|SYSTEM", help="a brief, a System file or a compose file, YAML or JSON"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help=f"a file named *.{{{','.join(GRAPH_FORMATS)}}}"
    )
    parser.add_argument("--format", choices=GRAPH_FORMATS, help="the format, if the file name does not say")
    parser.set_defaults(command=_graph)


def _graph(options: argparse.Namespace) -> int:
    target = Path(options.output)
    form = options.format or target.suffix.removeprefix(".")
    if form not in GRAPH_FORMATS:
        known = ", ".join(f".{name}" for name in GRAPH_FORMATS)
        raise InputError(Fault(options.output, 1, 1, f"no picture format; name the file with one of {known}"))
    from archrules import api  # heavy
    from archrules.output.files import replace_file
    from archrules.output.writing import graph_bytes  # heavy

    source = options.source
    system = api.recommend(api.load_brief(source)).system if is_brief(source) else api.load_system(source)
    content = graph_bytes(system, form)
    if not target.parent.is_dir():
        raise DrawingError(f"{target.parent}: no such folder")
    replace_file(target, content)
    sys.stdout.write(f"Written: {printable(str(target))}\n")
    return FINE
