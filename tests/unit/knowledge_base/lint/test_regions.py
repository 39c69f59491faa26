"""Cell decomposition: every case lies in one region, and the region knows which rows decide it."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.knowledge_base.lint import regions as module
from archrules.knowledge_base.lint.regions import (
    Box,
    TooManyRegionsError,
    box_text,
    merged,
    regions,
)
from archrules.knowledge_base.table_rows import Domain, Interval
from archrules.vocabulary.facts import Value

KINDS = ("a", "b", "c")
SIZES = Interval(Fraction(0), Fraction(4))
DOMAINS: dict[str, Domain] = {"kind": KINDS, "size": SIZES, "load": SIZES}
POINTS = [Fraction(number, 2) for number in range(9)]
CASES: list[dict[str, Value]] = [
    {"kind": kind, "size": size, "load": load} for kind, size, load in product(KINDS, POINTS, POINTS)
]


def holds(part: Domain, value: Value) -> bool:
    if isinstance(part, tuple):
        return value in part
    point = Fraction(value)
    return part.meets(Interval(point, point))


def inside(box: Box, case: dict[str, Value]) -> bool:
    return all(holds(part, case[name]) for name, part in box.items())


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 4))))
    if low == high:
        return Interval(Fraction(low), Fraction(high))
    opens = draw(st.tuples(st.booleans(), st.booleans()))
    return Interval(Fraction(low), Fraction(high), low_open=opens[0], high_open=opens[1])


PARTS = st.just(SIZES) | intervals()
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.just(KINDS)
            | st.sets(st.sampled_from(KINDS), min_size=1).map(lambda s: tuple(sorted(s))),
            "size": PARTS,
            "load": PARTS,
        }
    ),
    max_size=5,
)


@given(ROWS)
def test_each_case_lies_in_one_region_with_exactly_the_rows_that_allow_it(
    rows: list[dict[str, Domain]],
) -> None:
    found = regions(DOMAINS, rows)
    for case in CASES:
        (region,) = [region for region in found if inside(region.box, case)]
        assert region.rows == {index for index, row in enumerate(rows) if inside(row, case)}


@given(ROWS)
def test_merging_boxes_keeps_their_cases(rows: list[dict[str, Domain]]) -> None:
    boxes = [region.box for region in regions(DOMAINS, rows) if not region.rows]
    fewer = merged(boxes)
    assert len(fewer) <= len(boxes)
    for case in CASES:
        assert sum(inside(box, case) for box in fewer) == sum(inside(box, case) for box in boxes)


def test_one_gap_is_one_box() -> None:
    low, high = Interval(Fraction(0), Fraction(1)), Interval(Fraction(2), Fraction(4))
    rows: list[dict[str, Domain]] = [
        {"kind": KINDS, "size": low, "load": SIZES},
        {"kind": ("a",), "size": high, "load": Interval(Fraction(0), Fraction(3))},
        {"kind": ("a",), "size": high, "load": Interval(Fraction(3), Fraction(4), low_open=True)},
        {"kind": ("b", "c"), "size": high, "load": SIZES},
    ]
    boxes = merged([region.box for region in regions(DOMAINS, rows) if not region.rows])
    assert [box_text(box, DOMAINS) for box in boxes] == ["size > 1 and size < 2"]


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ({}, "every case"),
        ({"kind": ("a", "b")}, "kind is a or b"),
        ({"kind": ("c", "b", "a")}, "every case"),
        ({"size": Interval(Fraction(1), Fraction(1))}, "size = 1"),
        ({"size": Interval(Fraction(0), Fraction(1), high_open=True)}, "size < 1"),
        ({"size": Interval(Fraction(0), Fraction(1), low_open=True)}, "size > 0 and size <= 1"),
        ({"kind": ("a",), "size": Interval(Fraction(5, 2), Fraction(4))}, "kind is a and size >= 2.5"),
    ],
)
def test_a_box_is_told_as_people_write_it(box: Box, text: str) -> None:
    assert box_text(DOMAINS | box, DOMAINS) == text


def test_many_rows_over_many_inputs_are_few_regions() -> None:
    names = [f"input{number}" for number in range(30)]
    domains: dict[str, Domain] = dict.fromkeys(names, (True, False))
    rows = [{other: (other != name,) for other in names} for name in names]
    assert len(regions(domains, rows)) < 1_000  # of 2 ** 30 cases


def test_too_many_regions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 2)
    with pytest.raises(TooManyRegionsError):
        regions(DOMAINS, [{"kind": (kind,), "size": SIZES, "load": SIZES} for kind in KINDS])
