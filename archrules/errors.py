"""Every error that archrules raises on purpose.

::

    ArchrulesError
    ├── InputError              the input is at fault: one Fault per line, with its place
    │   ├── BriefError          ... in a brief
    │   ├── SystemFileError     ... in a system file or another description of a system
    │   └── KnowledgeError      ... in a knowledge item or a pack
    ├── InferenceError          rules that cannot be run to an end
    │   └── InferenceLimitError     ... because a bound was reached
    ├── NothingToCheckError     no policy is left, or none applies to any element of the system
    ├── DrawingError            a picture that cannot be drawn
    └── UnknownNameError        a decision, subject, option, ... that does not exist

All of them can be pickled, and their text is safe to print: see `printable`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE_LIMIT = 300
_MESSAGE_LIMIT = 1000
_LINE_LIMIT = 1000
_NAME_LIMIT = 100
# Listed by hand: what `str.isprintable` says depends on the Unicode tables of the interpreter.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing wrong in one place of the input; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return `file:line:column: message` as one bounded line without control characters."""
        file = printable(self.file, limit=_FILE_LIMIT)
        return f"{file}:{self.line}:{self.column}: {printable(self.message, limit=_MESSAGE_LIMIT)}"


class ArchrulesError(Exception):
    """The root of the tree: catch this to catch everything that archrules raises on purpose."""

    def __str__(self) -> str:
        """Return the message, its line breaks kept and other control characters escaped."""
        return "\n".join(printable(line) for line in super().__str__().split("\n"))


class InputError(ArchrulesError):
    """The input is at fault; `faults` are in order of file, line, column and message, each once."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        """Take one fault or several.

        Raises:
            ValueError: there is no fault, so there is nothing to raise.

        """
        several = (faults,) if isinstance(faults, Fault) else faults
        self.faults: tuple[Fault, ...] = tuple(sorted(set(several)))
        if not self.faults:
            message = "an InputError needs at least one fault"
            raise ValueError(message)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Return one line per fault; past a thousand, the last line counts those not shown."""
        lines = [str(fault) for fault in self.faults[:_LINE_LIMIT]]
        hidden = len(self.faults) - len(lines)
        return "\n".join([*lines, f"and more faults: {hidden}"] if hidden else lines)


class BriefError(InputError):
    """A brief is at fault."""


class SystemFileError(InputError):
    """A system file, or another file that describes a system, is at fault."""


class KnowledgeError(InputError):
    """A knowledge item or a pack is at fault."""


class InferenceError(ArchrulesError):
    """The rules cannot be run to an end."""


class InferenceLimitError(InferenceError):
    """The rules went past a bound: too many facts, activations or steps."""


class NothingToCheckError(ArchrulesError):
    """There is nothing to check: no policy is left, or none applies to any element of the system."""


class DrawingError(ArchrulesError):
    """A picture cannot be drawn."""


class UnknownNameError(ArchrulesError):
    """A name that does not exist was asked for; `suggestions` are existing names like it, best first."""

    def __init__(self, message: str, suggestions: Iterable[str] = ()) -> None:
        """Take what is wrong and the names to suggest, for which `near_names` is made."""
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(message, self.suggestions)

    def __str__(self) -> str:
        """Return the message with the suggestions behind it."""
        return printable(f"{self.args[0]}{did_you_mean(self.suggestions)}")


def printable(text: str, *, limit: int = _MESSAGE_LIMIT) -> str:
    r"""Return text fit for a terminal: invisible characters as `\x1b`, at most `limit` characters."""
    # An escape is longer than what it stands for, so nothing past the limit can be shown.
    shown = _UNPRINTABLE.sub(_escape, text[: limit + 1])
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def near_names(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return up to three candidates that look like the name, best first; upper and lower case are alike."""
    if len(name) > _NAME_LIMIT:
        return ()
    from difflib import get_close_matches

    by_folded: dict[str, str] = {}
    for candidate in sorted({each for each in candidates if len(each) <= _NAME_LIMIT}):
        by_folded.setdefault(candidate.casefold(), candidate)
    return tuple(by_folded[folded] for folded in get_close_matches(name.casefold(), by_folded))


def did_you_mean(names: Iterable[str]) -> str:
    """Return ` (did you mean 'a' or 'b'?)`, or nothing where there is no name to offer."""
    quoted = [f"'{name}'" for name in names]
    if not quoted:
        return ""
    first = ", ".join(quoted[:-1])
    return f" (did you mean {f'{first} or {quoted[-1]}' if first else quoted[-1]}?)"


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape", "surrogatepass").decode("ascii")
