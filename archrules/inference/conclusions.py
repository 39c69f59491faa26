"""What a rule concludes, as source for the rows of derived facts."""

from collections.abc import Callable, Mapping
from typing import Any

from archrules.inference.plan_body import Body
from archrules.inference.plan_source import PlanSource
from archrules.inference.predicates import Noted
from archrules.knowledge_base.conditions import Variable
from archrules.knowledge_base.expressions import Expression
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.templates import FactTemplate, TextTemplate
from archrules.vocabulary.kinds import Field

_Build = Callable[..., Any]
"""A function of what is noted, numbers of facts and values: the row under the values, or None."""


def conclusion_source(rule: Rule, *, keeps: bool = False) -> Callable[[PlanSource, Body], list[str]]:
    """Source for each conclusion of the rule: its row, or None where it cannot be computed, which is noted.

    `keeps` is for rules that run again and again over much the same facts: what was computed once is kept.
    """
    return lambda source, body: (
        [_row(rule, template, source, body, keeps=keeps) for template in rule.conclusions] or ["None"]
    )


def _row(rule: Rule, template: FactTemplate, source: PlanSource, body: Body, *, keeps: bool) -> str:
    operands = dict(template.fields)
    cells = []
    for name, declared in template.kind.fields.items():
        cell = _cell(rule, declared, operands.get(name), source, body)
        if cell is None:
            return _built(rule, template, source, body, keeps=keeps)
        cells.append(cell)
    return f"({''.join(f'{cell}, ' for cell in cells)})"


def _cell(rule: Rule, declared: Field, operand: Any, source: PlanSource, body: Body) -> str | None:
    """Source for one value that surely fits the field, or None."""
    if operand is None:
        return "None"
    if isinstance(operand, Variable) and operand.name in rule.parameters:
        operand = rule.parameters[operand.name]
    if isinstance(operand, Variable):
        bound = body.bound[operand.name]
        return bound.value if bound.sort == declared.sort and not declared.choices else None
    if isinstance(operand, Expression | TextTemplate):
        return None
    fits = type(operand) in declared.exact and not (declared.choices and operand not in declared.choices)
    return source.constant(operand) if fits else None


def _built(rule: Rule, template: FactTemplate, source: PlanSource, body: Body, *, keeps: bool) -> str:
    names = tuple(sorted(_names(template) - rule.parameters.keys()))
    builder = _builder(rule, template, names)
    build = source.constant(_keeping(builder) if keeps else builder)
    numbers = "".join(f"n{index}, " for index in sorted(body.numbers))
    values = "".join(f", {body.bound[name].value}" for name in names)
    return f"{build}(X, ({numbers}){values})"


def _builder(rule: Rule, template: FactTemplate, names: tuple[str, ...]) -> _Build:
    parameters = dict(rule.parameters)

    def build(noted: Noted, numbers: tuple[int, ...], *values: Any) -> Any:
        bindings: Mapping[str, Any] = {**parameters, **dict(zip(names, values, strict=True))}
        try:
            return template.fill(bindings).values
        except Exception as error:  # noqa: BLE001  # noted, and raised when the plan is done
            noted.note(rule.id, error, numbers, {})
            return None

    return build


def _keeping(build: _Build) -> _Build:
    """The same, but each row is built once; what cannot be computed is noted each time."""
    known: dict[tuple[Any, ...], Any] = {}

    def kept(noted: Noted, numbers: tuple[int, ...], *values: Any) -> Any:
        row = known.get(values)
        if row is None:
            row = known[values] = build(noted, numbers, *values)
        return row

    return kept


def _names(template: FactTemplate) -> set[str]:
    found: set[str] = set()
    for _, operand in template.fields:
        match operand:
            case Variable(name=name):
                found.add(name)
            case Expression(names=names):
                found.update(names)
            case TextTemplate():
                found.update(name for name, _ in operand.holes)
    return found
