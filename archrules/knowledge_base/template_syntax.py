"""Reads texts and facts with holes and checks that the rule around them binds every hole."""

from collections.abc import Mapping

from archrules.knowledge_base.condition_syntax import comparable, find_kind, read_expression, read_value
from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.scope import Path, Scope
from archrules.knowledge_base.templates import FactTemplate, Operand, TextTemplate
from archrules.knowledge_base.validation import KEY, suggest
from archrules.knowledge_base.written_numbers import FORMATS
from archrules.vocabulary.kinds import Field, Kind, Type

_OF_DECISIONS = {"choice", "veto", "argument"}


def read_text(text: str, path: Path, scope: Scope) -> TextTemplate:
    """The text; holes that cannot be filled are noted as faults."""
    template = TextTemplate(text, frozenset(scope.stated))
    for name, style in template.holes:
        bound = scope.use(name, path, "the text")
        if style and style not in FORMATS:
            scope.faults.add(path, f"there is no format {style!r}{suggest(style, FORMATS)}")
        elif style and bound and scope.types[name] is not Type.NUMBER:
            scope.faults.add(path, f"{name!r} holds a {scope.types[name].value}; only numbers have a format")
    if not set(template.rest).isdisjoint("{}"):
        scope.faults.add(
            path, "a brace belongs to no hole; write `{name}` or `{name:format}` in small letters"
        )
    return template


def read_facts(raw: Mapping[str, object], path: Path, scope: Scope) -> tuple[FactTemplate, ...]:
    """The facts of a `derive:`."""
    templates = []
    for word, fields in raw.items():
        kind = find_conclusion(word, (*path, word, KEY), scope)
        if kind is not None:
            templates.append(read_fact(kind, fields, (*path, word), scope))
    return tuple(templates)


def find_conclusion(word: str, path: Path, scope: Scope) -> Kind | None:
    """The kind of that name that a rule concludes, or None after noting a fault."""
    kind = find_kind(word, path, scope)
    if kind is not None and word in _OF_DECISIONS:
        scope.faults.add(path, f"only decisions conclude {word!r}; derive `barred` or `argued` instead")
    return kind


def read_fact(kind: Kind, raw: object, path: Path, scope: Scope) -> FactTemplate:
    """One fact; every fault in its fields is noted."""
    if not isinstance(raw, dict):
        scope.faults.add(path, f"expected the fields of {kind.name}")
        return FactTemplate(kind, ())
    fields: list[tuple[str, Operand]] = []
    for name, value in raw.items():
        if name not in kind.fields:
            hint = suggest(name, kind.fields) or f"; it has {', '.join(kind.fields)}"
            scope.faults.add((*path, name, KEY), f"{kind.name} has no field {name!r}{hint}")
            continue
        operand = _read_operand(value, kind.fields[name], (*path, name), scope)
        if operand is not None:
            fields.append((name, operand))
    if kind.key and kind.key not in raw:
        scope.faults.add(path, f"{kind.name} needs its field {kind.key!r}")
    return FactTemplate(kind, tuple(fields))


def _read_operand(raw: object, declared: Field, path: Path, scope: Scope) -> Operand | None:
    if isinstance(raw, str) and raw.startswith("$"):
        name = raw.removeprefix("$")
        if not scope.use(name, path, "the conclusion"):
            return None
        if not comparable(scope.types[name], declared.type):
            held, wanted = scope.types[name].value, declared.type.value
            scope.faults.add(path, f"{raw} holds a {held}, but a {wanted} belongs here")
        return Variable(name)
    if isinstance(raw, dict) and set(raw) == {"value"}:
        return read_expression(raw["value"], (*path, "value"), scope)
    if isinstance(raw, str) and declared.type in {Type.NAME, Type.TEXT} and not set(raw).isdisjoint("{}"):
        return read_text(raw, path, scope)
    return read_value(raw, declared, path, scope)
