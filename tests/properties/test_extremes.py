"""The largest and smallest numbers that a brief may hold lead to a recommendation, and what lies beyond to a fault."""

from decimal import Decimal

import pytest

from archrules.errors import BriefError, InferenceError
from archrules.knowledge_base.loading import load_knowledge
from archrules.knowledge_base.parameter_bounds import BOUNDS
from archrules.model.brief import Brief
from archrules.output.documents import system_yaml
from archrules.recommendation.recommend import recommend_from
from archrules.recommendation.recommendation import Recommendation
from tests.properties.briefs import Data
from tests.properties.test_recommendations import read_back

KNOWLEDGE = load_knowledge()
NUMBERS = {name: item.unit for name, item in KNOWLEDGE.defaults.items() if not isinstance(item.value, str)}
TWO_CONTEXTS: Data = {
    "system": "shop",
    "contexts": [
        {"name": name, "entities": [{"name": f"{name} record", "growth": "1000 %/month"}]}
        for name in ("front", "back")
    ],
    "teams": [{"name": name, "size": 9, "contexts": [name]} for name in ("front", "back")],
    "external_systems": [{"name": "bank"}],
}
TOUCHES_ALL: Data = {
    "context": "front",
    "reads": ["back record"],
    "writes": ["front record", "back record"],
    "calls": [{"to": "bank", "answer": "now", "idempotent": True}],
}


def recommended(data: Data) -> Recommendation:
    return recommend_from(Brief.model_validate(data), KNOWLEDGE)


def test_rates_that_add_up_beyond_the_bound_of_one_rate_are_read_back() -> None:
    use_cases = [{**TOUCHES_ALL, "name": name, "peak": "1000000000/s"} for name in "abc"]
    system = recommended({**TWO_CONTEXTS, "use_cases": use_cases, "horizon": "100 years"}).system
    assert max(each.rate or 0 for each in system.interactions) > 10**9
    assert read_back(system_yaml(system)) == system


def test_names_as_long_as_a_name_may_be_are_read_back() -> None:
    long, longer = "x" * 199 + "1", "x" * 199 + "2"
    contexts = [
        {"name": name, "purpose": "p" * 2000, "entities": [{"name": name}]} for name in (long, longer)
    ]
    use_case = {"name": long, "context": long, "reads": [f"{longer}.{longer}"], "writes": [f"{long}.{long}"]}
    clients = [{"name": long, "kind": "browser"}]
    actors = [{"name": long, "clients": [long]}]
    teams = [{"name": name, "size": 9, "contexts": [name]} for name in (long, longer)]
    brief = {
        "system": long,
        "contexts": contexts,
        "use_cases": [{**use_case, "actor": long}],
        "clients": clients,
    }
    system = recommended({**brief, "actors": actors, "teams": teams}).system
    assert read_back(system_yaml(system)) == system


def test_a_name_that_many_things_of_a_brief_share_names_one_element() -> None:
    same = {"name": "front"}
    brief = {
        **TWO_CONTEXTS,
        "system": "front",
        "clients": [{**same, "kind": "browser"}, {"name": "front-postgresql", "kind": "machine"}],
        "actors": [{**same, "clients": ["front", "front-postgresql"]}],
        "external_systems": [{"name": "bank"}, {"name": "front-postgresql"}],
        "use_cases": [{**TOUCHES_ALL, **same, "actor": "front"}],
    }
    names = [element.name for element in recommended(brief).system.elements()]
    assert sorted(set(names)) == sorted(names)
    assert {"front", "front service", "front-postgresql", "front-postgresql external system"} <= set(names)


def test_every_number_that_the_knowledge_assumes_has_bounds() -> None:
    assert {name: unit for name, unit in NUMBERS.items() if unit not in BOUNDS} == {}


@pytest.mark.long
@pytest.mark.parametrize("end", [0, 1])
@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_an_assumption_may_have_any_value_within_its_bounds(name: str, end: int) -> None:
    value = BOUNDS[NUMBERS[name]][end]
    use_cases = [{**TOUCHES_ALL, "name": "use"}]
    parameters = {name: Decimal(value.numerator) / Decimal(value.denominator)}
    system = recommended({**TWO_CONTEXTS, "use_cases": use_cases, "parameters": parameters}).system
    assert read_back(system_yaml(system)) == system


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("target-utilisation", "0", "0 is out of range; share of capacity must lie between 0.001 and 1"),
        ("replica-capacity", "0", "must lie between 0.001 and 1,000,000,000"),
        ("availability", "100.1", "100.1 is out of range; percent must lie between 0 and 100"),
        ("horizon", "1000000", "1000000 is out of range; months must lie between 0 and 1,200"),
        ("retry-attempts", "1.5", "1.5 is not a whole number; count in whole retries"),
    ],
)
def test_an_assumption_beyond_its_bounds_is_a_fault(name: str, value: str, told: str) -> None:
    with pytest.raises(BriefError) as caught:
        recommended({"system": "shop", "parameters": {name: value}})
    assert f"parameters.{name}: " in str(caught.value)
    assert told in str(caught.value)


def test_a_parameter_by_which_a_rule_cannot_divide_names_the_rule() -> None:
    parameters = {"database-utilisation.server_writes_per_s": 0}
    use_cases = [{**TOUCHES_ALL, "name": "use"}]
    with pytest.raises(InferenceError, match=r"rule database-utilisation.* divides by zero"):
        recommended({**TWO_CONTEXTS, "use_cases": use_cases, "parameters": parameters})
