"""What levers are made from."""

from fractions import Fraction

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.flipping.scene import Scene, bounded, multiples, parts_of
from tests.unit.recommendation.flipping.shop import scene
from tests.unit.recommendation.store_pack import store_pack

ONE = Fraction(1)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def known(knowledge: KnowledgeBase) -> Scene:
    return scene(knowledge)


def test_what_the_brief_leaves_out_is_the_default(known: Scene) -> None:
    count = next(each for each in known.brief.use_cases if each.name == "count")
    assert known.rate(count) == Fraction(str(known.defaults.amount("peak-rate")))


def test_nobody_waits_for_an_answer_that_comes_later(known: Scene) -> None:
    count = next(each for each in known.brief.use_cases if each.name == "count")
    assert known.latency(count) is None


def test_use_cases_touch_the_contexts_that_they_enter_read_and_write(known: Scene) -> None:
    touching = {
        context.name: [each.name for each in known.touching(context)] for context in known.brief.contexts
    }
    assert touching == {"orders": ["buy", "look"], "stock": ["buy", "count"]}


def test_use_cases_that_only_read_do_not_write(known: Scene) -> None:
    writing = {
        context.name: [each.name for each in known.writing(context)] for context in known.brief.contexts
    }
    assert writing == {"orders": ["buy"], "stock": ["buy", "count"]}


def test_entities_of_another_context_are_not_written_in_one(known: Scene) -> None:
    orders, buy = known.brief.contexts[0], known.brief.use_cases[0]
    assert known.written_in(buy, orders) == {"line": "orders.line", "order": "orders.order"}


def test_multiples_lie_on_the_grid_and_within_the_bounds() -> None:
    found = multiples(Fraction(5, 2), (2, 3, 100, 1000), ONE, (ONE, Fraction(50)))
    assert list(found) == [5, 8, 50]


def test_parts_lie_on_the_grid_and_not_below_the_least() -> None:
    assert list(parts_of(Fraction(25), (2, 10, 100), ONE, ONE)) == [12, 2, 1]


def test_nothing_is_a_multiple_of_zero() -> None:
    assert list(multiples(Fraction(0), (2, 10), ONE, (Fraction(0), Fraction(50)))) == []


@pytest.mark.parametrize(("value", "text"), [(11, "at least it"), (9, "at most it")])
def test_a_value_is_a_bound_on_the_side_where_it_lies(value: int, text: str) -> None:
    assert bounded("it", Fraction(value), Fraction(10)) == text
