"""Targets and the table that shows them."""

import pytest

from tests.benchmarks.figures import Figure, at_least, at_most, milliseconds, table
from tests.benchmarks.measuring import Contestant, exponent, least_seconds


@pytest.mark.parametrize(("reached", "verdict"), [(3.0, "met"), (2.9, "missed")])
def test_a_least_target_is_met_from_its_value_on(reached: float, verdict: str) -> None:
    assert Figure("", {}, reached=reached, target=at_least(3)).verdict == verdict


@pytest.mark.parametrize(("reached", "verdict"), [(1.5, "met"), (1.6, "missed")])
def test_a_most_target_is_met_up_to_its_value(reached: float, verdict: str) -> None:
    assert Figure("", {}, reached=reached, target=at_most(1.5)).verdict == verdict


def test_a_figure_without_target_is_reported() -> None:
    assert Figure("", {}, reached=1).verdict == "reported"


@pytest.mark.parametrize(("reached", "met"), [(1.5, True), (1.4, False)])
def test_half_of_a_least_target_meets_it_loosely(reached: float, met: bool) -> None:  # noqa: FBT001  # expected
    assert at_least(3).met(reached, loosely=True) is met


@pytest.mark.parametrize(("reached", "met"), [(3.0, True), (3.1, False)])
def test_twice_a_most_target_meets_it_loosely(reached: float, met: bool) -> None:  # noqa: FBT001  # expected
    assert at_most(1.5).met(reached, loosely=True) is met


def test_the_table_shows_figures_ratio_target_and_verdict() -> None:
    figures = [Figure("all of it", {"archrules": 0.0012, "clipspy": 0.006}, reached=5, target=at_least(3))]
    assert table(figures).splitlines() == [
        "|           | archrules | clipspy | experta | ratio | target |     |",
        "|-----------|-----------|---------|---------|-------|--------|-----|",
        "| all of it | 1.2 ms    | 6 ms    |         | 5 x   | >= 3 x | met |",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0000123, "0.0123 ms"), (0.01234, "12.3 ms"), (1.2344, "1234 ms")]
)
def test_times_are_shown_in_milliseconds_with_three_digits(seconds: float, text: str) -> None:
    assert milliseconds(seconds) == text


def test_the_exponent_of_quadratic_growth_is_two() -> None:
    assert exponent((30, 1.0), (300, 100.0)) == pytest.approx(2)


def test_contestants_take_turns_as_often_as_each_asks() -> None:
    called: list[str] = []
    least_seconds(
        {
            "often": Contestant(lambda: called.append("often"), 3),
            "once": Contestant(lambda: called.append("once"), 1),
        }
    )
    assert called == ["often", "once", "often", "often"]
