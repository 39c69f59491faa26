"""Why no option survives: the smallest set of requirements that excludes all, and which single one would help."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product

from archrules.model.recommendation import Conflict

Requirements = frozenset[str]
"""The brief paths, defaults and earlier choices on which one veto rests."""

_CHOICE = "choice "
_LIMIT = 20_000


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
    """The smallest union of one veto for each option; among equals the first by name."""
    minimal = [_minimal(requirements) for _, requirements in sorted(vetoes.items())]
    combinations_count = 1
    for choices in minimal:
        combinations_count *= len(choices)
    if combinations_count > _LIMIT:
        minimal = [choices[:1] for choices in minimal]
    unions = (frozenset().union(*chosen) for chosen in product(*minimal))
    return min(unions, key=lambda union: (len(union), sorted(union)))


def _minimal(requirements: Sequence[Requirements]) -> list[Requirements]:
    """The sets that contain no other one of the sets."""
    ordered = sorted(set(requirements), key=lambda found: (len(found), sorted(found)))
    larger = {second for first, second in combinations(ordered, 2) if first < second}
    return [found for found in ordered if found not in larger]
