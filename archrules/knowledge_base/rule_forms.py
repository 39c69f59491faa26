"""From the written form of rule items to rules: derivations, tables and policies."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from archrules.knowledge_base.condition_syntax import find_kind, read_condition, read_conditions
from archrules.knowledge_base.conditions import Condition, Constraint, Pattern, Test
from archrules.knowledge_base.items import DerivationItem, Parameter, PolicyItem, RuleItem, TableItem
from archrules.knowledge_base.rules import Derivation, Policy, Rule, Table
from archrules.knowledge_base.scope import Faults, Path, Scope
from archrules.knowledge_base.table_rows import read_rows
from archrules.knowledge_base.template_syntax import find_conclusion, read_fact, read_facts, read_text
from archrules.knowledge_base.validation import KEY, suggest
from archrules.vocabulary.facts import Value, number
from archrules.vocabulary.kinds import Kind, Type


def parameter_values(parameters: Mapping[str, Parameter]) -> dict[str, Value]:
    """Parameter name to exact value."""
    return {name: number(Fraction(parameter.value)) for name, parameter in parameters.items()}


def item_scope(item: RuleItem, vocabulary: Mapping[str, Kind], faults: Faults) -> Scope:
    """A scope in which the item's parameters are bound."""
    types = dict.fromkeys(item.parameters, Type.NUMBER)
    return Scope(vocabulary, faults, types, stated=set(item.parameters))


def note_unused_parameters(item: RuleItem, scope: Scope) -> None:
    """A parameter that no condition, conclusion or text reads is a fault."""
    for name in item.parameters:
        if name not in scope.used:
            scope.faults.add(
                ("parameters", name, KEY), f"no condition or text uses the parameter {name!r}; remove it"
            )


def note_equal_patterns(
    conditions: Sequence[Condition], path: Path, scope: Scope, before: Sequence[Condition] = ()
) -> None:
    """Two equal patterns would match one and the same fact twice; `before` are those that come first anyway."""
    seen = {_content(condition) for condition in before if isinstance(condition, Pattern)}
    for index, condition in enumerate(conditions):
        if isinstance(condition, Pattern):
            if _content(condition) in seen:
                scope.faults.add(
                    (*path, index), "says the same as a pattern before it; remove it or bind a field"
                )
            seen.add(_content(condition))


def _content(pattern: Pattern) -> tuple[str, frozenset[Constraint]]:
    return pattern.kind, frozenset(pattern.constraints)


def note_missing_pattern(conditions: Sequence[Condition], path: Path, scope: Scope) -> None:
    """Tests alone never become true or false: something must be matched first."""
    if conditions and isinstance(conditions[0], Test) and not any(isinstance(c, Pattern) for c in conditions):
        scope.faults.add(path, "needs at least one positive pattern, `kind: {field: value}`")


def read_derivation(item: DerivationItem, vocabulary: Mapping[str, Kind], faults: Faults) -> Derivation:
    """The derivation and its rule; faults are noted."""
    scope = item_scope(item, vocabulary, faults)
    conditions = read_conditions(item.when, ("when",), scope)
    note_equal_patterns(conditions, ("when",), scope)
    note_missing_pattern(conditions, ("when",), scope)
    conclusions = read_facts(item.derive, ("derive",), scope)
    note_unused_parameters(item, scope)
    rule = Rule(item.id, item.id, conditions, conclusions, item.sources, parameter_values(item.parameters))
    return Derivation(item, rule)


def read_table(item: TableItem, vocabulary: Mapping[str, Kind], faults: Faults) -> Table:
    """The table with one rule for each row; overlapping rows of a unique table are faults."""
    scope = item_scope(item, vocabulary, faults)
    shared = read_conditions(item.when, ("when",), scope)
    note_equal_patterns(shared, ("when",), scope)
    kind = find_conclusion(item.output, ("output",), scope)
    tests = read_rows(item, scope)
    rules = []
    for index, (row, test) in enumerate(zip(item.rows, tests, strict=True)):
        conclusion = read_fact(kind, row.then, ("rows", index, "then"), scope) if kind else None
        rules.append(
            Rule(
                f"{item.id}#{index + 1}",
                item.id,
                (*shared, *test),
                (conclusion,) if conclusion else (),
                item.sources,
                parameter_values(item.parameters),
            )
        )
    note_unused_parameters(item, scope)
    return Table(item, tuple(rules))


def read_policy(item: PolicyItem, vocabulary: Mapping[str, Kind], faults: Faults) -> Policy:
    """The policy; its rule matches the element and everything that makes it a violation."""
    scope = item_scope(item, vocabulary, faults)
    element = read_condition(dict(item.for_), ("for",), scope)
    for index, need in enumerate(item.needs):
        find_kind(need, ("needs", index), scope)
    for place, example in enumerate(item.examples):
        for index, kind in enumerate(example.open):
            find_kind(kind, ("examples", place, "open", index), scope)
    conditions = read_conditions(item.when, ("when",), scope)
    pattern = element if isinstance(element, Pattern) else Pattern("element", ())
    note_equal_patterns(conditions, ("when",), scope, before=[pattern])
    message = read_text(item.finding.message, ("finding", "message"), scope)
    discriminator = read_text(item.finding.discriminator or "", ("finding", "discriminator"), scope)
    note_unused_parameters(item, scope)
    if element is not None and not (isinstance(element, Pattern) and vocabulary[element.kind].key):
        faults.add(("for",), "needs one pattern over a kind of element, such as `service: {name: $service}`")
    _check_path(item.finding.path, (pattern, *conditions), scope)
    rule = Rule(item.id, item.id, (pattern, *conditions), (), item.sources, parameter_values(item.parameters))
    return Policy(item, pattern, rule, message, discriminator)


def _check_path(kind: str | None, conditions: Sequence[Condition], scope: Scope) -> None:
    """A finding leads along a fact that the conditions match, of a kind that is known."""
    path = ("finding", "path")
    if kind is None or find_kind(kind, path, scope) is None:
        return
    matched = {one.kind for one in conditions if isinstance(one, Pattern)}
    if kind not in matched:
        scope.faults.add(path, f"no condition matches a {kind}{suggest(kind, matched)}")
