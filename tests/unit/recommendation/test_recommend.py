"""recommend(): what it refuses, and what holds of small briefs whatever the built-in knowledge weighs."""

from pathlib import Path
from typing import Any

import pytest

from archrules.errors import BriefError
from archrules.knowledge_base.base import KnowledgeBase
from archrules.knowledge_base.loading import load_knowledge
from archrules.model.brief import Brief
from archrules.model.system_references import system_problems
from archrules.recommendation.recommend import brief_problems, recommend_from
from archrules.recommendation.recommendation import Recommendation
from tests.unit.recommendation.store_pack import store_pack

ORDERS = {"name": "orders", "entities": [{"name": "order", "payload": "1 kB", "volume": "10k"}]}
STOCK = {"name": "stock", "entities": [{"name": "level", "tags": ["inventory"]}]}
BUY = {"name": "buy", "context": "orders", "actor": "customer", "writes": ["order"], "peak": "20/s"}
TAKE = {"name": "take", "context": "orders", "reads": ["stock.level"], "writes": ["order", "stock.level"]}
WEB = {"clients": [{"name": "web", "kind": "browser"}], "actors": [{"name": "customer", "clients": ["web"]}]}
RED = {"name": "red", "size": 4, "contexts": ["orders", "stock"]}


def brief(**fields: Any) -> Brief:  # noqa: ANN401  # checked by pydantic
    return Brief.model_validate({"system": "shop", **fields})


def recommend(**fields: Any) -> Recommendation:  # noqa: ANN401  # checked by pydantic
    return recommend_from(brief(**fields), load_knowledge())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return store_pack(tmp_path_factory.mktemp("pack"))


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        (
            {"use_cases": [{"name": "buy", "context": "orders"}]},
            ["use_cases.0.context: 'orders' is not a context"],
        ),
        (
            {"priorities": {"fitt": 3}},
            ["priorities.fitt: no decision has a criterion 'fitt' (did you mean 'fit'?)"],
        ),
        (
            {"parameters": {"store/quick.mny": 3}},
            ["parameters.store/quick.mny: the knowledge has no parameter 'store/quick.mny' (did you mean"],
        ),
        (
            {"constraints": {"forbidden": ["PLAIN-DB"]}},
            [
                "constraints.forbidden.0: the knowledge has no technology 'PLAIN-DB' (did you mean 'plain-db'?)"
            ],
        ),
        (
            {"constraints": {"forbidden": ["plain-bd"], "mandated": ["gold"]}},
            [
                "constraints.forbidden.0: the knowledge has no technology 'plain-bd' (did you mean 'plain-db'?)",
                "constraints.mandated.0: the knowledge has no technology 'gold'",
            ],
        ),
    ],
    ids=["context", "criterion", "parameter", "technology-in-capitals", "technology"],
)
def test_unknown_name_is_refused_with_its_path(
    small: KnowledgeBase, fields: dict[str, Any], faults: list[str]
) -> None:
    with pytest.raises(BriefError) as caught:
        recommend_from(brief(**fields), small)
    told = [fault.message for fault in caught.value.faults]
    assert len(told) == len(faults)
    assert all(message.startswith(fault) for message, fault in zip(told, faults, strict=True))


def test_sound_brief_has_no_problems(small: KnowledgeBase) -> None:
    sound = brief(priorities={"fit": 1}, parameters={"horizon": 12}, constraints={"forbidden": ["plain-db"]})
    assert brief_problems(sound, small) == []


def test_parameter_changes_the_choice_and_is_recorded(small: KnowledgeBase) -> None:
    reads = {"name": "look", "context": "orders", "reads": ["order"], "writes": ["order"], "peak": "200/s"}
    shop = {"contexts": [ORDERS], "use_cases": [reads], "priorities": {"cost": 0}}
    chosen = []
    for parameters in ({}, {"store/quick.many": 500}):
        found = recommend_from(brief(**shop, parameters=parameters), small)
        chosen.append(found.data.decisions[0].choice)
        assert found.data.knowledge[0].parameters == {name: str(value) for name, value in parameters.items()}
    assert chosen == ["plain", "quick"]


def test_priority_changes_the_choice(small: KnowledgeBase) -> None:
    shop = {"contexts": [ORDERS], "use_cases": [{**BUY, "actor": None}]}
    chosen = [
        recommend_from(brief(**shop, priorities={"cost": cost}), small).data.decisions[0].choice
        for cost in (0, 10)
    ]
    assert chosen == ["quick", "plain"]


def test_same_brief_in_another_order_is_the_same_recommendation(small: KnowledgeBase) -> None:
    first = recommend_from(brief(contexts=[ORDERS, STOCK], use_cases=[BUY, TAKE], **WEB), small)
    second = recommend_from(brief(contexts=[STOCK, ORDERS], use_cases=[TAKE, BUY], **WEB), small)
    assert first.data == second.data


def test_brief_without_contexts_is_one_service() -> None:
    found = recommend()
    assert [service.name for service in found.system.services] == ["shop"]
    assert found.system.data_stores == ()


def test_one_context_is_one_service_with_its_data() -> None:
    found = recommend(contexts=[ORDERS], use_cases=[BUY], **WEB).system
    (service,) = found.services
    assert service.contexts == ("orders",)
    assert [store.owner for store in found.data_stores] == [service.name]
    assert system_problems(found) == []


def test_two_contexts_of_one_team_run_together_unless_something_asks_otherwise() -> None:
    found = recommend(contexts=[ORDERS, STOCK], use_cases=[BUY, TAKE], teams=[RED], **WEB).system
    (service,) = found.services
    assert (service.contexts, service.team) == (("orders", "stock"), "red")


def test_forbidden_technology_never_appears() -> None:
    shop = {"contexts": [ORDERS, STOCK], "use_cases": [BUY, TAKE], "teams": [RED], **WEB}
    liked = {element.technology for element in recommend(**shop).system.elements()} - {None}
    found = recommend(**shop, constraints={"forbidden": sorted(map(str, liked))})
    assert liked & {element.technology for element in found.system.elements()} == set()
    chosen = [decided.choice for decided in found.decisions]
    assert liked & {option.technology for option in chosen if option is not None} == set()


def test_name_used_for_everything_still_names_every_element_apart() -> None:
    found = recommend(
        system="orders",
        clients=[{"name": "orders", "kind": "browser"}],
        actors=[{"name": "customer", "clients": ["orders"]}],
        contexts=[ORDERS, STOCK],
        teams=[{**RED, "name": "orders"}],
        external_systems=[{"name": "load-balancer"}, {"name": "orders-postgresql"}],
        use_cases=[{**BUY, "calls": [{"to": "load-balancer"}, {"to": "orders-postgresql"}]}, TAKE],
    )
    assert system_problems(found.system) == []
    assert len(found.system.frontends) == 1
    assert len(found.system.external_systems) == 2


def test_contradicting_brief_is_told_the_conflict() -> None:
    technologies = [
        option.technology for option in load_knowledge().decisions["datastore"].options if option.technology
    ]
    found = recommend(contexts=[ORDERS], use_cases=[BUY], constraints={"forbidden": technologies}, **WEB)
    result = found.decision("datastore", "orders").result
    assert result.choice is None
    assert result.conflict is not None
    assert "constraints.forbidden" in result.conflict.requirements
    assert found.system.data_stores == ()


def test_pack_of_ones_own_may_say_nothing_of_systems(tmp_path: Path) -> None:
    assert recommend_from(brief(contexts=[ORDERS]), store_pack(tmp_path)).system.services == ()
