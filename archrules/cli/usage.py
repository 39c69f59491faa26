"""What the commands share of their usage: exit codes, how wrong usage is told, and options that several take."""

import argparse
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from archrules.errors import KnowledgeError, printable

if TYPE_CHECKING:
    from archrules.knowledge_base.base import KnowledgeBase

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


def add_packs(parser: argparse.ArgumentParser) -> None:
    """Add `--pack`."""
    parser.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        default=[],
        help="lay a pack on the knowledge, an installed one or a folder such as ./acme; may be repeated",
    )


def require_folder(name: str | None) -> None:
    """Do nothing where the folder is there, or none is named.

    Raises:
        KnowledgeError: there is no such folder; its path is told as it was typed.
    """
    from archrules.knowledge_base.packs import missing_folder  # not needed by other commands

    if name is not None and (missing := tuple(missing_folder(name))):
        raise KnowledgeError(missing)


def knowledge_of(options: argparse.Namespace) -> "KnowledgeBase | None":
    """The built-in knowledge with the packs that are asked for, or None if there are none.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    from archrules import api  # heavy

    return api.load_knowledge(packs=options.pack) if options.pack else None
