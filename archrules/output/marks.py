"""What a check found, as marks on the service graph: the gravest finding on each box and arrow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from archrules.model.finding import SEVERITIES, Severity

Mark = Severity | Literal[""]
"""The gravest finding, or nothing."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The gravest finding on each element by name, on each use of one by another, and on the system as a whole."""

    elements: Mapping[str, Severity] = field(default_factory=dict)
    uses: Mapping[tuple[str, str], Severity] = field(default_factory=dict)
    system: Mark = ""

    def __bool__(self) -> bool:
        return bool(self.elements or self.uses or self.system)


NO_MARKS = Marks()


def gravest(marks: Iterable[Mark]) -> Mark:
    """Return the gravest of the marks; nothing if there is none."""
    found = set(marks)
    return next((severity for severity in SEVERITIES if severity in found), "")


def mark_text(mark: Mark) -> str:
    """Return the mark as it stands in the picture: a word, so that no colour is needed."""
    return f"! {mark}" if mark else ""
