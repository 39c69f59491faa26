"""A small pack with two decisions: which store each context uses, and after that whether it has a cache."""

from collections.abc import Mapping
from pathlib import Path

from archrules.inference.memory import WorkingMemory
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.example_facts import example_facts
from archrules.recommendation.reasoning import Outcome, Reasoning, reason
from archrules.vocabulary.origins import Origin
from tests.unit.recommendation.small_pack import (
    SOURCE,
    Item,
    argument,
    decision,
    derivation,
    option,
    technology,
    veto,
    write_pack,
)

WRITES = {"writes": {"context": "$context", "entity": "$entity"}}
LOAD = {"context_load": {"context": "$context", "reads_per_s": "$reads"}}
MANY = {
    "value": 100,
    "unit": "reads per second",
    "evidence": "convention",
    "why": "it is round",
    "source": SOURCE,
}

STORE: Mapping[str, Item] = {
    **decision("store", "context", {"fit": 2, "cost": 1, "skills": 1}),
    **option(
        "store",
        "quick",
        argument("fit", 2, WRITES, because="{entity} is written quickly"),
        argument("cost", -1),
        vetoes=[
            veto({"compliance": {"regime": "sox"}}, because="it forgets"),
            veto(LOAD, {"test": "reads > many"}, because="{reads} reads are too many"),
        ],
        technology="quick-db",
        parameters={"many": MANY},
        revisit=["more than {many} reads"],
    ),
    **option("store", "plain", argument("fit", 1), argument("cost", 1), technology="plain-db"),
    **option("store", "odd", argument("fit", 1), argument("cost", 1), maturity=0),
    **derivation(
        "forbidden",
        [
            {"forbidden": {"technology": "$technology"}},
            {"option": {"decision": "$decision", "name": "$option", "technology": "$technology"}},
        ],
        {"barred": {"decision": "$decision", "option": "$option", "because": "{technology} is forbidden"}},
    ),
    **derivation(
        "known",
        [
            {"skill": {"technology": "$technology"}},
            {"context": {"name": "$context"}},
            {"option": {"decision": "store", "name": "$option", "technology": "$technology"}},
        ],
        {
            "argued": {
                "decision": "store",
                "option": "$option",
                "subject": "$context",
                "criterion": "skills",
                "points": 2,
                "because": "{technology} is known",
            }
        },
    ),
}
CACHE: Mapping[str, Item] = {
    **decision("cache", "context", {"speed": 1}, after=["store"]),
    **option("cache", "none", argument("speed", 0)),
    **option(
        "cache",
        "memory",
        argument("speed", 1),
        vetoes=[
            veto(
                {"choice": {"decision": "store", "subject": "$context", "option": "quick"}},
                because="quick is quick enough",
            )
        ],
    ),
}
TECHNOLOGIES = {**technology("quick-db", 1), **technology("plain-db", 3)}


def store_pack(folder: Path, *more: Mapping[str, Item]) -> KnowledgeBase:
    """The pack, with more files or other files in the place of its own."""
    return write_pack(folder, TECHNOLOGIES, STORE, CACHE, *more)


def reasoned(
    knowledge: KnowledgeBase, *facts: Item, priorities: Mapping[str, int] | None = None
) -> Reasoning:
    """The reasoning over facts, with one fact for each option that has a technology."""
    memory = WorkingMemory()
    for fact in example_facts([*facts, *_options(knowledge)]):
        memory.give(fact, Origin("brief", f"{fact.kind}s"))
    return reason(memory, knowledge, priorities or {})


def _options(knowledge: KnowledgeBase) -> list[Item]:
    return [
        {"option": {"decision": made.id, "name": one.name, "technology": one.technology}}
        for made in knowledge.decisions.values()
        for one in made.options
        if one.technology is not None
    ]


def order(outcome: Outcome) -> list[str]:
    """The surviving options, best first."""
    return [candidate.name for candidate in outcome.order]
