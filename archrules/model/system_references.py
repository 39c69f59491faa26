"""Names inside a system that point at other parts of it: do they all exist, and only once?"""

from collections.abc import Collection, Iterator

from archrules.errors import did_you_mean, near_names
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

_REFERENCES = {
    "data_stores": ("server", "owner"),
    "caches": ("owner",),
    "interactions": ("source", "target"),
}
"""Fields that hold the name of an element."""

_ABSENT = {"owner": {None, "none"}}
"""What stands where there is no element: `none` says so of a field that offers it, and nothing says nothing."""

# A hostile file must not make the search for near names long: both bound how many names are compared.
_HINTS = 20
_CANDIDATES = 500


def system_problems(system: System) -> list[tuple[Path, str]]:
    """Every duplicate name, then every name of an element that does not exist, each with its path."""
    names = {element.name for element in system.elements()}
    candidates = names if len(names) <= _CANDIDATES else ()
    dangling = enumerate(_dangling(system, names))
    return [
        *_duplicates(system),
        *(
            (path, _no_element(name, candidates if number < _HINTS else ()))
            for number, (path, name) in dangling
        ),
    ]


def _duplicates(system: System) -> Iterator[tuple[Path, str]]:
    seen: dict[str, str] = {}
    for collection in COLLECTIONS:
        for index, element in enumerate(getattr(system, collection)):
            if element.name in seen:
                message = f"{element.name!r} is also the name of an element of {seen[element.name]}; names must differ"
                yield (collection, index, "name"), message
            seen.setdefault(element.name, collection)


def _dangling(system: System, names: Collection[str]) -> Iterator[tuple[Path, str]]:
    for collection, fields in _REFERENCES.items():
        for index, record in enumerate(getattr(system, collection)):
            for field in fields:
                name = getattr(record, field)
                if name not in names and name not in _ABSENT.get(field, {None}):
                    yield (collection, index, field), name
    for index, path in enumerate(system.use_cases):
        for position, name in enumerate(path.path):
            if name not in names:
                yield ("use_cases", index, "path", position), name


def _no_element(name: str, candidates: Collection[str]) -> str:
    return f"no element is named {name[:60]!r}{did_you_mean(near_names(name, candidates)[:1])}"
