"""Why no option survives: the smallest set of requirements that excludes all, and which single one would help."""

from collections.abc import Mapping, Sequence

from archrules.model.recommendation import Conflict

Requirements = frozenset[str]
"""The brief paths, defaults and earlier choices on which one veto rests."""

_CHOICE = "choice "
# A brief can make a veto hold for thousands of reasons: both bound how many unions are tried.
_MOST_VETOES = 50
_MOST_UNIONS = 200


def conflict(vetoes: Mapping[str, Sequence[Requirements]]) -> Conflict:
    """The conflict behind vetoes, given as option to the requirements of each veto on it."""
    smallest = _smallest(vetoes)
    relaxations = sorted(
        {
            requirement
            for requirements in vetoes.values()
            for requirement in frozenset.intersection(*requirements)
            if not requirement.startswith(_CHOICE)
        }
    )
    return Conflict(
        requirements=tuple(sorted(r for r in smallest if not r.startswith(_CHOICE))),
        earlier_choices=tuple(sorted(r.removeprefix(_CHOICE) for r in smallest if r.startswith(_CHOICE))),
        relaxations=tuple(relaxations),
    )


def _smallest(vetoes: Mapping[str, Sequence[Requirements]]) -> Requirements:
    """The smallest union of one veto for each option; among equals the first by name.

    A union that contains another one is dropped at once, for the other stays smaller whatever is added to both.
    """
    unions: list[Requirements] = [frozenset()]
    for _, requirements in sorted(vetoes.items()):
        choices = _minimal(requirements, _MOST_VETOES)
        unions = _minimal([union | chosen for union in unions for chosen in choices], _MOST_UNIONS)
    return unions[0]


def _minimal(requirements: Sequence[Requirements], most: int) -> list[Requirements]:
    """The sets that contain no other one of the sets, smallest first, then by name; no more than `most`."""
    minimal: list[Requirements] = []
    for found in sorted(set(requirements), key=lambda found: (len(found), sorted(found))):
        if len(minimal) == most:
            break
        if not any(smaller < found for smaller in minimal):
            minimal.append(found)
    return minimal
