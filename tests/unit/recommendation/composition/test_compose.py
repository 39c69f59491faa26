"""The System as a whole: names of its own for every element, and the path of every use case."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archrules.knowledge_base.base import KnowledgeBase
from archrules.model.system_references import system_problems
from tests.unit.recommendation.composition.shops import BANK, context, shop, use_case
from tests.unit.recommendation.system_pack import composed

BUY = use_case("buy", "orders", actor="customer", writes=["stock-data"], calls=[{"to": "bank"}])


def path(knowledge: KnowledgeBase, *use_cases: dict[str, Any], **fields: Any) -> tuple[str, ...]:  # noqa: ANN401
    return composed(knowledge, **shop(*use_cases, **fields)).use_cases[0].path


def test_path_goes_from_the_way_in_to_what_is_called(apart: KnowledgeBase) -> None:
    assert path(apart, BUY) == ("front-door", "orders", "bank", "stock")


def test_path_inside_one_unit_passes_it_once(together: KnowledgeBase) -> None:
    assert path(together, BUY) == ("front-door", "shop", "bank")


def test_path_of_what_no_client_asks_for_starts_inside(apart: KnowledgeBase) -> None:
    assert path(apart, use_case("count", "stock")) == ("stock",)
    nobody = [{"name": "customer", "clients": []}]
    assert path(apart, use_case("buy", "orders", actor="customer"), actors=nobody) == ("orders",)


def test_path_tells_what_is_promised(apart: KnowledgeBase) -> None:
    (found,) = composed(apart, **shop(BUY)).use_cases
    assert (found.use_case, found.rate, found.latency) == ("buy", Fraction(10), Fraction(1, 5))


def test_brief_of_a_name_only_is_a_system(apart: KnowledgeBase) -> None:
    system = composed(apart)
    assert (system.name, system.elements(), system.interactions) == ("shop", (), ())


NAMES = [
    "orders",
    "shop",
    "front-door",
    "rabbit",
    "orders-plain-db",
    "shop-memory-db-cache",
    "orders service",
]


def namesakes(
    system: str, contexts: list[str], clients: list[str], others: list[str], teams: list[str]
) -> dict[str, Any]:
    """A brief all of whose parts are in use and are called like parts of other kinds."""
    use_cases = [
        {
            **use_case(f"use {name}", name, actor="anybody", answer=answer),
            "reads": [f"{other}.e" for other in contexts],
            "calls": [{"to": other} for other in others],
        }
        for name, answer in zip(contexts, ["now", "later"] * len(contexts), strict=False)
    ]
    return {
        "system": system,
        "clients": [{"name": name, "kind": "native"} for name in clients],
        "actors": [{"name": "anybody", "clients": clients}],
        "contexts": [context(name, {"name": "e", "tags": ["feed"]}) for name in contexts],
        "external_systems": [{**BANK, "name": name} for name in others],
        "teams": [
            {"name": name, "size": 3, "contexts": [of]} for name, of in zip(teams, contexts, strict=False)
        ],
        "use_cases": use_cases,
    }


SOME = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
BRIEFS = st.builds(
    lambda system, contexts, clients, others, teams: namesakes(
        system, contexts, clients, [name for name in others if name not in contexts], teams
    ),
    st.sampled_from(NAMES),
    SOME,
    SOME,
    SOME,
    SOME,
)


@pytest.mark.parametrize("pack", ["apart", "together"])
@settings(max_examples=15)
@given(brief=BRIEFS)
def test_every_element_has_a_name_of_its_own(
    apart: KnowledgeBase, together: KnowledgeBase, pack: str, brief: dict[str, Any]
) -> None:
    system = composed(apart if pack == "apart" else together, **brief)
    assert system_problems(system) == []
    assert len(system.frontends) == len(brief["clients"])
    assert len(system.external_systems) == len(brief["external_systems"])


@pytest.mark.parametrize("shared", ["orders", "bank"])
def test_clients_and_others_of_one_name_stay_apart(apart: KnowledgeBase, shared: str) -> None:
    clients = {
        "clients": [{"name": shared, "kind": "partner"}],
        "actors": [{"name": "customer", "clients": [shared]}],
    }
    system = composed(apart, **shop(BUY, **clients))
    (client,), (entry,) = system.frontends, [one for one in system.interactions if one.target == "front-door"]
    assert entry.source == client.name
    assert len({one.name for one in system.elements()}) == len(system.elements())
