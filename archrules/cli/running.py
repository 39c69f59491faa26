"""Runs a command: reads what was typed, makes the streams fit to write on, and tells in one line what went wrong."""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from archrules.cli.usage import FAILED, FINE, Parser
from archrules.errors import ArchrulesError, InputError, printable

_COMMANDS = {
    "recommend": "recommending",
    "check": "checking",
    "compare": "comparing",
    "explain": "explaining",
    "graph": "drawing",
    "import": "importing",
    "test": "examples",
    "knowledge": "knowledge",
    "schema": "schemas",
}
"""The module of each command, in the order in which people meet them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 if all is fine, 1 for findings, 2 if the command could not do its work."""
    _prepare_output()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except (ArchrulesError, OSError, KeyboardInterrupt) as error:
        sys.stderr.write(f"{_told(error)}\n")
        return FAILED
    return code


def run_process() -> int:
    """Run a command in a process of its own, which has no use for the memory that it could win back."""
    import gc

    gc.disable()
    code = main()
    gc.freeze()  # or else all that was loaded is looked through once more at the end
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        options = _parser(arguments).parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _prepare_output() -> None:
    """Make both streams write the same bytes everywhere, and somewhere where they are closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _told(error: BaseException) -> str:
    """What went wrong, in one line for each fault."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return printable(f"archrules: {where}{error.strerror or error}")
    return f"archrules: {error}" if isinstance(error, ArchrulesError) else "archrules: interrupted"


def _parser(arguments: Sequence[str]) -> Parser:
    parser = Parser(
        prog="archrules",
        description="A backend architect that you can import, reproduce and unit-test.",
        epilog="Exit codes: 0 fine, 1 findings, 2 the command could not do its work.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in _needed(arguments):
        importlib.import_module(f"archrules.cli.{_COMMANDS[name]}").add_to(commands)
    return parser


def _needed(arguments: Sequence[str]) -> Sequence[str]:
    """The command that is asked for; all of them where that is not plain."""
    first = arguments[0] if arguments else ""
    return [first] if first in _COMMANDS else [*_COMMANDS]


class _Version(argparse.Action):
    """Looks the version up only when it is printed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        import archrules  # not needed by other commands

        sys.stdout.write(f"archrules {archrules.__version__}\n")
        parser.exit()
