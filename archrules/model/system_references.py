"""Names inside a system that point at other parts of it: do they all exist, and only once?"""

from collections.abc import Iterator
from difflib import get_close_matches

from archrules.model.system import System

Path = tuple[str | int, ...]

COLLECTIONS = (
    "services",
    "data_stores",
    "caches",
    "brokers",
    "gateways",
    "frontends",
    "external_systems",
    "infrastructure",
)


def system_problems(system: System) -> list[tuple[Path, str]]:
    """Every duplicate name and every reference to nothing, with its path, in the order of the file."""
    return [*_duplicates(system), *_dangling(system)]


def _duplicates(system: System) -> Iterator[tuple[Path, str]]:
    seen: dict[str, str] = {}
    for collection in COLLECTIONS:
        for index, element in enumerate(getattr(system, collection)):
            if element.name in seen:
                message = f"{element.name!r} is also the name of an element of {seen[element.name]}; names must differ"
                yield (collection, index, "name"), message
            seen.setdefault(element.name, collection)


def _dangling(system: System) -> Iterator[tuple[Path, str]]:
    names = [element.name for element in system.elements()]
    for index, interaction in enumerate(system.interactions):
        for end in ("source", "target"):
            name = getattr(interaction, end)
            if name not in names:
                yield ("interactions", index, end), _no_element(name, names)
    for index, path in enumerate(system.use_cases):
        for position, name in enumerate(path.path):
            if name not in names:
                yield ("use_cases", index, "path", position), _no_element(name, names)


def _no_element(name: str, names: list[str]) -> str:
    near = get_close_matches(name[:200], names, n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    return f"no element is named {name[:60]!r}{hint}"
