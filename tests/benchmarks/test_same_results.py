"""Every engine concludes the same from the same rules and facts."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks import landscape, selection
from tests.benchmarks.architecture_check import architecture_check
from tests.benchmarks.by_hand import POLICIES
from tests.benchmarks.changes import Changes, changed
from tests.benchmarks.clips_engine import ClipsEngine
from tests.benchmarks.landscape import make_landscape
from tests.benchmarks.ours import OurEngine
from tests.benchmarks.stock_engine import StockEngine
from tests.benchmarks.workload import Engine, Result, Workload

Make = Callable[[Workload], Engine]
ENGINES = pytest.mark.parametrize("make", [OurEngine, ClipsEngine, StockEngine])
OTHERS = pytest.mark.parametrize("make", [OurEngine, StockEngine])


@cache
def findings(make: Make) -> tuple[Result, ...]:
    return tuple(make(architecture_check()).run(landscape.rows(make_landscape(30))))


@OTHERS
@pytest.mark.parametrize("services", [10, 30])
def test_every_conclusion_about_a_landscape_is_that_of_clips(
    benchmark: BenchmarkFixture, make: Make, services: int
) -> None:
    workload, rows = architecture_check(everything=True), list(landscape.rows(make_landscape(services)))
    found = benchmark(make(workload).run, rows)
    assert sorted(found) == sorted(ClipsEngine(workload).run(rows))


@OTHERS
@pytest.mark.parametrize("seed", [1, 2])
def test_every_selection_is_that_of_clips(benchmark: BenchmarkFixture, make: Make, seed: int) -> None:
    workload, rows = selection.selection(), list(selection.rows(selection.make_requirements(seed)))
    found = benchmark(make(workload).run, rows)
    assert sorted(found) == sorted(ClipsEngine(workload).run(rows))


@ENGINES
@pytest.mark.parametrize("policy", POLICIES)
def test_findings_are_those_of_the_same_rule_in_plain_python(make: Make, policy: str) -> None:
    found = {result[2:] for result in findings(make) if result[1] == policy}
    assert found == set(POLICIES[policy](make_landscape(30)))


@ENGINES
def test_a_second_run_knows_nothing_of_the_first(make: Make) -> None:
    engine = make(architecture_check())
    first, second = (list(landscape.rows(make_landscape(10, seed))) for seed in (1, 2))
    fresh = sorted(engine.run(second))
    engine.run(first)
    assert sorted(engine.run(second)) == fresh


def test_after_each_change_a_session_concludes_what_a_run_from_the_beginning_does(
    benchmark: BenchmarkFixture,
) -> None:
    workload, objects = architecture_check(everything=True), make_landscape(20)
    changes, engine = Changes(workload, objects), OurEngine(workload)
    services = list(objects.services)
    expected = []
    for index in (*range(20), *range(20)):
        before = objects.services[index]
        services[index] = changed(before) if services[index] == before else before
        expected.append(sorted(engine.run(landscape.rows(replace(objects, services=tuple(services))))))
    found = benchmark(lambda: [sorted(results) for results in changes.results_after_each()])
    assert found == expected
