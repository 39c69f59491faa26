"""What several changes together would do if none bore on what another one does; it only tells what to try first."""

from collections.abc import Iterable

from archrules.recommendation.flipping.standing import Stand, Standing


def predicted(base: Standing, changed: Iterable[Standing]) -> Standing:
    """The standing with all that each of the others changes about the base."""
    others = tuple(changed)
    weights = dict(base.weights)
    for other in others:
        weights.update((name, w) for name, w in other.weights.items() if w != base.weights.get(name))
    return Standing(
        weights,
        {name: _stand(stand, [o.options[name] for o in others]) for name, stand in base.options.items()},
    )


def _stand(base: Stand, others: list[Stand]) -> Stand:
    gone = frozenset().union(*(base.vetoes - other.vetoes for other in others))
    come = frozenset().union(*(other.vetoes - base.vetoes for other in others))
    criteria = sorted({*base.sums, *(name for other in others for name in other.sums)})
    sums = {
        name: base.sums.get(name, 0)
        + sum(other.sums.get(name, 0) - base.sums.get(name, 0) for other in others)
        for name in criteria
    }
    return Stand(base.vetoes - gone | come, sums, base.maturity)
