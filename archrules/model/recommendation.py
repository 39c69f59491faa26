"""What `recommend` finds, as data: decisions, the system, assumptions, questions, plans."""

from typing import Literal

from pydantic import Field

from archrules.errors import printable
from archrules.model.base import Model
from archrules.model.caching import Caching
from archrules.model.cost import MonthlyCost
from archrules.model.data_model import EntityRow
from archrules.model.evolution import EvolutionStep
from archrules.model.provenance import Citation, KnowledgeRecord, SourceNote
from archrules.model.requirement import Requirement
from archrules.model.resilience import (
    CallTimes,
    FailureMode,
    Headroom,
    ProtectedCalls,
    Reached,
    RecoveryStep,
)
from archrules.model.system import System

SCHEMA_VERSION: Literal["1"] = "1"
Margin = Literal["only", "clear", "close", "tie"]
_LEADS = {"clear": "a clear lead", "close": "a close call", "tie": "a tie", "only": "the only option left"}


class Reason(Model):
    """A veto (without points) or an argument (with points on a criterion) that held, and the rule behind it."""

    rule: str
    because: str
    criterion: str | None = None
    points: int | None = None
    sources: tuple[Citation, ...] = ()


class Convention(Model):
    """A number that counts by convention, and how to put another in its place.

    It `decides` where the choice rests on it, and does not where only the way to build what was chosen does.
    """

    parameter: str = Field(description="`item.parameter`, to be set under `parameters:` in the brief")
    value: str
    unit: str
    why: str
    overridden: bool = False
    decides: bool = True


class OptionResult(Model):
    """How one option fared for one subject. `score` is exact, as a fraction; `points` are clamped sums."""

    option: str
    title: str
    technology: str | None = None
    release: str | None = None
    shape: str
    score: str
    score_text: str
    points: dict[str, int] = Field(default_factory=dict)
    vetoes: tuple[Reason, ...] = ()
    arguments: tuple[Reason, ...] = ()
    gives: tuple[str, ...] = ()
    gives_up: tuple[str, ...] = ()
    revisit: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The option's id within its decision."""
        return self.option

    def __str__(self) -> str:
        """One line: the option, the release that is meant, and its score or why it is ruled out."""
        release = f" ({self.technology} {self.release})" if self.technology and self.release else ""
        fate = f"ruled out: {self.vetoes[0].because}" if self.vetoes else f"score {self.score_text}"
        more = f", and {len(self.vetoes) - 1} more" if len(self.vetoes) > 1 else ""
        return printable(f"{self.option}{release}, {fate}{more}")

    def __repr__(self) -> str:
        fate = "ruled out" if self.vetoes else f"score {self.score_text}"
        return f"<OptionResult {self.option!r}: {fate}>"


class Conflict(Model):
    """Why nothing survived: requirements that together exclude every option, and single ones that would help."""

    requirements: tuple[str, ...]
    earlier_choices: tuple[str, ...] = ()
    relaxations: tuple[str, ...] = ()


class AcceptedFinding(Model):
    """What `check` finds in the recommended system because of a decision, and the paths of the brief behind it."""

    policy: str
    severity: str
    element: str
    path: tuple[str, ...] = ()
    text: str
    because: tuple[str, ...]


class Guideline(Model):
    """How to build what was chosen, on one topic, and the rule that says so."""

    topic: str
    text: str
    rule: str
    sources: tuple[Citation, ...] = ()


