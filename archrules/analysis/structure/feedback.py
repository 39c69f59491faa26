"""The fewest calls to cut so that no cycle is left: a minimum feedback arc set."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from archrules.analysis.structure.call_graph import Pair, directed

MOST_EXACT = 12
"""Up to so many elements the fewest cuts are found for certain, in time that doubles with each element."""


class Cuts(NamedTuple):
    """Pairs, sorted, without which there is no cycle, and how many calls they are.

    `exact` where no smaller number of calls will do. Else there may be a better choice, but of these pairs none can be
    spared.
    """

    pairs: tuple[Pair, ...]
    calls: int
    exact: bool


def fewest_cuts(calls: Mapping[Pair, int]) -> Cuts:
    """What to cut, given how many calls each pair makes.

    Up to `MOST_EXACT` elements the best order of all is found by dynamic programming over sets of elements; cut is
    what leads backwards in it. For more elements the order is built greedily, ends first, as Eades, Lin and Smyth
    (1993) do, and cuts that turn out to be needless are taken back. Ties go by name.
    """
    names = sorted({name for pair in calls for name in pair})
    exact = len(names) <= MOST_EXACT
    order = _best_order(names, calls) if exact else _greedy_order(names, calls)
    place = {name: index for index, name in enumerate(order)}
    backward = [pair for pair in sorted(calls) if place[pair[0]] >= place[pair[1]]]
    pairs = tuple(backward) if exact else _without_needless(backward, calls)
    return Cuts(pairs, sum(calls[pair] for pair in pairs), exact)


def _best_order(names: Sequence[str], calls: Mapping[Pair, int]) -> list[str]:
    """The order in which the fewest calls lead backwards.

    `costs[chosen]` is how many calls lead backwards, at best, among the elements whose bits are in `chosen`, if these
    come before all others; `lasts[chosen]` is the last of them in that best order.
    """
    index = {name: number for number, name in enumerate(names)}
    targets: list[list[tuple[int, int]]] = [[] for _ in names]
    for (source, target), number in sorted(calls.items()):
        targets[index[source]].append((1 << index[target], number))
    unreached = sum(calls.values()) + 1
    costs, lasts = [unreached] * (1 << len(names)), [0] * (1 << len(names))
    costs[0] = 0
    for chosen, cost in enumerate(costs):
        for number, reached in enumerate(targets):
            bit = 1 << number
            if not chosen & bit:
                total = cost + sum(weight for target, weight in reached if target & chosen)
                if total < costs[chosen | bit]:
                    costs[chosen | bit], lasts[chosen | bit] = total, number
    order: list[str] = []
    chosen = len(costs) - 1
    while chosen:
        order.append(names[lasts[chosen]])
        chosen ^= 1 << lasts[chosen]
    return order[::-1]


def _greedy_order(names: Sequence[str], calls: Mapping[Pair, int]) -> list[str]:
    """Elements that call nothing come last, those that nothing calls first, then who calls most beyond being called."""
    left = dict.fromkeys(names)
    called: dict[str, dict[str, int]] = {name: {} for name in names}
    callers: dict[str, dict[str, int]] = {name: {} for name in names}
    for (source, target), number in sorted(calls.items()):
        called[source][target] = callers[target][source] = number
    first: list[str] = []
    last: list[str] = []
    while left:
        sink = next((name for name in left if not called[name]), None)
        root = next((name for name in left if not callers[name]), None)
        if sink is not None:
            last.append(sink)
        elif root is not None:
            first.append(root)
        else:
            surplus = {name: sum(called[name].values()) - sum(callers[name].values()) for name in left}
            first.append(max(left, key=lambda name: surplus[name]))
        gone = last[-1] if sink is not None else first[-1]
        del left[gone]
        for target in called.pop(gone):
            del callers[target][gone]
        for caller in callers.pop(gone):
            del called[caller][gone]
    return first + last[::-1]


def _without_needless(cut: Sequence[Pair], calls: Mapping[Pair, int]) -> tuple[Pair, ...]:
    """The cuts without those that can be taken back, those of most calls tried first."""
    import networkx as nx

    kept = directed({name for pair in calls for name in pair}, calls.keys() - set(cut))
    needed = []
    for source, target in sorted(cut, key=lambda pair: (-calls[pair], pair)):
        if nx.has_path(kept, target, source):
            needed.append((source, target))
        else:
            kept.add_edge(source, target)
    return tuple(sorted(needed))
