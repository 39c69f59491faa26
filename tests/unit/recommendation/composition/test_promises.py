"""What use cases can reach beside what is promised, in words."""

from fractions import Fraction
from pathlib import Path

import pytest

from archrules.knowledge_base.base import KnowledgeBase
from archrules.recommendation.composition.promises import call_times, outage_text, reached
from tests.unit.recommendation.composition.shops import shop, use_case
from tests.unit.recommendation.small_pack import derivation
from tests.unit.recommendation.system_pack import APART, designed, system_pack

NEEDS = derivation(
    "needs",
    [{"use_case_availability": {"use_case": "$use_case", "availability": "$share"}}],
    {"risk": {"about": "$use_case", "text": "{share:percent}", "mitigation": "none"}},
)
TIMES = derivation(
    "times",
    [{"use_case_time": {"use_case": "$use_case", "usual_ms": "$usual"}}],
    {"risk": {"about": "$use_case", "text": "{usual:ms}", "mitigation": "none"}},
)


@pytest.fixture(scope="module")
def computing(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return system_pack(tmp_path_factory.mktemp("computing"), APART, NEEDS, TIMES)


@pytest.mark.parametrize(
    ("minutes", "text"), [("525.6", "8.8 h"), ("120", "2 h"), ("119.4", "119 min"), ("5.256", "5 min")]
)
def test_outages_are_told_in_hours_or_minutes(minutes: str, text: str) -> None:
    assert outage_text(Fraction(minutes)) == text


def test_use_cases_with_the_same_parts_share_a_row(computing: KnowledgeBase) -> None:
    brief = shop(use_case("buy", "orders"), use_case("list", "orders"), use_case("count", "stock"))
    found = reached(designed(computing, **brief))
    assert [(row.use_cases, row.needs) for row in found] == [
        (("buy", "list"), ("orders", "the site")),
        (("count",), ("stock", "the site")),
    ]


def test_the_least_available_comes_first(computing: KnowledgeBase) -> None:
    brief = shop(use_case("buy", "orders"), use_case("pay", "stock", calls=[{"to": "bank"}]))
    assert [row.use_cases for row in reached(designed(computing, **brief))] == [("pay",), ("buy",)]


@pytest.mark.parametrize(("promise", "kept"), [("99.9 %", False), ("98 %", True)])
def test_a_row_says_what_is_reached_and_whether_that_is_promised(
    computing: KnowledgeBase, promise: str, *, kept: bool
) -> None:
    brief = shop(use_case("buy", "orders"), objectives={"availability": promise})
    (row,) = reached(designed(computing, **brief))
    assert row.kept is kept


def test_the_weakest_part_is_told(computing: KnowledgeBase) -> None:
    (row,) = reached(designed(computing, **shop(use_case("buy", "orders", calls=[{"to": "bank"}]))))
    assert row.weakest == "bank, 99 %"
    assert "bank" in row.needs


def test_a_part_of_which_nothing_is_known_makes_it_the_most(computing: KnowledgeBase) -> None:
    brief = shop(use_case("buy", "orders", calls=[{"to": "bank"}]), external_systems=[{"name": "bank"}])
    (row,) = reached(designed(computing, **brief))
    assert row.availability.startswith("at most ")


def test_use_cases_that_wait_are_told_with_their_times(computing: KnowledgeBase) -> None:
    (row,) = call_times(designed(computing, **shop(use_case("buy", "orders", calls=[{"to": "bank"}]))))
    assert (row.use_case, row.calls, row.layers, row.usual) == ("buy", 1, 1, "350 ms")
    assert (row.allowed, row.given_up, row.late_share) == ("200 ms", "900 ms", "5 %")


def test_those_come_first_that_take_most_of_their_time(computing: KnowledgeBase) -> None:
    slow = use_case("slow", "orders", calls=[{"to": "bank"}], latency="2 s")
    quick = use_case("quick", "orders", calls=[{"to": "bank"}])
    assert [row.use_case for row in call_times(designed(computing, **shop(slow, quick)))] == ["quick", "slow"]


def test_without_rules_that_ask_nothing_is_computed(tmp_path: Path) -> None:
    design = designed(system_pack(tmp_path, APART), **shop(use_case("buy", "orders")))
    assert reached(design) == ()
