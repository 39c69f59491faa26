"""The briefs of docs/examples, and what is recommended for each, computed once for all tests."""

from functools import cache
from pathlib import Path

from archrules.api import load_brief, recommend
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.model.canonical import digest
from archrules.recommendation.recommendation import Recommendation

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "examples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.yaml"


@cache
def brief(name: str) -> Brief:
    return load_brief(path_of(name))


def recommended(name: str) -> Recommendation:
    return recommend_once(brief(name))


_FOUND: dict[str, Recommendation] = {}


def recommend_once(described: Brief, *, knowledge: KnowledgeBase | None = None) -> Recommendation:
    """What `recommend` gives, remembered for the rest of the run where no other knowledge is asked."""
    if knowledge is not None:
        return recommend(described, knowledge=knowledge)
    key = digest(described)
    if key not in _FOUND:
        _FOUND[key] = recommend(described)
    return _FOUND[key]
