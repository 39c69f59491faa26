"""Every rule of the knowledge with the places of its conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.conditions import Condition, Count, Existence, Pattern, Quantified, Test
from archrules.knowledge_base.rules import Decision, Rule
from archrules.knowledge_base.scope import Path

Form = Literal["derivation", "row", "subjects", "veto", "argument", "policy"]
_WORDS: dict[type[Quantified], str] = {Existence: "exists", Count: "count"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition, the item that it stands in, and its path there."""

    condition: Condition
    item: str
    path: Path


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule, its conditions with their places, and its own place. `subjects` rules give those of a decision."""

    rule: Rule
    form: Form
    path: Path
    conditions: tuple[Placed, ...]

    @property
    def item(self) -> str:
        """The item that the rule stands in."""
        return self.rule.item


@dataclass(frozen=True, slots=True)
class PlacedPattern:
    """A pattern anywhere in a rule; `within` is the innermost `not`, `exists` or `count` around it."""

    pattern: Pattern
    item: str
    path: Path
    within: Quantified | None = None


def placed_rules(knowledge: KnowledgeBase) -> Iterator[PlacedRule]:
    """Every rule, in the order of the knowledge."""
    for name, derivation in knowledge.derivations.items():
        yield PlacedRule(derivation.rule, "derivation", (), _listed(derivation.rule.conditions, name))
    for name, table in knowledge.tables.items():
        shared = len(table.item.when)
        for index, (rule, row) in enumerate(zip(table.rules, table.item.rows, strict=True)):
            cells = zip(rule.conditions[shared:], row.when, strict=True)
            tests = (Placed(test, name, ("rows", index, "when", cell)) for test, cell in cells)
            conditions = (*_listed(rule.conditions[:shared], name), *tests)
            yield PlacedRule(rule, "row", ("rows", index), conditions)
    for decision in knowledge.decisions.values():
        yield from _of_decision(decision)
    for name, policy in knowledge.policies.items():
        element = Placed(policy.elements, name, ("for",))
        conditions = (element, *_listed(policy.rule.conditions[1:], name))
        yield PlacedRule(policy.rule, "policy", (), conditions)


def _of_decision(decision: Decision) -> Iterator[PlacedRule]:
    subject = Placed(decision.subjects[0], decision.id, ("per",))
    subjects = (subject, *_listed(decision.subjects[1:], decision.id, "where"))
    yield PlacedRule(
        Rule(decision.id, decision.id, decision.subjects, (), ()), "subjects", ("per",), subjects
    )
    known = len(subjects)
    for option in decision.options:
        for index, rule in enumerate(option.vetoes):
            path: Path = ("vetoes", index)
            yield PlacedRule(rule, "veto", path, (*subjects, *_own(rule, known, path)))
        for index, argument in enumerate(option.arguments):
            path = ("arguments", index)
            conditions = (*subjects, *_own(argument.rule, known, path))
            yield PlacedRule(argument.rule, "argument", path, conditions)


def _own(rule: Rule, known: int, path: Path) -> tuple[Placed, ...]:
    return _listed(rule.conditions[known:], rule.item, *path, "when")


def _listed(conditions: Sequence[Condition], item: str, *path: str | int) -> tuple[Placed, ...]:
    """Conditions of a list at a path, `when` of the item if none is given."""
    above: Path = path or ("when",)
    return tuple(Placed(condition, item, (*above, index)) for index, condition in enumerate(conditions))


def patterns(placed: Placed, within: Quantified | None = None) -> Iterator[PlacedPattern]:
    """Every pattern in a condition, at any depth, in order."""
    condition, path = placed.condition, placed.path
    if isinstance(condition, Pattern):
        yield PlacedPattern(condition, placed.item, path, within)
    elif not isinstance(condition, Test):
        word = _WORDS.get(type(condition), "not")
        inside: Path = (*path, word, "of") if isinstance(condition, Count) else (*path, word)
        for index, inner in enumerate(condition.conditions):
            # Where one pattern stands alone there is no list: the path then ends at its nearest ancestor.
            yield from patterns(Placed(inner, placed.item, (*inside, index)), condition)
