"""`archrules graph`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from archrules.cli.judging import add_judging, judge
from archrules.cli.sources import is_brief, read_systems
from archrules.cli.usage import FINE, Commands, knowledge_of
from archrules.errors import DrawingError, Fault, InputError, printable

if TYPE_CHECKING:
    from archrules.policies.report import GraphFormat

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
    parser.add_argument(
        "--findings", action="store_true", help="check the system, and mark what is found on boxes and arrows"
    )
    add_judging(parser)
    parser.set_defaults(command=_graph)


def _graph(options: argparse.Namespace) -> int:
    target = Path(options.output)
    form = options.format or target.suffix.removeprefix(".")
    if form not in GRAPH_FORMATS:
        known = ", ".join(f".{name}" for name in GRAPH_FORMATS)
        raise InputError(Fault(options.output, 1, 1, f"no picture format; name the file with one of {known}"))
    from archrules.output.files import replace_file  # not needed by other commands

    content, remark = _content(options, cast("GraphFormat", form))
    if not target.parent.is_dir():
        raise DrawingError(f"{target.parent}: no such folder")
    replace_file(target, content)
    sys.stdout.write(f"Written: {printable(str(target))}{remark}\n")
    return FINE


def _content(options: argparse.Namespace, form: "GraphFormat") -> tuple[bytes, str]:
    """The picture of what a file describes or leads to, and what to say of it.

    Raises:
        DrawingError: it cannot be drawn here.
        ArchrulesError: as `archrules.recommend` and `archrules.check` do.
    """
    from archrules import api  # heavy
    from archrules.importers.imported import Imported
    from archrules.output.writing import graph_bytes

    if is_brief(options.source):
        knowledge = knowledge_of(options)
        brief = api.load_brief(options.source, knowledge=knowledge)
        described = Imported(api.recommend(brief, knowledge=knowledge).system, {}, {}, ())
    else:
        (described,) = read_systems([options.source])
    if not options.findings:
        return graph_bytes(described.system, form), ""
    (report,) = judge(options, [described])
    return report.graph(form), "" if report.findings else "; nothing is marked, for nothing was found"
