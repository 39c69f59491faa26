"""The rules of an engine class: translated when the class is defined, compiled when facts first reach them."""

from collections.abc import Callable, Iterator
from typing import Any

from archrules.errors import InferenceError
from archrules.inference.experta_door import Rule
from archrules.inference.handwritten.field_constraints import UnsupportedError
from archrules.inference.handwritten.layout import HandwrittenLayout
from archrules.inference.handwritten.translation import alternatives
from archrules.inference.indexes import Slots
from archrules.inference.normal_form import NormalRule, normal_form
from archrules.inference.plan_body import Body
from archrules.inference.plan_source import PlanSource
from archrules.inference.program import CompiledRule, Stage
from archrules.inference.store import Row
from archrules.knowledge_base.conditions import Variable, binds, patterns_in


class HandwrittenRule:
    """One alternative of one rule: its salience, its function, and where the function's arguments come from."""

    def __init__(self, name: str, variant: int, rule: Any, normal: NormalRule) -> None:
        self.name, self.variant, self.salience = name, variant, rule.salience
        self.normal = normal
        self.function: Callable[..., Any] = rule._wrapped  # noqa: SLF001  # experta keeps the function there
        self._wanted = rule._wrapped_args or None  # noqa: SLF001  # empty where the function takes any name
        named = ((pattern.fact, index) for index, pattern in enumerate(normal.patterns))
        self._facts = {fact: index for fact, index in named if fact is not None and self._takes(fact)}
        self._values: dict[str, tuple[int, int]] = {}

    def _takes(self, name: str) -> bool:
        return self._wanted is None or name in self._wanted

    def locate(self, layout: HandwrittenLayout) -> None:
        """Note in which column of which pattern each argument stands."""
        for index, pattern in enumerate(self.normal.patterns):
            for constraint in pattern.constraints:
                operand = constraint.operand
                if constraint.operator == "=" and isinstance(operand, Variable) and self._takes(operand.name):
                    place = index, layout.column(pattern.kind, constraint.field).value
                    self._values.setdefault(operand.name, place)

    def context(self, rows: tuple[Row, ...], facts: tuple[Any, ...]) -> dict[str, Any]:
        """The arguments of the function, from the matched rows and facts."""
        values = {name: rows[index][column] for name, (index, column) in self._values.items()}
        return {**values, **{name: facts[index] for name, index in self._facts.items()}}


class Ruleset:
    """All rules of one engine class. Immutable but for what it compiles on first use; engines share it."""

    def __init__(self, owner: type[Any]) -> None:
        rules = [one for name, rule in sorted(_rules_of(owner)) for one in _translated(owner, name, rule)]
        patterns = [
            pattern
            for rule in rules
            for pattern in (*rule.normal.patterns, *(one for one, _ in patterns_in(rule.normal.guards)))
        ]
        self.layout = HandwrittenLayout(patterns)
        self.slots = Slots()
        self.by_id: dict[str, HandwrittenRule] = {}
        compiled = []
        for rule in rules:
            rule.locate(self.layout)
            self.by_id[rule.normal.id] = rule
            compiled.append(CompiledRule(rule.normal, self.layout, self.slots, _nothing))
        self.stage = Stage(compiled)


def _nothing(_: PlanSource, __: Body) -> list[str]:
    return ["None"]


def _rules_of(owner: type[Any]) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for base in owner.__mro__:
        for name, value in vars(base).items():
            if name not in seen:
                seen.add(name)
                if isinstance(value, Rule):
                    yield name, value


def _translated(owner: type[Any], name: str, rule: Any) -> Iterator[HandwrittenRule]:
    try:
        if not isinstance(rule.salience, int):
            _refuse(f"salience {rule.salience!r} is no whole number")
        found = alternatives(rule)
        for variant, conditions in enumerate(found):
            normal = normal_form(f"{name}#{variant}" if len(found) > 1 else name, conditions, {})
            _check_names(normal)
            yield HandwrittenRule(name, variant, rule, normal)
    except (UnsupportedError, InferenceError) as error:
        code = getattr(rule._wrapped, "__code__", None)  # noqa: SLF001  # experta keeps the function there
        place = f"{code.co_filename}:{code.co_firstlineno}: " if code else ""
        told = str(error).removeprefix(f"rule {name}: ")
        message = f"{place}rule {owner.__name__}.{name}: {told}"
        raise InferenceError(message) from error


def _check_names(normal: NormalRule) -> None:
    """Raises UnsupportedError if `AS` gives a name that something else has."""
    taken = set().union(*map(binds, normal.patterns))
    for pattern in normal.patterns:
        if pattern.fact in taken:
            _refuse(f"AS.{pattern.fact} names what another pattern binds; give it another name")
        if pattern.fact is not None:
            taken.add(pattern.fact)


def _refuse(message: str) -> None:
    raise UnsupportedError(message)
