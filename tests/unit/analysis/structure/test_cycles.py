"""Synchronous cycles: who is in one, its shortest way round, and whether one request can go it."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given

from archrules.analysis.structure.call_graph import Pair
from archrules.analysis.structure.cycles import synchronous_cycles
from tests.unit.analysis.structure.systems import Item, graph, graph_of, link, pairs, reached


def members(calls: list[Pair]) -> list[tuple[str, ...]]:
    """Groups of names each of which can be reached from every other, found one by one."""
    names = sorted({name for pair in calls for name in pair})
    groups = {tuple(b for b in names if b in reached(a, calls) and a in reached(b, calls)) for a in names}
    return sorted(group for group in groups if len(group) > 1)


def shortest(group: tuple[str, ...], calls: list[Pair]) -> tuple[str, ...]:
    """The shortest cycle, then the first by name, among all ways round that begin at their first name."""
    rounds = (
        (first, *rest, first)
        for size in range(len(group))
        for first, *rest in permutations(group, size + 1)
        if all(first < other for other in rest)
    )
    walked = (path for path in rounds if all(pair in calls for pair in pairwise(path)))
    return min(walked, key=lambda path: (len(path), path))


def test_calls_in_one_direction_make_no_cycle() -> None:
    assert synchronous_cycles(graph("a -> b", "b -> c", "a -> c")) == ()


def test_cycle_of_three() -> None:
    (cycle,) = synchronous_cycles(graph("b -> c", "c -> a", "a -> b"))
    assert (cycle.members, cycle.path) == (("a", "b", "c"), ("a", "b", "c", "a"))


def test_message_breaks_a_cycle() -> None:
    assert synchronous_cycles(graph("a -> b", "b ~> a")) == ()


def test_start_order_closes_no_cycle() -> None:
    assert synchronous_cycles(graph("a -> b", "b +> a")) == ()


def test_two_cycles_that_meet_are_one_component() -> None:
    (cycle,) = synchronous_cycles(graph("a -> b", "b -> c", "c -> a", "c -> d", "d -> c"))
    assert (cycle.members, cycle.path) == (("a", "b", "c", "d"), ("c", "d", "c"))


def test_calls_of_a_pair_are_cut_together() -> None:
    (cycle,) = synchronous_cycles(graph("a -> b", link("a -> b", name="too"), "b -> a"))
    assert cycle.cuts.pairs == (("b", "a"),)


@given(pairs())
def test_members_wait_for_one_another(calls: list[Pair]) -> None:
    assert [cycle.members for cycle in synchronous_cycles(graph_of(calls))] == members(calls)


@given(pairs("abcde"))
def test_path_is_the_shortest_way_round(calls: list[Pair]) -> None:
    for cycle in synchronous_cycles(graph_of(calls)):
        assert cycle.path == shortest(cycle.members, calls)


@pytest.mark.parametrize(
    ("there", "back", "expected"),
    [
        (["buy"], ["buy", "return"], True),
        (["buy"], ["return"], False),
        (["buy"], [], None),
        ([], [], None),
    ],
    ids=str,
)
def test_one_request_goes_round(there: list[str], back: list[str], *, expected: bool | None) -> None:
    calls: list[Item] = [link("a -> b", use_cases=there), link("b -> a", use_cases=back)]
    (cycle,) = synchronous_cycles(graph(*calls))
    assert cycle.in_one_use_case is expected
