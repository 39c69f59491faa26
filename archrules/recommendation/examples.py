"""Runs the examples that knowledge items carry, so that every item is tested by what it says of itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archrules.analysis.technology_facts import technology_facts
from archrules.inference.compiled import compiled
from archrules.inference.memory import WorkingMemory
from archrules.inference.session import run
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.example_facts import example_facts
from archrules.knowledge_base.items import Example, RuleItem
from archrules.knowledge_base.rules import Rule
from archrules.model.units import YEAR
from archrules.policies.examples import example_verdicts
from archrules.recommendation.reasoning import Outcome, decide
from archrules.vocabulary.origins import Origin

HORIZON = 3 * YEAR


@dataclass(frozen=True, slots=True)
class KnowledgeExample:
    """One example of one item. `str` gives a name for test reports."""

    item: str
    form: str
    example: Example

    def __str__(self) -> str:
        return f"{self.item}: {self.example.name}"


def examples(knowledge: KnowledgeBase) -> Iterator[KnowledgeExample]:
    """Every example of every item, in order of form and id."""
    forms: Mapping[str, Mapping[str, RuleItem]] = {
        "derivation": {name: derivation.item for name, derivation in knowledge.derivations.items()},
        "table": {name: table.item for name, table in knowledge.tables.items()},
        "decision": {name: decision.item for name, decision in knowledge.decisions.items()},
        "option": {o.id: o.item for decision in knowledge.decisions.values() for o in decision.options},
        "policy": {name: policy.item for name, policy in knowledge.policies.items()},
    }
    for form, items in forms.items():
        for name, item in items.items():
            yield from (KnowledgeExample(name, form, example) for example in item.examples)


def difference(knowledge: KnowledgeBase, case: KnowledgeExample) -> str | None:
    """What follows from an example's facts, where it is not what the example expects; None where it is."""
    expected, found = _RUNNERS[case.form](knowledge, case)
    return None if expected == found else f"{case}\n  expected: {expected}\n  found:    {found}"


def _memory(example: Example, knowledge: KnowledgeBase | None = None) -> WorkingMemory:
    memory = WorkingMemory()
    for fact in example_facts(example.given):
        memory.give(fact, Origin("example", example.name))
    for fact, origins in technology_facts(knowledge, HORIZON) if knowledge else ():
        for origin in origins:
            memory.give(fact, origin)
    return memory


def _derived(knowledge: KnowledgeBase, rules: Sequence[Rule], example: Example) -> tuple[object, object]:
    memory = _memory(example)
    given = set(memory)
    run(rules, memory, program=compiled(knowledge).program)
    concluded = sorted(str(fact) for fact in memory if fact not in given)
    expected = example.expect if isinstance(example.expect, list) else []
    return sorted(str(fact) for fact in example_facts(expected) if fact not in given), concluded


def _derivation(knowledge: KnowledgeBase, case: KnowledgeExample) -> tuple[object, object]:
    return _derived(knowledge, [knowledge.derivations[case.item].rule], case.example)


def _table(knowledge: KnowledgeBase, case: KnowledgeExample) -> tuple[object, object]:
    return _derived(knowledge, knowledge.tables[case.item].rules, case.example)


def _outcome(knowledge: KnowledgeBase, case: KnowledgeExample) -> Outcome | None:
    decision = knowledge.decisions[case.item.partition("/")[0]]
    outcomes = decide(decision, _memory(case.example, knowledge), {}, compiled(knowledge).program)
    return next((outcome for outcome in outcomes if outcome.subject == case.example.subject), None)


def _decision(knowledge: KnowledgeBase, case: KnowledgeExample) -> tuple[object, object]:
    outcome = _outcome(knowledge, case)
    if outcome is None:
        return case.example.expect, f"no subject {case.example.subject!r} in the facts given"
    return case.example.expect, outcome.order[0].name if outcome.order else "none"


def _option(knowledge: KnowledgeBase, case: KnowledgeExample) -> tuple[object, object]:
    outcome = _outcome(knowledge, case)
    if outcome is None:
        return case.example.expect, f"no subject {case.example.subject!r} in the facts given"
    weighed = next(w for w in outcome.weighed if w.option.id == case.item)
    if weighed.vetoes or case.example.expect == {"vetoed": True}:
        return case.example.expect, {"vetoed": bool(weighed.vetoes)}
    points = {criterion: value for criterion, value in weighed.points.items() if value}
    return case.example.expect, {"vetoed": False, "points": points}


def _policy(knowledge: KnowledgeBase, case: KnowledgeExample) -> tuple[object, object]:
    program = compiled(knowledge).program
    return case.example.expect, example_verdicts(knowledge.policies[case.item], case.example, program)


_RUNNERS = {
    "derivation": _derivation,
    "table": _table,
    "decision": _decision,
    "option": _option,
    "policy": _policy,
}
