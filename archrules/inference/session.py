"""Runs rules over a working memory, to the fixpoint of one stratum."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from archrules.errors import InferenceError, InferenceLimitError
from archrules.inference.compile import (
    compile_conditions,
    experta_class,
    fact_name,
    tests_unknown,
    unknown_field,
)
from archrules.inference.experta_door import make_engine
from archrules.inference.memory import Support, WorkingMemory
from archrules.knowledge_base.conditions import Pattern, Test
from archrules.knowledge_base.expressions import ExpressionError
from archrules.knowledge_base.rules import Rule
from archrules.vocabulary.facts import Fact, Value

FIRING_LIMIT = 100_000
Observer = Callable[[Rule, dict[str, Value], tuple[Fact, ...]], None]


def run(
    rules: Sequence[Rule],
    memory: WorkingMemory,
    *,
    observe: Observer | None = None,
    firing_limit: int = FIRING_LIMIT,
) -> None:
    """Fire the rules until nothing new follows; conclusions go into the memory with their supports.

    The rules must form one stratum: none may negate what another one concludes. `observe` is told of each firing.

    Raises:
        InferenceError: a test or a conclusion of a rule cannot be computed.
        InferenceLimitError: more firings than the limit; it names the rules that fired most.
    """
    if rules:
        _Session(rules, memory, observe).run(firing_limit)


class _Session:
    def __init__(self, rules: Sequence[Rule], memory: WorkingMemory, observe: Observer | None) -> None:
        self._memory = memory
        self._observe = observe
        self._firings: Counter[str] = Counter()
        self._facts: dict[int, Fact] = {}
        self._unknown = {pair for rule in rules for pair in tests_unknown(rule.conditions)}
        self._kinds = {kind for rule in rules for kind in _kinds(rule)}
        self._engine = make_engine(
            {rule.id: (compile_conditions(rule), self._action(rule)) for rule in rules}
        )

    def run(self, limit: int) -> None:
        self._declare(self._memory.of_kinds(self._kinds))
        self._engine.run(limit + 1)
        if self._firings.total() > limit:
            busiest = ", ".join(f"{rule} ({count})" for rule, count in sorted(self._firings.most_common(3)))
            message = f"more than {limit} firings; the rules that fire most: {busiest}"
            raise InferenceLimitError(message)

    def _declare(self, facts: Sequence[Fact]) -> None:
        """Declare facts together: experta matches once for all of them."""
        declared = [self._experta_fact(fact) for fact in facts]
        self._engine.declare(*declared)
        self._facts.update({found["__factid__"]: fact for found, fact in zip(declared, facts, strict=True)})

    def _experta_fact(self, fact: Fact) -> Any:
        fields: dict[str, Any] = dict(fact.items)
        for kind, field in self._unknown:
            if kind == fact.kind and field not in fields:
                fields[unknown_field(field)] = True
        return experta_class(fact.kind)(**fields)

    def _action(self, rule: Rule) -> Callable[..., None]:
        patterns = sum(isinstance(condition, Pattern) for condition in rule.conditions)

        def act(**bindings: Any) -> None:
            self._firings[rule.id] += 1
            facts = tuple(self._facts[bindings[fact_name(i)]["__factid__"]] for i in range(patterns))
            values = {name: value for name, value in bindings.items() if not name[0].isupper()}
            self._conclude(rule, {**rule.parameters, **values}, facts)

        return act

    def _conclude(self, rule: Rule, bindings: dict[str, Value], facts: tuple[Fact, ...]) -> None:
        if self._observe:
            self._observe(rule, bindings, facts)
        for template in rule.conclusions:
            try:
                fact = template.fill(bindings)
            except (ExpressionError, TypeError) as error:
                matched = "; ".join(str(fact) for fact in facts)
                message = f"rule {rule.id}: {error} (matched: {matched})"
                raise InferenceError(message) from error
            if self._memory.derive(fact, Support(rule.id, facts)) and fact.kind in self._kinds:
                self._declare([fact])


def _kinds(rule: Rule) -> set[str]:
    return {
        condition.kind if isinstance(condition, Pattern) else condition.pattern.kind
        for condition in rule.conditions
        if not isinstance(condition, Test)
    }
