"""Who owns the contexts, and how load spreads over teams and months."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.defaults import Defaults
from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.ownership import ownership_facts
from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.brief import Brief
from archrules.vocabulary.facts import Fact
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import brief, only, origins, shop

BUY = {"name": "buy", "context": "orders", "peak": "30/s", "traffic": "daily"}
MOVE = {"name": "move", "context": "stock", "peak": "10/s", "traffic": "daily"}
RED: dict[str, Any] = {"name": "red", "size": 4, "contexts": ["orders", "stock"]}
BLUE: dict[str, Any] = {"name": "blue", "size": 4}


def ownership(of: Brief, defaults: Defaults) -> list[Given]:
    return list(ownership_facts(of, defaults, DomainFacts(of, defaults)))


def found(of: Brief, defaults: Defaults, kind: str) -> list[Fact]:
    return only(ownership(of, defaults), kind)


@pytest.mark.parametrize(
    ("teams", "expected"),
    [
        ([RED, BLUE], (1, 2, 0)),
        ([{**RED, "contexts": ["orders"]}, BLUE], (1, 1, 1)),
        ([{**RED, "contexts": []}, BLUE], (0, 0, 2)),
        ([BLUE], (1, 2, 0)),
    ],
    ids=["one owns all", "one context is nobody's", "nobody owns any", "who is alone owns all"],
)
def test_owners_are_counted(
    defaults: Defaults, teams: list[dict[str, Any]], expected: tuple[int, int, int]
) -> None:
    (fact,) = found(shop(teams=teams), defaults, "ownership")
    assert tuple(fact.get(name) for name in ("teams", "contexts", "unowned")) == expected


def test_without_teams_nothing_is_known_of_owners(defaults: Defaults) -> None:
    assert found(shop(BUY), defaults, "ownership") == []


def test_a_team_has_a_busiest_context(defaults: Defaults) -> None:
    (fact,) = found(shop(BUY, MOVE, teams=[RED, BLUE]), defaults, "team_load")
    assert dict(fact.items) == {
        "team": "red",
        "contexts": 2,
        "requests_per_s": 40,
        "busiest": "orders",
        "busiest_per_s": 30,
        "others_per_s": 10,
    }


def test_the_load_of_a_team_names_what_it_is_summed_from(defaults: Defaults) -> None:
    (origin,) = origins(ownership(shop(BUY, teams=[RED]), defaults), "team_load")
    assert origin.inputs == ("teams.red", "use_cases.buy.peak")


def test_load_is_averaged_where_the_provider_is_named(defaults: Defaults) -> None:
    share = defaults.amount("average-to-peak-daily")
    (fact,) = found(shop(BUY, constraints={"cloud": "aws"}), defaults, "average_load")
    assert dict(fact.items) == {"requests_per_s": 30 * share, "peak_ratio": 1 / share}


@pytest.mark.parametrize("cloud", ["any", "on-premises", None])
def test_load_is_not_averaged_where_nobody_sells_by_the_request(
    defaults: Defaults, cloud: str | None
) -> None:
    assert found(shop(BUY, constraints={"cloud": cloud}), defaults, "average_load") == []


def test_system_that_is_idle_but_for_its_peak_has_no_ratio_of_peak_and_average(
    knowledge: KnowledgeBase,
) -> None:
    defaults = Defaults(knowledge.with_parameters({"average-to-peak-daily": Fraction(0)}))
    (fact,) = found(shop(BUY, constraints={"cloud": "aws"}), defaults, "average_load")
    assert dict(fact.items) == {"requests_per_s": Fraction(0)}


def test_contexts_say_how_they_are_released_and_what_is_promised_of_them() -> None:
    of = brief(contexts=[{"name": "orders", "release_interval": "7 d", "availability": "99.99 %"}])
    assert (of.contexts[0].release_interval, of.contexts[0].availability) == (
        Fraction(7 * 86_400),
        Fraction(9999, 10_000),
    )