class DecisionResult(Model):
    """One decision for one subject: what was chosen, what came second, and everything that was weighed."""

    decision: str
    title: str
    question: str
    subject: str
    choice: str | None = None
    runner_up: str | None = None
    margin: Margin | None = None
    margin_text: str | None = None
    weights: dict[str, int] = Field(default_factory=dict)
    options: tuple[OptionResult, ...] = ()
    conventions: tuple[Convention, ...] = ()
    conflict: Conflict | None = None
    guidelines: tuple[Guideline, ...] = Field(default=(), description="how to build what was chosen")
    accepts: tuple[AcceptedFinding, ...] = Field(default=(), description="findings that it is the price of")

    def option(self, name: str) -> OptionResult:
        """The result of one option. Raises KeyError if the decision has no such option."""
        for option in self.options:
            if option.option == name:
                return option
        raise KeyError(name)

    def __str__(self) -> str:
        """One line: what was chosen for what, and how clearly."""
        about = f"{self.decision} for {self.subject}"
        if self.choice is None:
            return printable(f"{about}: no option survives")
        against = f" of {self.margin_text} over {self.runner_up}" if self.runner_up else ""
        return printable(f"{about}: {self.option(self.choice)}, {_LEADS[self.margin or 'only']}{against}")

    def __repr__(self) -> str:
        outcome = f"{self.choice!r}, {self.margin or 'only'}" if self.choice else "no option survives"
        return f"<DecisionResult {self.decision!r} for {self.subject!r}: {outcome}>"


class Assumption(Model):
    """A value that the brief left out, what was put in its place, why, and where to say otherwise."""

    default: str
    title: str
    value: str
    used_for: tuple[str, ...]
    why: str
    evidence: str
    override: str
    sources: tuple[Citation, ...] = ()


class Question(Model):
    """Something the brief leaves open and what an answer would change."""

    about: str
    text: str
    changes: str
    decisions: int | None = Field(
        default=None,
        description="how many rest on the value assumed in its place; none where none was assumed",
    )


class ServiceRow(Model):
    """A row of the Service Architecture table."""

    service: str
    responsibility: str
    tech: str
    data_store: str


class Flow(Model):
    """How one use case runs through the system."""

    use_case: str
    text: str


class Scaling(Model):
    """A bottleneck, what to do about it, and what that brings."""

    bottleneck: str
    because: str
    solution: str
    impact: str


class Reliability(Model):
    """Targets, fault tolerance and backup."""

    targets: tuple[str, ...]
    patterns: tuple[str, ...]
    backup: tuple[str, ...]
    calls: tuple[ProtectedCalls, ...] = ()
    call_notes: tuple[str, ...] = ()
    promise: str = ""
    reached: tuple[Reached, ...] = ()
    times: tuple[CallTimes, ...] = ()
    promise_notes: tuple[str, ...] = ()
    recovery: tuple[RecoveryStep, ...] = Field(default=(), description="what is done in which order")
    failures: tuple[FailureMode, ...] = Field(default=(), description="what happens when a part fails")


class Risk(Model):
    """What may go wrong and what to do about it."""

    about: str
    text: str
    mitigation: str


class MigrationStep(Model):
    """A step from the existing system to the recommended one that can be undone."""

    number: int
    does: str
    undo: str
    done_when: str


class RecommendationData(Model):
    """Everything in a recommendation, as it is written to `recommendation.json`."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    system_name: str
    brief_digest: str
    knowledge: tuple[KnowledgeRecord, ...]
    current_state: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = Field(default=(), description="met, missed or open")
    services: tuple[ServiceRow, ...] = ()
    data_flow: tuple[Flow, ...] = ()
    data_model: tuple[EntityRow, ...] = Field(default=(), description="what each store holds")
    scalability: tuple[Scaling, ...] = ()
    growth: tuple[Headroom, ...] = Field(default=(), description="what is full first as load grows")
    growth_notes: tuple[str, ...] = ()
    caching: Caching = Caching()
    monthly_cost: MonthlyCost | None = None
    reliability: Reliability
    migration: tuple[MigrationStep, ...] = ()
    evolution: tuple[EvolutionStep, ...] = ()
    decisions: tuple[DecisionResult, ...]
    risks: tuple[Risk, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    source_notes: tuple[SourceNote, ...] = Field(default=(), description="what some of the sources are")
    system: System
