"""What the commands share of their usage: exit codes, how wrong usage is told, and options that several take."""

import argparse
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from archrules.errors import printable

if TYPE_CHECKING:
    from datetime import date

FINE, FINDINGS, FAILED = 0, 1, 2
PROFILES = ("prototype", "production", "regulated")
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


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add what decides how a system is judged: `--profile`, `--policies`."""
    parser.add_argument(
        "--profile",
        choices=PROFILES,
        default="production",
        help="what is expected of the system (default: production)",
    )
    parser.add_argument(
        "--policies",
        metavar="FOLDER",
        help="a pack with policies of your own, judged besides the built-in ones",
    )


def day(text: str) -> "date":
    """Read a day of the calendar, for options."""
    from datetime import date  # not needed by other commands

    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day of the calendar; write year, month and day as in 2027-01-31"
        raise argparse.ArgumentTypeError(message) from None
