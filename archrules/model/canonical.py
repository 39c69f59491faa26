"""One canonical form for a brief or a system: the order in which people list things means nothing.

The steps of a path are the exception: their order is what they say.
"""

import hashlib
import json
from typing import TypeVar

from archrules.model.base import Model

AnyModel = TypeVar("AnyModel", bound=Model)

_IN_ORDER = {"path"}
"""Fields that hold a list whose order has a meaning."""


def canonical(model: AnyModel) -> AnyModel:
    """The same content with every list of named records, and every set of words, in order of name."""
    return type(model).model_validate(_sorted(model.model_dump(mode="json", by_alias=True)))


def digest(model: Model) -> str:
    """SHA-256 over the canonical content."""
    content = _sorted(model.model_dump(mode="json", by_alias=True, exclude_none=True))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _sorted(value: object) -> object:  # JSON is of any type
    match value:
        case dict():
            return {key: entry if key in _IN_ORDER else _sorted(entry) for key, entry in value.items()}
        case list():
            entries = [_sorted(entry) for entry in value]
            return sorted(entries, key=_order)
        case _:
            return value


def _order(entry: object) -> tuple[str, str]:  # JSON is of any type
    name = entry.get("name", entry.get("to", "")) if isinstance(entry, dict) else entry
    return str(name), json.dumps(entry, sort_keys=True, ensure_ascii=False)
