"""Where things are from: the bibliography, dates, and numbers that nobody accounts for."""

import ast
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from fractions import Fraction

from archrules.knowledge_base.conditions import Condition, Pattern, Test
from archrules.knowledge_base.expressions import Expression
from archrules.knowledge_base.items import Dated, Item
from archrules.knowledge_base.lint.faults import LintFault
from archrules.knowledge_base.lint.placed_rules import Placed, placed_rules
from archrules.knowledge_base.lint.subject import Subject
from archrules.knowledge_base.references import references
from archrules.knowledge_base.scope import Path
from archrules.knowledge_base.validation import KEY, suggest
from archrules.vocabulary.facts import value_text

_WORDS = frozenset(map(Fraction, (0, 1, 2)))
"""None, one and several: words for how many, and no thresholds."""

_UNITS = frozenset(map(Fraction, (24, 60, 100, 1000, 1024, 3600, 86_400)))
"""How many of one unit another has."""


def provenance_faults(subject: Subject) -> Iterator[LintFault]:
    """Faults of sources, dates, ids that were given up, clauses, and numbers in conditions."""
    yield from _sources(subject)
    retired = {name: why for pack in subject.knowledge.layers for name, why in pack.item.retired.items()}
    for name, item in subject.knowledge.items():
        yield from _dates(subject, name, item, ())
        if name in retired:
            message = f"{name!r} was given up ({retired[name]}) and may not be used again: choose another id"
            yield subject.fault(name, ("id",), "retired-id", message)
        for index, clause in enumerate(item.clauses):
            if clause not in subject.clauses:
                message = f"clauses.yaml lists no {clause}{suggest(clause, subject.clauses)}"
                yield subject.fault(name, ("clauses", index), "unknown-clause", message)
    for placed in placed_rules(subject.knowledge):
        for condition in placed.conditions:
            if placed.form != "row" or condition.path[0] == "when":
                yield from _numbers(subject, condition)


def _sources(subject: Subject) -> Iterator[LintFault]:
    used = {
        reference
        for item in (*subject.knowledge.by_id.values(), *subject.knowledge.images.items.values())
        for _, reference in references(item)
    }
    for name, source in subject.knowledge.sources.items():
        entry, path = f"sources/{name}", ("sources", name)
        if name not in used:
            message = f"no item cites {name!r}: cite it, or remove it"
            yield subject.fault(entry, (*path, KEY), "unused-source", message)
        if source.year is None and source.accessed is None:
            message = f"{name!r} has no date: add its `year`, or in `accessed` the day on which it was read"
            yield subject.fault(entry, (*path, KEY), "undated-source", message)
        elif source.accessed is not None and source.accessed > (as_of := subject.pack_of(entry).item.as_of):
            message = _late("read", source.accessed, as_of)
            yield subject.fault(entry, (*path, "accessed"), "late-date", message)


def _late(done: str, day: str, as_of: str) -> str:
    return f"{done} on {day}, after the {as_of} of pack.yaml: correct one of the two dates"


def _dates(subject: Subject, name: str, value: object, path: Path) -> Iterator[LintFault]:
    """What is dated later than the knowledge, anywhere in an item."""
    if isinstance(value, Dated) and value.as_of > (as_of := subject.pack_of(name).item.as_of):
        yield subject.fault(name, (*path, "as-of"), "late-date", _late("true", value.as_of, as_of))
    for step, inner in _inside(value):
        yield from _dates(subject, name, inner, (*path, step))


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, Item):
        fields = type(value).model_fields
        return ((field.alias or key, getattr(value, key)) for key, field in fields.items())
    return enumerate(value) if isinstance(value, tuple) else ()


def _numbers(subject: Subject, placed: Placed) -> Iterator[LintFault]:
    """Numbers that a condition compares with and that are no parameters."""
    for number in _compared(placed.condition):
        message = f"{value_text(number)} is a threshold: make it a parameter, with unit, evidence, source and reason"
        yield subject.fault(placed.item, placed.path, "bare-number", message)


def _compared(condition: Condition) -> Iterator[Fraction]:
    """The numbers that nobody accounts for: no words for how many, and no units."""
    if isinstance(condition, Pattern):
        for constraint in condition.constraints:
            operand = constraint.operand
            if constraint.operator in {"<", "<=", ">", ">="} and isinstance(operand, int | Fraction):
                yield from {Fraction(operand)} - _WORDS
    elif isinstance(condition, Test):
        if isinstance(condition.expression, Expression):
            yield from _in_expression(condition.expression.tree, _WORDS)
    else:
        for inner in condition.conditions:
            yield from _compared(inner)


def _in_expression(node: ast.AST, allowed: AbstractSet[Fraction]) -> Iterator[Fraction]:
    """The same of an expression, in which what is multiplied or divided may be a unit."""
    if isinstance(node, ast.Constant) and not isinstance(node.value, str | bool):
        yield from {Fraction(str(node.value))} - allowed
    factors = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div)
    for part in ast.iter_child_nodes(node):
        yield from _in_expression(part, _WORDS | _UNITS if factors else _WORDS)
