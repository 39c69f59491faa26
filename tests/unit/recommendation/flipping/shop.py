"""A small brief for the pack of stores, and what the search makes of it."""

from collections.abc import Iterable
from typing import Any

from archrules.analysis.defaults import Defaults
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.model.canonical import canonical
from archrules.recommendation.flipping.catalogue import KINDS
from archrules.recommendation.flipping.changes import Change, Dial, Lever
from archrules.recommendation.flipping.evaluation import Evaluator
from archrules.recommendation.flipping.scene import Scene
from archrules.recommendation.flipping.trials import Trials

TECHNOLOGIES = ("plain-db", "quick-db")
SHOP: dict[str, Any] = {
    "system": "shop",
    "horizon": "2 years",
    "delivery": "8 months",
    "clients": [{"name": "web", "kind": "browser"}],
    "actors": [{"name": "customer", "clients": ["web"]}],
    "contexts": [
        {
            "name": "orders",
            "entities": [
                {
                    "name": "order",
                    "volume": "2M",
                    "payload": "2 kB",
                    "relations": ["line"],
                    "access": ["point"],
                    "tags": ["financial"],
                },
                {"name": "line", "retention": "30 d", "schema_variance": "20 %"},
            ],
        },
        {
            "name": "stock",
            "entities": [{"name": "level", "tags": ["inventory"]}],
            "release_interval": "30 d",
            "availability": "99.95 %",
        },
    ],
    "use_cases": [
        {
            "name": "buy",
            "context": "orders",
            "actor": "customer",
            "writes": ["order", "line", "stock.level"],
            "calls": [{"to": "bank", "answer": "now"}],
            "peak": "10/s",
        },
        {"name": "look", "context": "orders", "reads": ["order"], "peak": "20/s", "latency": "100 ms"},
        {"name": "count", "context": "stock", "writes": ["level"], "answer": "later"},
    ],
    "external_systems": [{"name": "bank", "availability": "99.9 %", "latency": "1 s"}],
    "scale": {"users": "2k", "users_projected": "8k"},
    "regions": [{"name": "north", "round_trip": "30 ms"}],
    "objectives": {"availability": "99.9 %"},
    "teams": [
        {"name": "back", "size": 6, "skills": ["quick-db"], "contexts": ["orders"]},
        {"name": "side", "size": 3, "contexts": ["stock"]},
    ],
    "budget": {"monthly": 5000, "currency": "EUR"},
    "compliance": ["gdpr"],
    "existing": {"style": "monolith"},
}
"""`quick` wins for `orders`, by a skill of the team; more than 100 reads a second or SOX rule it out."""


VIEW: dict[str, Any] = {
    "name": "view",
    "context": "orders",
    "actor": "customer",
    "reads": ["order", "stock.level"],
}
"""A page that shows data of two contexts."""


def shop(**fields: Any) -> Brief:  # noqa: ANN401  # checked by pydantic
    """The brief in canonical order, some fields of it replaced."""
    return canonical(Brief.model_validate(SHOP | fields))


def shop_with_pages(*pages: dict[str, Any]) -> Brief:
    """The brief with further use cases."""
    return shop(use_cases=[*SHOP["use_cases"], *pages])


def scene(knowledge: KnowledgeBase, brief: Brief | None = None) -> Scene:
    return Scene(brief or shop(), Defaults(knowledge), knowledge.decisions["store"], TECHNOLOGIES)


def all_levers(known: Scene) -> list[Lever]:
    return [lever for kind in KINDS for lever in kind.levers(known)]


def changes_of(levers: Iterable[Lever]) -> list[Change]:
    """Every change that levers yield."""
    return [
        change
        for lever in levers
        for ladder in (lever.ladders() if isinstance(lever, Dial) else (lever.changes,))
        for change in ladder
    ]


def trials(knowledge: KnowledgeBase, brief: Brief | None = None, most_work: int = 1_000_000) -> Trials:
    """Trials of the store of `orders` in which nothing was tried yet."""
    evaluator, every = (Evaluator(knowledge, "store", "orders") for _ in range(2))
    return Trials(brief or shop(), evaluator, every, most_work)
