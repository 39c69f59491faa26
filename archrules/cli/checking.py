"""`archrules check`: what policies say about systems, as a report on each."""

import argparse
import sys
from typing import TYPE_CHECKING

from archrules.cli.judging import add_judging, add_waiving, judge
from archrules.cli.noting import tell_notes
from archrules.cli.reporting import FORMS, Output, output, printed, rendered
from archrules.cli.sources import read_systems
from archrules.cli.targets import check_targets, write_targets
from archrules.cli.usage import FINDINGS, FINE, Commands

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = ("error", "warning", "note", "never")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "check",
        help="judge systems by policies",
        description="Judge systems by policies, each PATH as a system of its own.",
        epilog="Exit codes: 0 nothing fails, 1 a finding at or above --fail-on or a malformed waiver, "
        "2 bad input, wrong usage or nothing to check.",
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a compose file or a System file")
    parser.add_argument("--format", choices=FORMS, default="text", help="how to print (default: text)")
    parser.add_argument(
        "--output",
        metavar="FORM:FILE",
        type=output,
        action="append",
        default=[],
        help="also write a file, such as sarif:archrules.sarif; may be repeated",
    )
    parser.add_argument(
        "--fail-on", choices=LEVELS, default="error", help="the least severity that fails (default: error)"
    )
    add_judging(parser)
    add_waiving(parser)
    parser.set_defaults(command=_check)


def _check(options: argparse.Namespace) -> int:
    outputs: Sequence[Output] = options.output
    inputs = [*options.paths, *([options.waivers] if options.waivers else [])]
    check_targets([each.file for each in outputs], inputs)
    systems = read_systems(options.paths)
    reports = judge(options, systems)
    write_targets({each.file: rendered(reports, each.form) for each in outputs})
    sys.stdout.write(printed(reports, options.format))
    tell_notes(options.paths, systems)
    return FINE if all(report.ok for report in reports) else FINDINGS
