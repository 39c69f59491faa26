"""What a path of synchronous calls implies for availability and latency, as far as its parts are known."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from archrules.analysis.capacity import series_availability
from archrules.analysis.structure.call_graph import CallGraph, Pair
from archrules.model.system import ExternalSystem

_MOST_REPLICAS = 100
"""More are not told apart: all of them together practically never fail."""

_PLACES = 10**30
"""Products are rounded down to so many parts, so that long paths do not make endless fractions."""


class PathFigures(NamedTuple):
    """Availability as a share of one, latency in seconds.

    `availability` and `latency` are None unless they are known of all parts. `availability_at_most` is the product of
    the known parts, None if there is none; `latency_at_least` is the sum of the known ones. The others are named, and
    so are the elements whose availability is `promised`.
    """

    availability: Fraction | None
    availability_at_most: Fraction | None
    promised: tuple[str, ...]
    unknown_availability: tuple[str, ...]
    latency: Fraction | None
    latency_at_least: Fraction
    unknown_latency: tuple[Pair, ...]


def path_figures(path: Sequence[str], graph: CallGraph) -> PathFigures:
    """The figures of a path whose elements call one another in that order.

    All elements must work at once, and fail independently: their availabilities are multiplied. Latencies of calls are
    added, as if each caller made one call and did nothing else; where a pair makes several calls, the slowest counts.
    """
    availabilities = {name: element_availability(name, graph) for name in path}
    known = [share for share in availabilities.values() if share is not None]
    at_most = _series(known) if known else None
    unknown = tuple(name for name, share in availabilities.items() if share is None)
    pairs = list(pairwise(path))
    latencies = {pair: call_latencies(pair, graph) for pair in pairs}
    at_least = sum((max(found, default=Fraction(0)) for found, _ in latencies.values()), Fraction(0))
    slow = tuple(pair for pair, (_, whole) in latencies.items() if not whole)
    return PathFigures(
        availability=None if unknown else at_most,
        availability_at_most=at_most,
        promised=tuple(name for name, share in availabilities.items() if share is not None),
        unknown_availability=unknown,
        latency=None if slow else at_least,
        latency_at_least=at_least,
        unknown_latency=slow,
    )


def element_availability(name: str, graph: CallGraph) -> Fraction | None:
    """The availability of an element, or None: only that of external systems is told, for one replica of them."""
    element = graph.elements[name]
    if not isinstance(element, ExternalSystem) or element.availability is None:
        return None
    return parallel_availability(element.availability, 1 if element.replicas is None else element.replicas)


def parallel_availability(availability: Fraction, replicas: int) -> Fraction:
    """Availability of replicas any one of which is enough, if they fail independently: 1 - (1 - availability)^replicas.

    More than 100 replicas count as 100.
    """
    return 1 - (1 - availability) ** min(replicas, _MOST_REPLICAS)


def call_latencies(pair: Pair, graph: CallGraph) -> tuple[tuple[Fraction, ...], bool]:
    """The known latencies of the calls of a pair in seconds, and whether they are all.

    If no call states one, that of an external system that is called stands for it.
    """
    stated = [link.interaction.latency for link in graph.calls[pair]]
    known = tuple(latency for latency in stated if latency is not None)
    called = graph.elements[pair[1]]
    if not known and isinstance(called, ExternalSystem) and called.latency is not None:
        return (called.latency,), True
    return known, len(known) == len(stated)


def _series(parts: Iterable[Fraction]) -> Fraction:
    """The product, rounded down to 30 decimal places where it has more, lest numbers grow with the path."""
    product = Fraction(1)
    for part in parts:
        product = series_availability((product, part))
        if product.denominator > _PLACES:
            product = Fraction(product * _PLACES // 1, _PLACES)
    return product
