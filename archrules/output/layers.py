"""In which column a part of the picture belongs: behind what uses it, as far as there is no circle."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Arrow = tuple[str, str]


def layers(keys: Iterable[str], arrows: Sequence[frozenset[Arrow]]) -> dict[str, int]:
    """Return the layer of each key, counted from 0, such that arrows lead to later layers.

    Args:
        keys: what is to be put into layers.
        arrows: sets of pairs of keys, the most important set first. The last set in which there is a circle
            gives way for the members of that circle, then the set before it; a circle in the first remains.

    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(keys))
    graph.add_edges_from(
        sorted({(a, b) for pairs in arrows for a, b in pairs if a != b and a in graph and b in graph})
    )
    parts = nx.condensation(graph)
    result: dict[str, int] = {}
    start: dict[int, int] = defaultdict(int)
    for part in nx.lexicographical_topological_sort(parts):
        members = sorted(parts.nodes[part]["members"])
        inner = layers(members, arrows[:-1]) if len(members) > 1 and arrows else dict.fromkeys(members, 0)
        result |= {key: start[part] + layer for key, layer in inner.items()}
        for after in parts.successors(part):
            start[after] = max(start[after], start[part] + max(inner.values()) + 1)
    return result
