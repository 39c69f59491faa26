"""Figures of engines beside each other, and the targets that they are held to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Unit = Callable[[float], str]


def milliseconds(value: float) -> str:
    """Seconds, written in milliseconds with three digits that count."""
    shown = value * 1000
    return f"{shown:.0f} ms" if shown >= 100 else f"{shown:.3g} ms"


def megabytes(value: float) -> str:
    """Bytes, written in megabytes."""
    return f"{value / 1e6:.1f} MB"


def power(value: float) -> str:
    """An exponent of growth."""
    return f"N^{value:.2f}"


def times(value: float) -> str:
    """How many times as much."""
    return f"{value:.3g} x"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure must reach: at least the value or, if not `at_least`, at most.

    `loose` is the bound that only a real loss of speed breaks, whatever else the machine does.
    """

    value: float
    loose: float
    at_least: bool = True

    def met(self, reached: float, *, loosely: bool = False) -> bool:
        """Whether the figure reaches the value, or at least the loose bound."""
        bound = self.loose if loosely else self.value
        return reached >= bound if self.at_least else reached <= bound


def at_least(value: float) -> Target:
    """At least the value; half of it holds on any machine."""
    return Target(value, value / 2)


def at_most(value: float, loose: float | None = None) -> Target:
    """At most the value; twice of it holds on any machine, unless another bound is given."""
    return Target(value, value * 2 if loose is None else loose, at_least=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what was measured, for each engine that took part, and the ratio that came out."""

    what: str
    engines: Mapping[str, float]
    unit: Unit = milliseconds
    reached: float | None = None
    target: Target | None = None
    reached_unit: Unit = field(default=times)

    @property
    def verdict(self) -> str:
        """`met` or `missed`; `reported` where there is no target."""
        if self.target is None or self.reached is None:
            return "reported"
        return "met" if self.target.met(self.reached) else "missed"


ENGINES = ("archrules", "clipspy", "experta")
"""The columns of the table."""


def table(figures: list[Figure]) -> str:
    """The figures as a table in Markdown."""
    head = ("", *ENGINES, "ratio", "target", "")
    lines = [head, *(_cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = "|".join("-" * (width + 2) for width in widths)
    written = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    return "\n".join([written[0], f"|{rule}|", *written[1:]])


def _cells(figure: Figure) -> tuple[str, ...]:
    engines = (figure.unit(figure.engines[name]) if name in figure.engines else "" for name in ENGINES)
    reached = "" if figure.reached is None else figure.reached_unit(figure.reached)
    target = figure.target
    wanted = (
        "" if target is None else f"{'>=' if target.at_least else '<='} {figure.reached_unit(target.value)}"
    )
    return figure.what, *engines, reached, wanted, figure.verdict
