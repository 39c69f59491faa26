"""Which technology is meant by a name that is no id of one: `postgres`, `Node.js`, `golang`, `mongdb`."""

from collections.abc import Iterable, Mapping

from archrules.errors import near_names
from archrules.knowledge_base.items import TechnologyItem

# A hostile brief must not make the search for near names long.
_SEARCHES = 20


def meant_technologies(
    names: Iterable[str], technologies: Mapping[str, TechnologyItem]
) -> dict[str, str | None]:
    """For each name that is no id of a technology, the id that is meant, or None if none is like it.

    What a technology is also called counts before what only looks alike; for that the first twenty names are looked up.
    """
    called = _called(technologies)
    unknown = [name for name in dict.fromkeys(names) if name not in technologies]
    found = {name: called.get(_plain(name)) for name in unknown}
    for name in [name for name, meant in found.items() if meant is None][:_SEARCHES]:
        near = near_names(_plain(name), called)
        found[name] = called[near[0]] if near else None
    return found


def _called(technologies: Mapping[str, TechnologyItem]) -> dict[str, str]:
    """Every name of a technology to its id; where two have the same one, the first by id has it."""
    called: dict[str, str] = {}
    for identifier, item in sorted(technologies.items()):
        for name in (item.name, *item.also_called):
            called.setdefault(_plain(name), identifier)
    return called | {_plain(identifier): identifier for identifier in technologies}


def _plain(name: str) -> str:
    """The name without upper case, and with one way to part words."""
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
