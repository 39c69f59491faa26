"""The ratios that the engine is held to, within one run and with room for a busy machine; never seconds."""

from dataclasses import replace

import pytest

from tests.benchmarks.comparisons import FULL, SECTIONS

EFFORT = replace(
    FULL,
    services={30: 10, 100: 10, 300: 4, 1000: 3, 3000: 2},
    stock_repeats=1,
    repeats=25,
    children=3,
    contexts={25: 4, 50: 3, 100: 3},
)


@pytest.mark.long
@pytest.mark.parametrize("section", ["w1", "w2", "cold", "change", "start", "recommend"])
def test_no_ratio_falls_far_behind_its_target(section: str) -> None:
    figures = [figure for figure in SECTIONS[section](EFFORT) if figure.target and figure.reached is not None]
    behind = [f for f in figures if f.target and f.reached and not f.target.met(f.reached, loosely=True)]
    assert figures
    assert behind == []
