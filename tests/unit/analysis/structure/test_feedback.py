"""The fewest calls to cut: certain for few elements, good enough for many."""

from collections.abc import Mapping
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.structure import feedback
from archrules.analysis.structure.call_graph import Pair
from archrules.analysis.structure.feedback import MOST_EXACT, Cuts, fewest_cuts
from tests.unit.analysis.structure.systems import pairs, reached

Calls = dict[Pair, int]

CALLS = pairs("abcde", 10).flatmap(
    lambda found: st.fixed_dictionaries(dict.fromkeys(found, st.integers(1, 3)))
)


def ring(size: int) -> Calls:
    names = [f"{number:02}" for number in range(size)]
    return dict.fromkeys(zip(names, [*names[1:], names[0]], strict=True), 1)


def has_cycle(calls: Mapping[Pair, int]) -> bool:
    return any(source in reached(target, calls) for source, target in calls)


def without(calls: Mapping[Pair, int], cut: tuple[Pair, ...]) -> Calls:
    return {pair: number for pair, number in calls.items() if pair not in cut}


def least(calls: Mapping[Pair, int]) -> int:
    """The fewest calls to cut, found by trying every set of pairs."""
    return min(
        sum(calls[pair] for pair in cut)
        for size in range(len(calls) + 1)
        for cut in combinations(calls, size)
        if not has_cycle(without(calls, cut))
    )


def test_nothing_is_cut_where_there_is_no_cycle() -> None:
    assert fewest_cuts({("a", "b"): 1, ("b", "c"): 1, ("a", "c"): 1}) == Cuts((), 0, exact=True)


def test_call_that_two_cycles_share_is_cut() -> None:
    calls = dict.fromkeys([("a", "b"), ("b", "c"), ("c", "a"), ("b", "d"), ("d", "a")], 1)
    assert fewest_cuts(calls) == Cuts((("a", "b"),), 1, exact=True)


def test_pair_that_makes_fewer_calls_is_cut() -> None:
    assert fewest_cuts({("a", "b"): 2, ("b", "a"): 1}) == Cuts((("b", "a"),), 1, exact=True)


def test_two_cuts_are_needed_for_two_cycles_that_share_no_call() -> None:
    calls = dict.fromkeys([("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")], 1)
    assert fewest_cuts(calls).calls == 2


def test_first_by_name_keeps_its_calls_where_either_could_be_cut() -> None:
    assert fewest_cuts({("a", "b"): 1, ("b", "a"): 1}).pairs == (("b", "a"),)


@given(CALLS)
def test_fewest_are_as_few_as_any(calls: Calls) -> None:
    cuts = fewest_cuts(calls)
    assert not has_cycle(without(calls, cuts.pairs))
    assert (cuts.calls, cuts.exact) == (least(calls), True)


@given(CALLS)
def test_calls_are_those_of_the_pairs(calls: Calls) -> None:
    cuts = fewest_cuts(calls)
    assert cuts.calls == sum(calls[pair] for pair in cuts.pairs)


@pytest.mark.parametrize(("size", "exact"), [(MOST_EXACT, True), (MOST_EXACT + 1, False)])
def test_few_elements_are_cut_exactly(size: int, *, exact: bool) -> None:
    assert fewest_cuts(ring(size)).exact is exact


def test_long_ring_is_cut_once() -> None:
    assert fewest_cuts(ring(40)).calls == 1


@pytest.mark.parametrize(
    "shared",
    [
        # Two cycles share a call; whoever goes by the ends and the surplus of calls finds it.
        [("b", "d"), ("c", "b"), ("d", "c"), ("d", "e"), ("e", "b")],
        [("a", "e"), ("b", "e"), ("c", "b"), ("c", "d"), ("d", "a"), ("d", "b"), ("e", "c")],
    ],
)
def test_call_that_all_cycles_share_is_found_among_many_elements(shared: list[Pair]) -> None:
    calls = ring(MOST_EXACT) | dict.fromkeys(shared, 1)
    cuts = fewest_cuts(calls)
    assert (cuts.exact, cuts.calls) == (False, 2)


@given(CALLS)
def test_of_the_cuts_among_many_elements_none_can_be_spared(calls: Calls) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feedback, "MOST_EXACT", 0)
        cuts = fewest_cuts(calls)
    assert not has_cycle(without(calls, cuts.pairs))
    for pair in cuts.pairs:
        assert has_cycle(without(calls, tuple(other for other in cuts.pairs if other != pair)))


@given(CALLS, st.randoms())
def test_order_of_the_calls_does_not_matter(calls: Calls, random: Random) -> None:
    shuffled = list(calls.items())
    random.shuffle(shuffled)
    assert fewest_cuts(dict(shuffled)) == fewest_cuts(calls)
