"""The functions that people call. Pure: they print nothing, exit nothing, and keep nothing between calls."""

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from archrules.errors import BriefError, SystemFileError, UnknownNameError, near_names
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge as load_built_in
from archrules.knowledge_base.names import NameCheck, validate_with_names
from archrules.knowledge_base.strict_yaml import load_yaml
from archrules.model.base import Model
from archrules.model.brief import Brief
from archrules.model.recommendation import RecommendationData
from archrules.model.system import System
from archrules.model.system_references import COLLECTIONS, system_problems
from archrules.output.documents import json_schema
from archrules.recommendation.recommend import brief_problems, recommend_from
from archrules.recommendation.recommendation import Recommendation
from archrules.recommendation.why import Explanation

SCHEMAS: Mapping[str, type[Model]] = {
    "brief": Brief,
    "recommendation": RecommendationData,
    "system": System,
}
"""What `schema` can describe."""

_REFERRED_TO = ("actors", "clients", "contexts", "entities", "external_systems", "parts")
_STAND_INS = {"kind": "browser", "size": 1}


def load_knowledge(folder: str | PathLike[str] | None = None) -> KnowledgeBase:
    """The built-in knowledge, or that in a folder.

    Raises:
        KnowledgeError: with every fault of every file.
    """
    return load_built_in(None if folder is None else Path(folder))


def load_brief(path: str | PathLike[str], *, knowledge: KnowledgeBase | None = None) -> Brief:
    """Read a brief from a YAML or JSON file and check every name in it.

    Raises:
        BriefError: with every fault of the file, each with its line and column.
    """
    known = knowledge or load_built_in()
    check = NameCheck(Brief, lambda brief: brief_problems(brief, known), _REFERRED_TO, _STAND_INS)
    return validate_with_names(load_yaml(path, error=BriefError), check, error=BriefError)


def load_system(path: str | PathLike[str]) -> System:
    """Read a System from a YAML or JSON file and check every name in it.

    Raises:
        SystemFileError: with every fault of the file, each with its line and column.
    """
    check = NameCheck(System, system_problems, COLLECTIONS)
    return validate_with_names(load_yaml(path, error=SystemFileError), check, error=SystemFileError)


def load_any(path: str | PathLike[str]) -> System:
    """The System in a file, or the one recommended for the brief in it. A brief has a field `system`.

    Raises:
        BriefError, SystemFileError: with every fault of the file.
    """
    document = load_yaml(path, error=SystemFileError)
    if isinstance(document.value, dict) and "system" in document.value:
        return recommend(load_brief(path)).system
    return load_system(path)


def knowledge_item(name: str, *, knowledge: KnowledgeBase | None = None) -> dict[str, Any]:
    """One item of the knowledge as plain data, by its id.

    Raises:
        UnknownNameError: there is no such item.
    """
    items = (knowledge or load_built_in()).by_id
    if name not in items:
        raise UnknownNameError(f"the knowledge has no item {name!r}", near_names(name, items))
    return items[name].model_dump(mode="json", by_alias=True, exclude_defaults=True)


def recommend(brief: Brief, *, knowledge: KnowledgeBase | None = None) -> Recommendation:
    """The architecture for a brief, with reasons, trade-offs, runner-up and sources. The same for the same input.

    Raises:
        BriefError: names in the brief refer to nothing in it or in the knowledge.
    """
    return recommend_from(brief, knowledge or load_built_in())


def explain(
    brief: Brief, decision: str, subject: str | None = None, *, knowledge: KnowledgeBase | None = None
) -> Explanation:
    """Why a decision came out as it did, down to the brief, the defaults and the sources.

    Raises:
        BriefError: as `recommend` does.
        UnknownNameError: there is no such decision or subject.
    """
    return recommend(brief, knowledge=knowledge).why(decision, subject)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of `brief`, `system` or `recommendation`.

    Raises:
        UnknownNameError: there is no such schema.
    """
    if name not in SCHEMAS:
        raise UnknownNameError(f"there is no schema {name!r}", near_names(name, SCHEMAS) or sorted(SCHEMAS))
    described: dict[str, Any] = json.loads(json_schema(SCHEMAS[name]))
    return described
