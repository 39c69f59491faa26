"""What comes up while files of others are read: faults, notes, keys that nobody knows, and keys of no use."""

from collections import Counter

from archrules.errors import Fault, SystemFileError
from archrules.importers.nodes import Span

_MOST_NOTES = 999


class Log:
    """Collects them over all files of one description."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.ignored: Counter[str] = Counter()
        self.unused: Counter[str] = Counter()
        self._notes: dict[Fault, None] = {}
        self._left_out = 0

    def fault(self, span: Span, message: str) -> None:
        """Note something without which the description cannot be read."""
        self.faults.append(span.fault(message))

    def note(self, span: Span, message: str) -> None:
        """Note something that is not known or was not read."""
        note = span.fault(message)
        if len(self._notes) < _MOST_NOTES:
            self._notes[note] = None
        elif note not in self._notes:
            self._left_out += 1

    def raise_faults(self) -> None:
        """Raise all faults there are.

        Raises:
            SystemFileError: there is one.
        """
        if self.faults:
            raise SystemFileError(self.faults)

    def notes(self) -> tuple[Fault, ...]:
        """Return the notes in order of their places; the last one counts those left out, if there are too many."""
        notes = sorted(self._notes)
        if self._left_out:
            last = notes[-1]
            notes.append(Fault(last.file, last.line, last.column, f"and more notes: {self._left_out}"))
        return tuple(notes)
