"""A function that is being written: its lines, what is bound in it, and what waits to be checked."""

from dataclasses import dataclass, field

from archrules.inference.layout import Column
from archrules.knowledge_base.conditions import Constraint, Quantified, Test


@dataclass(frozen=True, slots=True)
class Bound:
    """Source for the value of a variable and for its key, and its type where that is declared."""

    value: str
    key: str
    sort: str


@dataclass(slots=True)
class Body:
    """Lines of a function at a depth, the variables bound there, and what still waits to be checked."""

    bound: dict[str, Bound]
    guards: list[Test | Quantified]
    scope: set[str]
    lines: list[str] = field(default_factory=list)
    depth: int = 1
    numbers: list[int] = field(default_factory=list)
    waiting: list[tuple[int, Constraint, Column]] = field(default_factory=list)
    name: str = ""
    parameters: tuple[str, ...] = ()
    parts: "list[tuple[str, tuple[str, ...], list[str]]]" = field(default_factory=list)
    """Name, parameters and lines of the functions before this one, where the loops go on in another."""

    def write(self, line: str) -> None:
        """Add a line at this depth."""
        self.lines.append("    " * self.depth + line)
