"""Coupling of services and of the whole as facts."""

from fractions import Fraction
from typing import Any

import pytest

from archrules.analysis.structure.call_graph import call_graph
from archrules.analysis.structure.coupling_facts import coupling_facts
from archrules.vocabulary.origins import Given
from tests.unit.analysis.briefs import only
from tests.unit.analysis.structure.systems import Item, system


def facts(*interactions: str | Item, **fields: Any) -> list[Given]:  # noqa: ANN401  # checked by pydantic
    described = system(*interactions, **fields)
    return list(coupling_facts(described, call_graph(described)))


def told(kind: str, *interactions: str | Item, **fields: Any) -> list[dict[str, object]]:  # noqa: ANN401  # checked by pydantic
    return [dict(fact.items) for fact in only(facts(*interactions, **fields), kind)]


def references(kind: str, *interactions: str | Item, **fields: Any) -> list[tuple[str, tuple[str, ...]]]:  # noqa: ANN401  # checked by pydantic
    return [
        (origin.reference, origin.inputs)
        for fact, origins in facts(*interactions, **fields)
        if fact.kind == kind
        for origin in origins
    ]


def test_coupling_of_an_element() -> None:
    found = told("coupling", "a -> b", "b -> c", "b => db", data_stores=["db"])
    assert found[1] == {
        "element": "b",
        "collection": "services",
        "fan_in": 1,
        "fan_out": 1,
        "stores": 1,
        "called_by": "a",
        "calls": "c",
    }


def test_origin_of_a_coupling_names_calls_and_stores() -> None:
    found = references("coupling", "a -> b", "b => db", data_stores=["db"])
    assert found[1] == ("services.b", ("interactions.a -> b", "interactions.b -> db"))


def test_nothing_is_counted_where_interactions_may_be_left_out() -> None:
    (coupling, _) = told("coupling", "a -> b", open=["interactions"])
    assert coupling == {"element": "a", "collection": "services", "calls": "b"}


def test_only_caller() -> None:
    assert told("only_caller", "a -> b", "a -> c", "b -> c") == [{"service": "b", "caller": "a"}]


@pytest.mark.parametrize(
    "fields",
    [
        {"gateways": ["a"]},
        {"frontends": ["a"]},
        {"gateways": ["b"]},
        {"services": [{"name": "b", "exposure": "public"}]},
        {"open": ["interactions"]},
    ],
    ids=str,
)
def test_no_only_caller(fields: Item) -> None:
    assert told("only_caller", "a -> b", **fields) == []


def test_no_only_caller_where_another_may_call() -> None:
    assert told("only_caller", "a -> b", "c ?> b") == []


UNITS: list[Item] = [{"name": "a", "deployment_unit": "u"}, {"name": "b", "deployment_unit": "u"}]


def test_joint_deployment() -> None:
    assert told("joint_deployment", services=UNITS) == [{"unit": "u", "services": 2, "members": "a, b"}]


@pytest.mark.parametrize("fields", [{"services": [*UNITS, "c"]}, {"services": UNITS, "open": ["services"]}])
def test_joint_deployment_of_perhaps_more_is_not_counted(fields: Item) -> None:
    assert told("joint_deployment", **fields) == [{"unit": "u", "members": "a, b"}]


def test_services_of_a_team() -> None:
    services = [{"name": "a", "team": "red"}, {"name": "b", "team": "red"}]
    assert told("team_services", services=services) == [{"team": "red", "services": 2}]


def test_services_of_a_team_are_not_counted_where_one_may_have_more() -> None:
    assert told("team_services", services=[{"name": "a", "team": "red"}, "b"]) == [{"team": "red"}]


@pytest.mark.parametrize("kind", ["joint_deployment", "team_services"])
def test_origin_of_a_group_names_its_services(kind: str) -> None:
    services = [one | {"team": "red"} for one in UNITS]
    assert references(kind, services=services) == [("services.a", ("services.a", "services.b"))]


def test_structure_of_the_whole() -> None:
    services = [{"name": name, "team": "red", "context": name} for name in "abc"]
    paths = [{"use_case": "buy", "path": ["a", "b"]}, {"use_case": "look", "path": ["a", "db", "a"]}]
    (structure,) = told(
        "system_structure",
        "a -> b",
        "b ~> c",
        "a => db",
        services=services,
        data_stores=["db"],
        use_cases=paths,
    )
    assert structure == {
        "system": "system",
        "services": 3,
        "teams": 1,
        "calls_between_services": 1,
        "cross_service_share": Fraction(1, 3),
        "synchronous_share": Fraction(1, 2),
        "cross_context_share": 1,
        "use_cases": 2,
        "use_cases_across_services": 1,
    }


def test_origin_of_the_structure_names_what_crosses_services() -> None:
    paths = [{"use_case": "buy", "path": ["a", "b"]}, {"use_case": "look", "path": ["a"]}]
    found = references("system_structure", "a -> b", "gate -> a", gateways=["gate"], use_cases=paths)
    assert found == [("name", ("interactions.a -> b", "use_cases.buy"))]


def test_structure_of_what_may_leave_things_out() -> None:
    unlisted = ["services", "interactions", "use_cases"]
    paths = [{"use_case": "buy", "path": ["a", "b"]}]
    assert told("system_structure", "a -> b", use_cases=paths, open=unlisted) == [{"system": "system"}]


def test_use_cases_without_paths_are_not_counted() -> None:
    (structure,) = told("system_structure", services=["a"], use_cases=[{"use_case": "buy"}])
    assert "use_cases" not in structure


def test_teams_are_not_counted_where_one_is_unknown() -> None:
    (structure,) = told("system_structure", services=[{"name": "a", "team": "red"}, "b"])
    assert "teams" not in structure


def test_signs() -> None:
    assert told("coupling_sign", "a -> b", "b -> a", services=UNITS) == [
        {
            "system": "system",
            "sign": "joint-deployment",
            "shows": True,
            "services": 2,
            "because": "a, b in u",
        },
        {"system": "system", "sign": "shared-stores", "shows": False, "services": 0},
        {
            "system": "system",
            "sign": "synchronous-cycles",
            "shows": True,
            "services": 2,
            "because": "a -> b -> a",
        },
    ]


def test_unknown_sign_counts_nothing() -> None:
    (found,) = [one for one in told("coupling_sign", services=["a", "b"]) if "shows" not in one]
    assert found == {"system": "system", "sign": "joint-deployment"}


def test_origin_of_a_sign_names_the_services_that_show_it() -> None:
    found = references("coupling_sign", "a -> b", "b -> a", "c -> a")
    assert found[-1] == ("name", ("services.a", "services.b"))


@pytest.mark.parametrize(
    ("interactions", "shows"),
    [(["a -> b"], "told by a rule"), (["a ?> b"], None), ([], False)],
    ids=str,
)
def test_sign_that_a_rule_reads_from_a_share(interactions: list[str], shows: object) -> None:
    found = {sign["sign"]: sign for sign in told("coupling_sign", *interactions)}
    sign = found.get("calls-across-services", {"shows": "told by a rule"})
    assert sign.get("shows") == shows
