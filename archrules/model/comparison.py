"""What `compare` finds, as data: options side by side, and what would turn the choice between them."""

from typing import Literal

from pydantic import Field, JsonValue

from archrules.model.base import Model
from archrules.model.provenance import KnowledgeRecord
from archrules.model.recommendation import Convention, Margin, OptionResult

COMPARISON_SCHEMA: Literal["archrules.comparison/1"] = "archrules.comparison/1"


class Side(Model):
    """What is compared: an option, or a technology with all configurations of it that the decision knows.

    The first of the configurations, which are in order of rank, stands for the side.
    """

    name: str = Field(description="as it was asked for")
    survives: bool = Field(description="whether no hard constraint rules out all of its configurations")
    configurations: tuple[OptionResult, ...] = Field(min_length=1)

    @property
    def best(self) -> OptionResult:
        """The configuration that stands for the side."""
        return self.configurations[0]

    def __str__(self) -> str:
        """One line: what stands for it, and how that fares."""
        name = "" if self.name == self.best.option else f"{self.name}: "
        return f"{name}{self.best}"

    def __repr__(self) -> str:
        return f"<Side {self.name!r}: {self.best!r}>"


class CriterionRow(Model):
    """One criterion: its weight, and the points of each side by name; none where nothing was argued."""

    criterion: str
    weight: int
    points: dict[str, int]


class BriefChange(Model):
    """Another value at one place of the brief; None where the brief says nothing."""

    path: str = Field(description="as in `use_cases.place-order.peak`")
    before: JsonValue
    after: JsonValue


class Turn(Model):
    """One statement about the brief that is not true of it now."""

    kind: str
    text: str
    reason: str = Field(description="why an architect would ask about it")
    threshold: str | None = Field(
        default=None, description="the exact value that is enough, where a rounder one is told"
    )
    changes: tuple[BriefChange, ...]


class Flip(Model):
    """Changes that together make a side win that loses now; without any of them it does not."""

    turns: tuple[Turn, ...] = Field(min_length=1)
    winner: str = Field(description="the option that stands for the new winner then")
    winner_score: str
    loser: str | None = Field(
        description="the option that stands for the old winner then; none if none survives"
    )
    loser_score: str | None
    choice: str = Field(description="what is chosen of all options then")


class Turning(Model):
    """What would make one side win against the winner, the best way first, and how it was looked for."""

    side: str
    against: str | None = Field(description="the winner; none if no side survives")
    flips: tuple[Flip, ...]
    dominated: bool = Field(description="whether the winner has no fewer points on any criterion")
    singles: int = Field(description="how many single changes were looked at")
    sets: int = Field(description="how many sets of several changes were looked at")
    proven: int = Field(description="up to which size all sets of the changes that matter were looked at")
    bounded: bool = Field(description="whether the bound on work ended the search")


class ComparisonData(Model):
    """Everything in a comparison, as it is written as JSON. Sides are in order of rank."""

    schema_name: Literal["archrules.comparison/1"] = Field(default=COMPARISON_SCHEMA, alias="schema")
    system_name: str
    brief_digest: str
    knowledge: tuple[KnowledgeRecord, ...]
    decision: str
    title: str
    question: str
    subject: str
    asked: tuple[str, ...] = Field(description="the names that were given; none for all options")
    sides: tuple[Side, ...] = Field(min_length=1)
    winner: str | None = None
    runner_up: str | None = None
    margin: Margin | None = None
    lead: str | None = Field(default=None, description="how far the winner leads the runner-up, exact")
    lead_text: str | None = None
    choice: str | None = Field(default=None, description="what is chosen of all options of the decision")
    criteria: tuple[CriterionRow, ...] = ()
    turnings: tuple[Turning, ...] = ()
    conventions: tuple[Convention, ...] = ()

    def side(self, name: str) -> Side:
        """One side. Raises KeyError if there is none of that name."""
        for side in self.sides:
            if side.name == name:
                return side
        raise KeyError(name)
