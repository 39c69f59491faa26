"""`archrules import`: descriptions of others as System files of our own."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from archrules.cli.sources import read_systems
from archrules.cli.targets import check_targets, write_targets
from archrules.cli.usage import FINE, Commands, add_format
from archrules.errors import Fault, InputError, printable

if TYPE_CHECKING:
    from archrules.importers.imported import Imported


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "import",
        help="turn a compose file into a System file",
        description="Print what a compose file, or another description, tells of a system as a System file. "
        "What was left aside is told on standard error.",
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a compose file or a System file")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write it into this file; for several PATHs, into this folder"
    )
    add_format(parser)
    parser.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> int:
    several = len(options.paths) > 1
    if several and options.output is None:
        raise InputError(Fault(options.paths[1], 1, 1, "several systems need a folder: name one with -o"))
    targets = _targets(options) if options.output else []
    check_targets(targets, options.paths)
    read = read_systems(options.paths)
    texts = [_text(each, options.format) for each in read]
    if targets:
        write_targets(dict(zip(targets, texts, strict=True)))
        sys.stdout.write(f"Written: {', '.join(printable(str(target)) for target in targets)}\n")
    else:
        sys.stdout.writelines(texts)
    for path, each in zip(options.paths, read, strict=True):
        sys.stderr.writelines(f"{line}\n" for line in _left_aside(path, each))
    return FINE


def _targets(options: argparse.Namespace) -> list[Path]:
    """The file for each path. Of several, each is named after its path."""
    if len(options.paths) == 1:
        return [Path(options.output)]
    ending = "json" if options.format == "json" else "yaml"
    return [Path(options.output, f"{Path(path).stem}.system.{ending}") for path in options.paths]


def _text(imported: "Imported", form: str) -> str:
    from archrules.output.documents import system_json, system_yaml  # heavy

    return system_json(imported.system) if form == "json" else system_yaml(imported.system)


def _left_aside(path: str, imported: "Imported") -> list[str]:
    """What a System file cannot hold or the description does not tell, a line each."""
    lines = [str(note) for note in imported.notes]
    if imported.unused:
        often = sorted(imported.unused.items(), key=lambda key: (-key[1], key[0]))
        keys = ", ".join(f"{name} {number}" for name, number in often)
        lines.append(printable(f"{path}: keys that say nothing of the architecture: {keys}"))
    return lines
