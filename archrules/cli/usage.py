"""What the commands share of their usage: exit codes, how wrong usage is told, and options that several take."""

import argparse
from typing import NoReturn, TypeAlias

from archrules.errors import printable

FINE, FINDINGS, FAILED = 0, 1, 2
FORMATS = ("text", "json")


class Parser(argparse.ArgumentParser):
    """Reports wrong usage in one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        """Stop with exit code 2."""
        self.exit(FAILED, f"{self.prog}: {printable(message)}\n{self.prog}: try `{self.prog} --help`\n")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - argparse gives it no other name
"""Where a command adds itself."""


def add_format(parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """Add `--format`, whose default is text."""
    parser.add_argument("--format", choices=formats, default="text", help="how to print (default: text)")
