"""What `check` finds: verdicts, places in files, and findings with all that they rest on."""

import hashlib
import json
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from archrules.errors import printable
from archrules.model.base import Model
from archrules.model.provenance import Citation
from archrules.model.waiver import Waiver

Severity = Literal["error", "warning", "note"]
FailLevel = Literal["error", "warning", "note", "never"]
EvidenceGrade = Literal["definition", "measured", "published-default", "convention"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest down."""

_FILE_LIMIT = 300


def _encodable(name: object) -> object:
    """A file name may hold bytes that are no text; they are kept as escapes."""
    return name.encode("utf-8", "backslashreplace").decode() if isinstance(name, str) else name


FileName = Annotated[str, BeforeValidator(_encodable)]
"""A path as the caller gave it."""


class Verdict(StrEnum):
    """What a policy says about one element."""

    VIOLATED = "violated"
    SATISFIED = "satisfied"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class Place(Model):
    """A place in a file whose path is as the caller gave it.

    Lines and columns count from 1, columns in characters. The end is that of the text, one column past its last
    character; without it only the start is known.
    """

    file: FileName
    line: Annotated[int, Field(ge=1)] = 1
    column: Annotated[int, Field(ge=1)] = 1
    end_line: int | None = None
    end_column: int | None = None

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        end = self.end_line, self.end_column
        if (end[0] is None) != (end[1] is None):
            message = "a place has both an end_line and an end_column, or neither"
            raise ValueError(message)
        if self.sort_key[3:] <= self.sort_key[1:3] and end != (None, None):
            message = "a place ends after its start"
            raise ValueError(message)
        return self

    def __str__(self) -> str:
        """Return `file:line:column` without control characters."""
        return f"{printable(self.file, limit=_FILE_LIMIT)}:{self.line}:{self.column}"

    @property
    def sort_key(self) -> tuple[str, int, int, int, int]:
        """A total order over places."""
        return self.file, self.line, self.column, self.end_line or 0, self.end_column or 0


class Step(Model):
    """One element on a path, where it is described, and what it adds to the path."""

    element: str
    place: Place | None = None
    note: str | None = None


class MatchedFact(Model):
    """A fact as text, where it came from, and the places that say so."""

    text: str
    origins: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


class Support(Model):
    """One way in which a policy is violated: the facts that match its conditions, in their order."""

    facts: tuple[MatchedFact, ...]

    @property
    def sort_key(self) -> tuple[object, ...]:
        """A total order over supports, in which places come last."""
        texts = tuple((fact.text, fact.origins) for fact in self.facts)
        return texts, tuple(tuple(place.sort_key for place in fact.places) for fact in self.facts)


class DecidingParameter(Model):
    """A number that decides, how firm it is, and how to put another in its place."""

    name: str = Field(description="`policy.parameter`")
    value: str
    unit: str
    evidence: EvidenceGrade
    override: str
    overridden: bool = False


class Remedy(Model):
    """A way to put it right, what it costs, and when it does not apply."""

    do: str
    costs: str
    unless: tuple[str, ...] = ()


def _in_order(supports: tuple[Support, ...]) -> tuple[Support, ...]:
    return tuple(sorted(set(supports), key=lambda support: support.sort_key))


def _fingerprint_of(fields: dict[str, Any]) -> str:
    path = [step.element for step in fields["path"]]
    return fingerprint(fields["policy"], fields["element"], path, fields["discriminator"])


class Finding(Model):
    """A policy that an element violates. Policy, element, path and discriminator tell findings apart.

    A path that is a cycle starts at the step whose element sorts first, so that it is the same each time.
    """

    policy: str
    title: str
    severity: Severity = Field(description="in the profile that was checked")
    element: str
    message: str
    path: tuple[Step, ...] = ()
    discriminator: str = ""
    supports: Annotated[tuple[Support, ...], AfterValidator(_in_order)] = ()
    parameters: tuple[DecidingParameter, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    sources: tuple[Citation, ...] = ()
    places: tuple[Place, ...] = Field(default=(), description="that of the element first")
    waiver: Waiver | None = Field(default=None, description="the waiver that hides it")
    fingerprint: str = Field(
        default_factory=_fingerprint_of,
        description="SHA-256 over policy, element, path and discriminator: the same as long as the finding is",
    )

    @model_validator(mode="after")
    def _has_its_own_fingerprint(self) -> Self:
        if self.fingerprint != fingerprint(self.policy, self.element, self.route, self.discriminator):
            message = "the fingerprint is not that of this policy, element, path and discriminator"
            raise ValueError(message)
        return self

    @property
    def route(self) -> tuple[str, ...]:
        """The names of the elements on the path, in order."""
        return tuple(step.element for step in self.path)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """A total order over findings: the gravest first, then by policy, element, path and discriminator."""
        rank = SEVERITIES.index(self.severity)
        return rank, self.policy, self.element, self.route, self.discriminator

    def __str__(self) -> str:
        """One line: how grave it is, what is wrong where, and the place."""
        place = f" ({self.places[0]})" if self.places else ""
        waived = "waived " if self.waiver is not None else ""
        return printable(f"{waived}{self.severity} {self.policy} on {self.element}: {self.message}{place}")

    def __repr__(self) -> str:
        return f"<Finding {self.severity} {self.policy!r} on {printable(self.element, limit=80)!r}>"

    def fails(self, level: FailLevel) -> bool:
        """Whether it is at or above a level and no waiver hides it."""
        if level == "never" or self.waiver is not None:
            return False
        return SEVERITIES.index(self.severity) <= SEVERITIES.index(level)


def fingerprint(
    policy: str, element: str, path: tuple[str, ...] | list[str] = (), discriminator: str = ""
) -> str:
    """Return what a finding is known by: SHA-256 in hexadecimal, never over lines or messages."""
    text = json.dumps([policy, element, list(path), discriminator], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
