"""The shapes of knowledge items as they are written: one class per form, checked by pydantic.

What pydantic cannot check (kinds, fields, variables, references) is checked when a form is read.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from archrules.model.base import Model, Name, Text

_PART = "[a-z0-9]+(-[a-z0-9]+)*"
_ID = rf"({_PART}\.)?{_PART}"
Identifier = Annotated[str, StringConstraints(pattern=f"^{_PART}$", max_length=80)]
ItemId = Annotated[str, StringConstraints(pattern=f"^{_ID}$", max_length=80)]
"""An identifier; before that of what a pack adds to others stand the name of the pack and a dot."""
Touched = Annotated[str, StringConstraints(pattern=f"^({_ID}/)?{_ID}$", max_length=161)]
"""What a pack replaces or disables: an item, an option as `decision/option`, `sources/id` or `images/id`."""
VariableName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+(\.[0-9]+)?$", max_length=40)]
Number = Annotated[int, Field(strict=True)] | Annotated[Decimal, Field(strict=True, allow_inf_nan=False)]
Evidence = Literal["definition", "measured", "published-default", "convention"]
Points = Annotated[int, Field(strict=True, ge=-3, le=3)]
ClauseId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*-[0-9]{3}$", max_length=20)]
Raw = dict[str, Any]


def _date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day of the calendar; write year, month and day as in 2026-01-31"
        raise ValueError(message) from None
    return text


DateText = Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_date)]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Item(Model):
    """Items write their fields in kebab case."""

    model_config = ConfigDict(alias_generator=_kebab, extra="forbid", frozen=True, populate_by_name=True)


class SourceReference(Item):
    """A source of `sources.yaml` and the place in it."""

    ref: ItemId
    where: Text | None = None


class Parameter(Item):
    """A number that decides, with where it comes from and how firm it is."""

    value: Number
    unit: Name
    evidence: Evidence
    why: Text
    source: SourceReference


class Example(Item):
    """Facts that are given and what must follow from them; what `expect` may hold differs by form.

    `open` names kinds, for policies, of which there may be more facts than are given.
    """

    name: Text
    given: tuple[Raw, ...] = ()
    open: tuple[Name, ...] = ()
    subject: Name | None = None
    expect: Any


class Header(Item):
    """What every item says about itself; `clauses` are those of `clauses.yaml` that it puts into effect."""

    id: ItemId
    title: Text
    status: Literal["draft", "stable", "deprecated"]
    since: Version
    why: Text
    sources: Annotated[tuple[SourceReference, ...], Field(min_length=1)]
    # Excluded from dumps, and so from the digest: what an item cites here changes no answer.
    clauses: Annotated[tuple[ClauseId, ...], Field(exclude=True)] = ()


class RuleItem(Header):
    """An item with rules: it may have parameters and must have examples."""

    parameters: dict[VariableName, Parameter] = Field(default_factory=dict)
    examples: Annotated[tuple[Example, ...], Field(min_length=2)]


class DerivationItem(RuleItem):
    """If the facts of `when` hold, so do those of `derive`."""

    when: tuple[Raw, ...]
    derive: Annotated[Raw, Field(min_length=1)]


class Row(Item):
    """One row of a decision table: a condition for each input (missing: any value) and the output fields."""

    when: Raw = Field(default_factory=dict)
    then: Raw
    because: Text


class TableItem(RuleItem):
    """A decision table over the variables that `when` binds."""

    when: Annotated[tuple[Raw, ...], Field(min_length=1)]
    inputs: Annotated[dict[VariableName, Any], Field(min_length=1)]
    hit_policy: Literal["unique", "any", "collect"]
    output: Name
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]


class Criterion(Item):
    """Something by which options are judged, and how much it counts unless the brief says otherwise."""

    weight: Annotated[int, Field(strict=True, ge=0, le=10)]
    why: Text


class DecisionItem(RuleItem):
    """A question that is answered once for every fact of the kind `per`."""

    question: Text
    per: Name
    after: tuple[ItemId, ...] = ()
    where: tuple[Raw, ...] = ()
    criteria: Annotated[dict[Identifier, Criterion], Field(min_length=1)]


class VetoItem(Item):
    """A hard constraint: where `when` holds, the option is out."""

    when: tuple[Raw, ...]
    because: Text
    source: SourceReference


class ArgumentItem(Item):
    """Points for or against an option on one criterion, where `when` holds."""

    criterion: Identifier
    points: Points
    when: tuple[Raw, ...] = ()
    because: Text
    source: SourceReference


class OptionItem(RuleItem):
    """A configuration that may be chosen."""

    technology: ItemId | None = None
    maturity: Annotated[int, Field(strict=True, ge=0, le=3)] | None = None
    shape: Text
    gives: Annotated[tuple[Text, ...], Field(min_length=1)]
    gives_up: Annotated[tuple[Text, ...], Field(min_length=1)]
    revisit: tuple[Text, ...] = ()
    properties: dict[VariableName, Name] = Field(default_factory=dict)
    vetoes: tuple[VetoItem, ...] = ()
    arguments: Annotated[tuple[ArgumentItem, ...], Field(min_length=1)]


SeverityName = Literal["note", "warning", "error"]
SeverityOrOff = Literal["note", "warning", "error", "off"]


class SeverityItem(Item):
    """How grave a finding is in each profile; `off` where the policy is not checked."""

    prototype: SeverityOrOff
    production: SeverityOrOff
    regulated: SeverityOrOff


class FindingItem(Item):
    """What a violated policy says.

    `path` names a kind of fact among those that `when` matches: the finding is about the elements that the
    interactions behind that fact lead through, from the first on. `discriminator` tells several findings on one
    element apart.
    """

    severity: SeverityName | SeverityItem
    message: Text
    path: Name | None = None
    discriminator: Text | None = None


class Remedy(Item):
    """A way to put it right, what it costs, and when it does not apply."""

    do: Text
    costs: Text
    unless: tuple[Text, ...] = ()


class PolicyItem(RuleItem):
    """A rule about systems: elements of `for` that match `when` violate it."""

    tags: tuple[Identifier, ...] = ()
    for_: Annotated[Raw, Field(alias="for", min_length=1)]
    needs: tuple[Name, ...] = ()
    when: Annotated[tuple[Raw, ...], Field(min_length=1)]
    finding: FindingItem
    remedies: Annotated[tuple[Remedy, ...], Field(min_length=1)]


class Dated(Item):
    """A fact about a product: where it is from, how firm it is, and when it was true."""

    source: SourceReference
    as_of: DateText
    evidence: Literal["vendor-document", "registry", "secondary", "convention", "memory"]


class Licence(Dated):
    """The licence to be had; `osi-approved` if one of them is approved by the Open Source Initiative."""

    name: Text
    osi_approved: bool


class Release(Item):
    """A line of releases. `end-of-life` is a date or `unknown` where the maintainers set none."""

    line: Name
    latest: Name
    end_of_life: DateText | Literal["unknown"]
    long_term: bool = False


class Releases(Dated):
    """The lines of releases that are still supported, newest first."""

    lines: Annotated[tuple[Release, ...], Field(min_length=1)]


class Capability(Dated):
    """Something the technology can do."""

    name: Identifier


class Limit(Dated):
    """A figure it cannot pass."""

    name: VariableName
    value: Number
    unit: Name
    why: Text | None = None


class Maturity(Item):
    """0 new, 1 proven by some, 2 proven by many, 3 boring: a decade or more in wide production use."""

    value: Annotated[int, Field(strict=True, ge=0, le=3)]
    why: Text
    source: SourceReference


class Carried(Item):
    """A language or framework, by its id or usual name, whose programs run on the technology."""

    name: Identifier
    source: SourceReference


class TechnologyItem(Header):
    """Facts about a product. It holds no rule, so it has no examples.

    Who has run what it `carries` has run the technology too.
    """

    name: Name
    also_called: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    category: Identifier
    homepage: Text | None = None
    licence: Licence
    maturity: Maturity
    releases: Releases | None = None
    capabilities: tuple[Capability, ...] = ()
    limits: tuple[Limit, ...] = ()
    carries: Annotated[tuple[Carried, ...], Field(max_length=50)] = ()
    only_on: Literal["aws", "azure", "gcp"] | None = None


class DefaultItem(Header):
    """The value of something the brief may leave out, or of a convention that a computation needs."""

    value: Number | Text
    unit: Name
    evidence: Evidence
    override: Text
    question: Text | None = None
    changes: Text | None = None


class Source(Item):
    """A published source."""

    title: Text
    author: Text
    year: Annotated[int, Field(strict=True, ge=1950, le=2100)] | None = None
    url: Text | None = None
    accessed: DateText | None = None
    note: Annotated[Text | None, Field(description="what it is, where title and address do not tell")] = None


_TouchedItems = Annotated[tuple[Touched, ...], Field(max_length=2_000)]


class PackItem(Item):
    """What a folder of knowledge says about itself, and what it changes in the knowledge that it is laid on.

    `requires` names the packs below it whose items it may change, besides those of the knowledge at the bottom.
    """

    name: Identifier
    title: Text
    version: Version
    as_of: DateText
    requires: Annotated[tuple[Identifier, ...], Field(max_length=200)] = ()
    replaces: _TouchedItems = ()
    disables: _TouchedItems = ()
    # Ids that were given up, each with what took its place. No answer rests on them: they are not dumped.
    retired: Annotated[dict[str, Text], Field(exclude=True)] = Field(default_factory=dict)
