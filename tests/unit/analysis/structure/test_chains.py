"""The longest chain of synchronous calls from each entry."""

from itertools import pairwise

from hypothesis import given

from archrules.analysis.structure.call_graph import Pair
from archrules.analysis.structure.chains import synchronous_chains
from archrules.analysis.structure.entries import entry_groups
from tests.unit.analysis.structure.systems import graph, graph_of, pairs, reached, simple_paths


def chains(*calls: str) -> dict[str, str]:
    return {chain.entry: " ".join(chain.path) for chain in synchronous_chains(graph(*calls))}


def longest_by_trying(entry: str, calls: list[Pair]) -> int:
    """The most calls on any path that passes each cycle the shortest way, found by walking every path."""

    def together(a: str, b: str) -> bool:
        return b in reached(a, calls) and a in reached(b, calls)

    def distance(a: str, b: str) -> int:
        ways = (path for path in simple_paths(a, calls) if all(together(a, one) for one in path))
        return min(len(path) - 1 for path in ways if path[-1] == b)

    def is_direct(path: tuple[str, ...]) -> bool:
        return all(
            distance(a, b) == path.index(b) - path.index(a)
            for a in path
            for b in path[path.index(a) :]
            if together(a, b)
        )

    return max(len(path) - 1 for path in simple_paths(entry, calls) if is_direct(path))


def test_longest_of_two_ways() -> None:
    assert chains("a -> b", "b -> c", "c -> d", "a -> d") == {"a": "a b c d"}


def test_each_entry_has_a_chain() -> None:
    assert chains("a -> c", "b -> c", "c -> d") == {"a": "a c d", "b": "b c d"}


def test_entry_that_calls_nothing_has_a_chain_without_calls() -> None:
    assert [(chain.path, chain.calls) for chain in synchronous_chains(graph(services=["a"]))] == [(("a",), 0)]


def test_first_by_name_of_two_equal_ones() -> None:
    assert chains("a -> c", "a -> b") == {"a": "a b"}


def test_chain_ends_at_a_message() -> None:
    assert chains("a -> b", "b ~> c", "c -> d") == {"a": "a b", "c": "c d"}


def test_cycle_is_passed_once() -> None:
    assert chains("a -> b", "b -> c", "c -> b", "c -> d") == {"a": "a b c d"}


def test_cycle_is_passed_the_shortest_way() -> None:
    calls = ["x -> a", "a -> b", "b -> c", "c -> a", "a -> c", "c -> y"]
    assert chains(*calls)["x"] == "x a c y"


def test_chain_may_end_inside_a_cycle() -> None:
    assert chains("x -> a", "a -> b", "b -> c", "c -> a") == {"x": "x a b c"}


def test_way_out_of_a_cycle_may_be_longer_than_the_way_round() -> None:
    assert chains("a -> b", "b -> c", "c -> a", "x -> a", "a -> p", "p -> q", "q -> r") == {"x": "x a p q r"}


def test_cycle_is_left_at_once_where_going_round_is_no_longer() -> None:
    assert chains("x -> a", "a -> b", "b -> a", "a -> c") == {"x": "x a c"}


def test_worst_entry_of_a_cycle_has_the_chain() -> None:
    assert chains("a -> b", "b -> a", "b -> c") == {"a": "a b c"}


def test_very_long_chain_is_walked() -> None:
    names = [f"{number:04}" for number in range(1500)]
    (chain,) = synchronous_chains(graph_of(pairwise(names)))
    assert chain.path == tuple(names)


@given(pairs("abcde"))
def test_chain_is_as_long_as_any(calls: list[Pair]) -> None:
    made = graph_of(calls)
    found = synchronous_chains(made)
    groups = {chain.entry: group for chain in found for group in entry_groups(made) if chain.entry in group}
    assert sorted(groups.values()) == list(entry_groups(made))
    for chain in found:
        assert set(pairwise(chain.path)) <= set(calls)
        assert len(set(chain.path)) == len(chain.path)
        assert chain.calls == max(longest_by_trying(name, calls) for name in groups[chain.entry])
