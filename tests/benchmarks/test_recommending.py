"""Generated organisations are what the table says they are, and a recommendation for one takes work in proportion."""

from collections.abc import Callable, Iterable
from math import log
from types import SimpleNamespace

import pytest

from archrules.analysis.facts import initial_facts
from archrules.api import load_knowledge
from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.recommend import brief_problems, recommend_from
from tests.benchmarks.organisation import USE_CASES, make_brief
from tests.benchmarks.recommending import PARTS
from tests.benchmarks.steps import Steps, calls_in, lines_of_plans_in
from tests.benchmarks.stopwatch import watching

SMALL, LARGE = 6, 18
"""Contexts of the organisations whose work is counted."""

MOST_GROWTH = 1.2
MOST_GROWTH_OF_PART = 1.6
"""For one function or rule. Some grow faster than the whole by chance; one that is quadratic grows by 2."""

NOTICED = 0.02
"""The share of all work from which on one function or rule matters."""

BOUNDED = {"/analysis/structure/feedback.py": "the fewest cuts are sought among twelve elements at most"}
"""What does not go on growing as it does between the two sizes, and why."""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


def test_an_organisation_is_made_of_its_size_and_seed_alone() -> None:
    assert make_brief(12, seed=7) == make_brief(12, seed=7)


def test_another_seed_makes_another_organisation() -> None:
    assert make_brief(12, seed=7) != make_brief(12, seed=8)


@pytest.mark.parametrize("contexts", [2, 12, 100])
def test_an_organisation_is_of_the_size_asked_for(contexts: int) -> None:
    brief = make_brief(contexts)
    assert (len(brief.contexts), len(brief.use_cases)) == (contexts, USE_CASES * contexts)


@pytest.mark.parametrize("contexts", [2, 12, 100])
def test_an_organisation_names_only_what_it_has(contexts: int, knowledge: KnowledgeBase) -> None:
    assert brief_problems(make_brief(contexts), knowledge) == []


@pytest.mark.parametrize("contexts", [12, 100])
def test_calls_are_as_many_for_each_use_case_whatever_the_size(
    contexts: int, knowledge: KnowledgeBase
) -> None:
    facts = [fact.kind for fact, _ in initial_facts(make_brief(contexts), knowledge)]
    assert 0.85 <= facts.count("call") / (contexts * USE_CASES) <= 1.15


def test_every_part_of_a_recommendation_takes_time(knowledge: KnowledgeBase) -> None:
    with watching(PARTS) as watch:
        recommend_from(make_brief(2), knowledge)
    assert watch.seconds.keys() == {part for part, _, _ in PARTS}


def test_a_part_is_told_without_what_belongs_to_a_part_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 1.0, 5.0, 7.0])
    monkeypatch.setattr("tests.benchmarks.stopwatch.time.process_time", lambda: next(now))
    made = SimpleNamespace(inner=lambda: None)
    made.outer = lambda: made.inner()  # noqa: PLW0108  # asks for what is watched by then
    with watching([("in", made, "inner"), ("out", made, "outer")]) as watch:
        made.outer()
    assert watch.seconds == {"in": 4.0, "out": 3.0}


def test_watched_functions_are_as_before_when_the_stopwatch_is_closed() -> None:
    before = [getattr(holder, name) for _, holder, name in PARTS]
    with watching(PARTS):
        pass
    assert [getattr(holder, name) for _, holder, name in PARTS] == before


def growth(small: float, large: float) -> float:
    """How work grows between the two sizes: k of N^k."""
    return log(large / small) / log(LARGE / SMALL)


def too_fast(small: Steps, large: Steps) -> Iterable[str]:
    """The functions or rules that matter and grow much faster than the organisation."""
    for name, steps in large.items():
        matters = steps > NOTICED * large.total() and not name.startswith(tuple(BOUNDED))
        if matters and growth(max(small[name], 1), steps) > MOST_GROWTH_OF_PART:
            yield f"{name}: {small[name]} to {steps}"


@pytest.fixture(scope="module", params=[calls_in, lines_of_plans_in])
def work(request: pytest.FixtureRequest, knowledge: KnowledgeBase) -> tuple[Steps, Steps]:
    """The work of recommending for an organisation and of reporting that, and for one three times as large."""
    count: Callable[[Callable[[], object]], Steps] = request.param

    def counted(contexts: int) -> Steps:
        brief = make_brief(contexts)
        recommend_from(brief, knowledge)  # compiles what is compiled once
        return count(lambda: recommend_from(brief, knowledge).report())

    return counted(SMALL), counted(LARGE)


def test_work_grows_in_proportion_to_the_organisation(work: tuple[Steps, Steps]) -> None:
    small, large = work
    assert growth(small.total(), large.total()) <= MOST_GROWTH


def test_no_function_or_rule_takes_much_more_work_than_in_proportion(work: tuple[Steps, Steps]) -> None:
    assert list(too_fast(*work)) == []
