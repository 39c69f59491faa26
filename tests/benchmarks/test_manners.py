"""Miss Manners ends well on every engine."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.manners import Game, firings, make_guests, play
from tests.benchmarks.manners_clips import ClipsManners
from tests.benchmarks.ours import our_language
from tests.benchmarks.stock_engine import stock_language

GUESTS = make_guests(8)
GAMES = pytest.mark.parametrize(
    "make",
    [lambda: play(our_language()), lambda: ClipsManners().play, lambda: play(stock_language())],
    ids=["ours", "clips", "stock"],
)


@GAMES
def test_every_guest_gets_a_seat_beside_the_other_sex(
    benchmark: BenchmarkFixture, make: Callable[[], Game]
) -> None:
    seats, _ = benchmark(make(), GUESTS)
    sexes = {guest.name: guest.sex for guest in GUESTS}
    assert sorted(seats) == sorted(sexes)
    assert all(sexes[left] != sexes[right] for left, right in pairwise(seats))


@GAMES
def test_as_many_rules_fire_as_there_is_to_do(make: Callable[[], Game]) -> None:
    assert make()(GUESTS)[1] == firings(len(GUESTS))
