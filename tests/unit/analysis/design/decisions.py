"""Facts of a design, written as in the examples of items, and what is computed of them."""

from collections.abc import Callable, Iterable
from typing import Any

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.example_facts import example_facts
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given, Origin

Item = dict[str, Any]


def memory(*facts: Item) -> WorkingMemory:
    """A working memory that holds the facts."""
    made = WorkingMemory()
    for fact in example_facts(list(facts)):
        made.give(fact, Origin("brief", fact.kind))
    return made


def computed(compute: Callable[[WorkingMemory], Iterable[Given]], *facts: Item) -> list[Fact]:
    """What is computed of the facts, in the order given."""
    return [fact for fact, _ in compute(memory(*facts))]


def placed(**units: str) -> list[Item]:
    """Contexts in their units."""
    names = sorted(set(units.values()))
    return [
        *({"unit": {"name": name}} for name in names),
        *({"placement": {"context": context, "unit": unit}} for context, unit in units.items()),
    ]


def use_case(name: str, context: str, rate: int = 10, answer: str = "now", **fields: object) -> Item:
    return {"use_case": {"name": name, "context": context, "rate_per_s": rate, "answer": answer, **fields}}


def call(source: str, target: str, *use_cases: str, **fields: object) -> list[Item]:
    """A call over a network that the use cases make; it is named after its ends."""
    name = f"{source} -> {target}"
    own = {"source_kind": "context", "target_kind": "context", "answer": "now", "rate_per_s": 10, **fields}
    return [
        {"call": {"name": name, "source": source, "target": target, **own}},
        {"remote_call": {"call": name}},
        *({"call_use": {"call": name, "use_case": use_case}} for use_case in use_cases),
    ]
