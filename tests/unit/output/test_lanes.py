from hypothesis import given
from hypothesis import strategies as st

from archrules.output.lanes import Lanes

SPANS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 60)).map(lambda each: (each[0], sum(each))), max_size=9
)


def test_the_lane_nearest_to_the_wish_is_given() -> None:
    lanes = Lanes([(0, 100), (120, 200)])
    assert 100 < lanes.take(90) < 120


def test_a_lane_is_given_once_while_others_are_left() -> None:
    lanes = Lanes([(0, 100), (120, 200)])
    taken = [lanes.take(110) for _ in range(10)]
    assert len(set(taken)) == 10


def test_lanes_are_given_again_when_none_is_left() -> None:
    lanes = Lanes([], within=(0, 10))
    first = lanes.take(5)
    while (lane := lanes.take(5)) != first:
        assert 0 < lane < 10


def test_there_are_lanes_above_and_below_all() -> None:
    lanes = Lanes([(0, 100)])
    assert lanes.take(-500) < 0
    assert lanes.take(500) > 100


def test_bounds_are_kept() -> None:
    lanes = Lanes([(20, 80)], within=(0, 100))
    assert all(0 < lanes.take(wish) < 100 for wish in (-500, 500, -500, 500))


def test_the_wish_is_granted_where_there_is_no_room() -> None:
    assert Lanes([(0, 100)], within=(0, 100)).take(41.6) == 42


def test_what_is_given_away_in_a_part_is_kept_clear_in_the_whole() -> None:
    whole = Lanes([(0, 100), (140, 200)])
    part = Lanes([(0, 100)], within=(0, 140), part_of=whole)
    taken = part.take(120)
    assert all(abs(whole.take(120) - taken) >= 5 for _ in range(4))


@given(spans=SPANS, wishes=st.lists(st.integers(-400, 800), min_size=1, max_size=9))
def test_no_lane_touches_what_is_taken(spans: list[tuple[int, int]], wishes: list[int]) -> None:
    lanes = Lanes(spans)
    assert not any(low <= lanes.take(wish) <= high for wish in wishes for low, high in spans)
