"""Knowledge as the engine and the reports use it: typed, checked, immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from archrules.knowledge_base.conditions import Condition, Pattern
from archrules.knowledge_base.items import (
    DecisionItem,
    DefaultItem,
    DerivationItem,
    Example,
    Header,
    OptionItem,
    Parameter,
    PolicyItem,
    SourceReference,
    TableItem,
    TechnologyItem,
)
from archrules.knowledge_base.templates import FactTemplate, TextTemplate
from archrules.vocabulary.facts import Value


@dataclass(frozen=True, slots=True)
class Rule:
    """If the conditions hold, so do the conclusions. `id` names the item and the part of it."""

    id: str
    item: str
    conditions: tuple[Condition, ...]
    conclusions: tuple[FactTemplate, ...]
    sources: tuple[SourceReference, ...]
    parameters: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derivation and its one rule."""

    item: DerivationItem
    rule: Rule


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table and one rule for each row."""

    item: TableItem
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """Points on one criterion, given where the rule fires."""

    criterion: str
    points: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a decision. `id` is `decision/option`."""

    id: str
    name: str
    item: OptionItem
    vetoes: tuple[Rule, ...]
    arguments: tuple[Argument, ...]
    revisit: tuple[TextTemplate, ...]
    maturity: int
    parameters: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def technology(self) -> str | None:
        """The product it stands for, if any."""
        return self.item.technology


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, the pattern and conditions that give its subjects, and its options by id."""

    id: str
    item: DecisionItem
    subjects: tuple[Condition, ...]
    options: tuple[Option, ...]

    def option(self, name: str) -> Option:
        """The option of that name. Raises KeyError if there is none."""
        for option in self.options:
            if option.name == name:
                return option
        raise KeyError(name)

    @property
    def weights(self) -> dict[str, Fraction]:
        """Criterion to default weight."""
        return {name: Fraction(criterion.weight) for name, criterion in self.item.criteria.items()}


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: the pattern of the elements it judges, what must be known, and when an element violates it."""

    item: PolicyItem
    elements: Pattern
    rule: Rule
    message: TextTemplate
    discriminator: TextTemplate = field(default_factory=lambda: TextTemplate(""))


AnyItem = DerivationItem | TableItem | DecisionItem | OptionItem | PolicyItem | TechnologyItem | DefaultItem

__all__ = [
    "AnyItem",
    "Argument",
    "Decision",
    "Derivation",
    "Example",
    "Header",
    "Option",
    "Parameter",
    "Policy",
    "Rule",
    "Table",
]
