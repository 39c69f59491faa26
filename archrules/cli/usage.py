"""What the commands share of their usage: exit codes, how wrong usage is told, and options that several take."""

import argparse
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from archrules.errors import KnowledgeError, did_you_mean, near_names, printable

if TYPE_CHECKING:
    from archrules.knowledge_base.base import KnowledgeBase

FINE, FINDINGS, FAILED = 0, 1, 2
FORMATS = ("text", "json")


class Parser(argparse.ArgumentParser):
    """Reports wrong usage in one line that says what to do, with the word that was likely meant."""

    _intermixing = False
    # The parser of argparse calls this one again for its halves, the named and the nameless.

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:  # noqa: ANN401 - as argparse has them
        """Take nothing that is not known, so that the command whose option it would be tells of it.

        Options may stand before, between and behind what has no name, as in `compare datastore --brief FILE redis`.
        """
        found, unknown = super().parse_known_args(args, namespace)
        if self._intermixing:
            return found, unknown
        if unknown and not any(word.startswith("-") for word in unknown):
            self._intermixing = True
            found, unknown = self.parse_known_intermixed_args(args, namespace)
            self._intermixing = False
        if unknown:
            word = unknown[0].partition("=")[0]
            hint = did_you_mean(near_names(word, self._option_string_actions)[:1])
            self.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
        return found, unknown

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            names = list(map(str, action.choices))
            hint = did_you_mean(near_names(str(value), names)[:1])
            listed = ", ".join(map(repr, names))
            raise argparse.ArgumentError(action, f"invalid choice: {value!r}{hint}: choose from {listed}")

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
