"""What parts of a System are called: a name for each interaction, a model path for each part."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from archrules.model.canonical import digest
from archrules.model.system import Interaction, System
from archrules.model.system_references import COLLECTIONS

_MODES = ("sync", "async", "data", None)

Place = tuple[str | int, ...]
"""Keys and indices that lead from the top of a System to a thing in it."""


def interaction_names(system: System) -> tuple[str, ...]:
    """A name for each interaction, in the order of the file: the one given, or `source -> target`.

    Where that name is taken, the mode stands behind it, then all that tells the interaction apart, then a number.
    Who keeps the plain name depends on what the interactions say, not on their order.
    """
    bases = [_base(interaction) for interaction in system.interactions]
    shared = {base for base, number in _counted(bases).items() if number > 1}
    ranks = {
        index: _rank(interaction) if bases[index] in shared else ()
        for index, interaction in enumerate(system.interactions)
    }
    order = sorted(ranks, key=lambda index: (bases[index], ranks[index]))
    found: dict[int, str] = {}
    taken: set[str] = set()
    for index in order:
        if bases[index] not in taken:
            found[index] = bases[index]
            taken.add(bases[index])
    for index in order:
        if index not in found:
            candidates = _candidates(bases[index], system.interactions[index])
            found[index] = next(name for name in candidates if name not in taken)
            taken.add(found[index])
    return tuple(found[index] for index in range(len(bases)))


def _base(interaction: Interaction) -> str:
    return interaction.name or f"{interaction.source} -> {interaction.target}"


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _rank(interaction: Interaction) -> tuple[bool, int, list[str], str]:
    """Whose plain name it is: one that was given it, then a synchronous call, then a message, then the rest."""
    mode = _MODES.index(interaction.mode) if interaction.mode in _MODES else len(_MODES)
    return interaction.name is None, mode, _said(interaction), digest(interaction)


def _said(interaction: Interaction) -> list[str]:
    known = (interaction.mode, interaction.access, interaction.protocol, interaction.channel)
    return [word for word in known if word is not None]


def _candidates(base: str, interaction: Interaction) -> Iterator[str]:
    said = _said(interaction)
    if said:
        yield f"{base} ({said[0]})"
        yield f"{base} ({', '.join(said)})"
    yield from (f"{base} {number}" for number in count(2))


def model_places(system: System) -> dict[str, Place]:
    """The model path of every element, interaction and use case, such as `services.checkout`, and where it stands."""
    places: dict[str, Place] = {"name": ("name",)}
    for collection in COLLECTIONS:
        for index, element in enumerate(getattr(system, collection)):
            places.setdefault(f"{collection}.{element.name}", (collection, index))
    for index, name in enumerate(interaction_names(system)):
        places[f"interactions.{name}"] = ("interactions", index)
    for index, path in enumerate(system.use_cases):
        places.setdefault(f"use_cases.{path.use_case}", ("use_cases", index))
    return places
