"""Shortest paths, and which of several."""

from hypothesis import given

from archrules.analysis.structure.call_graph import Pair
from archrules.analysis.structure.walks import breadth_first, path_to
from tests.unit.analysis.structure.systems import NAMES, pairs, simple_paths


@given(pairs())
def test_path_is_the_shortest_and_of_those_the_first_by_name(steps: list[Pair]) -> None:
    found = breadth_first("a", {name: sorted(b for a, b in steps if a == name) for name in NAMES})
    best: dict[str, tuple[str, ...]] = {}
    for path in sorted(simple_paths("a", steps), key=lambda path: (len(path), path)):
        best.setdefault(path[-1], path)
    assert {name: path_to(name, found) for name in found} == best


def test_nearer_ones_come_first() -> None:
    following: dict[str, list[str]] = {"a": ["c", "d"], "c": ["b"], "b": [], "d": []}
    assert list(breadth_first("a", following)) == ["a", "c", "d", "b"]
