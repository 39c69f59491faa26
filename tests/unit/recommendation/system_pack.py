"""A small pack that places every context, protects every call, and chooses each part of a system."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.model.system import Interaction, System
from archrules.recommendation.composition.compose import compose_system
from archrules.recommendation.composition.units import Design
from archrules.recommendation.recommend import reason_about
from tests.unit.recommendation.small_pack import (
    Item,
    argument,
    decision,
    derivation,
    option,
    technology,
    veto,
    write_pack,
)

SENT = {"choice": {"decision": "communication", "option": "queue"}}


def place(name: str, unit: str, *more: Item) -> dict[str, Item]:
    """Where contexts run that some conditions hold for."""
    when: list[Item] = [{"context": {"name": "$context"}}, {"system": {"name": "$system"}}, *more]
    return derivation(name, when, {"placement": {"context": "$context", "unit": unit}})


APART = place("apart", "$context")
"""Every context runs alone."""
TOGETHER = place("together", "$system")
"""All contexts run in one unit."""


def _protection(pattern: str, **of_call: Any) -> dict[str, Item]:  # noqa: ANN401  # any field of a call
    when = [{"remote_call": {"call": "$call"}}, {"call": {"name": "$call", **of_call}}]
    return derivation(f"protect-{pattern}", when, {"protection": {"call": "$call", "pattern": pattern}})


REDUNDANT: Item = {"service_measure": {"unit": "$unit", "measure": "redundancy"}}


def _replicas(name: str, value: str, *when: Item) -> dict[str, Item]:
    """How many replicas a unit has where some conditions hold."""
    load = {"unit": "$unit", "work": "$work", "least": "$least", "utilisation": "$utilisation"}
    read = {name: bound for name, bound in load.items() if name == "unit" or name in value}
    sized = {"about": "$unit", "quantity": "replicas", "value": {"value": value}, "unit": "replicas"}
    return derivation(f"replicas-{name}", [{"unit_load": read}, *when], {"sizing": sized})


STRUCTURE: Mapping[str, Item] = {
    **derivation("units", [{"placement": {"unit": "$unit"}}], {"unit": {"name": "$unit"}}),
    **derivation(
        "unit-teams",
        [
            {"placement": {"context": "$context", "unit": "$unit"}},
            {"owns": {"team": "$team", "context": "$context"}},
        ],
        {"unit_team": {"unit": "$unit", "team": "$team"}},
    ),
    **derivation(
        "remote-contexts",
        [
            {"call": {"name": "$call", "source": "$source", "source_kind": "context", "target": "$target"}},
            {"placement": {"context": "$source", "unit": "$unit"}},
            {"placement": {"context": "$target", "unit": {"!=": "$unit"}}},
        ],
        {"remote_call": {"call": "$call"}},
    ),
    **derivation(
        "remote-clients",
        [{"call": {"name": "$call", "source_kind": "client"}}],
        {"remote_call": {"call": "$call"}},
    ),
    **derivation(
        "remote-externals",
        [{"call": {"name": "$call", "target_kind": "external"}}],
        {"remote_call": {"call": "$call"}},
    ),
    **_protection("timeout", answer="now"),
    **derivation(
        "limits",
        [{"call_time": {"call": "$call", "tightest": True, "left_ms": "$left"}}],
        {"call_timeout": {"call": "$call", "timeout_ms": "$left", "because": "it is left"}},
    ),
    **derivation(
        "again",
        [
            {"call": {"name": "$call", "idempotent": True}},
            {
                "call_time": {
                    "call": "$call",
                    "tightest": True,
                    "retries": {">=": 1, "as": "$retries"},
                    "backoff_ms": "$first",
                    "backoff_cap_ms": "$longest",
                }
            },
        ],
        {
            "call_retry": {
                "call": "$call",
                "retries": "$retries",
                "first_ms": "$first",
                "longest_ms": "$longest",
                "because": "it is safe",
            }
        },
    ),
    **_protection("retry-with-backoff", idempotent=True),
    **_protection("circuit-breaker", target_kind="external"),
    **derivation(
        "redundant",
        [{"unit": {"name": "$unit"}}, {"objectives": {"availability": {">": 0.99}}}],
        {"service_measure": {"unit": "$unit", "measure": "redundancy"}},
    ),
    **_replicas("with-spare", "max(least, ceil(work / utilisation))", REDUNDANT),
    **_replicas("without-spare", "max(1, ceil(work / utilisation))", {"not": REDUNDANT}),
}
DECISIONS: Mapping[str, Item] = {
    **decision("entry", "system", {"fit": 1}),
    **option("entry", "proxy", argument("fit", 1), technology="proxy", properties={"role": "front-door"}),
    **option("entry", "none", argument("fit", 0)),
    **decision(
        "communication", "call", {"fit": 1}, where=[{"call": {"name": "$call", "target_kind": "context"}}]
    ),
    **option("communication", "rest", argument("fit", 1), properties={"protocol": "https", "mode": "sync"}),
    **option(
        "communication",
        "queue",
        argument("fit", 2, {"call": {"name": "$call", "answer": "later"}}),
        properties={"protocol": "amqp", "mode": "async"},
    ),
    **decision("broker", "system", {"fit": 1}, after=["communication"]),
    **option(
        "broker",
        "rabbit",
        argument("fit", 2, SENT),
        technology="rabbit",
        properties={"replicas": "3", "protocol": "amqp"},
    ),
    **option("broker", "none", argument("fit", 1), vetoes=[veto(SENT)]),
    **decision("datastore", "context", {"fit": 1}),
    **option("datastore", "plain", argument("fit", 1), technology="plain-db", properties={"replicas": "2"}),
    **option(
        "datastore",
        "docs",
        argument("fit", 2, {"entity_access": {"context": "$context", "pattern": "full-text"}}),
        technology="docs-db",
    ),
    **decision("cache", "context", {"fit": 1}),
    **option("cache", "none", argument("fit", 1)),
    **option(
        "cache",
        "memory",
        argument("fit", 2, {"entity_tag": {"context": "$context", "tag": "feed"}}),
        technology="memory-db",
    ),
    **decision("runtime", "unit", {"fit": 1}),
    **option("runtime", "tongue", argument("fit", 1), technology="tongue"),
    **option("runtime", "other", argument("fit", 0)),
}
PRODUCTS = ("proxy", "rabbit", "plain-db", "docs-db", "memory-db", "tongue")


def system_pack(folder: Path, *placements: Mapping[str, Item]) -> KnowledgeBase:
    """The pack with the derivations that say where contexts run."""
    products = {name: file for product in PRODUCTS for name, file in technology(product).items()}
    return write_pack(folder, STRUCTURE, DECISIONS, products, *placements)


def designed(knowledge: KnowledgeBase, **fields: Any) -> Design:  # noqa: ANN401  # checked by pydantic
    brief = canonical(Brief.model_validate({"system": "shop", **fields}))
    return Design(brief, reason_about(brief, knowledge))


def composed(knowledge: KnowledgeBase, **fields: Any) -> System:  # noqa: ANN401  # checked by pydantic
    """The system composed for a brief of those fields."""
    return compose_system(designed(knowledge, **fields))


def between(system: System, source: str, target: str) -> Interaction:
    """The one interaction between two elements."""
    (found,) = [one for one in system.interactions if (one.source, one.target) == (source, target)]
    return found
