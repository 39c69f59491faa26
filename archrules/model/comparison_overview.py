"""What comparing says in short where a decision has several subjects, as data."""

from typing import Literal

from pydantic import Field

from archrules.model.base import Model
from archrules.model.provenance import KnowledgeRecord
from archrules.model.recommendation import Margin

OVERVIEW_SCHEMA: Literal["archrules.comparison-overview/1"] = "archrules.comparison-overview/1"


class Standing(Model):
    """How the sides stand for one subject. What would turn that is looked for by a comparison of its own."""

    subject: str
    winner: str | None = Field(description="the side that comes first; none if none survives")
    runner_up: str | None = None
    margin: Margin | None = None
    lead: str | None = Field(default=None, description="how far the winner leads the runner-up, exact")
    choice: str | None = Field(default=None, description="what is chosen of all options of the decision")
    verdict: str = Field(description="the same in a sentence")


class OverviewData(Model):
    """Options of a decision for each of its subjects, as it is written as JSON."""

    schema_name: Literal["archrules.comparison-overview/1"] = Field(default=OVERVIEW_SCHEMA, alias="schema")
    system_name: str
    brief_digest: str
    knowledge: tuple[KnowledgeRecord, ...]
    decision: str
    title: str
    question: str
    asked: tuple[str, ...] = Field(description="the names that were given; none for all options")
    standings: tuple[Standing, ...] = Field(min_length=1, description="in order of subject")
