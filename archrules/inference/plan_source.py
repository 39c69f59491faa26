"""Python source for one plan: the nested loops that find the matches of a rule.

A plan reads rows through `X`, which maps slots to indexes, and returns a list of matches: the numbers of the facts by
pattern, then what was asked for. Every check stands in the innermost loop that knows all it compares. Names in the
source are made here and values are constants of the namespace, so nothing of a rule's text is ever executed.
"""

from collections.abc import Callable, Sequence
from typing import Any

from archrules.inference.join_order import join_order, joined_to
from archrules.inference.layout import Column, Layout
from archrules.inference.normal_form import MOST_PATTERNS_INSIDE, NormalRule
from archrules.inference.plan_body import Body, Bound
from archrules.inference.predicates import guarded, guarded_value
from archrules.knowledge_base.conditions import (
    Condition,
    Constraint,
    Count,
    Existence,
    Negation,
    Pattern,
    Quantified,
    Renamed,
    Test,
    Variable,
    binds,
    names_in,
)
from archrules.knowledge_base.expression_source import NUMBER, source_of_test
from archrules.knowledge_base.expressions import Expression
from archrules.vocabulary.kinds import sort_of

SlotOf = Callable[[Any, tuple[int, ...]], int]
_PLAIN = (int, str, bool, type(None))
_MOST_LOOPS = MOST_PATTERNS_INSIDE
"""Python allows 20 loops inside one another; what a rule needs beyond that goes on in another function."""


