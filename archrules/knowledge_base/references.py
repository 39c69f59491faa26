"""Who names whom: sources that items cite, and decisions, options and technologies that rules name."""

from collections.abc import Iterator

from archrules.knowledge_base.conditions import Pattern, Variable, patterns_in
from archrules.knowledge_base.items import Item, SourceReference
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.strict_yaml import ValuePath

_OPTION_FIELD = {"option": "name"}
_TECHNOLOGY_FIELD = {"technology": "name"}


def references(value: object, path: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """Every `ref:` inside an item with its path. Facts and conditions, which are plain data, hold none."""
    match value:
        case SourceReference(ref=reference):
            yield (*path, "ref"), reference
        case Item():
            for name, field in type(value).model_fields.items():
                yield from references(getattr(value, name), (*path, field.alias or name))
        case dict():
            for key, entry in value.items():
                yield from references(entry, (*path, key))
        case tuple():
            for index, entry in enumerate(value):
                yield from references(entry, (*path, index))


def named_by(rule: Rule) -> Iterator[str]:
    """The ids that a rule names: `technology`, `decision`, `decision/option`, or `*/option` in any decision."""
    for pattern, _ in patterns_in(rule.conditions):
        yield from _named(pattern.kind, _literals_of_pattern(pattern))
    for template in rule.conclusions:
        literals = {name: {operand} for name, operand in template.fields if isinstance(operand, str)}
        yield from _named(template.kind.name, literals)


def _literals_of_pattern(pattern: Pattern) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for constraint in pattern.constraints:
        operand = constraint.operand
        several = operand if isinstance(operand, tuple) else (operand,)
        texts = {one for one in several if isinstance(one, str) and not isinstance(one, Variable)}
        found.setdefault(str(constraint.field), set()).update(texts)
    return found


def _named(kind: str, literals: dict[str, set[str]]) -> Iterator[str]:
    yield from literals.get(_TECHNOLOGY_FIELD.get(kind, "technology"), ())
    decisions = literals.get("decision", set())
    yield from decisions
    for option in literals.get(_OPTION_FIELD.get(kind, "option"), ()):
        yield from (f"{decision}/{option}" for decision in decisions or {"*"})
