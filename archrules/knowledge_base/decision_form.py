"""From the written form of decisions and options to rules that veto and argue."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archrules.knowledge_base.condition_syntax import find_kind, read_conditions
from archrules.knowledge_base.conditions import Condition, Constraint, Pattern, Variable
from archrules.knowledge_base.items import ArgumentItem, DecisionItem, OptionItem, VetoItem
from archrules.knowledge_base.rule_forms import (
    item_scope,
    note_equal_patterns,
    note_unused_parameters,
    parameter_values,
)
from archrules.knowledge_base.rules import Argument, Decision, Option, Rule
from archrules.knowledge_base.scope import Faults, Path, Scope
from archrules.knowledge_base.template_syntax import read_text
from archrules.knowledge_base.templates import FactTemplate
from archrules.knowledge_base.validation import KEY, suggest
from archrules.vocabulary.facts import Value
from archrules.vocabulary.kinds import Kind, Type


def read_decision(item: DecisionItem, vocabulary: Mapping[str, Kind], faults: Faults) -> Decision:
    """The decision without its options. `$<per>`, such as `$context`, names the subject in all its rules."""
    kind = find_kind(item.per, ("per",), Scope(vocabulary, faults))
    if kind is not None and not kind.key:
        faults.add(
            ("per",), f"facts of kind {item.per!r} have no name, so nothing can be decided for one of them"
        )
    key = kind.key if kind and kind.key else "name"
    pattern = Pattern(item.per, (Constraint(key, "=", Variable(item.per)),))
    scope = Scope(vocabulary, faults, {item.per: Type.NAME})  # subjects are found before parameters are known
    where = read_conditions(item.where, ("where",), scope)
    note_equal_patterns(where, ("where",), scope, before=[pattern])
    return Decision(item.id, item, (pattern, *where), ())


def read_option(
    item: OptionItem,
    decision: Decision,
    vocabulary: Mapping[str, Kind],
    faults: Faults,
    technology_maturity: Mapping[str, int],
    used: set[str],
) -> Option:
    """The option and its rules. It may use the decision's parameters as its own; `used` collects those it reads."""
    scope = item_scope(item, vocabulary, faults)
    for name in item.parameters:
        if name in decision.item.parameters:
            message = f"{decision.id} has a parameter {name!r} already; give it another name"
            faults.add(("parameters", name, KEY), message)
    scope.types |= dict.fromkeys(decision.item.parameters, Type.NUMBER)
    scope.stated |= set(decision.item.parameters)
    scope.types |= _bound(decision.subjects[1:], vocabulary) | {decision.item.per: Type.NAME}
    parameters = parameter_values(decision.item.parameters) | parameter_values(item.parameters)
    reader = _OptionReader(item, decision, scope, parameters)
    vetoes = tuple(reader.veto(index, veto) for index, veto in enumerate(item.vetoes))
    arguments = tuple(reader.argument(index, argument) for index, argument in enumerate(item.arguments))
    revisit = tuple(read_text(text, ("revisit", index), scope) for index, text in enumerate(item.revisit))
    note_unused_parameters(item, scope)
    used |= scope.used
    maturity = _maturity(item, technology_maturity, faults)
    name = f"{decision.id}/{item.id}"
    return Option(name, item.id, item, vetoes, arguments, revisit, maturity, parameters)


def _bound(conditions: Sequence[Condition], vocabulary: Mapping[str, Kind]) -> dict[str, Type]:
    """What the patterns that give the subjects bind, which is in force in all rules of the options."""
    return {
        constraint.operand.name: vocabulary[pattern.kind].fields[constraint.field].type
        for pattern in conditions
        if isinstance(pattern, Pattern) and pattern.kind in vocabulary
        for constraint in pattern.constraints
        if constraint.operator == "=" and isinstance(constraint.operand, Variable)
    }


def _maturity(item: OptionItem, technology_maturity: Mapping[str, int], faults: Faults) -> int:
    if item.technology is not None and item.technology not in technology_maturity:
        hint = suggest(item.technology, technology_maturity)
        faults.add(("technology",), f"there is no technology {item.technology!r}{hint}")
    if item.technology is None and item.maturity is None:
        faults.add(("title",), "an option without a technology needs its own `maturity:`, 0 to 3")
    return item.maturity if item.maturity is not None else technology_maturity.get(item.technology or "", 0)


class _OptionReader:
    """Reads the vetoes and arguments of one option, each in a scope of its own."""

    def __init__(
        self, item: OptionItem, decision: Decision, scope: Scope, parameters: Mapping[str, Value]
    ) -> None:
        self._item, self._decision, self._scope, self._parameters = item, decision, scope, parameters

    def veto(self, index: int, veto: VetoItem) -> Rule:
        return self._rule("veto", index, veto, ("vetoes", index))

    def argument(self, index: int, argument: ArgumentItem) -> Argument:
        if argument.criterion not in self._decision.item.criteria:
            hint = suggest(argument.criterion, self._decision.item.criteria)
            path = ("arguments", index, "criterion")
            self._scope.faults.add(
                path, f"{argument.criterion!r} is not a criterion of {self._decision.id}{hint}"
            )
        rule = self._rule("argument", index, argument, ("arguments", index))
        return Argument(argument.criterion, argument.points, rule)

    def _rule(self, kind: str, index: int, part: VetoItem | ArgumentItem, path: Path) -> Rule:
        scope = self._scope.extended()
        conditions: tuple[Condition, ...] = read_conditions(part.when, (*path, "when"), scope)
        note_equal_patterns(conditions, (*path, "when"), scope)
        because = read_text(part.because, (*path, "because"), scope)
        subject = self._decision.item.per
        conclusion = FactTemplate(
            scope.vocabulary[kind],
            (
                ("decision", self._decision.id),
                ("option", self._item.id),
                ("subject", Variable(subject)),
                ("number", index + 1),
                ("because", because if because.holes else because.text),
            ),
        )
        return Rule(
            f"{self._decision.id}/{self._item.id}#{kind}-{index + 1}",
            f"{self._decision.id}/{self._item.id}",
            (*self._decision.subjects, *conditions),
            (conclusion,),
            (part.source,),
            self._parameters,
        )


def with_options(
    decision: Decision, options: list[Option], argued: set[str], used: set[str], faults: Faults
) -> Decision:
    """The decision with its options, sorted. A criterion or parameter that nothing uses is a fault.

    `argued` are the criteria that derivations argue for all options, `used` the parameters that options read.
    """
    if len(options) <= 1:
        faults.add(("id",), "a decision needs at least two options in its folder")
    criteria = argued | {argument.criterion for option in options for argument in option.arguments}
    for criterion in decision.item.criteria:
        if criterion not in criteria:
            faults.add(
                ("criteria", criterion, KEY), f"nothing argues on {criterion!r}; remove it or argue it"
            )
    for name in decision.item.parameters:
        if name not in used:
            faults.add(("parameters", name, KEY), f"no option uses the parameter {name!r}; remove it")
    return replace(decision, options=tuple(sorted(options, key=lambda option: option.name)))