class PlanSource:
    """Writes the source of plans for one rule and collects the constants that they name."""

    def __init__(self, rule: NormalRule, layout: Layout, slot_of: SlotOf) -> None:
        self._rule, self._layout, self._slot_of = rule, layout, slot_of
        self.namespace: dict[str, Any] = {"EMPTY": {}, "ABSENT": layout.absent}
        self._helpers: list[str] = []
        self._names = 0
        self._absent = "None" if layout.absent is None else "ABSENT"

    def from_all(self, outputs: Callable[[Body], list[str]]) -> str:
        """The source of `plan(X)`: all matches."""
        body = self._body(self._rule.guards, self._rule.patterns, {})
        body.parameters = ("X",)
        self._nest(body, self._rule.patterns, join_order(self._rule.patterns, ()))
        return self._plan(body, outputs)

    def from_rows(self, position: int, outputs: Callable[[Body], list[str]]) -> str:
        """The source of `plan(X, rows, start)`: matches with one of the rows at a position.

        What stands before that position is older than the number `start`, so that no match is found twice.
        """
        body = self._body(self._rule.guards, self._rule.patterns, {})
        body.parameters = ("X", "rows", "start")
        self._nest(body, self._rule.patterns, join_order(self._rule.patterns, (), position), position)
        return self._plan(body, outputs)

    def from_inner(
        self, pattern: Pattern, siblings: Sequence[Pattern], outputs: Callable[[Body], list[str]]
    ) -> str:
        """The source of `plan(X, row)`: matches that a row may concern which matches a pattern inside a quantifier.

        The siblings are patterns of other kinds that stand with it in the outermost quantifier: where they join, they
        tell which matches those are.
        """
        body = self._body(self._rule.guards, self._rule.patterns, {})
        body.parameters = ("X", "row")
        body.write("for row in (row,):")
        body.depth += 1
        for constraint in pattern.constraints:
            column = self._layout.column(pattern.kind, constraint.field)
            if constraint.operator == "=":
                self._equate(body, "row", constraint, column, {})
            elif not isinstance(constraint.operand, Variable):
                self._compare(body, "row", constraint, column)
        for number, sibling in enumerate(joined_to(siblings, body.bound), start=len(self._rule.patterns)):
            self._open(body, number, sibling, None)
        body.waiting.clear()
        for name in body.bound.keys() - body.scope:
            del body.bound[name]  # what the quantifier binds is its own
        self._nest(body, self._rule.patterns, join_order(self._rule.patterns, body.bound))
        return self._plan(body, outputs)

    def constant(self, value: object) -> str:
        """Source for a value."""
        if type(value) in _PLAIN:
            return repr(value)
        for name, known in self.namespace.items():
            if known is value:
                return name
        name = self._new("c")
        self.namespace[name] = value
        return name

    def _new(self, letter: str) -> str:
        self._names += 1
        return f"{letter}{self._names}"

    def _key(self, value: Any) -> str:
        return self.constant(self._layout.key(value))

    def _body(
        self, guards: Sequence[Condition], patterns: Sequence[Pattern], bound: dict[str, Bound]
    ) -> Body:
        kept = [guard for guard in guards if not isinstance(guard, Pattern)]
        counts = {guard.name for guard in kept if isinstance(guard, Count)}
        scope = set(bound).union(counts, *(binds(pattern) for pattern in patterns))
        return Body(dict(bound), kept, scope)

    def _plan(self, body: Body, outputs: Callable[[Body], list[str]]) -> str:
        numbers = "".join(f"n{index}, " for index in range(len(self._rule.patterns)))
        body.write(f"add((({numbers}), {', '.join(outputs(body))}))")
        (_, given, first), *others = [*body.parts, (body.name, body.parameters, body.lines)]
        lines = [f"def plan({', '.join(given)}):", "    out = []; add = out.append", *first, "    return out"]
        for name, parameters, more in others:
            lines += [f"def {name}({', '.join(parameters)}):", *more, "    return out"]
        return "\n".join([*self._helpers, *lines, ""])

    def _nest(
        self, body: Body, patterns: Sequence[Pattern], order: Sequence[int], seed: int | None = None
    ) -> None:
        """Write the loops over the patterns, and every check as soon as what it needs is bound."""
        if not patterns or any(self._ready(guard, body) for guard in body.guards):
            body.write("for _ in (0,):")
            body.depth += 1
            self._release(body)
        for index in order:
            if body.depth > _MOST_LOOPS:
                self._go_on(body)
            self._open(body, index, patterns[index], seed)
            self._release(body)

    def _go_on(self, body: Body) -> None:
        """Let the loops go on in a function of their own, which is given all that is bound."""
        rows = [f"{letter}{index}" for index in body.numbers for letter in "nr"]
        names = [bound.key for bound in body.bound.values()]
        given = [name for name in body.parameters if name in {"X", "start", "row"}]
        parameters = tuple(dict.fromkeys([*given, "out", "add", *rows, *names]))
        name = self._new("part")
        body.write(f"{name}({', '.join(parameters)})")
        body.parts.append((body.name, body.parameters, body.lines))
        body.name, body.parameters, body.lines, body.depth = name, parameters, [], 1

    def _open(self, body: Body, index: int, pattern: Pattern, seed: int | None) -> None:
        equal = [
            (constraint, self._layout.column(pattern.kind, constraint.field))
            for constraint in pattern.constraints
            if constraint.operator == "="
        ]
        keys = {} if index == seed else self._access(equal, body)
        source = "rows" if index == seed else self._rows(pattern.kind, keys)
        if seed is None and not self._joined(equal, body):
            source = self._rows_perhaps(pattern, body) or source
        if body.parameters and body.numbers and not self._joined(equal, body):
            body.write("if len(out) > X.room: return out")
        body.write(f"for n{index}, r{index} in {source}:")
        body.depth += 1
        if seed is not None and index < seed:
            body.write(f"if n{index} >= start: break")
        body.numbers.append(index)
        for constraint, column in sorted(equal, key=lambda pair: isinstance(pair[0].operand, Variable)):
            self._equate(body, f"r{index}", constraint, column, keys)
        for constraint in pattern.constraints:
            if constraint.operator != "=":
                column = self._layout.column(pattern.kind, constraint.field)
                body.waiting.append((index, constraint, column))

    def _known(self, constraint: Constraint, body: Body) -> str | None:
        """The source of the key that the field must equal, if that is known before the row is."""
        if isinstance(constraint.operand, Variable):
            bound = body.bound.get(constraint.operand.name)
            return bound.key if bound else None
        return self._key(constraint.operand)

    @staticmethod
    def _joined(equal: Sequence[tuple[Constraint, Column]], body: Body) -> bool:
        """Whether a variable that is known narrows the rows; else there may be very many matches."""
        operands = (constraint.operand for constraint, _ in equal)
        return any(isinstance(operand, Variable) and operand.name in body.bound for operand in operands)

    def _access(self, equal: Sequence[tuple[Constraint, Column]], body: Body) -> dict[int, str]:
        """Key column to source of what finds the rows: all variables that are known or, if none is, one literal.

        Other literals are checked row by row, so that rules share indexes.
        """
        joined: dict[int, str] = {}
        literal: dict[int, str] = {}
        for constraint, column in equal:
            known = self._known(constraint, body)
            if known and isinstance(constraint.operand, Variable):
                joined.setdefault(column.key, known)
            elif known and not literal:
                literal[column.key] = known
        return joined or literal

    def _rows(self, kind: Any, keys: dict[int, str]) -> str:
        columns = tuple(sorted(keys))
        index = f"X[{self._slot_of(kind, columns)}]"
        if not columns:
            return f"{index}.items()"
        key = self._composite([keys[column] for column in columns])
        return f"{index}.get({key}, EMPTY).items()"

    def _rows_perhaps(self, pattern: Pattern, body: Body) -> str | None:
        """Where a field must equal a variable that is known or have no value: the rows with either, in no order."""
        for constraint in pattern.constraints:
            operand = constraint.operand
            if constraint.operator == "=?" and isinstance(operand, Variable) and operand.name in body.bound:
                column = self._layout.column(pattern.kind, constraint.field)
                index = f"X[{self._slot_of(pattern.kind, (column.key,))}]"
                found = (body.bound[operand.name].key, self._absent)
                return f"({', '.join(f'*{index}.get({key}, EMPTY).items()' for key in found)})"
        return None

    @staticmethod
    def _composite(keys: Sequence[str]) -> str:
        return keys[0] if len(keys) == 1 else f"({', '.join(keys)})"

    def _equate(
        self, body: Body, row: str, constraint: Constraint, column: Column, used: dict[int, str]
    ) -> None:
        known = self._known(constraint, body)
        if known is None and isinstance(constraint.operand, Variable):
            name = self._bind(body, constraint.operand.name, row, column)
            body.write(f"if {name} is {self._absent}: continue")
        elif used.get(column.key) != known:
            body.write(f"if {row}[{column.key}] != {known}: continue")

    def _bind(self, body: Body, variable: str, row: str, column: Column) -> str:
        name = self._new("v")
        body.write(f"{name} = {row}[{column.key}]")
        value = name if column.key == column.value else f"{row}[{column.value}]"
        body.bound[variable] = Bound(value, name, column.sort)
        return name

    def _release(self, body: Body) -> None:
        """Write every check that has become possible; what counts bind may make more so."""
        for waiting in tuple(body.waiting):
            index, constraint, column = waiting
            operand = constraint.operand
            if not isinstance(operand, Variable) or operand.name in body.bound:
                body.waiting.remove(waiting)
                self._compare(body, f"r{index}", constraint, column)
        progress = True
        while progress:
            progress = False
            for guard in tuple(body.guards):
                if self._ready(guard, body):
                    body.guards.remove(guard)
                    self._guard(body, guard)
                    progress = True
            if progress:
                self._release_waiting(body)

    def _release_waiting(self, body: Body) -> None:
        if any(isinstance(c.operand, Variable) and c.operand.name in body.bound for _, c, _ in body.waiting):
            self._release(body)

    def _ready(self, guard: Test | Quantified, body: Body) -> bool:
        return names_in(guard) & body.scope <= body.bound.keys()

    def _compare(self, body: Body, row: str, constraint: Constraint, column: Column) -> None:
        """Write the check of a constraint other than equality. One that ends in `?` also holds for no value."""
        absent = f"{row}[{column.value}] is {self._absent}"
        if constraint.operator == "unknown":
            body.write(f"if not {absent}: continue")
        elif constraint.operator == "known":
            body.write(f"if {absent}: continue")
        elif constraint.operator.endswith("?"):
            holds = self._comparison(body, constraint, column, row)
            body.write(f"if not ({absent} or {holds}): continue")
        else:
            body.write(f"if {absent} or not {self._comparison(body, constraint, column, row)}: continue")

    def _comparison(self, body: Body, constraint: Constraint, column: Column, row: str) -> str:
        """Source for a comparison with a known value."""
        value, key = f"{row}[{column.value}]", f"{row}[{column.key}]"
        operand, operator = constraint.operand, constraint.operator.removesuffix("?")
        if operator == "in" and isinstance(operand, tuple):
            return f"{key} in {self.constant(frozenset(map(self._layout.key, operand)))}"
        if operator == "holds":
            return f"{self.constant(guarded_value(self._rule.id, constraint))}(X, {value})"
        if operator in {"=", "!="}:
            other = body.bound[operand.name].key if isinstance(operand, Variable) else self._key(operand)
            return f"{key} {'==' if operator == '=' else '!='} {other}"
        other = body.bound[operand.name].value if isinstance(operand, Variable) else self.constant(operand)
        return f"{value} {operator} {other}"

    def _guard(self, body: Body, guard: Test | Quantified) -> None:
        if isinstance(guard, Test):
            body.write(f"if not {self._test(body, guard)}: continue")
            return
        found = self._probe(body, guard)
        if isinstance(guard, Negation):
            body.write(f"if {found}: continue")
        elif isinstance(guard, Existence):
            body.write(f"if not {found}: continue")
        elif guard.name in body.bound:
            body.write(f"if {body.bound[guard.name].key} != {found}: continue")
        else:
            name = self._new("v")
            body.write(f"{name} = {found}")
            body.bound[guard.name] = Bound(name, name, NUMBER)

    def _test(self, body: Body, test: Test) -> str:
        expression, renamed = test.expression, {}
        if isinstance(expression, Renamed):
            renamed, expression = dict(expression.renamed), expression.expression
        if isinstance(expression, Expression):
            typed = {name: self._typed(renamed.get(name, name), body) for name in expression.names}
            source = source_of_test(expression, typed, self.constant)
            if source is not None:
                return source
        names = tuple(name for name in test.expression.names if name not in self._rule.parameters)
        holds = self.constant(guarded(self._rule, test.expression, names))
        numbers = "".join(f"n{index}, " for index in body.numbers)
        values = "".join(f", {body.bound[name].value}" for name in names)
        return f"{holds}(X, ({numbers}){values})"

    def _typed(self, name: str, body: Body) -> tuple[str, str]:
        if name in body.bound:
            return body.bound[name].value, body.bound[name].sort
        value = self._rule.parameters[name]
        return self.constant(value), sort_of(value)

    def _probe(self, body: Body, guard: Quantified) -> str:
        """Source that is true, or the number, where facts meet the conditions of the guard."""
        counts = isinstance(guard, Count)
        match guard.conditions:
            case (Pattern() as pattern,) if not (isinstance(guard, Count) and guard.distinct):
                keys = self._only_keys(pattern, body)
                if keys is not None:
                    columns = tuple(sorted(keys))
                    index = f"X[{self._slot_of(pattern.kind, columns)}]"
                    if not columns:
                        return f"len({index})" if counts else index
                    key = self._composite([keys[column] for column in columns])
                    return f"len({index}.get({key}, EMPTY))" if counts else f"{key} in {index}"
        return self._helper(body, guard)

    def _only_keys(self, pattern: Pattern, body: Body) -> dict[int, str] | None:
        """Key column to source, if the pattern asks for nothing but equality with what is known."""
        keys: dict[int, str] = {}
        for constraint in pattern.constraints:
            known = self._known(constraint, body) if constraint.operator == "=" else None
            column = self._layout.column(pattern.kind, constraint.field)
            if known is None or column.key in keys:
                return None
            keys[column.key] = known
        return keys

    def _helper(self, body: Body, guard: Quantified) -> str:
        """Write a function that looks for facts that meet the guard's conditions; source of a call of it."""
        name = self._new("h")
        wanted = sorted(names_in(guard) & body.bound.keys())
        arguments: list[str] = []
        inner: dict[str, Bound] = {}
        for variable in wanted:
            outer = body.bound[variable]
            key = self._new("a")
            value = key if outer.value == outer.key else self._new("a")
            arguments += [outer.key] if value == key else [outer.key, outer.value]
            inner[variable] = Bound(value, key, outer.sort)
        parameters = [p for b in inner.values() for p in dict.fromkeys((b.key, b.value))]
        patterns = [one for one in guard.conditions if isinstance(one, Pattern)]
        function = self._body(guard.conditions, patterns, inner)
        self._nest(function, patterns, join_order(patterns, inner))
        start, found, end = _endings(guard, function)
        function.write(found)
        head = f"def {name}({', '.join(['X', *parameters])}):"
        self._helpers.append("\n".join([head, *start, *function.lines, *end]))
        return f"{name}({', '.join(['X', *arguments])})"


def _endings(guard: Quantified, body: Body) -> tuple[list[str], str, list[str]]:
    """What a helper does first, for each find, and last."""
    if not isinstance(guard, Count):
        return [], "return True", ["    return False"]
    if guard.distinct is None:
        return ["    count = 0"], "count += 1", ["    return count"]
    distinct = body.bound[guard.distinct].key
    return ["    found = set()"], f"found.add({distinct})", ["    return len(found)"]
