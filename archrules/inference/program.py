"""Programs: rules whose plans are compiled when facts first reach them, and kept for every run after that."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from archrules.inference.conclusions import conclusion_source
from archrules.inference.field_checks import check_fields
from archrules.inference.indexes import Slots
from archrules.inference.layout import Column, DeclaredLayout, Layout
from archrules.inference.normal_form import NormalRule, normal_form
from archrules.inference.plan_body import Body
from archrules.inference.plan_source import PlanSource
from archrules.inference.store import Row, Store
from archrules.knowledge_base.conditions import Condition, Pattern, Variable, patterns_in
from archrules.knowledge_base.rules import Rule
from archrules.knowledge_base.strata import rule_strata
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.kinds import Kind

Match = tuple[Any, ...]
"""The numbers of the matched facts by pattern, then one entry for each output of the plan."""
Plan = Callable[..., list[Match]]
Outputs = Callable[[PlanSource, Body], list[str]]
Literal = tuple[int, Hashable]
"""A column and the key that a row must have there."""


class CompiledRule:
    """One rule in normal form and its plans, each compiled on first use."""

    def __init__(
        self,
        rule: NormalRule,
        layout: Layout,
        slots: Slots,
        outputs: Outputs,
        conclusions: tuple[Kind, ...] = (),
    ) -> None:
        self.rule, self.id, self.conclusions = rule, rule.id, conclusions
        self.places = tuple(enumerate(conclusions, start=1))
        """Where in a match each conclusion stands, and of which kind it is."""
        self._layout, self._slots, self._outputs = layout, slots, outputs
        self._all: Plan | None = None
        self._from_rows: dict[int, Plan] = {}
        self._from_inner: dict[int, Plan] = {}
        check_fields(rule, layout)

    @cached_property
    def literals(self) -> tuple[tuple[Any, Literal | None], ...]:
        """For each pattern its kind and the first literal that a field of it must equal."""
        return tuple((pattern.kind, self.literal(pattern)) for pattern in self.rule.patterns)

    def literal(self, pattern: Pattern) -> Literal | None:
        """The first literal that a field of the pattern must equal."""
        for constraint in pattern.constraints:
            if constraint.operator == "=" and not isinstance(constraint.operand, Variable):
                column = self.column(pattern, constraint.field)
                return column.key, self._layout.key(constraint.operand)
        return None

    def _reached(self, stores: Mapping[Any, Store]) -> bool:
        """False if some pattern certainly has no fact, so that the rule need not be compiled."""
        for kind, literal in self.literals:
            store = stores.get(kind)
            if store is None or not store.rows or (literal and not store.may_hold(*literal)):
                return False
        return True

    def column(self, pattern: Pattern, field: Hashable) -> Column:
        """Where a field of a pattern stands in rows of its kind."""
        return self._layout.column(pattern.kind, field)

    @cached_property
    def inner(self) -> tuple[tuple[Pattern, tuple[Pattern, ...]], ...]:
        """Every pattern inside a quantifier, with those of other kinds that stand with it in the outermost one."""
        found = []
        for pattern, outermost in patterns_in(self.rule.guards):
            beside = outermost.conditions if outermost and pattern in outermost.conditions else ()
            others = (one for one in beside if isinstance(one, Pattern) and one.kind != pattern.kind)
            found.append((pattern, tuple(others)))
        return tuple(found)

    def from_all(self, stores: Mapping[Any, Store]) -> Plan | None:
        """`plan(X)`: all matches. None where no fact reaches a rule that is not compiled yet."""
        if self._all is None and self._reached(stores):
            self._all = self._compiled(lambda source, outputs: source.from_all(outputs))
        return self._all

    def from_rows(self, position: int, stores: Mapping[Any, Store]) -> Plan | None:
        """`plan(X, rows, start)`: matches with one of the rows at a position and older ones before it."""
        plan = self._from_rows.get(position)
        if plan is None and self._reached(stores):
            plan = self._compiled(lambda source, outputs: source.from_rows(position, outputs))
            self._from_rows[position] = plan
        return plan

    def from_inner(self, index: int, stores: Mapping[Any, Store]) -> Plan | None:
        """`plan(X, row)`: matches that a row may concern which matches one of the patterns of `inner`."""
        plan = self._from_inner.get(index)
        if plan is None and self._reached(stores):
            pattern, siblings = self.inner[index]
            plan = self._compiled(lambda source, outputs: source.from_inner(pattern, siblings, outputs))
            self._from_inner[index] = plan
        return plan

    def _compiled(self, write: Callable[[PlanSource, Callable[[Body], list[str]]], str]) -> Plan:
        source = PlanSource(self.rule, self._layout, self._slots.number)
        text = write(source, lambda body: self._outputs(source, body))
        namespace = dict(source.namespace)
        exec(compile(text, f"<plan of {self.id}>", "exec"), namespace)  # noqa: S102  # our own source, see plan_source
        plan: Plan = namespace["plan"]
        return plan


class Dispatch:
    """Which rules may match a fact of one kind, by the first literal that they ask of it."""

    def __init__(self) -> None:
        self.always: list[tuple[CompiledRule, int]] = []
        self.by_literal: dict[int, dict[Hashable, list[tuple[CompiledRule, int]]]] = {}
        self.inner: list[tuple[CompiledRule, int]] = []

    def add(self, rule: CompiledRule, position: int, literal: Literal | None) -> None:
        """Note that a rule has a pattern of the kind at a position."""
        if literal is None:
            self.always.append((rule, position))
        else:
            self.by_literal.setdefault(literal[0], {}).setdefault(literal[1], []).append((rule, position))

    def of(self, row: Row) -> Iterable[tuple[CompiledRule, int]]:
        """Every rule and position whose pattern the row may match."""
        yield from self.always
        for column, by_key in self.by_literal.items():
            yield from by_key.get(row[column], ())


class Stage:
    """Compiled rules that run together to their fixpoint."""

    def __init__(self, rules: Sequence[CompiledRule]) -> None:
        self.rules = tuple(rules)
        self.dispatch: dict[Any, Dispatch] = {}
        for rule in rules:
            for position, (kind, literal) in enumerate(rule.literals):
                self._of(kind).add(rule, position, literal)
            for index, (pattern, _) in enumerate(rule.inner):
                self._of(pattern.kind).inner.append((rule, index))

    def _of(self, kind: Any) -> Dispatch:
        return self.dispatch.setdefault(kind, Dispatch())


class Program:
    """Rules of declared kinds, by id. What it compiles on first use it keeps; runs, also in threads, may share it.

    `keeps` is for a program of short life that runs over many variants of the same facts: it also keeps what rules
    computed, which takes memory for as long as the program lives.
    """

    def __init__(
        self, rules: Iterable[Rule] = (), vocabulary: Mapping[str, Kind] = VOCABULARY, *, keeps: bool = False
    ) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.slots = Slots()
        self.layout = DeclaredLayout(vocabulary)
        self._keeps = keeps
        self._compiled: dict[str, tuple[Rule, CompiledRule]] = {}
        self._stages: dict[tuple[str, ...], tuple[tuple[Rule, ...], Stage]] = {}
        self._queries: dict[object, CompiledRule] = {}

    @cached_property
    def strata(self) -> tuple[Stage, ...]:
        """The rules in the order in which they run, each stage to its fixpoint.

        Raises:
            InferenceError: a rule negates or counts what it helps to conclude.
        """
        return tuple(self.stage(rules) for rules in rule_strata(self.rules))

    def stage(self, rules: Sequence[Rule]) -> Stage:
        """The rules as one stage, compiled once as long as they stay the same; ids tell them apart.

        Raises:
            InferenceError: a rule uses a variable that nothing binds, or a kind or field that is not declared.
        """
        key = tuple(rule.id for rule in rules)
        found = self._stages.get(key)
        if found is None or any(one is not rule for one, rule in zip(found[0], rules, strict=True)):
            stage = Stage([self._rule(rule) for rule in sorted(rules, key=lambda one: one.id)])
            found = self._stages[key] = (tuple(rules), stage)
        return found[1]

    def query(
        self, conditions: tuple[Condition, ...], parameters: Mapping[str, Any], wanted: tuple[str, ...]
    ) -> CompiledRule:
        """Conditions alone, whose matches carry the values of the wanted variables."""
        key = conditions, tuple(sorted(parameters.items())), wanted
        if key not in self._queries:

            def outputs(source: PlanSource, body: Body) -> list[str]:
                values = [
                    body.bound[name].value if name in body.bound else source.constant(parameters[name])
                    for name in wanted
                ]
                return [f"({''.join(f'{value}, ' for value in values)})"]

            rule = normal_form("query", conditions, parameters)
            self._queries[key] = CompiledRule(rule, self.layout, self.slots, outputs)
        return self._queries[key]

    def _rule(self, rule: Rule) -> CompiledRule:
        known = self._compiled.get(rule.id)
        if known is not None and (known[0] is rule or known[0] == rule):
            return known[1]
        normal = normal_form(rule.id, rule.conditions, rule.parameters)
        kinds = tuple(template.kind for template in rule.conclusions)
        outputs = conclusion_source(rule, keeps=self._keeps)
        found = CompiledRule(normal, self.layout, self.slots, outputs, kinds)
        self._compiled[rule.id] = rule, found
        return found
