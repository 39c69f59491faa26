"""Availability and latency along a path, as far as they are known."""

from fractions import Fraction
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.analysis.structure.call_graph import CallGraph
from archrules.analysis.structure.path_figures import (
    call_latencies,
    element_availability,
    parallel_availability,
    path_figures,
)
from tests.unit.analysis.structure.systems import graph, link

SHARES = st.fractions(0, 1, max_denominator=1000)


def outside(*availabilities: str | None) -> CallGraph:
    """External systems 0, 1, … that call one another in turn."""
    elements = [
        {"name": str(n)} if share is None else {"name": str(n), "availability": share}
        for n, share in enumerate(availabilities)
    ]
    calls = [f"{n} -> {n + 1}" for n in range(len(elements) - 1)]
    return graph(*calls, external_systems=elements)


def bank(**fields: Any) -> CallGraph:  # noqa: ANN401  # checked by pydantic
    return graph("a -> bank", external_systems=[{"name": "bank", **fields}])


def test_availabilities_are_multiplied() -> None:
    figures = path_figures(["0", "1", "2"], outside("99 %", "98 %", "50 %"))
    assert figures.availability == Fraction(4851, 10_000)


def test_four_calls_of_three_nines_each() -> None:
    figures = path_figures(["0", "1", "2", "3"], outside(*["99.9 %"] * 4))
    assert figures.availability == Fraction("0.996005996001")


def test_availability_is_unknown_if_that_of_one_part_is() -> None:
    figures = path_figures(["0", "1", "2"], outside("99 %", None, "50 %"))
    assert (figures.availability, figures.unknown_availability) == (None, ("1",))


def test_known_parts_bound_the_availability() -> None:
    figures = path_figures(["0", "1", "2"], outside("99 %", None, "50 %"))
    assert (figures.availability_at_most, figures.promised) == (Fraction(495, 1000), ("0", "2"))


def test_no_known_part_bounds_nothing() -> None:
    assert path_figures(["0"], outside(None)).availability_at_most is None


@pytest.mark.parametrize(
    ("fields", "availability"),
    [
        ({"availability": "99 %"}, Fraction(99, 100)),
        ({"availability": "99 %", "replicas": 2}, Fraction(9999, 10_000)),
        ({"availability": "99 %", "replicas": 0}, 0),
        ({"replicas": 2}, None),
        ({}, None),
    ],
    ids=str,
)
def test_replicas_count_only_if_the_availability_of_one_is_known(
    fields: dict[str, Any], availability: Fraction | None
) -> None:
    assert element_availability("bank", bank(**fields)) == availability


def test_nothing_is_promised_of_a_service() -> None:
    assert element_availability("a", graph(services=[{"name": "a", "replicas": 3}])) is None


@given(SHARES, st.integers(1, 8))
def test_replicas_fail_only_together(availability: Fraction, replicas: int) -> None:
    all_fail = prod([1 - availability] * replicas, start=Fraction(1))
    assert parallel_availability(availability, replicas) == 1 - all_fail


def test_hundreds_of_replicas_count_as_a_hundred() -> None:
    share = Fraction(1, 1000)
    assert parallel_availability(share, 1_000_000) == parallel_availability(share, 100)


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=20))
def test_long_product_is_rounded_down_a_little(parts: list[int]) -> None:
    shares = [f"{part // 10**7}.{part % 10**7:07} %" for part in parts]
    figures = path_figures([str(n) for n in range(len(parts))], outside(*shares))
    exact = prod((Fraction(share.removesuffix(" %")) / 100 for share in shares), start=Fraction(1))
    assert figures.availability is not None
    assert 0 <= exact - figures.availability <= Fraction(len(parts), 10**30)
    assert figures.availability.denominator <= 10**30


def test_latencies_are_added() -> None:
    calls = [link("a -> b", latency="20 ms"), link("b -> c", latency="1 s")]
    assert path_figures(["a", "b", "c"], graph(*calls)).latency == Fraction("1.02")


def test_latency_is_unknown_if_that_of_one_call_is() -> None:
    figures = path_figures(["a", "b", "c"], graph(link("a -> b", latency="20 ms"), "b -> c"))
    assert (figures.latency, figures.latency_at_least, figures.unknown_latency) == (
        None,
        Fraction("0.02"),
        (("b", "c"),),
    )


def test_slowest_of_several_calls_counts() -> None:
    calls = [link("a -> b", latency=latency, name=latency) for latency in ("1 s", "3 s", "2 s")]
    assert path_figures(["a", "b"], graph(*calls)).latency == 3


def test_call_of_unknown_latency_may_be_the_slowest() -> None:
    calls = [link("a -> b", latency="1 s"), link("a -> b", name="other")]
    figures = path_figures(["a", "b"], graph(*calls))
    assert (figures.latency, figures.latency_at_least) == (None, Fraction(1))


def test_latency_of_an_external_system_stands_for_that_of_the_call() -> None:
    assert call_latencies(("a", "bank"), bank(latency="300 ms")) == ((Fraction("0.3"),), True)


def test_latency_of_a_call_comes_before_that_of_an_external_system() -> None:
    made = graph(link("a -> bank", latency="1 s"), external_systems=[{"name": "bank", "latency": "300 ms"}])
    assert call_latencies(("a", "bank"), made) == ((Fraction(1),), True)


def test_path_without_calls_takes_no_time() -> None:
    assert path_figures(["a"], graph(services=["a"])).latency == 0
